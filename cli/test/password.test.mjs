/** Workbooks that need a password to open. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import officeCrypto from "officecrypto-tool";
import { folder, kaito, names, sample } from "./command.mjs";

const PASSWORD = "秘密 pass!";

/** The sample questionnaire, encrypted by another program's implementation. */
function locked(cwd, scheme = {}) {
  const plain = readFileSync(sample(cwd, "plain.xlsx"));
  writeFileSync(join(cwd, "locked.xlsx"), officeCrypto.encrypt(plain, { password: PASSWORD, ...scheme }));
}

for (const [name, scheme] of [["agile", {}], ["standard", { type: "standard" }]]) {
  test(`fill opens with the password and encrypts again (${name})`, async (t) => {
    const cwd = folder(t);
    locked(cwd, scheme);
    const { status, stdout, stderr } = kaito(cwd, ["fill", "locked.xlsx", "--out", "out", "--password", PASSWORD]);
    assert.equal(status, 1, stderr);
    assert.match(stdout, /同じパスワードで暗号化/);
    assert.equal(kaito(cwd, ["fill", "plain.xlsx", "--out", "out"]).status, 1);
    const decrypted = await officeCrypto.decrypt(readFileSync(join(cwd, "out/locked.xlsx")), { password: PASSWORD });
    assert.deepEqual(decrypted, readFileSync(join(cwd, "out/plain.xlsx")));
    const proof = kaito(cwd, ["verify", "locked.xlsx", "out/locked.xlsx", "--json", "--password", PASSWORD]);
    assert.equal(proof.status, 0, proof.stderr);
    assert.equal(JSON.parse(proof.stdout).ok, true);
  });
}

test("every command that opens a workbook takes the password, also of the environment", (t) => {
  const cwd = folder(t);
  // The scheme whose key takes fewer rounds: twelve calls derive it.
  locked(cwd, { type: "standard" });
  const review = kaito(cwd, ["fill", "locked.xlsx", "--out", "out", "--review-file", "--password", PASSWORD]);
  assert.equal(review.status, 1, review.stderr);
  const calls = [
    ["inspect", "locked.xlsx", "--json"],
    ["match", "locked.xlsx", "--json"],
    ["apply", "locked.xlsx", "--review", "out/locked.review.json", "--out", "applied.xlsx"],
    ["verify", "locked.xlsx", "out/locked.xlsx"],
  ];
  for (const args of calls) {
    const given = kaito(cwd, [...args, "--password", PASSWORD]);
    const inherited = kaito(cwd, args, { env: { KAITO_PASSWORD: PASSWORD } });
    assert.notEqual(given.status, 2, given.stderr);
    assert.deepEqual(inherited, given, args[0]);
    const wrong = kaito(cwd, [...args, "--password", "other"]);
    assert.deepEqual([wrong.status, wrong.errors.length], [2, 1]);
    assert.match(wrong.stderr, /パスワードが違います/);
  }
});

test("without the password there is one line that says how to give it, and no file", (t) => {
  const cwd = folder(t);
  locked(cwd);
  const { status, errors } = kaito(cwd, ["fill", "locked.xlsx", "--out", "out"]);
  assert.deepEqual([status, errors.length, names(join(cwd, "out"))], [2, 1, []]);
  assert.match(errors[0], /パスワードが必要です.*--password.*KAITO_PASSWORD/);
});
