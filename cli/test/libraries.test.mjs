/** A company's own libraries: their form, what they answer, and what is refused. */
import assert from "node:assert/strict";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folder, kaito } from "./command.mjs";
import { openpyxl } from "./questionnaires.mjs";

const CANTEEN = { id: "SEC-001", phrasings: ["社員食堂の座席数を教えてください。"], verdict: "○", answer: "120 席です。", evidence: "総務規程", disclosure: "public" };
const CODED = { id: "SEC-002", numbers: ["A.8.24", "実9"], answer: "自社の基準で対応しています。", disclosure: "public" };
const ROWS = ["社員食堂の座席数を教えてください。", "A.8.24 についてご記入ください。", "社員食堂の座席の数を教えてください。", "統1 方針を文書化していますか。"];

/** A folder with a questionnaire and the libraries of `files` by their names. */
function given(t, files) {
  const cwd = folder(t);
  const rows = ROWS.map((text, index) => `${index + 1},${text},,,`);
  writeFileSync(join(cwd, "q.csv"), ["No,質問,回答（○/△/×）,回答内容,根拠", ...rows, ""].join("\n"));
  for (const [name, criteria, title = name] of files) {
    writeFileSync(join(cwd, name), JSON.stringify({ title, version: "1", date: "2026-04-01", criteria }, undefined, 1));
  }
  return cwd;
}

/** What is written: cell, value and source. */
function written(cwd, args) {
  const { stdout, errors } = kaito(cwd, ["fill", "q.csv", "--out", "out", "--date", "2026-06-01", "--json", ...args]);
  assert.deepEqual(errors, []);
  const [file] = JSON.parse(stdout).files;
  return file.written.map(({ cell, value, provenance }) => `${cell} ${value} ${provenance.standard} ${provenance.entry ?? ""}`.trim());
}

test("words and identifiers are answered from the library, the rest from the standard or not at all", (t) => {
  const cwd = given(t, [["own.json", [CANTEEN, CODED]]]);
  const own = ["C2 ○ own.json SEC-001", "D2 120 席です。 own.json SEC-001", "E2 総務規程 own.json SEC-001", "D3 自社の基準で対応しています。 own.json SEC-002"];
  const all = written(cwd, ["--library", "own.json"]);
  assert.deepEqual(all.slice(0, 4), own);
  assert.ok(all.length > 4 && all.slice(4).every((line) => /^[CDE]5 .*CCMS/.test(line)), all.join("\n"));
  assert.deepEqual(written(cwd, ["--library", "own.json", "--no-standard"]), own);
});

test("the first library wins, one that may not be told does not", (t) => {
  const later = { ...CANTEEN, answer: "130 席です。", disclosure: "nda" };
  const cwd = given(t, [["a.json", [later]], ["b.json", [CANTEEN]]]);
  const answer = (...args) => written(cwd, [...args, "--no-standard"]).find((line) => line.startsWith("D2"));
  const both = ["--library", "a.json", "--library", "b.json"];
  assert.equal(answer(...both), "D2 120 席です。 b.json SEC-001");
  assert.equal(answer(...both, "--disclosure", "nda"), "D2 130 席です。 a.json SEC-001");
  assert.equal(answer("--library", "b.json", "--library", "a.json", "--disclosure", "nda"), "D2 120 席です。 b.json SEC-001");
  assert.equal(answer("--library", "a.json"), undefined);
});

test("match names library and entry, and says why an answer waits for a person", (t) => {
  const cwd = given(t, [["own.json", [{ ...CANTEEN, expires: "2026-05-31" }, { ...CODED, scope: ["人事"] }]]]);
  const matched = (...args) => {
    const { stdout } = kaito(cwd, ["match", "q.csv", "--library", "own.json", "--date", "2026-06-01", "--json", ...args]);
    return stdout.trim().split("\n").map((line) => JSON.parse(line)).map(({ class: kind, past: [best] }) => [kind, best?.library?.id, best?.kind, best?.reasons.map(({ code }) => code).join()]);
  };
  const rows = matched("--no-standard");
  assert.deepEqual(rows.slice(0, 3), [["none", "SEC-001", "exact", "expired"], ["none", "SEC-002", "named", "other-scope"], ["none", "SEC-001", "near", "expired"]]);
  assert.deepEqual(matched("--scope", "人事")[1], ["auto", "SEC-002", "named", ""]);
});

test("a review workbook offers the library's answers, and apply carries them out without the library", (t) => {
  const cwd = given(t, [["own.json", [{ ...CANTEEN, expires: "2026-05-31" }, CODED]]]);
  kaito(cwd, ["fill", "q.csv", "--out", "out", "--library", "own.json", "--date", "2026-06-01", "--report"]);
  const edited = openpyxl(t, join(cwd, "out/q.review.xlsx"), `
sheet = book["レビュー"]
head = {cell.value: cell.column for cell in sheet[1]}
print(sheet.cell(row=2, column=head["候補"]).value, sheet.cell(row=2, column=head["理由"]).value)
for row in range(2, 6): sheet.cell(row=row, column=head["決定"]).value = "採用" if row == 2 else "空欄"
`);
  if (edited === undefined) return;
  assert.match(edited, /過去1 own\.json 1 SEC-001.*期限が切れた/s);
  const { stdout } = kaito(cwd, ["apply", "q.csv", "--review", "out/q.review.xlsx", "--out", "done.xlsx", "--json"]);
  assert.deepEqual(JSON.parse(stdout).written.map(({ cell, value, provenance }) => `${cell} ${value} ${provenance.entry}`), ["C2 ○ SEC-001", "D2 120 席です。 SEC-001", "E2 総務規程 SEC-001"]);
});

const FORM = `
guide, sheet = book["記入要領"], book["回答"]
guide["B3"], guide["B4"], guide["B5"] = "自社回答集", "2026.1", "2026/4/1"
head = {cell.value: cell.column for cell in sheet[1]}
def put(row, **values):
    for name, value in values.items(): sheet.cell(row=row, column=head[name]).value = value
import datetime
put(2, ID="SEC-001", 質問の文例="社員食堂の座席数を教えてください。\\n食堂は何席ありますか。", 判定="○", 回答="120 席です。", 開示="公開", 期限=datetime.date(2027, 3, 31))
put(4, ID="SEC-002", 参照番号="A.8.24\\n実9", 回答="自社の基準で対応しています。", 担当="情報システム部", 開示="NDA締結先")
`;

test("the form, filled by a person, becomes a library that answers", (t) => {
  const cwd = given(t, []);
  assert.equal(kaito(cwd, ["import", "--form", "form.xlsx"]).status, 0);
  if (openpyxl(t, join(cwd, "form.xlsx"), FORM) === undefined) return;
  const { stdout, errors } = kaito(cwd, ["import", "form.xlsx", "--out", "own.json"]);
  assert.deepEqual([stdout, errors], ["自社回答集 2026.1 (2026-04-01): 2 件 → own.json\n", []]);
  const lines = written(cwd, ["--library", "own.json", "--no-standard", "--disclosure", "nda"]);
  assert.deepEqual(lines, ["C2 ○ 自社回答集 SEC-001", "D2 120 席です。 自社回答集 SEC-001", "D3 自社の基準で対応しています。 自社回答集 SEC-002"]);
});

test("a wrong form is refused with its cell", (t) => {
  const cwd = given(t, []);
  kaito(cwd, ["import", "--form", "empty.xlsx"]);
  const cases = [
    ["", /記入要領!B3/],
    [`${FORM}put(4, ID="sec-001")`, /SEC-001.*回答!A4/],
    [`${FORM}put(4, 開示="秘密")`, /「秘密」.*回答!K4/],
    [`${FORM}put(4, 期限="来年")`, /「来年」.*回答!I4/],
    [`${FORM}put(4, 参照番号="24")`, /「24」.*回答!C4/],
    [`${FORM}put(1, 回答="答え")`, /「答え」.*回答!E1/],
    [`${FORM}book.remove(sheet)`, /「回答」がありません/],
  ];
  for (const [program, expected] of cases) {
    copyFileSync(join(cwd, "empty.xlsx"), join(cwd, "form.xlsx"));
    if (openpyxl(t, join(cwd, "form.xlsx"), program) === undefined) return;
    const { status, errors } = kaito(cwd, ["import", "form.xlsx", "--out", "own.json"]);
    assert.deepEqual([status, errors.length], [2, 1], errors.join("\n"));
    assert.match(errors[0], expected);
  }
});

test("a library that breaks a rule is named with its line, before anything is filled", (t) => {
  const cwd = given(t, [
    ["twice.json", [CANTEEN, { ...CODED, id: "sec-001" }]],
    ["unknown.json", [{ ...CANTEEN, anwser: "?" }]],
    ["expired.json", [{ ...CANTEEN, expires: "2020-01-01" }]],
    ["own.json", [CANTEEN]],
  ]);
  const standard = new URL("../../data/standard/ccms-4.00.json", import.meta.url).pathname;
  const cases = [
    [["--library", "twice.json"], /^kaito: twice\.json: .*sec-001.*line 16/],
    [["--library", "own.json", "--library", "unknown.json"], /^kaito: unknown\.json: .*anwser.*line \d+/],
    [["--library", "expired.json"], /^kaito: expired\.json: .*2020-01-01/],
    [["--library", standard, "--library", standard], /1 つだけ/],
    [["--no-standard"], /--library が必要/],
    [["--library", "own.json", "--disclosure", "secret"], /--disclosure は public か nda/],
  ];
  for (const [args, expected] of cases) {
    for (const command of [["fill", "q.csv", "--out", "out"], ["match", "q.csv"]]) {
      const { status, stdout, errors } = kaito(cwd, [...command, ...args]);
      assert.deepEqual([status, stdout, errors.length], [2, "", 1], errors.join("\n"));
      assert.match(errors[0], expected);
    }
  }
});
