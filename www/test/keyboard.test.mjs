/** A review from the first key to the saved file without a mouse; the focus is never lost. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drafted, folder, kaito, left, onPage, options, sample, selected, untilLeft, verify } from "./browser.mjs";

/** More stops of the tabulator than any view has. */
const STOPS = 80;

function focused(page, selector) {
  return page.evaluate((wanted) => document.activeElement.matches(wanted), selector);
}

/** Goes from stop to stop until `selector` has the focus. */
async function reach(page, selector) {
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await focused(page, selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${selector} cannot be reached by Tab`);
}

async function press(page, selector) {
  await reach(page, selector);
  await page.keyboard.press("Enter");
}

async function saveBy(page, selector, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, selector)]);
  const path = join(folder, name);
  await download.saveAs(path);
  return { path, suggested: download.suggestedFilename() };
}

/** Ways to decide the question that is chosen; each tells whether it still waits afterwards. */
const WAYS = [
  async (page) => {
    if ((await page.locator("ol > li > .candidate").count()) === 0) return WAYS[1](page);
    await page.keyboard.press("1");
    await page.waitForSelector('ol > li:nth-child(1) > .candidate[aria-pressed="true"]');
    await page.keyboard.press("Enter");
    return false;
  },
  async (page) => {
    await page.keyboard.press("x");
    return false;
  },
  async (page) => {
    await page.keyboard.press("e");
    await page.waitForSelector(".editor");
    await page.keyboard.type("別紙のとおりです。");
    await page.keyboard.press("Control+Enter");
    return false;
  },
  async (page) => {
    await page.keyboard.press("f");
    return true;
  },
  async (page) => {
    await page.keyboard.press("Control+k");
    await page.waitForSelector("#criterion-0");
    await page.keyboard.type("実9");
    await page.waitForFunction(() => document.querySelector("#criterion-0 .number")?.textContent === "実9");
    await page.keyboard.press("Enter");
    // A question that has this criterion already shows it before the list of criteria is gone.
    await page.waitForSelector("#criterion-0", { state: "detached" });
    await page.waitForFunction(() => document.querySelector(".question h3 .quiet")?.textContent === "実9");
    await page.keyboard.press("Enter");
    return false;
  },
];

/** Decides so many questions, one after another as they come up; each decision is taken back and made again. */
async function review(page, count) {
  for (let n = 0; n < count; n += 1) {
    const before = await left(page);
    const place = await selected(page);
    const waits = await WAYS[n % WAYS.length](page);
    const after = before - (waits ? 0 : 1);
    await page.waitForFunction((own) => document.querySelector('.row[aria-selected="true"] .place').textContent !== own, place);
    await untilLeft(page, after);
    await page.keyboard.press("u");
    await untilLeft(page, before);
    assert.equal(await selected(page), place);
    await page.keyboard.press("Shift+U");
    await untilLeft(page, after);
    await page.keyboard.press("j");
    assert.ok(await focused(page, ".rows"), `the list has the focus after decision ${n + 1}`);
  }
}

test("twenty questions from the first key to the saved file, as the command has it", options, () =>
  onPage(async (page) => {
    await press(page, "#sample");
    await drafted(page);
    await press(page, ".file .actions .primary");
    await page.waitForSelector(".row");
    assert.ok(await focused(page, ".rows"));
    await page.keyboard.press("?");
    await page.waitForSelector("dialog .keys");
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    await review(page, 20);
    assert.equal(Number((await page.textContent('[data-filter="changed"] b'))), 20);

    await press(page, ".foot > button:last-child");
    assert.match(await page.evaluate(() => document.activeElement.textContent), /書き出し/);
    const filled = await saveBy(page, "#save-filled", "keys.xlsx");
    const decided = await saveBy(page, "#save-review", "keys.review.json");
    const original = sample(filled.suggested);
    assert.equal(verify(original, filled.path).ok, true);
    const applied = join(folder, "keys-applied.xlsx");
    kaito("apply", original, "--review", decided.path, "--out", applied);
    assert.ok(readFileSync(filled.path).equals(readFileSync(applied)));
  }),
);

test("every view begins at its top, and has the focus", options, () =>
  onPage(
    async (page) => {
      await press(page, "#sample");
      await drafted(page);
      for (const [button, view] of [
        [".file .actions button:nth-child(3)", "h2"],
        [".layout-head .primary", ".rows"],
        [".foot > button:last-child", "h2"],
        [".steps button:nth-child(1)", "main"],
      ]) {
        await press(page, button);
        await page.waitForFunction((wanted) => document.activeElement.matches(wanted), view);
        assert.equal(await page.evaluate(() => window.scrollY), 0, button);
      }
      await press(page, ".file header button");
      assert.equal(await page.locator(".file").count(), 0);
      assert.ok(await focused(page, ".drop button"), "what was removed hands the focus on");
    },
    { viewport: { width: 360, height: 400 } },
  ),
);
