/** `kaito fill` as a user runs it: one file, many files, ever more questions. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { median, spread, timed } from "./machine.mjs";

const GOAL_ONE = 250;
const GOAL_TEN_THOUSAND = 1_200;
const GOAL_GROWTH = 1.2;
const WORDS = ["--words"];

/** Sizes that the semantic encoder takes part in; beyond them its cost grows with the doubtful questions alone. */
const WITH_MEANING = [100, 300, 1_000, 10_000];

export function wholePart(context) {
  const sizes = context.quick ? [100, 300] : [100, 300, 1_000, 10_000, 100_000];
  const growth = sizes.map((size) => ({ size, ...rounds(context, size) }));
  const counts = context.quick ? [2] : [1, 40, 200];
  const many = counts.map((count) => ({ count, ms: fill(context, copies(context, count), WORDS) }));
  const each = ({ size, words }) => (1000 * median(words)) / size;
  const lines = [
    "## Whole job",
    "",
    "`kaito fill` with its start: read, match, write, prove, save; by words alone (`--words`) and, as it goes where the semantic encoder could be fetched,",
    "with meaning asked where the words are not sure.",
    "",
    "| questions | by words | per question | with meaning |",
    "|---|---|---|---|",
    ...growth.map((one) => `| ${one.size.toLocaleString("en")} | ${spread(one.words, "ms")} | ${each(one).toFixed(0)} µs | ${withMeaning(one)} |`),
    "",
    "| files of 300 questions | by words | per file |",
    "|---|---|---|",
    ...many.map(({ count, ms }) => `| ${count} | ${ms.toFixed(0)} ms | ${(ms / count).toFixed(0)} ms |`),
  ];
  return { lines, behind: shortfalls(growth, each) };
}

function withMeaning({ meaning }) {
  return meaning.length === 0 ? "–" : spread(meaning, "ms");
}

/** Times of `--words` and of the default, one after the other in every round. */
function rounds(context, size) {
  const path = book(context, size);
  const asked = WITH_MEANING.includes(size) && existsSync(join(context.root, "cli/encoder/kaito.encoder"));
  const words = [];
  const meaning = [];
  for (let round = 0; round < (size >= 100_000 ? 3 : 7); round++) {
    words.push(fill(context, [path], WORDS));
    if (asked) meaning.push(fill(context, [path], []));
  }
  return { words, meaning };
}
function book({ root, work, python }, size) {
  const path = join(work, `rows-${size}.xlsx`);
  const phrases = join(root, "data/knowledge/phrases.tsv");
  if (!existsSync(path)) timed(python, [join(root, "benches/peers/make_workbook.py"), path, String(size), phrases]);
  return path;
}

function copies(context, count) {
  const folder = join(context.work, "many");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `${String(index).padStart(3, "0")}.xlsx`);
    copyFileSync(book(context, 300), path);
    return path;
  });
}

function fill({ root, work }, books, options) {
  const out = join(work, "filled");
  rmSync(out, { recursive: true, force: true });
  return timed(process.execPath, [join(root, "cli/bin/kaito.js"), "fill", ...books, ...options, "--out", out]).ms;
}

function shortfalls(growth, each) {
  const of = (size) => growth.find((one) => one.size === size);
  const behind = [];
  const slow = (size, goal) => {
    const { words = [], meaning = [] } = of(size) ?? {};
    for (const [how, times] of [["by words", words], ["with meaning", meaning]]) {
      const ms = median(times) ?? 0;
      if (ms > goal) behind.push(`Whole job of ${size.toLocaleString("en")} questions ${how}: ${ms.toFixed(0)} ms; the goal is ${goal}.`);
    }
  };
  slow(300, GOAL_ONE);
  slow(10_000, GOAL_TEN_THOUSAND);
  const ratio = of(100_000) === undefined ? 0 : each(of(100_000)) / each(of(1_000));
  if (ratio > GOAL_GROWTH) behind.push(`A question costs ${ratio.toFixed(2)} times as much at 100,000 as at 1,000; the goal is ${GOAL_GROWTH}.`);
  return behind;
}
