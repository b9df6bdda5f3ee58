/** Load, write an answer into every row, save: whole processes, and Kaito inside its process beside the limit. */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inTurn, median, spread, timed } from "./machine.mjs";

const ANSWER = "ISO27001を基準としたセキュリティに関する責任の分担、ポリシーおよび手順が確立されています。";
const GOAL_FASTER = 4;
const GOAL_LIMIT = 3;

export function writebackPart(context) {
  const sizes = context.quick ? [300] : [300, 10_000, 100_000];
  const rows = sizes.map((size) => generated(context, size));
  const real = realWorkbooks(context, context.quick ? 1 : 10);
  const measured = [...rows, ...real].map((book) => ({ book, ...measure(context, book) }));
  const lines = [
    "## Write-back",
    "",
    "Load, write an answer into every row (Kaito: `kaito apply` with the given decision for every question found, proof included), save. Whole processes; median (lowest–highest).",
    "",
    "| workbook | Kaito | exceljs | SheetJS | openpyxl | fastest peer ÷ Kaito | Kaito inside ÷ limit | peak memory: Kaito | exceljs | SheetJS | openpyxl |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
    ...measured.map(row),
    "",
    "The limit is Node's zlib inflating the worksheet parts and deflating them again, at the level that Kaito has; inside is the library, with V8 set as the command sets it.",
  ];
  const behind = measured.filter(({ book }) => book.rows >= 10_000).flatMap(shortfalls);
  return { lines, behind };
}

function generated({ root, work, python }, size) {
  const path = join(work, `rows-${size}.xlsx`);
  const phrases = join(root, "data/knowledge/phrases.tsv");
  if (!existsSync(path)) timed(python, [join(root, "benches/peers/make_workbook.py"), path, String(size), phrases]);
  return { name: `${size.toLocaleString("en")} rows`, rows: size, path };
}

/** The first so many questionnaires of the corpus in which answer cells are found. */
function realWorkbooks({ root }, count) {
  const folder = join(root, "../shared/corpus/questionnaires");
  if (!existsSync(folder)) {
    console.error("skipped: ../shared/corpus/questionnaires is absent");
    return [];
  }
  const files = readdirSync(folder).filter((name) => name.endsWith(".xlsx")).sort();
  return files.slice(0, count).map((name) => {
    const path = join(folder, name);
    return { name: `real, ${Math.round(statSync(path).size / 1000)} kB`, rows: 0, path };
  });
}

function measure({ root, work, python }, { path, rows }) {
  const bench = (name) => join(root, "benches", name);
  const out = (name) => join(work, `out-${name}.xlsx`);
  const decisions = join(work, "decisions.json");
  mkdirSync(work, { recursive: true });
  timed(process.execPath, [bench("kaito/decisions.mjs"), path, decisions, ANSWER]);
  const node = (name, script, ...args) => ({ name, run: () => timed(process.execPath, [bench(script), path, out(name), ...args]) });
  const programs = [
    { name: "kaito", run: () => applied(root, path, decisions, out("kaito")) },
    node("inside", "kaito/writeback.mjs", decisions),
    node("exceljs", "peers/writeback-exceljs.mjs", ANSWER),
    node("sheetjs", "peers/writeback-sheetjs.mjs", ANSWER),
    { name: "openpyxl", run: () => timed(python, [bench("peers/writeback_openpyxl.py"), path, out("openpyxl"), ANSWER]) },
    { name: "limit", run: () => timed(process.execPath, [bench("kaito/limit.mjs"), path, out("inside")]) },
  ];
  const results = inTurn(programs, rows >= 100_000 ? 3 : 5);
  const all = (name, key) => results.get(name).map((result) => result[key]);
  return { all, faster: fastest(all) / median(all("kaito", "ms")), limit: median(all("inside", "inside")) / median(all("limit", "limit")) };
}

/** The command with the given decisions; it never writes over a file. */
function applied(root, path, decisions, to) {
  rmSync(to, { force: true });
  const peak = pathToFileURL(join(root, "benches/peers/peak-at-exit.mjs")).href;
  return timed(process.execPath, ["--import", peak, join(root, "cli/bin/kaito.js"), "apply", path, "--review", decisions, "--out", to]);
}

function fastest(all) {
  return Math.min(...["exceljs", "sheetjs", "openpyxl"].map((name) => median(all(name, "ms"))));
}

function row({ book, all, faster, limit }) {
  const times = ["kaito", "exceljs", "sheetjs", "openpyxl"].map((name) => spread(all(name, "ms"), "ms"));
  const memory = ["kaito", "exceljs", "sheetjs", "openpyxl"].map((name) => `${Math.round(median(all(name, "peak")) / 1024)} MB`);
  return `| ${[book.name, ...times, faster.toFixed(1), limit.toFixed(1), ...memory].join(" | ")} |`;
}

function shortfalls({ book, all, faster, limit }) {
  const found = [];
  if (faster < GOAL_FASTER) found.push(`Write-back of ${book.name}: ${faster.toFixed(1)} times as fast as the fastest peer; the goal is ${GOAL_FASTER}.`);
  if (limit > GOAL_LIMIT) found.push(`Write-back of ${book.name}: ${limit.toFixed(1)} times the limit inside the process; the goal is ${GOAL_LIMIT}.`);
  const own = median(all("kaito", "peak"));
  const lowest = Math.min(...["exceljs", "sheetjs", "openpyxl"].map((name) => median(all(name, "peak"))));
  if (own >= lowest) found.push(`Write-back of ${book.name}: ${Math.round(own / 1024)} MB at its peak; the leanest peer needs ${Math.round(lowest / 1024)} MB.`);
  return found;
}
