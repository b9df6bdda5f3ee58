import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folder, kaito, prepared, sample } from "./command.mjs";

const APPROVED = ["--date", "2025-04-01"];

/** Last year's questionnaire, filled and learned. */
const lastYear = prepared((cwd) => {
  sample(cwd, "this.xlsx");
  kaito(cwd, ["fill", "this.xlsx", "--out", "filled"]);
  const { status, stdout, errors } = kaito(cwd, ["learn", "filled/this.xlsx", "--memory", "m.jsonl", ...APPROVED, "--json"]);
  assert.deepEqual([status, errors], [0, []]);
  writeFileSync(join(cwd, "learned.json"), stdout);
});

function learnt(t) {
  const cwd = lastYear(t);
  const { added } = JSON.parse(readFileSync(join(cwd, "learned.json"), "utf8"));
  return { cwd, added, lines: () => readFileSync(join(cwd, "m.jsonl"), "utf8").trim().split("\n") };
}

function filled(cwd, args) {
  const { stdout, stderr } = kaito(cwd, ["fill", "this.xlsx", "--out", "again", "--memory", "m.jsonl", ...args, "--json", "--review-file"]);
  assert.equal(stderr, "");
  return {
    ...JSON.parse(stdout).files[0],
    decisions: JSON.parse(readFileSync(join(cwd, "again/this.review.json"), "utf8")).decisions,
  };
}

test("learned answers come back as context matches, with their source", (t) => {
  const { cwd, added, lines } = learnt(t);
  assert.equal(lines().length, added);
  const { decisions, written } = filled(cwd, ["--date", "2025-06-01"]);
  const recalled = decisions.filter(({ past }) => past === 0);
  assert.ok(recalled.length > 10 && recalled.length <= added, `${recalled.length} of ${added}`);
  assert.ok(recalled.every((decision) => decision.recalled[0].kind === "context"));
  const sources = written.filter(({ provenance }) => provenance.standard === "this.xlsx");
  assert.ok(sources.length > 10 && sources.every(({ provenance }) => provenance.date === "2025-04-01"));
});

test("learning the same file again adds nothing and leaves the file as it is", (t) => {
  const { cwd, added, lines } = learnt(t);
  const before = lines();
  const { stdout } = kaito(cwd, ["learn", "filled/this.xlsx", "--memory", "m.jsonl", ...APPROVED, "--json"]);
  assert.deepEqual(JSON.parse(stdout), { file: "filled/this.xlsx", added: 0, updated: 0, kept: added });
  assert.deepEqual(lines(), before);
});

test("an old answer is proposed with its reason, never filled by itself", (t) => {
  const { cwd } = learnt(t);
  const { decisions } = filled(cwd, ["--date", "2029-01-01", "--overwrite"]);
  const recalled = decisions.filter((decision) => decision.recalled.length > 0);
  assert.ok(recalled.length > 10);
  for (const { recalled: answers, past, status } of recalled) {
    assert.ok(answers[0].reasons.some(({ code }) => code === "old"));
    assert.ok(past === null || status !== "fill");
  }
});

test("match tells what was approved before, and takes a certain answer for settled", (t) => {
  const { cwd, lines } = learnt(t);
  const { question: text, section: context } = JSON.parse(lines().find((line) => line.includes('"section"')));
  const input = `${JSON.stringify({ id: 1, text, context })}\n${JSON.stringify({ id: 2, text: "株価を教えてください。" })}\n`;
  const { stdout } = kaito(cwd, ["match", "-", "--memory", "m.jsonl", "--date", "2025-06-01", "--json"], { input });
  const [known, unknown] = stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual([known.class, known.past[0].kind], ["auto", "context"]);
  assert.deepEqual(unknown.past, []);
});

test("memory lists, finds, checks and merges", (t) => {
  const { cwd, lines } = learnt(t);
  const first = lines().map((line) => JSON.parse(line)).find(({ answer }) => answer);
  const memory = (...args) => kaito(cwd, ["memory", ...args, "--memory", "m.jsonl", "--date", "2025-06-01"]);
  assert.equal(memory("list").stdout.trim().split("\n").length, lines().length);
  const [found] = memory("find", first.question, "--json").stdout.split("\n");
  assert.equal(JSON.parse(found).entry.question, first.question);
  assert.equal(memory("find", "まったく関係のない文章です").status, 1);
  assert.deepEqual([memory("check").status, memory("check").stdout], [0, "指摘 0 件\n"]);

  const other = { ...first, file: "other.xlsx", answer: "別の回答", expires: "2025-05-01" };
  writeFileSync(join(cwd, "other.jsonl"), `${JSON.stringify(other)}\n`);
  const merged = kaito(cwd, ["memory", "merge", "m.jsonl", "other.jsonl", "--out", "all.jsonl"]);
  assert.equal(merged.status, 0);
  const checked = kaito(cwd, ["memory", "check", "--memory", "all.jsonl", "--date", "2025-06-01", "--json"]);
  const kinds = checked.stdout.trim().split("\n").map((line) => JSON.parse(line).kind);
  assert.deepEqual([checked.status, kinds], [1, ["conflict", "expired"]]);
});

test("a wrong memory is refused with its line", (t) => {
  const cwd = folder(t);
  sample(cwd, "this.xlsx");
  writeFileSync(join(cwd, "m.jsonl"), '{"question":"q"}\n');
  const { status, errors } = kaito(cwd, ["fill", "this.xlsx", "--out", "out", "--memory", "m.jsonl"]);
  assert.equal(status, 2);
  assert.match(errors[0], /m\.jsonl: .*line 1/);
  const dated = kaito(cwd, ["memory", "check", "--memory", "m.jsonl", "--date", "1 April"]);
  assert.match(dated.errors[0], /--date/);
});
