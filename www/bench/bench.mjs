/** Measures the built page in Chromium: `npm run bench --workspace www`. Prints figures and asserts nothing. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { drafted, folder, openSample, options, PAGE, profile, visit } from "../test/browser.mjs";
import { writeQuestionnaire } from "./questionnaire.mjs";

const RUNS = 5;

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function withPage(work) {
  const context = await profile();
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

/** Files of the hosted page that are loaded later, or in its place. */
const APART = /\.encoder$|^kaito.*\.html$/;

test("transfer", options, () => {
  let [raw, packed] = [0, 0];
  for (const entry of readdirSync(PAGE, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    if (APART.test(entry.name)) {
      console.log(`${entry.name}: ${bytes.length} bytes, apart`);
      continue;
    }
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    [raw, packed] = [raw + bytes.length, packed + brotli.length];
    console.log(`${entry.name}: ${bytes.length} bytes, ${brotli.length} after brotli -q 11, ${gzipSync(bytes).length} after gzip`);
  }
  console.log(`all: ${raw} bytes, ${packed} after brotli -q 11`);
});

test("layout shift", options, () =>
  withPage(async (context) => {
    await context.addInitScript(() => {
      window.shift = 0;
      const add = (list) => list.getEntries().forEach(({ value, hadRecentInput }) => (window.shift += hadRecentInput ? 0 : value));
      new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    });
    const { page } = await visit(context);
    await openSample(page);
    console.log(`cumulative layout shift, from the load to the sample's overview: ${await page.evaluate(() => window.shift)}`);
  }),
);

test("cold load to ready", options, async () => {
  const times = [];
  for (let n = 0; n < RUNS; n += 1) {
    await withPage(async (context) => {
      const { page } = await visit(context);
      // The mark of the moment in which a file can be dropped.
      times.push(await page.evaluate(() => performance.getEntriesByName("kaito-ready")[0].startTime));
    });
  }
  console.log(`cold load to ready: ${Math.round(median(times))} ms, median of ${RUNS}`);
});

for (const count of [300, 10_000]) {
  test(`${count} questions dropped`, options, () =>
    withPage(async (context) => {
      const { page } = await visit(context);
      const path = writeQuestionnaire(join(folder, `questions-${count}.xlsx`), count);
      await page.evaluate(watch);
      page.setDefaultTimeout(600_000);
      await page.setInputFiles("input[type=file] >> nth=0", [path]);
      await drafted(page);
      const [ranking, longest, frame, overview, whole] = await page.evaluate(() => [
        document.querySelector(".ranking").dataset.ranking,
        Math.max(0, ...window.tasks),
        window.frame,
        window.overview - window.dropped,
        window.settled - window.dropped,
      ]);
      console.log(`${count} questions dropped to the frame that shows their overview: ${Math.round(overview)} ms`);
      console.log(`${count} questions dropped to the ${ranking} draft: ${Math.round(whole)} ms; longest task of the main thread ${Math.round(longest)} ms, longest time between two frames ${Math.round(frame)} ms`);
      await page.click(".file .primary");
      await page.click('[data-filter="all"]');
      const keys = await page.evaluate(typing, "アクセス権限");
      console.log(`a key in the filter over ${count} questions, to the frame that shows it: median ${median(keys).toFixed(1)} ms, worst ${Math.max(...keys).toFixed(1)} ms`);
    }),
  );
}

/** Notes when a file arrives, when its overview and its last draft are shown, what keeps the main thread for more than 50 ms, and
 * the longest time without a frame. */
function watch() {
  document.querySelector("input[type=file]").addEventListener("change", () => (window.dropped = performance.now()), { capture: true });
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  window.frame = 0;
  let last = performance.now();
  const next = (now) => {
    window.frame = Math.max(window.frame, now - last);
    last = now;
    if (document.querySelector(".counts")) window.overview ??= now;
    if (document.querySelector(".ranking progress")) window.settled = undefined;
    else if (document.querySelector(".ranking")) window.settled ??= now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

/** Types `text` letter by letter; gives the time from each key to the frame that shows its result. */
async function typing(text) {
  const field = document.querySelector(".tools input");
  const times = [];
  for (let end = 1; end <= text.length; end += 1) {
    await new Promise((done) => requestAnimationFrame(done));
    const start = performance.now();
    field.value = text.slice(0, end);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    // After the next frame has been laid out and painted.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  return times;
}

if (!existsSync(PAGE)) console.log("build the page first: make page");
