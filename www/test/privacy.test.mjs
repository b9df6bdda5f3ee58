/** The proof panel counts what it says it counts, and the rules refuse what they say they refuse. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { options, profile, SINGLE, visit } from "./browser.mjs";

const FOREIGN = "http://kaito.invalid/";

function counted(page, count) {
  return page.waitForFunction((wanted) => Number.parseInt(document.querySelector("#requests").textContent, 10) === wanted, count);
}

async function withPage(address, work) {
  const context = await profile();
  try {
    const { page } = await visit(context, address);
    await page.click("#privacy");
    await work(page);
  } finally {
    await context.close();
  }
}

/** Whether the page's own rules refuse a request; other failures count as sent. */
function refused(page, address) {
  return page.evaluate(
    (url) =>
      new Promise((told) => {
        document.addEventListener("securitypolicyviolation", ({ blockedURI }) => told(blockedURI.length > 0), { once: true });
        fetch(url).then(
          () => told(false),
          () => setTimeout(() => told(false)),
        );
      }),
    address,
  );
}

test("a request of the page or of its worker is counted, and one to another host is refused", options, () =>
  withPage(undefined, async (page) => {
    await counted(page, 0);
    await page.evaluate(() => fetch("icon.svg?page"));
    await counted(page, 1);
    const address = new URL("icon.svg?worker", page.url()).href;
    await page.workers()[0].evaluate((own) => fetch(own).then((response) => response.text()), address);
    await counted(page, 2);
    assert.equal(await refused(page, FOREIGN), true);
    await assert.rejects(page.workers()[0].evaluate((url) => fetch(url), FOREIGN));
  }),
);

test("the single file refuses every request", options, () =>
  withPage(SINGLE, async (page) => {
    await counted(page, 0);
    assert.equal(await refused(page, FOREIGN), true);
    assert.equal(await refused(page, SINGLE), true);
  }),
);
