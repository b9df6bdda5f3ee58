/** The built page in Chromium, and what every test of it needs. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** The built page. */
export const PAGE = join(ROOT, "www/dist");
/** The page as one file. */
export const SINGLE = pathToFileURL(join(PAGE, "kaito.html")).href;
/** The same with the semantic encoder. */
export const FULL = pathToFileURL(join(PAGE, "kaito-full.html")).href;
const KAITO = join(ROOT, "cli/bin/kaito.js");
/** The semantic encoder that the command uses, and the page that was built beside it. */
const ENCODER = join(ROOT, "cli/encoder/kaito.encoder");
/** Files of others, where they are at hand. */
const SHARED = join(ROOT, "../shared");
const BROWSER = [process.env.KAITO_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path !== undefined && existsSync(path),
);
export const options = {
  skip: BROWSER === undefined ? "no Chromium here (apt-get install chromium, or KAITO_CHROMIUM)" : false,
};
/** For tests of what the encoder does. */
export const withEncoder = {
  skip: options.skip || (existsSync(ENCODER) ? false : "cli/encoder/kaito.encoder is absent (cargo xtask encoder)"),
};
/** A host that is no localhost: over plain http its pages have no secure context. */
const INTRANET = "kaito.intranet.test";
const FLAGS = [
  `--host-resolver-rules=MAP ${INTRANET} 127.0.0.1`,
  ..."--no-sandbox --disable-gpu --disable-quic --no-first-run".split(" "),
  ..."--disable-background-networking --disable-component-update --disable-sync".split(" "),
];

let browser;
let server;
export let folder;

before(async () => {
  if (BROWSER === undefined) return;
  folder = mkdtempSync(join(tmpdir(), "kaito-page-"));
  server = await serve(PAGE);
  browser = await chromium.launch({ executablePath: BROWSER, args: FLAGS });
});

after(async () => {
  await browser?.close();
  await server?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

/** The page's address as another machine of an intranet would have it. */
export function intranet() {
  return server.address.replace("localhost", INTRANET);
}

/** A profile of its own: storage that no other test sees. */
export function profile(settings = {}) {
  return browser.newContext({ acceptDownloads: true, ...settings });
}

/** Opens the page and waits until everything is loaded and stored, or only until it is ready; errors of the page are collected in `errors`. */
export async function visit(context, address = server.address, { loaded = true } = {}) {
  const page = await context.newPage();
  // A failure is told well before the tests' own limit of two minutes.
  page.setDefaultTimeout(15_000);
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(address);
  await page.waitForSelector("#sample");
  if (loaded) {
    await page.waitForSelector('#meaning:not([data-state="loading"])');
    const stored = () => navigator.serviceWorker.getRegistration().then((own) => own && navigator.serviceWorker.ready.then(() => true));
    if (address.startsWith("http") && (await page.evaluate(() => window.isSecureContext))) await page.evaluate(stored);
  }
  return { page, errors };
}

/** Waits until what is open has been drafted by all that is known. */
export function drafted(page) {
  return page.waitForFunction(() => {
    const ready = document.querySelector("#meaning")?.dataset.state === "ready";
    const files = [...document.querySelectorAll(".ranking")];
    return files.length > 0 && files.every((own) => own.querySelector("progress") === null && (!ready || own.dataset.ranking === "semantic"));
  });
}

/** A fresh page that is ready; `work` must leave it without an error and without a request since it was ready. */
export async function onPage(work, { address, ...settings } = {}) {
  const context = await profile(settings);
  try {
    const { page, errors } = await visit(context, address);
    const loaded = server.asked.length;
    await work(page, context);
    assert.deepEqual(errors, []);
    assert.deepEqual(server.asked.slice(loaded), [], "requests after load");
    await page.click("#privacy");
    assert.match(await page.textContent("#requests"), /^0/, "requests that the page counted");
    assert.match(await page.textContent("dialog pre"), /default-src 'none'/);
  } finally {
    await context.close();
  }
}

export async function save(page, selector, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
  const path = join(folder, name);
  await download.saveAs(path);
  return { path, suggested: download.suggestedFilename() };
}

export function kaito(...args) {
  return spawnSync(process.execPath, [KAITO, ...args], { encoding: "utf8" });
}

export function sample(name = "sample.xlsx") {
  const path = join(folder, name);
  execFileSync(process.execPath, [KAITO, "sample", "--out", path]);
  return path;
}

export function verify(original, filled) {
  return JSON.parse(kaito("verify", original, filled, "--json").stdout);
}

/** The paths of a folder below ../shared that end in one of `endings`; none, and said so, where it is absent. */
export function shared(t, path, endings) {
  const whole = join(SHARED, path);
  if (!existsSync(whole)) t.diagnostic(`skipped: ../shared/${path} is absent`);
  const names = existsSync(whole) ? readdirSync(whole).sort() : [];
  return names.filter((name) => endings.some((ending) => name.endsWith(ending))).map((name) => join(whole, name));
}

/** Drops files onto the page. */
export function drop(page, paths) {
  const files = paths.map((path) => ({ name: basename(path), content: readFileSync(path).toString("base64") }));
  return page.evaluate((dropped) => {
    const data = new DataTransfer();
    for (const { name, content } of dropped) {
      data.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name));
    }
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, files);
}

export async function openSample(page) {
  await page.click("#sample");
  await drafted(page);
}

export async function left(page) {
  return Number(await page.textContent("#left"));
}

export function untilLeft(page, n) {
  return page.waitForFunction((count) => Number(document.querySelector("#left")?.textContent) === count, n);
}

/** Goes to the first question of a class; the list then shows this class alone. */
export async function filter(page, own) {
  // Where the page is narrow the filters are folded away.
  const toggle = page.locator(".toggle");
  const folded = await toggle.isVisible();
  if (folded) await toggle.click();
  await page.click(`[data-filter="${own}"]`);
  if (folded) await toggle.click();
  await page.click(".row >> nth=0");
}

export function selected(page) {
  return page.textContent('.row[aria-selected="true"] .place');
}
