import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { folder, names } from "./command.mjs";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));

function run(cwd, program, args) {
  // Settings of a surrounding npm call would name its own project.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")));
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: "utf8" });
  return { status, stdout, stderr };
}

/** The package, installed without a network into a folder that holds nothing else. */
function installed(t) {
  const cwd = folder(t);
  for (const part of ["cli", "node_modules/tinyglobby", "node_modules/fdir", "node_modules/picomatch"]) {
    const packed = run(cwd, "npm", ["pack", "--ignore-scripts", join(PROJECT, part)]);
    assert.equal(packed.status, 0, packed.stderr);
  }
  const empty = join(cwd, "empty");
  mkdirSync(empty);
  writeFileSync(join(empty, "package.json"), '{"private":true,"type":"module"}');
  const archives = names(cwd).filter((name) => name.endsWith(".tgz")).map((name) => `../${name}`);
  const { status, stderr } = run(empty, "npm", ["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", ...archives]);
  assert.equal(status, 0, stderr);
  return empty;
}

test("the packed package installs and works in an empty folder, and its documented examples run", (t) => {
  const cwd = installed(t);
  const kaito = (...args) => run(cwd, join(cwd, "node_modules/.bin/kaito"), args);
  assert.equal(kaito("sample", "--out", "in.xlsx").status, 0);
  assert.equal(kaito("fill", "in.xlsx", "--out", "filled").status, 1);
  assert.equal(kaito("verify", "in.xlsx", "filled/in.xlsx").status, 0);

  const examples = [...readFileSync(join(PROJECT, "cli/README.md"), "utf8").matchAll(/```js\n(.*?)```/gs)];
  assert.ok(examples.length >= 4);
  examples.forEach(([, code], index) => {
    writeFileSync(join(cwd, `example${index}.js`), code);
    const { status, stderr } = run(cwd, process.execPath, [`example${index}.js`]);
    assert.equal(status, 0, `${code}\n${stderr}`);
  });
  const made = ["memory.jsonl", "out.review.json", "out.review.xlsx", "out.xlsx", "settled.xlsx"];
  assert.deepEqual(made.filter((name) => !names(cwd).includes(name)), []);
});
