/** The views of the page in the order of a session: each goes on from the one before it, and may tell how to leave. */
import { filter, openSample } from "./browser.mjs";

const escape = (page) => () => page.keyboard.press("Escape");

/** @type {[string, (page: import("playwright-core").Page) => Promise<void | (() => Promise<void>)>][]} */
export const VIEWS = [
  ["start", async (page) => void (await page.waitForSelector(".how"))],
  ["files", openSample],
  [
    "layout",
    async (page) => {
      await page.click(".file .actions button >> nth=2");
      await page.waitForSelector("tr.asks");
    },
  ],
  [
    "review",
    async (page) => {
      await page.click(".steps button >> nth=1");
      await filter(page, "review");
      await page.waitForSelector("tr.own");
      await page.waitForSelector(".candidate");
    },
  ],
  [
    "criterion",
    async (page) => {
      await page.keyboard.press("Control+k");
      await page.waitForSelector("#criterion-0");
      return escape(page);
    },
  ],
  [
    "edit",
    async (page) => {
      await page.click('[data-action="edit"]');
      await page.waitForSelector(".editor");
      return escape(page);
    },
  ],
  [
    "keys",
    async (page) => {
      await page.click(".bar-end > button:last-child");
      await page.waitForSelector(".keys");
      return escape(page);
    },
  ],
  [
    "export",
    async (page) => {
      await page.click(".steps button >> nth=2");
      const saved = page.waitForEvent("download");
      await page.click("#save-filled");
      await saved;
      await page.waitForSelector(".outcome");
    },
  ],
  [
    "proof",
    async (page) => {
      await page.click("#privacy");
      await page.waitForSelector("#sha256");
      return escape(page);
    },
  ],
  [
    "local",
    async (page) => {
      await page.click(".steps button >> nth=0");
      await page.click("#local");
      await page.waitForSelector("#forget");
      return escape(page);
    },
  ],
];
