/** The command over other people's workbooks, where they are at hand. */
import assert from "node:assert/strict";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { folder, kaito, names, shared } from "./command.mjs";

/** Fills all `paths` in one call and verifies each result. */
function fillAndVerify(t, paths) {
  const out = join(folder(t), "out");
  const { status, stderr } = kaito(".", ["fill", ...paths, "--out", out]);
  assert.ok(status === 0 || status === 1, stderr);
  assert.equal(stderr, "");
  assert.equal(names(out).length, paths.length);
  for (const path of paths) {
    const filled = join(out, basename(path).replace(/\.(xls|xlsb|ods|csv)$/, ".xlsx"));
    const proof = kaito(".", ["verify", path, filled]);
    assert.equal(proof.status, 0, `${basename(path)}: ${proof.stdout}${proof.stderr}`);
  }
}

test("fills all of ../shared/customers/dev", (t) => {
  const path = shared(t, "customers/dev");
  if (path === undefined) return;
  const paths = readdirSync(path).filter((name) => !name.endsWith(".json")).map((name) => join(path, name));
  fillAndVerify(t, paths);
});

test("fills Japanese workbooks of ../shared/corpus/questionnaires", (t) => {
  const path = shared(t, "corpus/questionnaires");
  if (path === undefined) return;
  const wanted = ["Azure_review-checklists__acr_security_checklist.ja.xlsx", "OWASP_owasp-mstg__Mobile_App_Security_Checklist-Japanese_1.2.xlsx", "Azure_review-checklists__identity_checklist.ja.xlsx"];
  fillAndVerify(t, wanted.map((name) => join(path, name)));
});

test("answers every line of ../shared/eval/dev.jsonl", (t) => {
  const path = shared(t, "eval/dev.jsonl");
  if (path === undefined) return;
  const { status, stdout } = kaito(".", ["match", path, "--json"]);
  assert.equal(status, 0);
  assert.equal(stdout.trim().split("\n").length, readFileSync(path, "utf8").trim().split("\n").length);
});

test("imports the published standard to the library that is built in", (t) => {
  const path = shared(t, "standard/ccms-security-standard-4.00.md");
  if (path === undefined) return;
  const cwd = folder(t);
  copyFileSync(path, join(cwd, "standard.md"));
  const { status, stderr } = kaito(cwd, ["import", "standard.md", "--out", "library.json"]);
  assert.equal(status, 0, stderr);
  const built = new URL("../../data/standard/ccms-4.00.json", import.meta.url);
  assert.equal(readFileSync(join(cwd, "library.json"), "utf8"), readFileSync(built, "utf8"));
});

test("an encrypted workbook is refused with one line", (t) => {
  const path = shared(t, "corpus/packages/msoffcrypto-tool__example_password.xlsx");
  if (path === undefined) return;
  const { status, errors } = kaito(folder(t), ["fill", path, "--out", "out"]);
  assert.deepEqual([status, errors.length], [2, 1]);
  assert.match(errors[0], /パスワード/);
});
