/** What outlives a tab, a worker or a network: sessions, crashes, cancelled work, offline use, hand-over. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import officeCrypto from "officecrypto-tool";
import {
  drafted,
  filter,
  folder,
  intranet,
  kaito,
  left,
  onPage,
  openSample,
  options,
  profile,
  sample,
  save,
  selected,
  SINGLE,
  untilLeft,
  visit,
} from "./browser.mjs";

/** Decides two questions: one blank, one in the reviewer's own words; gives how many are left. */
async function decideTwo(page) {
  await page.click(".file .primary");
  await filter(page, "review");
  const before = await left(page);
  await page.keyboard.press("x");
  await untilLeft(page, before - 1);
  await page.keyboard.press("e");
  await page.locator('textarea[data-role="answer"]').fill("別紙のとおりです。");
  await page.keyboard.press("Control+Enter");
  await untilLeft(page, before - 2);
  return before - 2;
}

/** The bytes of the filled workbook. */
async function filled(page, name) {
  await page.click(".steps button >> nth=2");
  const { path } = await save(page, "#save-filled", name);
  return readFileSync(path);
}

test("a session survives a reload, and all local data can be deleted", options, async () => {
  const context = await profile();
  try {
    const { page, errors } = await visit(context);
    await openSample(page);
    const rest = await decideTwo(page);
    const before = await filled(page, "before-reload.xlsx");

    await page.reload();
    await page.waitForSelector('#meaning:not([data-state="loading"])');
    await drafted(page);
    await page.click(".file .primary");
    assert.equal(await left(page), rest);
    assert.ok(before.equals(await filled(page, "after-reload.xlsx")));

    await page.click(".steps button >> nth=0");
    await page.click("#local");
    await page.click("#forget");
    await page.click("#forget-now");
    await page.waitForSelector("dialog [role=status]");
    await page.reload();
    await page.waitForSelector("#sample");
    await page.waitForSelector(".how");
    assert.equal(await page.locator(".file").count(), 0);
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
  }
});

test("a file with decisions is taken off the page only when asked twice", options, () =>
  onPage(async (page) => {
    await openSample(page);
    await decideTwo(page);
    await page.click(".steps button >> nth=0");
    const button = page.locator(".file header button");
    await button.click();
    assert.match(await page.textContent(".file .confirm"), /2件の判断/);
    await button.last().click();
    assert.equal(await page.locator(".file").count(), 1);
    await button.click();
    await button.first().click();
    assert.equal(await page.locator(".file").count(), 0);
  }),
);

test("a review file opens on another profile with the original workbook", options, async () => {
  let review;
  let bytes;
  await onPage(async (page) => {
    await openSample(page);
    await decideTwo(page);
    bytes = await filled(page, "handed-over.xlsx");
    review = await save(page, "#save-review", "hand-over.review.json");
  });
  await onPage(async (page) => {
    await page.setInputFiles("input[type=file]", [review.path]);
    await page.waitForSelector('[data-name="hand-over.review.json"] [role=status]');
    const original = sample(review.suggested.replace(".review.json", ".xlsx"));
    await page.setInputFiles("input[type=file]", [original]);
    await page.waitForSelector(".counts");
    assert.equal(await page.locator('[data-name="hand-over.review.json"]').count(), 0);
    assert.ok(bytes.equals(await filled(page, "taken-over.xlsx")));
  });
});

test("an encrypted workbook asks for its password, and stays encrypted", options, () =>
  onPage(async (page) => {
    const password = "秘密 pass!";
    const path = join(folder, "locked.xlsx");
    writeFileSync(path, officeCrypto.encrypt(readFileSync(sample("unlocked.xlsx")), { password }));
    const unlock = async (word) => {
      await page.fill(".password input", word);
      await page.keyboard.press("Enter");
    };
    await page.setInputFiles("input[type=file]", [path]);
    await page.waitForSelector('.password [data-code="encrypted"]');
    await unlock("another");
    await page.waitForSelector('.password [data-code="wrong-password"]');
    await unlock(password);
    await page.waitForSelector(".counts");
    const { path: result } = await save(page, ".file .actions button >> nth=1", "locked-filled.xlsx");
    const proof = JSON.parse(kaito("verify", path, result, "--json", "--password", password).stdout);
    assert.equal(proof.ok, true);
    assert.ok(proof.changedCells.length > 0);
  }),
);

test("after a crash of the worker the review goes on", options, () =>
  onPage(async (page) => {
    await openSample(page);
    await page.click(".file .primary");
    await filter(page, "review");
    const before = await left(page);
    const fresh = page.waitForEvent("worker");
    await page.workers()[0].evaluate(() => {
      setTimeout(() => {
        throw new Error("stopped for a test");
      });
    });
    await fresh;
    await page.keyboard.press("2");
    await page.waitForSelector('li:nth-child(2) .candidate[aria-pressed="true"]');
    await page.keyboard.press("Enter");
    await untilLeft(page, before - 1);
  }),
);

test("a crash while a file is read is told, and the file can be read again", options, () =>
  onPage(async (page) => {
    const path = sample("crashed.xlsx");
    await page.workers()[0].evaluate(() => {
      const go = self.onmessage;
      self.onmessage = (event) => {
        if (event.data.name === "open") throw new Error("stopped for a test");
        go(event);
      };
    });
    await page.setInputFiles("input[type=file] >> nth=0", [path]);
    const failure = page.locator('[data-name="crashed.xlsx"] .failure');
    assert.match(await failure.textContent(), /stopped for a test.*続きから/s);
    await page.click('[data-name="crashed.xlsx"] .actions .primary');
    await page.waitForSelector('[data-name="crashed.xlsx"] .counts');
  }),
);

test("over plain http of an intranet everything works but what browsers keep for secure pages", options, async () => {
  const context = await profile();
  try {
    const { page, errors } = await visit(context, intranet());
    assert.equal(await page.evaluate(() => window.isSecureContext), false);
    await openSample(page);
    const rest = await decideTwo(page);
    const before = await filled(page, "intranet.xlsx");
    await page.reload();
    await page.waitForSelector('#meaning:not([data-state="loading"])');
    await drafted(page);
    await page.click(".file .primary");
    assert.equal(await left(page), rest);
    assert.ok(before.equals(await filled(page, "intranet-again.xlsx")));
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
  }
});

test("opening can be cancelled and started again", options, () =>
  onPage(async (page) => {
    const path = sample("cancelled.xlsx");
    // The worker waits, so that there is something to cancel.
    await page.workers()[0].evaluate(() => {
      const wait = self.onmessage;
      self.onmessage = (event) => event.data.name !== "open" && wait(event);
    });
    await page.setInputFiles("input[type=file]", [path]);
    await page.click("progress + button");
    assert.match(await page.textContent(".failure"), /中止/);
    await page.click(".file .actions .primary");
    await page.waitForSelector(".counts");
  }),
);

test("the page works offline after its first visit", options, async () => {
  const context = await profile();
  try {
    const { page } = await visit(context);
    await context.setOffline(true);
    await page.reload();
    await page.waitForSelector("#sample");
    await openSample(page);
    await page.click(".file .primary");
    assert.notEqual(await selected(page), "");
  } finally {
    await context.close();
  }
});

test("one file from a double click: sample, review, reload, export", options, async () => {
  const context = await profile();
  const requests = [];
  context.on("request", (request) => !/^(file|blob|data):/.test(request.url()) && requests.push(request.url()));
  try {
    const { page, errors } = await visit(context, SINGLE);
    await openSample(page);
    const rest = await decideTwo(page);
    const before = await filled(page, "single.xlsx");
    await page.reload();
    await page.waitForSelector(".file .primary");
    await page.click(".file .primary");
    assert.equal(await left(page), rest);
    assert.ok(before.equals(await filled(page, "single-again.xlsx")));
    await page.click("#privacy");
    assert.match(await page.textContent("dialog pre"), /default-src 'none'\n.*'sha256-/);
    assert.doesNotMatch(await page.textContent("dialog pre"), /connect-src/);
    assert.deepEqual(errors, []);
    assert.deepEqual(requests, []);
  } finally {
    await context.close();
  }
});
