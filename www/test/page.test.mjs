/** The page as a user drives it, checked with the command. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drop, filter, folder, kaito, left, onPage, openSample, options, sample, save, selected, untilLeft, verify } from "./browser.mjs";

test("the counts of the overview add up", options, () =>
  onPage(async (page) => {
    await openSample(page);
    const total = Number.parseInt(await page.textContent(".total"), 10);
    const counts = (await page.locator(".counts .class b").allTextContents()).map(Number);
    assert.ok(total > 0 && counts.length >= 3);
    assert.equal(counts.reduce((a, b) => a + b), total);
    const figure = (text) => Number(text.match(/\d+/)[0]);
    const why = (await page.locator(".why").allTextContents()).map(figure);
    assert.ok(why.length > 1);
    assert.equal(why.reduce((a, b) => a + b), figure(await page.textContent(".waits b")));
  }),
);

test("the overview prints as a report of one page, without what is there to click", options, () =>
  onPage(async (page) => {
    await openSample(page);
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    assert.equal(pdf.match(/\/Type \/Page\b/g).length, 1);
    assert.ok(await page.isHidden(".print-head"));
    await page.emulateMedia({ media: "print" });
    assert.match(await page.textContent(".print-head"), /質問票の概要.*CCMS/s);
    assert.ok(await page.isVisible(".print-head"));
    assert.equal(await page.locator("button:visible").count(), 0);
    await page.emulateMedia({ media: null });
  }),
);

test("certain answers only: the very bytes that the command writes", options, () =>
  onPage(async (page) => {
    await openSample(page);
    const { path, suggested } = await save(page, ".file .actions button >> nth=1", "certain.xlsx");
    const original = sample(suggested);
    kaito("fill", original, "--out", join(folder, "filled"));
    assert.ok(readFileSync(path).equals(readFileSync(join(folder, "filled", suggested))));
    assert.equal(verify(original, path).ok, true);
  }),
);

test("a review by keyboard, with undo, saved and proven", options, () =>
  onPage(async (page) => {
    await openSample(page);
    await page.click(".file .primary");
    await filter(page, "review");
    const before = await left(page);
    const first = await selected(page);

    await page.keyboard.press("x");
    await untilLeft(page, before - 1);
    assert.notEqual(await selected(page), first, "the next open question comes by itself");
    await page.keyboard.press("u");
    await untilLeft(page, before);
    assert.equal(await selected(page), first, "undo returns to its question");
    await page.keyboard.press("Shift+U");
    await untilLeft(page, before - 1);
    await page.keyboard.press("u");

    // Another candidate is shown, accepted, and its response is what is written.
    await page.waitForSelector(".candidate >> nth=1");
    const cell = await selected(page);
    await page.keyboard.press("2");
    await page.waitForSelector('li:nth-child(2) .candidate[aria-pressed="true"]');
    for (const note of await page.locator(".notes li").allTextContents()) assert.notEqual(note, "");
    const answer = await page.textContent('dd[data-role="answer"]');
    const answerCell = await page.textContent("dt:has(+ dd[data-role=answer]) .place");
    await page.keyboard.press("Enter");
    await untilLeft(page, before - 1);
    assert.notEqual(await selected(page), cell);

    // The reviewer's own text.
    await page.keyboard.press("e");
    const edited = page.locator('textarea[data-role="answer"]');
    await edited.fill("個別にご説明します。");
    const editedCell = await page.textContent("label:has(textarea[data-role=answer]) .place");
    await page.keyboard.press("Control+Enter");
    await untilLeft(page, before - 2);

    await page.click(".steps button >> nth=2");
    const { path, suggested } = await save(page, "#save-filled", "reviewed.xlsx");
    const original = sample(suggested);
    const proof = verify(original, path);
    assert.equal(proof.ok, true);
    const written = new Map(proof.changedCells.map(({ cell, after }) => [cell, after]));
    assert.equal(written.get(answerCell), answer);
    assert.equal(written.get(editedCell), "個別にご説明します。");

    // The review file gives the command the same bytes.
    const review = await save(page, "#save-review", "review.json");
    assert.match(review.suggested, /\.review\.json$/);
    const applied = join(folder, "applied.xlsx");
    kaito("apply", original, "--review", review.path, "--out", applied);
    assert.ok(readFileSync(path).equals(readFileSync(applied)));
    const report = await save(page, "#save-report", "report.xlsx");
    assert.equal(readFileSync(report.path).subarray(0, 2).toString(), "PK");
  }),
);

test("keys rest while an input method composes and in fields", options, () =>
  onPage(async (page) => {
    await openSample(page);
    await page.click(".file .primary");
    const before = await left(page);
    await page.evaluate(() => {
      const press = (key, more) => window.dispatchEvent(new KeyboardEvent("keydown", { key, ...more }));
      press("x", { isComposing: true });
      press("x", { keyCode: 229 });
      press("x", { ctrlKey: true });
    });
    await page.keyboard.press("/");
    await page.keyboard.type("xux");
    assert.equal(await left(page), before);
    assert.equal(await page.locator(".row").count(), 0, "the search went into its field");
    await page.click(".empty button");
    await page.keyboard.press("?");
    await page.waitForSelector("dialog .keys");
    await page.keyboard.press("Escape");
    assert.equal(await left(page), before);
  }),
);

test("a damaged file tells so in the reader's language, and the other file goes on", options, () =>
  onPage(async (page) => {
    const good = sample("good.xlsx");
    const bad = join(folder, "bad.xlsx");
    writeFileSync(bad, readFileSync(good).subarray(0, 3000));
    await page.setInputFiles("input[type=file]", [bad, good]);
    await page.waitForSelector('[data-name="good.xlsx"] .counts');
    const failure = page.locator('[data-name="bad.xlsx"] .failure');
    assert.match(await failure.textContent(), /[ぁ-ん]/);
    await page.click("button[lang=en]");
    assert.doesNotMatch(await failure.textContent(), /[ぁ-ん]/);
    assert.equal(await page.locator('[data-name="good.xlsx"] .failure').count(), 0);
  }),
);

test("a file dropped anywhere is read, and nothing is cut off at 360 px", options, () =>
  onPage(
    async (page) => {
      await drop(page, [sample("dropped.xlsx")]);
      await page.waitForSelector('[data-name="dropped.xlsx"] .counts');
      const wider = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok((await wider()) <= 0);
      await page.click(".file .primary");
      assert.ok((await wider()) <= 0);
    },
    { viewport: { width: 360, height: 740 }, colorScheme: "dark" },
  ),
);
