/** The views of the page in the order of a session: each goes on from the one before it, and may tell how to leave. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import officeCrypto from "officecrypto-tool";
import { filter, folder, openSample, sample } from "./browser.mjs";

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

function put(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function choose(page, ...paths) {
  return page.setInputFiles("input[type=file] >> nth=0", paths);
}

/** What a session shows when something is wrong or unusual, each going on from the one before it. */
/** @type {typeof VIEWS} */
export const EXCEPTIONS = [
  [
    "password",
    async (page) => {
      const content = officeCrypto.encrypt(readFileSync(sample("plain.xlsx")), { password: "secret" });
      await choose(page, put("view-locked.xlsx", content));
      await page.waitForSelector('.password [data-code="encrypted"]');
    },
  ],
  [
    "wrong password",
    async (page) => {
      await page.fill(".password input", "wrong");
      await page.keyboard.press("Enter");
      await page.waitForSelector('.password [data-code="wrong-password"]');
    },
  ],
  [
    "failures",
    async (page) => {
      const damaged = put("view-damaged.xlsx", readFileSync(sample("whole.xlsx")).subarray(0, 3000));
      const review = put("view.review.json", '{"decisions": 1}');
      await choose(page, damaged, put("view-empty.csv", "hello\n"), review);
      await page.waitForSelector('[data-name="view-damaged.xlsx"] .failure');
      await page.waitForSelector('[data-name="view-empty.csv"] .failure');
      await page.waitForSelector('[data-name="view.review.json"] .failure');
    },
  ],
  [
    "refused library",
    async (page) => {
      await page.setInputFiles("#library", [put("view-library.json", '{"title": "", "criteria": []}')]);
      await page.waitForSelector('[data-library="view-library.json"] .failure');
    },
  ],
  [
    "own library",
    async (page) => {
      const criteria = [{ id: "SEC-001", phrasings: ["社員食堂の座席数を教えてください。"], answer: "120 席です。", disclosure: "public" }];
      const library = { title: "自社回答集", version: "2026.1", date: "2026-04-01", criteria };
      await page.setInputFiles("#library", [put("view-own.json", JSON.stringify(library))]);
      await page.uncheck("#use-standard");
      await page.waitForSelector("[data-library=standard].off");
      return () => page.check("#use-standard");
    },
  ],
  [
    "approved answers",
    async (page) => {
      await page.click("#local");
      await page.check("#keep-answers");
      await page.setInputFiles("#memory-import", [put("view-memory.jsonl", "no memory")]);
      await page.waitForSelector("dialog .failure");
      await page.click("#forget");
      await page.waitForSelector("#forget-now");
      return escape(page);
    },
  ],
  [
    "working",
    async (page) => {
      await page.workers()[0].evaluate(() => {
        const go = self.onmessage;
        self.onmessage = (event) => event.data.name !== "open" && go(event);
      });
      await page.click("#sample");
      await page.waitForSelector("progress");
      return () => page.click("progress + button");
    },
  ],
  ["cancelled", async (page) => void (await page.waitForSelector('.failure[data-code="cancelled"]'))],
  [
    "nothing found",
    async (page) => {
      await page.click(".failure[data-code=cancelled] + .actions button");
      await page.waitForSelector(".counts");
      await page.click(".file .actions .primary >> nth=-1");
      await page.fill(".tools input", "no such question");
      await page.waitForSelector(".empty");
      await page.click(".empty button");
    },
  ],
  [
    "before sending",
    async (page) => {
      await page.click(".steps button >> nth=2");
      await page.click("#concerns summary");
    },
  ],
  [
    "several files",
    async (page) => {
      await page.click(".steps button >> nth=0");
      await page.click("#sample");
      await page.waitForSelector(".together");
    },
  ],
  [
    "removal",
    async (page) => {
      await page.click(".steps button >> nth=1");
      await filter(page, "review");
      await page.keyboard.press("x");
      await page.waitForSelector('[data-filter="changed"]', { state: "attached" });
      await page.click(".steps button >> nth=0");
      await page.click(".file:has(.actions > button:nth-child(4)) header button");
      await page.waitForSelector(".confirm");
    },
  ],
];
