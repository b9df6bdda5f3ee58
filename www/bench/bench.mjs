/** Measures the built page in Chromium: `npm run bench --workspace www`. Prints figures and asserts nothing. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { folder, options, PAGE, profile, visit } from "../test/browser.mjs";

const RUNS = 5;

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** A questionnaire of `count` questions as CSV, out of whole questions that the product knows the shape of. */
function questionnaire(count) {
  const topics = ["パスワードの管理", "アクセス権限の付与", "バックアップの取得", "障害時の連絡体制", "委託先の監督", "入退室の管理"];
  const rows = Array.from({ length: count }, (_, n) => `${n + 1},${topics[n % topics.length]}に関する手続き第${n + 1}項を定め、運用していますか。,`);
  const path = join(folder, `questions-${count}.csv`);
  writeFileSync(path, ["No.,質問,回答", ...rows].join("\n"));
  return path;
}

async function withPage(work) {
  const context = await profile();
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

test("transfer", options, () => {
  let [raw, brotli] = [0, 0];
  for (const entry of readdirSync(PAGE, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === "kaito.html") continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    [raw, brotli] = [raw + bytes.length, brotli + packed.length];
    console.log(`${entry.name}: ${bytes.length} bytes, ${packed.length} after brotli -q 11, ${gzipSync(bytes).length} after gzip`);
  }
  console.log(`all: ${raw} bytes, ${brotli} after brotli -q 11; one file: ${statSync(join(PAGE, "kaito.html")).size} bytes`);
});

test("cold load to ready", options, async () => {
  const times = [];
  for (let n = 0; n < RUNS; n += 1) {
    await withPage(async (context) => {
      const { page } = await visit(context);
      times.push(await page.evaluate(() => performance.getEntriesByName("kaito-ready")[0].startTime));
    });
  }
  console.log(`cold load to ready: ${Math.round(median(times))} ms, median of ${RUNS}`);
});

for (const count of [300, 10_000]) {
  test(`${count} questions dropped`, options, () =>
    withPage(async (context) => {
      const { page } = await visit(context);
      const path = questionnaire(count);
      const time = await timed(async () => {
        await page.setInputFiles("input[type=file]", [path]);
        await page.waitForSelector(".counts", { timeout: 120_000 });
      });
      console.log(`${count} questions dropped to overview: ${Math.round(time)} ms`);
      await page.click(".file .primary");
      await page.click('[data-filter="all"]');
      const keys = await page.evaluate(typing, "アクセス権限");
      console.log(`a key in the filter over ${count} questions: median ${median(keys).toFixed(1)} ms, worst ${Math.max(...keys).toFixed(1)} ms`);
    }),
  );
}

/** Types `text` letter by letter; gives the time from each key to the list that shows its result, laid out. */
function typing(text) {
  const field = document.querySelector(".tools input");
  const times = [];
  const type = async () => {
    for (let end = 1; end <= text.length; end += 1) {
      const start = performance.now();
      field.value = text.slice(0, end);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await Promise.resolve();
      await Promise.resolve();
      document.querySelector(".rows").getBoundingClientRect();
      times.push(performance.now() - start);
      await new Promise((done) => requestAnimationFrame(done));
    }
    return times;
  };
  return type();
}

if (!existsSync(PAGE)) console.log("build the page first: make page");
