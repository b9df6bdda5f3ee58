import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { BIN, folder, kaito, names } from "./command.mjs";
import { put, questionnaire, questionnaires } from "./questionnaires.mjs";

/** All files below a folder, in order. */
function below(path, at = "") {
  const found = names(join(path, at)).map((name) => join(at, name));
  return found.flatMap((name) => (/\.\w+$/.test(name) ? [name] : below(path, name)));
}

function outcomes(cwd, args) {
  const { status, stdout, errors } = kaito(cwd, ["fill", ...args, "--json-lines"]);
  return { status, errors, files: stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line)) };
}

test("a folder of 40 with 3 broken ones: the others are filled, in order, by two workers", (t) => {
  const cwd = folder(t);
  const good = questionnaires(cwd, 37);
  const broken = ["broken-a.xlsx", "part/broken-b.xlsx", "zz.xls"];
  for (const name of broken) put(cwd, join("in", name), "PK\u0003\u0004 no package");
  const { status, errors, files } = outcomes(cwd, ["in", "--out", "out", "--jobs", "2"]);
  assert.equal(status, 2);
  assert.deepEqual(files.map(({ input }) => input), [...good, ...broken].sort().map((name) => join("in", name)));
  assert.deepEqual(files.filter(({ error }) => error).map(({ input }) => input), broken.map((name) => join("in", name)));
  assert.equal(errors.length, 3);
  assert.deepEqual(below(join(cwd, "out")), good.map((name) => name.replace(".csv", ".xlsx")).sort());
});

test("an interrupted batch leaves no half file and goes on where it stopped", async (t) => {
  const cwd = folder(t);
  const all = questionnaires(cwd, 12);
  const args = ["fill", "in", "--out", "out", "--skip-done", "--json-lines"];
  const child = spawn(process.execPath, [BIN, ...args], { cwd, stdio: ["ignore", "pipe", "ignore"] });
  // The first outcome is there: the batch is under way.
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.kill("SIGINT");
  const code = await new Promise((resolve) => child.once("exit", resolve));
  assert.equal(code, 130);
  const left = below(join(cwd, "out")).filter((name) => !name.startsWith("."));
  assert.ok(left.length > 0 && left.length < all.length, `${left.length} files`);
  assert.ok(left.every((name) => name.endsWith(".xlsx")), left.join());

  const { files } = outcomes(cwd, ["in", "--out", "out", "--skip-done"]);
  const before = files.filter(({ doneBefore }) => doneBefore);
  assert.equal(files.length, all.length);
  assert.ok(before.length > 0 && before.length <= left.length);
  assert.ok(files.every(({ output }) => existsSync(join(cwd, output))));
});

test("what was done is skipped by content and settings, and done again where either changed", (t) => {
  const cwd = folder(t);
  questionnaires(cwd, 3);
  const again = (...more) => {
    const { files } = outcomes(cwd, ["in", "--out", "out", "--skip-done", ...more]);
    return files.map(({ doneBefore = false }) => doneBefore);
  };
  assert.deepEqual(again(), [false, false, false]);
  utimesSync(join(cwd, "in/q01.csv"), 1, 1);
  assert.deepEqual(again(), [true, true, true]);
  put(cwd, "in/q01.csv", questionnaire(99));
  assert.deepEqual(again(), [true, false, true]);
  rmSync(join(cwd, "out/q02.xlsx"));
  assert.equal(again().filter((done) => !done).length, 1);
  assert.deepEqual(again("--policy", "review"), [false, false, false]);
});

test("shards divide the list by content and together are the whole", (t) => {
  const cwd = folder(t);
  const all = questionnaires(cwd, 9);
  const part = (shard, order) => outcomes(cwd, [...order, "--out", shard.replace("/", "of"), "--shard", shard]).files.map(({ input }) => input);
  const listed = all.map((name) => join("in", name));
  const parts = ["1/3", "2/3", "3/3"].map((shard) => part(shard, ["in"]));
  assert.deepEqual(parts.flat().sort(), listed.sort());
  assert.deepEqual(part("1/3", [...listed].reverse()).sort(), parts[0].sort());
});

test("patterns and folders are searched, the output folder and other programs' files are not", (t) => {
  const cwd = folder(t);
  questionnaires(cwd, 5);
  put(cwd, "in/~$q01.xlsx", "lock");
  put(cwd, "in/readme.txt", "text");
  kaito(cwd, ["fill", "in", "--out", "in/filled", "--report", "--mark"]);
  const found = (...named) => outcomes(cwd, [...named, "--out", "in/filled"]).files.map(({ input }) => input);
  assert.equal(found("in").length, 5);
  assert.deepEqual(found("in/q0[12].csv"), ["in/q01.csv", "in/q02.csv"]);
  assert.deepEqual(found("in/**/q0[0-1].csv"), ["in/part/q00.csv", "in/q01.csv"]);
  const { status, errors } = kaito(cwd, ["fill", "nothing-*.xlsx", "--out", "out"]);
  assert.deepEqual([status, errors.length], [2, 1]);
  assert.match(errors[0], /nothing-\*\.xlsx/);
});

test("a pattern or folder without a workbook fails by itself, and the others are filled", (t) => {
  const cwd = folder(t);
  questionnaires(cwd, 2);
  put(cwd, "empty/readme.txt", "text");
  const { status, errors, files } = outcomes(cwd, ["mistyped-*.xlsx", "in", "empty", "--out", "out"]);
  assert.equal(status, 2);
  assert.deepEqual(files.map(({ input, error }) => [input, error?.code]), [
    ["mistyped-*.xlsx", "missing"],
    ["in/part/q00.csv", undefined],
    ["in/q01.csv", undefined],
    ["empty", "missing"],
  ]);
  assert.match(errors[0], /^kaito: mistyped-\*\.xlsx: .*パターン/);
  assert.match(errors[1], /^kaito: empty: .*フォルダー/);
  assert.deepEqual(below(join(cwd, "out")), ["part/q00.xlsx", "q01.xlsx"]);
});

test("a batch ends with a table and its sums", (t) => {
  const cwd = folder(t);
  questionnaires(cwd, 3);
  writeFileSync(join(cwd, "in/broken.xlsx"), "no workbook");
  const { stdout } = kaito(cwd, ["fill", "in", "--out", "out"]);
  const lines = stdout.trimEnd().split("\n");
  assert.equal(lines.length, 6);
  assert.match(lines[0], /^ブック +質問 +記入/);
  assert.match(lines[1], /^in\/broken\.xlsx .*失敗$/);
  const counts = lines.slice(2, 5).map((line) => Number(line.split(/ +/)[1]));
  assert.match(lines[5], new RegExp(`^合計 +${counts.reduce((a, b) => a + b)} .*3 件を記入、1 件が失敗`));
});

test("a workbook that takes too long is named and the others go on", (t) => {
  const cwd = folder(t);
  questionnaires(cwd, 1);
  put(cwd, "in/huge.csv", questionnaire("many", 60_000));
  const { status, files } = outcomes(cwd, ["in", "--out", "out", "--time-limit", "5"]);
  assert.equal(status, 2);
  const [huge, small] = files;
  assert.deepEqual([huge.error?.code, small.error], ["time-limit", undefined]);
  assert.deepEqual(below(join(cwd, "out")), ["part/q00.xlsx"]);
});

test("a marked draft shows what waits for a person, and the filled workbook does not", (t) => {
  const cwd = folder(t);
  questionnaires(cwd, 1);
  const { files } = outcomes(cwd, ["in", "--out", "out", "--policy", "review", "--mark"]);
  assert.equal(files[0].draft, "out/part/q00.draft.xlsx");
  const answers = (path) => JSON.parse(kaito(cwd, ["memory", "list", "--memory", path, "--json"]).stdout.split("\n")[0] || "{}").answer;
  kaito(cwd, ["learn", "out/part/q00.draft.xlsx", "--memory", "draft.jsonl"]);
  kaito(cwd, ["learn", "out/part/q00.xlsx", "--memory", "filled.jsonl"]);
  assert.match(answers("draft.jsonl"), /^【要確認】/);
  assert.equal(readFileSync(join(cwd, "filled.jsonl"), "utf8"), "");
});
