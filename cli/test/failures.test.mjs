import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folder, kaito, names, sample } from "./command.mjs";

/** Files that cannot be filled, with a word of the line that each must give. */
const BROKEN = [
  ["text.xlsx", () => "no workbook at all", /表計算ファイルではありません/],
  ["empty.xlsx", () => "", /表計算ファイルではありません/],
  ["cut.xlsx", (good) => good.subarray(0, good.length / 2), /途中で切れています/],
  ["none.csv", () => "name,count\napple,2\npear,3\n", /質問が見つかりません/],
  ["missing.xlsx", undefined, /ファイルがありません/],
];

test("each broken file gives one line, and the others of the call are filled", (t) => {
  const cwd = folder(t);
  const good = readFileSync(sample(cwd, "good.xlsx"));
  for (const [name, make] of BROKEN) if (make) writeFileSync(join(cwd, name), make(good));
  const inputs = [...BROKEN.map(([name]) => name), "good.xlsx"];
  const { status, errors } = kaito(cwd, ["fill", ...inputs, "--out", "out"]);
  assert.equal(status, 2);
  assert.deepEqual(names(join(cwd, "out")), ["good.xlsx"]);
  assert.equal(errors.length, BROKEN.length, errors.join("\n"));
  BROKEN.forEach(([name, , expected], index) => {
    assert.ok(errors[index].startsWith(`kaito: ${name}: `), errors[index]);
    assert.match(errors[index], expected);
    assert.match(errors[index], /。.+。$/, "what, then what to do");
  });
});

test("a broken file alone leaves no folder behind", (t) => {
  const cwd = folder(t);
  writeFileSync(join(cwd, "text.xlsx"), "no workbook");
  const { status, stdout, errors } = kaito(cwd, ["fill", "text.xlsx", "--out", "out"]);
  assert.deepEqual([status, stdout, errors.length], [2, "", 1]);
  assert.deepEqual(names(cwd), ["text.xlsx"]);
});

test("failures are part of the JSON", (t) => {
  const cwd = folder(t);
  sample(cwd, "good.xlsx");
  const { status, stdout } = kaito(cwd, ["fill", "missing.xlsx", "good.xlsx", "--out", "out", "--json"]);
  const [missing, good] = JSON.parse(stdout).files;
  assert.equal(status, 2);
  assert.deepEqual([missing.input, missing.error.code], ["missing.xlsx", "missing"]);
  assert.ok(good.written.length > 0);
});

test("the input is never the output", (t) => {
  const cwd = folder(t);
  const path = sample(cwd);
  const before = readFileSync(path);
  const calls = [
    ["fill", "sample.xlsx", "--out", "."],
    ["apply", "sample.xlsx", "--review", "r.json", "--out", "sample.xlsx"],
    ["import", "sample.xlsx", "--out", "sample.xlsx"],
  ];
  for (const args of calls) {
    const { status, errors } = kaito(cwd, args);
    assert.deepEqual([status, errors.length], [2, 1], args.join(" "));
    assert.match(errors[0], /上書きできません/);
  }
  assert.deepEqual(readFileSync(path), before);
});

test("two inputs with one output: the first is filled, the second refused", (t) => {
  const cwd = folder(t);
  sample(cwd, "a.xlsx");
  writeFileSync(join(cwd, "a.csv"), "質問,回答\n統1 方針はありますか。,\n");
  const { status, errors } = kaito(cwd, ["fill", "a.xlsx", "a.csv", "--out", "out"]);
  assert.equal(status, 2);
  assert.match(errors.join("\n"), /^kaito: a\.csv: a\.xlsx と同じ出力先/);
});

test("wrong calls are refused with one line and status 2", (t) => {
  const cwd = folder(t);
  sample(cwd);
  const cases = [
    [["fil"], /「fil」はありません/],
    [["fill"], /ブックを指定/],
    [["fill", "sample.xlsx"], /--out が必要/],
    [["fill", "sample.xlsx", "--out", "o", "--bogus"], /--bogus はありません/],
    [["fill", "sample.xlsx", "--out"], /--out には値が必要/],
    [["fill", "sample.xlsx", "--out", "o", "--json=1"], /--json は値を取りません/],
    [["fill", "sample.xlsx", "--out", "o", "--policy", "bold"], /「bold」/],
    [["fill", "sample.xlsx", "--out", "o", "--jobs", "0"], /--jobs は 1 以上/],
    [["fill", "sample.xlsx", "--out", "o", "--shard", "3/2"], /--shard/],
    [["fill", "sample.xlsx", "--out", "o", "--lang", "fr"], /--lang/],
    [["inspect"], /ブックを指定/],
    [["inspect", "sample.xlsx", "sample.xlsx"], /1 つだけ/],
    [["verify", "sample.xlsx"], /記入済み/],
    [["import", "sample.xlsx"], /--out が必要/],
  ];
  for (const [args, expected] of cases) {
    const { status, stdout, errors } = kaito(cwd, args);
    assert.deepEqual([status, stdout, errors.length], [2, "", 1], `${args.join(" ")}: ${errors.join("\n")}`);
    assert.match(errors[0], expected);
  }
  assert.deepEqual(names(cwd), ["sample.xlsx"]);
});

test("messages are English where the environment or --lang asks for it", (t) => {
  const cwd = folder(t);
  const args = ["inspect", "missing.xlsx"];
  const english = kaito(cwd, args, { env: { LC_ALL: "en_US.UTF-8" } });
  assert.equal(english.stderr, "kaito: missing.xlsx: there is no such file. Check the path.\n");
  assert.equal(kaito(cwd, [...args, "--lang", "en"]).stderr, english.stderr);
  assert.equal(kaito(cwd, args, { env: { LC_ALL: "", LC_MESSAGES: "", LANG: "C.UTF-8" } }).stderr, kaito(cwd, args).stderr);
});

test("a wrong library is the library's failure", (t) => {
  const cwd = folder(t);
  sample(cwd);
  writeFileSync(join(cwd, "library.json"), "{}");
  const { status, errors } = kaito(cwd, ["fill", "sample.xlsx", "--out", "out", "--library", "library.json"]);
  assert.equal(status, 2);
  assert.match(errors[0], /^kaito: library\.json: /);
});
