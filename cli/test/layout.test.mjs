import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folder, kaito, sample, shared } from "./command.mjs";

const CSV = ["No,確認項目,判断,メモ", "1,ログを取得していますか。,,", "2,時刻を同期していますか。,,", ""].join("\n");
const CORRECTION = '{"sheets":[{"sheet":"調査2025","tables":[{"columns":[{"column":"D","role":"evidence"}]}]}]}';

function evidence(cwd, args) {
  const { status, stdout, stderr } = kaito(cwd, ["inspect", "--json", ...args]);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout).map(({ cells }) => cells.evidence);
}

test("a correction is remembered and used for the next version, by every command", (t) => {
  const cwd = folder(t);
  writeFileSync(join(cwd, "調査2025.csv"), CSV);
  writeFileSync(join(cwd, "調査2026.csv"), `${CSV}3,暗号化していますか。,,\n`);
  writeFileSync(join(cwd, "layout.json"), CORRECTION);
  assert.deepEqual(evidence(cwd, ["調査2025.csv", "--layout-memory", "memory.json"]), [null, null]);
  assert.deepEqual(evidence(cwd, ["調査2025.csv", "--layout", "layout.json", "--layout-memory", "memory.json"]), ["D2", "D3"]);
  assert.deepEqual(evidence(cwd, ["調査2026.csv", "--layout-memory", "memory.json"]), ["D2", "D3", "D4"]);
  const shown = kaito(cwd, ["inspect", "調査2026.csv", "--layout-memory", "memory.json"]).stdout;
  assert.match(shown, /記憶したレイアウトを使用: 調査2026/);
  const args = ["fill", "調査2026.csv", "--out", "out", "--layout-memory", "memory.json", "--json"];
  assert.deepEqual(JSON.parse(kaito(cwd, args).stdout).files[0].recalledLayouts, ["調査2026"]);
  assert.doesNotMatch(readFileSync(join(cwd, "memory.json"), "utf8"), /確認項目|ログ/);
});

test("fill remembers a correction too, whatever the number of jobs", (t) => {
  const cwd = folder(t);
  writeFileSync(join(cwd, "調査2025.csv"), CSV);
  writeFileSync(join(cwd, "other.csv"), CSV.replaceAll("か。", "か？"));
  writeFileSync(join(cwd, "layout.json"), CORRECTION);
  const inputs = ["調査2025.csv", "other.csv"];
  const { errors } = kaito(cwd, ["fill", ...inputs, "--out", "out", "--jobs", "2", "--layout", "layout.json", "--layout-memory", "memory.json"]);
  assert.deepEqual(errors.length, 1, errors.join("\n"));
  assert.match(errors[0], /layout\.json: このブックにシート「調査2025」はありません/);
  assert.deepEqual(evidence(cwd, ["調査2025.csv", "--layout-memory", "memory.json"]), ["D2", "D3"]);
});

test("a wrong layout or memory is reported under its own name and place", (t) => {
  const cwd = folder(t);
  writeFileSync(join(cwd, "ask.csv"), CSV);
  const cases = [
    ["--layout", '{"sheets":[\n{"sheet":"ask","rows":[]}]}', /^kaito: bad\.json: .*line 2/],
    ["--layout", '{"sheets":[{"sheet":"ask","skipRows":[0]}]}', /^kaito: bad\.json: .*sheets\[0\]\.skipRows\[0\]/],
    ["--layout", '{"sheets":[{"sheet":"other"}]}', /^kaito: bad\.json: .*other.*sheets\[0\]\.sheet/],
    ["--layout-memory", "[]", /^kaito: bad\.json: /],
    ["--layout-memory", '{"schema":9,"sheets":[]}', /^kaito: bad\.json: /],
  ];
  for (const [option, text, expected] of cases) {
    writeFileSync(join(cwd, "bad.json"), text);
    for (const command of [["inspect"], ["fill", "--out", "out"], ["match"]]) {
      const { status, errors } = kaito(cwd, [...command, "ask.csv", option, "bad.json"]);
      assert.deepEqual([status, errors.length], [2, 1], `${command} ${text}: ${errors}`);
      assert.match(errors[0], expected);
    }
  }
});

test("the layout that inspect writes is a correction that changes nothing", (t) => {
  const cwd = folder(t);
  sample(cwd);
  const before = kaito(cwd, ["inspect", "sample.xlsx", "--json", "--layout-out", "layout.json"]).stdout;
  assert.equal(kaito(cwd, ["inspect", "sample.xlsx", "--json", "--layout", "layout.json"]).stdout, before);
  const { sheets } = JSON.parse(readFileSync(join(cwd, "layout.json"), "utf8"));
  const asked = sheets.find((sheet) => sheet.use);
  assert.ok(asked.tables[0].columns.some(({ role, reasons }) => role === "question" && reasons.length > 0));
});

test("inspect is a table for people: roles with reasons, counts, and what was left out", (t) => {
  const cwd = folder(t);
  const rows = ["No,確認項目,回答", "記入例,規程を定めているか。,はい", "1,ログを取得していますか。,はい", "2,時刻を同期していますか。,", ",合計,", ""];
  writeFileSync(join(cwd, "ask.csv"), rows.join("\n"));
  const { status, stdout } = kaito(cwd, ["inspect", "ask.csv"]);
  assert.equal(status, 0);
  for (const expected of [
    /■ ask: 未回答 1、回答済み 1、非表示 0/,
    /表（見出し 1 行、データ 2–5 行）: 質問 2 件/,
    /B +質問 +確認項目 +.*見出し「確認項目」 \+\d/,
    /対象外の行 \(記入例\): 2「/,
    /対象外の行 \(合計などの行\): 5「合計」/,
    /質問 2 件\n$/,
  ]) assert.match(stdout, expected);
  assert.match(kaito(cwd, ["inspect", "ask.csv", "--questions"]).stdout, /ask!B3\tログを取得していますか。\t/);
});

test("a CSV is read whatever its name", (t) => {
  const cwd = folder(t);
  for (const name of ["list.csv", "表紙.csv", "一覧.tsv"]) {
    writeFileSync(join(cwd, name), name.endsWith("tsv") ? CSV.replaceAll(",", "\t") : CSV);
    assert.equal(JSON.parse(kaito(cwd, ["inspect", name, "--json"]).stdout).length, 2, name);
  }
});

test("eval-layout measures every role over a folder, and names what differs", (t) => {
  const cwd = folder(t);
  writeFileSync(join(cwd, "ask.csv"), CSV);
  const label = (row) => ({ sheet: "ask", question_cell: `B${row}`, choice_cell: `C${row}` });
  const truth = { questions: [label(2), label(9)], not_questions: [] };
  writeFileSync(join(cwd, "ask.truth.json"), JSON.stringify(truth));
  const { all, files } = JSON.parse(kaito(cwd, ["eval-layout", ".", "--json"]).stdout);
  assert.deepEqual(all.question, { right: 1, found: 2, labelled: 2, precision: 0.5, recall: 0.5 });
  assert.deepEqual(all.differences, ["missed ask!B9", "wrong ask!B3"]);
  assert.equal(files[0].file, "ask.csv");
  assert.match(kaito(cwd, ["eval-layout", "."]).stdout, /question +0\.500 +0\.500 +1 +2 +2\n/);
  const { status, errors } = kaito(cwd, ["eval-layout", "absent"]);
  assert.deepEqual([status, errors.length], [2, 1]);
});

test("the labelled workbooks of customers are found cell by cell", (t) => {
  const path = shared(t, "customers/dev");
  if (path === undefined) return;
  const { all } = JSON.parse(kaito(folder(t), ["eval-layout", path, "--json"]).stdout);
  for (const [role, { precision, recall }] of Object.entries(all).filter(([, value]) => "precision" in value)) {
    assert.deepEqual([role, precision, recall], [role, 1, 1]);
  }
  assert.deepEqual([all.stray, all.differences], [[], []]);
});
