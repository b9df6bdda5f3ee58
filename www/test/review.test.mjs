/** The review with everything at hand: layout, any criterion, identical questions, filters, several files. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { unzipSync } from "fflate";
import { drafted, drop, filter, folder, left, onPage, openSample, options, sample, save, selected, untilLeft, verify } from "./browser.mjs";

function answerShown(page) {
  return page.textContent('dd[data-role="answer"]');
}

test("any criterion is found by number or word and taken", options, () =>
  onPage(async (page) => {
    await openSample(page);
    await page.click(".file .primary");
    await filter(page, "review");
    const before = await left(page);
    await page.keyboard.press("Control+k");
    assert.match(await page.textContent("dialog [role=status]"), /262/);
    await page.keyboard.type("実務9");
    await page.waitForFunction(() => document.querySelector("#criterion-0 .number")?.textContent === "実9");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector(".question h3 .quiet")?.textContent === "実9");
    const answer = await answerShown(page);
    await page.keyboard.press("Enter");
    await untilLeft(page, before - 1);
    await page.keyboard.press("u");
    await untilLeft(page, before);
    assert.notEqual(await answerShown(page), answer);
  }),
);

test("identical questions in two files get one answer, undone as one", options, () =>
  onPage(async (page) => {
    await page.setInputFiles("input[type=file]", [sample("first.xlsx"), sample("second.xlsx")]);
    await page.waitForSelector('[data-name="first.xlsx"] .counts');
    await page.waitForSelector('[data-name="second.xlsx"] .counts');
    await drafted(page);
    const openFile = async (name) => {
      await page.click(".steps button >> nth=0");
      await page.click(`[data-name="${name}"] .actions .primary`);
    };
    await openFile("first.xlsx");
    await filter(page, "review");
    const before = await left(page);
    await page.waitForSelector(".twins");
    await page.keyboard.press("2");
    await page.waitForSelector('li:nth-child(2) .candidate[aria-pressed="true"]');
    await page.keyboard.press("g");
    await untilLeft(page, before - 1);
    await openFile("second.xlsx");
    assert.equal(await left(page), before - 1);
    await openFile("first.xlsx");
    await page.keyboard.press("u");
    await untilLeft(page, before);
    await openFile("second.xlsx");
    assert.equal(await left(page), before);

    await page.click(".steps button >> nth=0");
    const { path } = await save(page, "#save-all", "all.zip");
    assert.deepEqual(Object.keys(unzipSync(readFileSync(path))), ["first.xlsx", "second.xlsx"]);
  }),
);

test("all decisions are undone one by one, and everything stands as drafted", options, () =>
  onPage(async (page) => {
    await openSample(page);
    await page.click(".file .primary");
    await page.click('[data-filter="all"]');
    await page.selectOption(".selects select", "sheet");
    await page.click(".row >> nth=0");
    // The list draws the rows in view, which may be others later on.
    const standings = async () => new Map(await page.locator(".row").evaluateAll((rows) => rows.map((row) => [".place", ".standing"].map((part) => row.querySelector(part).textContent))));
    const untouched = await standings();
    for (const key of ["x", "f", "x", "x", "f"]) await page.keyboard.press(key);
    await page.waitForFunction(() => document.querySelector('[data-filter="changed"] b')?.textContent === "5");
    for (let n = 0; n < 8; n += 1) await page.keyboard.press("u");
    await page.waitForSelector('[data-filter="changed"]', { state: "detached" });
    const found = [...(await standings())].filter(([place]) => untouched.has(place));
    assert.ok(found.length >= 5, "the decided rows are in view");
    assert.deepEqual(found, found.map(([place]) => [place, untouched.get(place)]));
  }),
);

test("identical questions of one file get one answer; what a person decided before stays", options, () =>
  onPage(async (page) => {
    const asked = "社員食堂の座席数を教えてください。";
    const path = join(folder, "alike.csv");
    writeFileSync(path, ["No,質問,回答", `1,${asked}`, "2,電算センターの停電に備えていますか。", `3,社員食堂の 座席数を教えてください。`, `4,${asked}`, ""].join("\n"));
    await page.setInputFiles("input[type=file] >> nth=0", [path]);
    await drafted(page);
    await page.click(".file .primary");
    await page.click('[data-filter="all"]');
    await page.selectOption(".selects select", "sheet");
    const row = (n) => page.locator(`.row >> nth=${n}`);
    const standing = (n) => row(n).locator(".standing").textContent();
    await row(3).click();
    await page.keyboard.press("x");
    await row(0).click();
    await page.keyboard.press("e");
    await page.locator('textarea[data-role="answer"]').fill("120 席です。");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector(".editor", { state: "detached" });
    await row(0).click();
    await page.keyboard.press("g");
    await page.waitForFunction(() => document.querySelectorAll(".row .standing")[2].textContent === "修正");
    assert.deepEqual([await standing(0), await standing(2), await standing(3)], ["修正", "修正", "空欄"]);
    await page.keyboard.press("u");
    await page.waitForFunction(() => document.querySelectorAll(".row .standing")[2].textContent === "未確認");
    assert.equal(await standing(0), "修正");
  }),
);

test("a corrected layout changes the overview at once, and is remembered for the next workbook", options, () =>
  onPage(async (page) => {
    await page.setInputFiles("input[type=file]", [sample("layout.xlsx")]);
    await drafted(page);
    const total = () => page.textContent(".total");
    const before = await total();
    await page.click(".file .actions button >> nth=2");
    await page.waitForSelector("tr.asks");
    const row = await page.textContent("tr.asks th button");
    await page.click("tr.asks th button >> nth=0");
    await page.waitForFunction((text) => document.querySelector(".total").textContent !== text, before);
    const after = await total();
    assert.equal(Number.parseInt(after, 10), Number.parseInt(before, 10) - 1);
    assert.equal(await page.textContent("tr.skipped th button"), row);

    // A column that is no answer column any more is not written.
    await page.selectOption('th select.used:has(option[value="answer"]:checked)', "other");
    await page.waitForSelector("[aria-busy=false]");
    await page.click(".layout-head .primary");
    await page.waitForSelector(".row");
    assert.equal(await page.locator('dd[data-role="answer"]').count(), 0);

    await page.click(".steps button >> nth=0");
    await page.setInputFiles("input[type=file]", [sample("next-year.xlsx")]);
    await page.waitForSelector('[data-name="next-year.xlsx"] .total');
    assert.equal(await page.textContent('[data-name="next-year.xlsx"] .total'), after);
  }),
);

test("the list is narrowed to a heading or a criterion, and widened again", options, () =>
  onPage(async (page) => {
    await openSample(page);
    await page.click(".file .primary");
    await page.click('[data-filter="all"]');
    const rows = () => page.locator(".row").count();
    const all = await page.getAttribute(".row >> nth=0", "aria-setsize");
    const [criterion, count] = await page.locator("#of-criterion option").evaluateAll((options) => {
      const counted = options.slice(1).map(({ value, text }) => [value, Number(text.match(/（(\d+)）/)[1])]);
      return counted.sort(([, a], [, b]) => b - a)[0];
    });
    await page.selectOption("#of-criterion", criterion);
    assert.equal(await rows(), count);
    await page.selectOption("#of-criterion", "");
    const heading = await page.locator("#section option").last().textContent();
    await page.selectOption("#section", { label: heading });
    assert.notEqual(await rows(), 0);
    await page.click(".row >> nth=0");
    assert.ok((await page.textContent(".question")).includes(heading));
    await page.fill("input[type=search]", "no such question");
    await page.click(".empty button");
    assert.equal(await page.getAttribute(".row >> nth=0", "aria-setsize"), all);
  }),
);

test("what stands out before sending leads to its question", options, () =>
  onPage(async (page) => {
    await openSample(page);
    await page.click(".steps button >> nth=2");
    await page.click("#concerns summary");
    const place = await page.textContent("#concerns li >> nth=0 >> b");
    await page.click("#concerns li >> nth=0 >> button");
    const row = place.match(/\d+$/)[0];
    await page.waitForSelector('.row[aria-selected="true"]');
    assert.match(await selected(page), new RegExp(`^[A-Z]+${row}$`));
  }),
);

test("three files dropped at once, and each result is proven by the command", options, () =>
  onPage(async (page) => {
    const names = ["a.xlsx", "b.xlsx", "c.xlsx"];
    const paths = names.map((name) => sample(name));
    await drop(page, paths);
    for (const [at, name] of names.entries()) {
      await page.waitForSelector(`[data-name="${name}"] .counts`);
      const { path } = await save(page, `[data-name="${name}"] .actions button >> nth=1`, `filled-${name}`);
      assert.equal(verify(paths[at], path).ok, true);
    }
  }),
);
