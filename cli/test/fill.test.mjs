import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folder, kaito, names, sample } from "./command.mjs";
import { openpyxl } from "./questionnaires.mjs";

function fillJson(cwd, args) {
  const { status, stdout, stderr } = kaito(cwd, ["fill", ...args, "--json"]);
  return { status, stderr, files: JSON.parse(stdout).files };
}

test("fills the sample, proves it and says what is left to review", (t) => {
  const cwd = folder(t);
  sample(cwd);
  const { status, stdout, errors } = kaito(cwd, ["fill", "sample.xlsx", "--out", "out"]);
  assert.deepEqual(errors, []);
  assert.equal(status, 1, "the sample holds questions that need a person");
  assert.match(stdout, /sample\.xlsx → out\/sample\.xlsx/);
  assert.match(stdout, /確認が必要な質問/);
  assert.deepEqual(names(join(cwd, "out")), ["sample.xlsx"]);

  const proof = kaito(cwd, ["verify", "sample.xlsx", "out/sample.xlsx", "--json"]);
  assert.equal(proof.status, 0);
  const { ok, changedCells, identicalParts } = JSON.parse(proof.stdout);
  assert.ok(ok && changedCells.length > 20 && identicalParts.length > 5, proof.stdout);
});

test("the outcome as JSON names every written cell with its source", (t) => {
  const cwd = folder(t);
  sample(cwd);
  const [file] = fillJson(cwd, ["sample.xlsx", "--out", "out"]).files;
  assert.equal(file.tally.questions, file.tally.fill + file.tally.review + file.tally.blank + file.tally.kept + file.tally.hidden);
  assert.ok(file.written.length > 0 && file.proof.ok);
  for (const cell of file.written) {
    assert.match(cell.cell, /^[A-Z]+[0-9]+$/);
    assert.ok(cell.criteria.length > 0 && cell.provenance.version !== "", JSON.stringify(cell));
  }
});

test("a policy of review fills nothing and changes no byte", (t) => {
  const cwd = folder(t);
  const original = sample(cwd);
  const { status, files } = fillJson(cwd, ["sample.xlsx", "--out", "out", "--policy", "review"]);
  assert.equal(status, 1);
  assert.equal(files[0].tally.fill, 0);
  assert.deepEqual(readFileSync(join(cwd, "out/sample.xlsx")), readFileSync(original));
});

test("locked cells of a protected sheet are left alone and named, and written with --locked", (t) => {
  const cwd = folder(t);
  const path = sample(cwd);
  if (openpyxl(t, path, "for sheet in book: sheet.protection.sheet = True") === undefined) return;
  const [left] = fillJson(cwd, ["sample.xlsx", "--out", "out"]).files;
  assert.equal(left.written.length, 0);
  assert.ok(left.skipped.length > 20 && left.skipped.every(({ reason }) => /ロック/.test(reason.ja)), JSON.stringify(left.skipped[0]));
  const told = kaito(cwd, ["fill", "sample.xlsx", "--out", "told"]);
  assert.equal(told.status, 1, told.stderr);
  assert.match(told.stdout, /ロック.* ほか [0-9]+/, "the summary names the first and counts the others");
  const [written] = fillJson(cwd, ["sample.xlsx", "--out", "unlocked", "--locked"]).files;
  assert.equal(written.written.length, left.skipped.length);
  assert.ok(written.proof.ok);
});

test("report and review file stand beside the filled workbook, and apply carries the review out", (t) => {
  const cwd = folder(t);
  sample(cwd);
  kaito(cwd, ["fill", "sample.xlsx", "--out", "out", "--policy", "review", "--report", "--review-file"]);
  assert.deepEqual(names(join(cwd, "out")), ["sample.review.json", "sample.review.xlsx", "sample.xlsx"]);

  const path = join(cwd, "out/sample.review.json");
  const review = JSON.parse(readFileSync(path, "utf8"));
  const accepted = review.decisions.find(({ proposal }) => proposal.some(({ role }) => role === "answer"));
  accepted.verdict = "accept";
  writeFileSync(path, JSON.stringify(review));
  const args = ["apply", "sample.xlsx", "--review", "out/sample.review.json", "--out", "done.xlsx", "--json"];
  const { stdout, errors } = kaito(cwd, args);
  assert.deepEqual(errors, []);
  const expected = accepted.proposal.map(({ cell, value }) => ({ cell, value }));
  const written = JSON.parse(stdout).written.map(({ cell, value }) => ({ cell, value }));
  assert.deepEqual(written, expected);
  assert.equal(kaito(cwd, ["verify", "sample.xlsx", "done.xlsx"]).status, 0);
});

test("several workers give the same files as one, in the order of the call", (t) => {
  const cwd = folder(t);
  const original = sample(cwd);
  const inputs = ["c.xlsx", "a.xlsx", "b.xlsx"];
  for (const name of inputs) copyFileSync(original, join(cwd, name));
  const one = fillJson(cwd, [...inputs, "--out", "one"]);
  const many = fillJson(cwd, [...inputs, "--out", "many", "--jobs", "2"]);
  assert.deepEqual(many.files.map(({ input }) => input), inputs);
  assert.deepEqual(many.files.map(({ written }) => written), one.files.map(({ written }) => written));
  for (const name of inputs) {
    assert.deepEqual(readFileSync(join(cwd, "many", name)), readFileSync(join(cwd, "one", name)));
  }
});

test("a CSV file becomes an .xlsx file, and says so", (t) => {
  const cwd = folder(t);
  const asked = [
    "統1 方針を文書化していますか。",
    "実9 の対応状況をご記入ください。",
    "パスワードは暗号化して保管していますか。",
    "バックアップを取得していますか。",
  ];
  const rows = ["No,質問,回答", ...asked.map((text, index) => `${index + 1},${text},`), ""];
  writeFileSync(join(cwd, "questions.csv"), rows.join("\n"));
  const { files, stderr } = fillJson(cwd, ["questions.csv", "--out", "out"]);
  assert.equal(stderr, "");
  assert.deepEqual(names(join(cwd, "out")), ["questions.xlsx"]);
  assert.ok(files[0].notes.length > 0);
});
