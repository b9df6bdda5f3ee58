/** Measures the built page in Chromium: `npm run bench --workspace www`. Writes benches/results/page.md and asserts nothing. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";
import { drafted, folder, openSample, options, PAGE, profile, visit } from "../test/browser.mjs";
import { writeQuestionnaire } from "./questionnaire.mjs";

const RUNS = 5;
const RESULTS = join(import.meta.dirname, "../../benches/results/page.md");

/** Timings are only fair where it is near zero. */
const busy = loadavg()[0];
/** Lines of the table, and those that a goal of the project is behind. */
const [rows, behind] = [[], []];

/** Notes a figure; `goal` is the most that it should be. */
function note(what, value, unit, goal) {
  const shown = `${value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
  rows.push(`| ${what} | ${shown} | ${goal === undefined ? "" : `${goal.toLocaleString("en")} ${unit}`} |`);
  if (goal !== undefined && value > goal) behind.push(`- ${what}: ${shown}; the goal is ${goal.toLocaleString("en")}.`);
}

after(() => {
  const head = behind.length === 0 ? ["Every goal holds."] : ["Behind a goal:", "", ...behind];
  const machine = `Load of the machine before: ${busy.toFixed(1)}. ${cpus().length} × ${cpus()[0]?.model.trim()}; Node ${process.version}, Debian's Chromium, the page from localhost.`;
  const text = ["# The page", "", "Written by `make bench`.", "", ...head, "", machine, "", "| | measured | goal |", "|---|---|---|", ...rows, ""].join("\n");
  writeFileSync(RESULTS, text);
  console.log(text);
});

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
/** The part of a built file's name that changes with its content. */
const HASH = /-[\w-]{8}\./;

test("transfer", options, () => {
  let packed = 0;
  for (const entry of readdirSync(PAGE, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    if (APART.test(entry.name)) {
      note(`\`${entry.name}\`, apart from the page`, bytes.length, "bytes");
      continue;
    }
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } });
    packed += brotli.length;
    if (brotli.length > 10_000) note(`\`${entry.name.replace(HASH, ".")}\` after brotli -q 11`, brotli.length, "bytes");
  }
  note("all that the page loads, after brotli -q 11", packed, "bytes", 2_000_000);
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
    // To the thousandth, as browsers' own tools tell it.
    const shift = Math.round((await page.evaluate(() => window.shift)) * 1000) / 1000;
    note("cumulative layout shift, from the load to the sample's overview", shift, "", 0);
  }),
);

test("load to ready", options, async () => {
  const [cold, warm] = [[], []];
  // The mark of the moment in which a file can be dropped.
  const ready = (page) => page.evaluate(() => performance.getEntriesByName("kaito-ready")[0].startTime);
  for (let n = 0; n < RUNS; n += 1) {
    await withPage(async (context) => {
      const { page } = await visit(context);
      cold.push(await ready(page));
      const again = await visit(context);
      warm.push(await ready(again.page));
    });
  }
  note(`first load to ready, median of ${RUNS}`, median(cold), "ms", 500);
  note(`a later load to ready, median of ${RUNS}`, median(warm), "ms");
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
      const questions = `${count.toLocaleString("en")} questions`;
      note(`${questions} dropped, to the frame that shows their overview`, overview, "ms", count === 300 ? 1000 : undefined);
      note(`${questions} dropped, to the ${ranking} draft in the background`, whole, "ms", count === 300 ? 3000 : undefined);
      note(`${questions}: longest task of the main thread meanwhile`, longest, "ms");
      note(`${questions}: longest time between two frames meanwhile`, frame, "ms");
      await page.click(".file .primary");
      await page.click('[data-filter="all"]');
      const keys = await page.evaluate(typing, "アクセス権限");
      note(`${questions}: a key in the filter, to the frame that shows it, median`, median(keys), "ms", 50);
      note(`${questions}: a key in the filter, worst`, Math.max(...keys), "ms", 50);
      await page.fill(".tools input", "");
      note(`${questions}: scrolling, longest time between two frames`, Math.max(...(await page.evaluate(scrolling))), "ms");
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

/** Scrolls through the list by two screens a frame; gives the times between the frames. */
async function scrolling() {
  const box = document.querySelector(".rows");
  const times = [];
  let last = await new Promise(requestAnimationFrame);
  for (let n = 0; n < 100; n += 1) {
    box.scrollTop += 2 * box.clientHeight;
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times;
}

if (!existsSync(PAGE)) console.log("build the page first: make page");
