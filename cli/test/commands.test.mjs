import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { run as help } from "../dist/commands/help.js";
import { useLanguage } from "../dist/message.js";
import { folder, kaito, sample } from "./command.mjs";

const LIBRARY = new URL("../../data/standard/ccms-4.00.json", import.meta.url);
const ENCODER = new URL("../encoder/kaito.encoder", import.meta.url);
const LABELLED = new URL("../../data/eval/dev.jsonl", import.meta.url);

function lines(text) {
  return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

test("match answers every line, in order, from a file or from standard input", (t) => {
  const cwd = folder(t);
  const asked = [
    { id: "a", text: "実9 について回答してください。", context: "" },
    { id: 2, text: "パスワードの最小桁数を定めていますか。", context: "認証" },
    { id: "c", text: "今日の天気はどうですか。" },
  ];
  const input = asked.map((line) => JSON.stringify(line)).join("\n");
  writeFileSync(join(cwd, "asked.jsonl"), `\n${input}\n\n`);
  const fromFile = kaito(cwd, ["match", "asked.jsonl", "--json"]);
  assert.equal(fromFile.status, 0, fromFile.stderr);
  const answers = lines(fromFile.stdout);
  assert.deepEqual(answers.map(({ id }) => id), ["a", 2, "c"]);
  assert.deepEqual([answers[0].class, answers[0].candidates[0].criterion], ["auto", "実9"]);
  for (const answer of answers) {
    assert.match(answer.class, /^(auto|review|none)$/);
    assert.ok(answer.confidence >= 0 && answer.confidence <= 1);
    const scores = answer.candidates.map(({ score }) => score);
    assert.ok(scores.length <= 5);
    assert.deepEqual(scores, [...scores].sort((a, b) => b - a));
    assert.ok(answer.candidates.every(({ reasons }) => reasons.length > 0));
  }
  for (const args of [["match", "-", "--json"], ["match", "--json"]]) {
    assert.equal(kaito(cwd, args, { input }).stdout, fromFile.stdout);
  }
});

test("match takes a workbook too", (t) => {
  const cwd = folder(t);
  sample(cwd);
  const questions = JSON.parse(kaito(cwd, ["inspect", "sample.xlsx", "--json"]).stdout);
  const answers = lines(kaito(cwd, ["match", "sample.xlsx", "--json"]).stdout);
  assert.deepEqual(
    answers.map(({ id }) => id),
    questions.map(({ sheet, cells }) => `${sheet}!${cells.question}`),
  );
});

test("match names the line that it cannot read, and answers none", (t) => {
  const cwd = folder(t);
  for (const bad of ['{"id":"x"}', "{", "7", "null"]) {
    const { status, stdout, errors } = kaito(cwd, ["match", "--json"], { input: `{"id":1,"text":"統1"}\n${bad}\n` });
    assert.deepEqual([status, stdout, errors.length], [2, "", 1], bad);
    assert.match(errors[0], /line 2/);
  }
});

test("inspect gives every question with all of its cells", (t) => {
  const cwd = folder(t);
  sample(cwd);
  const { status, stdout } = kaito(cwd, ["inspect", "sample.xlsx", "--json"]);
  assert.equal(status, 0);
  const questions = JSON.parse(stdout);
  assert.ok(questions.length > 30);
  for (const { sheet, row, question, cells } of questions) {
    assert.ok(sheet !== "" && Number.isInteger(row) && question !== "");
    for (const role of ["number", "question", "choice", "answer", "remark", "evidence"]) {
      assert.ok(role in cells, role);
      assert.ok(cells[role] === null || /^[A-Z]+[0-9]+$/.test(cells[role]), cells[role]);
    }
    assert.equal(cells.question.replace(/\D/g, ""), String(row));
  }
});

test("verify tells another workbook from a filled one", (t) => {
  const cwd = folder(t);
  const original = sample(cwd);
  kaito(cwd, ["fill", "sample.xlsx", "--out", "out", "--report"]);
  const same = kaito(cwd, ["verify", original, original, "--json"]);
  assert.deepEqual([same.status, JSON.parse(same.stdout).changedParts], [0, []]);
  const other = kaito(cwd, ["verify", original, "out/sample.review.xlsx", "--json"]);
  assert.deepEqual([other.status, JSON.parse(other.stdout).ok], [2, false]);
});

test("an imported library answers as the built-in one does", (t) => {
  const cwd = folder(t);
  sample(cwd);
  writeFileSync(join(cwd, "library.json"), readFileSync(LIBRARY));
  const written = (args) => JSON.parse(kaito(cwd, ["fill", "sample.xlsx", "--json", ...args]).stdout).files[0].written;
  assert.deepEqual(written(["--out", "a", "--library", "library.json"]), written(["--out", "b"]));
});

test("import refuses what is no standard, with nothing written", (t) => {
  const cwd = folder(t);
  writeFileSync(join(cwd, "notes.md"), "# 議事録\n\n本文\n");
  const { status, errors } = kaito(cwd, ["import", "notes.md", "--out", "library.json"]);
  assert.deepEqual([status, errors.length], [2, 1]);
  assert.match(errors[0], /^kaito: notes\.md: /);
  assert.throws(() => readFileSync(join(cwd, "library.json")));
});

test("eval measures the labelled questions", (t) => {
  const cwd = folder(t);
  writeFileSync(join(cwd, "dev.jsonl"), readFileSync(LABELLED));
  const { status, stdout } = kaito(cwd, ["eval", "dev.jsonl", "--json"]);
  assert.equal(status, 0);
  const { all, kinds } = JSON.parse(stdout);
  assert.equal(all.questions, 276);
  assert.ok(all.hit1 > 0.7 && all.hit5 >= all.hit1, stdout);
  assert.equal(kinds.explicit.hit1, 1);
});

test("eval measures meaning beside words where the encoder is there", (t) => {
  if (!existsSync(ENCODER)) return t.skip("cli/encoder/kaito.encoder is not there (make build says why)");
  const cwd = folder(t);
  writeFileSync(join(cwd, "dev.jsonl"), readFileSync(LABELLED));
  const { ranking, all, lexical } = JSON.parse(kaito(cwd, ["eval", "dev.jsonl", "--json"]).stdout);
  assert.equal(ranking, "semantic");
  for (const figure of ["hit1", "coverageAt1", "coverageAt5"]) {
    assert.ok(all[figure] > lexical.all[figure], `${figure}: ${all[figure]} against ${lexical.all[figure]}`);
  }
  assert.ok(all.autoPrecision >= 0.99 && all.unanswerableAuto === 0 && all.calibrationError <= 0.05, JSON.stringify(all));
});

test("sample goes where it is told, under its own name in a folder", (t) => {
  const cwd = folder(t);
  mkdirSync(join(cwd, "there"));
  for (const [args, expected] of [
    [["--out", "there"], /^there\/サンプル銀行.*\.xlsx$/],
    [["--out", "new/"], /^new\/サンプル銀行.*\.xlsx$/],
    [["--out", "mine.xlsx"], /^mine\.xlsx$/],
    [[], /^サンプル銀行.*\.xlsx$/],
  ]) {
    const path = kaito(cwd, ["sample", ...args]).stdout.trim();
    assert.match(path, expected);
    assert.equal(readFileSync(join(cwd, path)).subarray(0, 2).toString(), "PK");
  }
});

test("help tells every option that a command takes, in both languages", (t) => {
  const cwd = folder(t);
  const overview = kaito(cwd, ["--help"]).stdout;
  const commands = [...overview.matchAll(/^ {2}([a-z][a-z-]*) /gm)].map(([, name]) => name);
  assert.deepEqual(commands, ["fill", "inspect", "match", "apply", "compare", "diff", "learn", "memory", "import", "verify", "eval", "eval-layout", "sample"]);
  const printed = (command, language) => {
    let text = "";
    useLanguage(language);
    const write = t.mock.method(process.stdout, "write", (part) => (text += part) !== "");
    help([command]);
    write.mock.restore();
    return text;
  };
  for (const args of [["help", "fill"], ["fill", "--help"], ["match", "--out", "x", "-h"]]) {
    assert.equal(kaito(cwd, args).stdout, printed(args.find((name) => commands.includes(name)), "ja"));
  }
  for (const command of commands) {
    const [japanese, english] = [printed(command, "ja"), printed(command, "en")];
    const options = (text) => text.match(/^ {2}-\S+/gm);
    assert.deepEqual(options(english), options(japanese));
    assert.doesNotMatch(english, /[ぁ-ん]/);
  }
  assert.match(kaito(cwd, ["--version"]).stdout, /^kaito \d+\.\d+\.\d+\n$/);
});
