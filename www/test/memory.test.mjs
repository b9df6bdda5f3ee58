/** Approved answers: kept by choice, used for the next questionnaire, exported, imported and deleted. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drafted, filter, folder, kaito, left, onPage, options, sample, save, untilLeft } from "./browser.mjs";

const OWN = "個別契約の別紙に記載しています。";

async function openFile(page, name) {
  await page.setInputFiles("input[type=file]", [sample(name)]);
  await page.waitForSelector(`[data-name="${name}"] .counts`);
  await drafted(page);
  await page.click(`[data-name="${name}"] .actions .primary`);
}

async function openLocal(page) {
  await page.click(".steps button >> nth=0");
  await page.click("#local");
}

test("an answer approved once is proposed for the next questionnaire, also on another machine", options, async () => {
  let memory;
  await onPage(async (page) => {
    await openLocal(page);
    await page.check("#keep-answers");
    await page.keyboard.press("Escape");
    await openFile(page, "this-year.xlsx");
    await filter(page, "review");
    const before = await left(page);
    await page.keyboard.press("e");
    await page.locator('textarea[data-role="answer"]').fill(OWN);
    await page.keyboard.press("Control+Enter");
    await untilLeft(page, before - 1);
    await page.click(".steps button >> nth=2");
    await save(page, "#save-filled", "this-year-filled.xlsx");
    await page.waitForFunction(() => /1/.test(document.querySelector("#remembered")?.textContent ?? ""));
    await openLocal(page);
    memory = await save(page, "#memory-export", "memory.jsonl");
    assert.match(readFileSync(memory.path, "utf8"), new RegExp(OWN));
    await page.keyboard.press("Escape");
  });
  await onPage(async (page) => {
    await openLocal(page);
    await page.check("#keep-answers");
    await page.setInputFiles("#memory-import", [memory.path]);
    await page.waitForFunction(() => /1/.test(document.querySelector("#memory-size")?.textContent ?? ""));
    await page.keyboard.press("Escape");
    await openFile(page, "next-year.xlsx");
    await page.click('[data-filter="all"]');
    await page.fill(".tools input", JSON.parse(readFileSync(memory.path, "utf8").split("\n")[0]).question);
    await page.click(".row >> nth=0");
    await page.click(".past");
    await page.waitForSelector('.past[aria-pressed="true"]');
    assert.equal(await page.textContent('dd[data-role="answer"]'), OWN);

    await openLocal(page);
    await page.click("#forget");
    await page.click("#forget-now");
    await page.waitForSelector("dialog [role=status]");
    assert.equal(await page.isChecked("#keep-answers"), false);
    await page.keyboard.press("Escape");
  });
});

test("a long draft with approved answers tells its progress and can be cancelled", options, () =>
  onPage(async (page) => {
    const asked = (n) => `第${n}項の手続きを定め、運用していますか。`;
    const last = join(folder, "last-year.csv");
    writeFileSync(last, ["No,質問,回答", ...Array.from({ length: 200 }, (_, n) => `${n},${asked(n)},第${n}項は規程に定めています。`), ""].join("\n"));
    const memory = join(folder, "long.jsonl");
    assert.equal(kaito("learn", last, "--memory", memory).stderr, "");
    const path = join(folder, "long-draft.csv");
    writeFileSync(path, ["No,質問,回答", ...Array.from({ length: 8000 }, (_, n) => `${n},${asked(n)},`)].join("\n"));
    await openLocal(page);
    await page.check("#keep-answers");
    await page.setInputFiles("#memory-import", [memory]);
    await page.waitForFunction(() => /200/.test(document.querySelector("#memory-size")?.textContent ?? ""));
    await page.keyboard.press("Escape");
    await page.setInputFiles("input[type=file] >> nth=0", [path]);
    await page.waitForSelector("progress[value]");
    await page.click("progress + button");
    await page.waitForSelector('.failure[data-code="cancelled"]');
    // The fresh worker knows the answers still.
    await page.click('[data-name="long-draft.csv"] .link');
    const few = join(folder, "few.csv");
    writeFileSync(few, `No,質問,回答\n1,${asked(7)},\n2,${asked(8)},\n`);
    await page.setInputFiles("input[type=file] >> nth=0", [few]);
    await drafted(page);
    await page.click(".steps button >> nth=1");
    await page.click('[data-filter="all"]');
    await page.waitForSelector(".past");
  }),
);
