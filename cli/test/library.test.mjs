import assert from "node:assert/strict";
import { test } from "node:test";
import { isKaitoError, Kaito } from "kaito";

const kaito = await Kaito.load();

test("the library fills a workbook in memory", () => {
  const { name, bytes } = kaito.sample();
  const workbook = kaito.open(bytes, name);
  const questions = workbook.questions;
  const filled = workbook.fill();
  assert.equal(filled.tally.questions, questions.length);
  const proof = kaito.verify(bytes, filled.bytes);
  assert.ok(proof.ok);
  assert.equal(proof.changedCells.length, filled.written.length);
  workbook.close();
});

test("questions are matched by words alone where no encoder is wanted, and a wrong encoder is refused", async () => {
  assert.equal((await Kaito.load({ encoder: false })).ranking, "lexical");
  const wrong = await Kaito.load({ encoder: new TextEncoder().encode("kaitose1") });
  assert.throws(() => wrong.ranking, (error) => isKaitoError(error) && error.code === "invalid-data");
});

test("decisions that a program settles are carried out", () => {
  const { name, bytes } = kaito.sample();
  const workbook = kaito.open(bytes, name);
  const decisions = workbook.draft({ policy: "review" }).decisions();
  const decision = decisions.find(({ proposal }) => proposal.length > 0);
  decision.verdict = "accept";
  const { written } = workbook.fill({}, workbook.draftFromDecisions([decision]));
  assert.deepEqual(written.map(({ cell }) => cell), decision.proposal.map(({ cell }) => cell));
});

test("errors carry code, place and help in both languages", () => {
  const cases = [
    [() => kaito.open(new TextEncoder().encode("no workbook"), "a.xlsx"), "not-a-workbook"],
    [() => kaito.open(kaito.sample().bytes, "a.xlsx", '{"sheet": 1}'), "invalid-data"],
    [() => kaito.importStandard("# nothing"), "not-a-standard"],
    [() => kaito.checkSettings({ policy: "bold" }), "invalid-data"],
    [() => kaito.checkSettings({ overwrite: "yes" }), "invalid-data"],
    [() => kaito.match([{ text: 7 }]), "invalid-data"],
  ];
  for (const [call, code] of cases) {
    assert.throws(call, (error) => {
      assert.ok(isKaitoError(error), String(error));
      assert.equal(error.code, code);
      assert.ok(error.what.ja !== "" && error.what.en !== "" && error.help.ja !== "" && error.help.en !== "");
      return true;
    });
  }
});
