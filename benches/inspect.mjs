/**
 * How long finding the questions takes in Node, by the size and kind of workbook: `node benches/inspect.mjs`.
 * Without the start of Node and of the module; writes results/inspect.md.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Kaito } from "../cli/dist/index.js";
import { workbook } from "./forms.mjs";

const RUNS = 7;
const KINDS = [
  ["list of 1,500 rows", [{ rows: 1500 }]],
  ["1,500 rows, a drop-down and merges in each", [{ rows: 1500, merged: true, lists: true }]],
  ["1,500 rows on graph paper (6 merges a row)", [{ rows: 1500, grid: true, lists: true }]],
  ["1 sheet of 100 rows", [{ rows: 100, merged: true, lists: true }]],
  ["60 sheets of 100 rows", Array.from({ length: 60 }, () => ({ rows: 100, merged: true, lists: true }))],
  ["15,000 rows", [{ rows: 15000, merged: true, lists: true }]],
];

const kaito = await Kaito.load();
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

const rows = KINDS.map(([name, sheets]) => {
  const bytes = workbook(sheets);
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const book = kaito.open(bytes, "form.xlsx");
    const opened = performance.now();
    const found = book.questions.length;
    const end = performance.now();
    book.close();
    return { found, open: opened - start, find: end - opened, both: end - start };
  });
  const [open, find, both] = ["open", "find", "both"].map((part) => `${median(times.map((time) => time[part])).toFixed(0)} ms`);
  return `| ${[name, times[0].found, open, find, both].join(" | ")} |`;
});
const head = ["# Opening a workbook and finding its questions", "", `Written by \`make bench\`: medians of ${RUNS}, Node ${process.version}. The goal is 200 ms for 1,500 rows, and growth in proportion.`];
const text = [...head, "", "| workbook | questions | open | find | both |", "|---|---|---|---|---|", ...rows, ""].join("\n");
writeFileSync(join(import.meta.dirname, "results", "inspect.md"), text);
console.log(text);
