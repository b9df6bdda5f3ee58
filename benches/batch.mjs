#!/usr/bin/env node
/**
 * Fills 200 questionnaires of 300 questions with one job and with two, and prints times and peak memory.
 *
 *   node benches/batch.mjs [files] [questions]
 *
 * Questions are those of data/eval/dev.jsonl, in turn; every questionnaire is an .xlsx with content of its own.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../cli/bin/kaito.js", import.meta.url));
const LABELLED = fileURLToPath(new URL("../data/eval/dev.jsonl", import.meta.url));
const [files, questions] = [process.argv[2] ?? 200, process.argv[3] ?? 300].map(Number);

const texts = readFileSync(LABELLED, "utf8").trim().split("\n").map((line) => JSON.parse(line).text.replace(/\s+/g, " "));
const cwd = mkdtempSync(join(tmpdir(), "kaito-bench-"));
try {
  make();
  const one = await measured(1);
  const two = await measured(2);
  const rows = [one, two].map(({ jobs, seconds, peak }) => `${jobs} jobs: ${seconds.toFixed(1)} s, ${(files / seconds).toFixed(2)} files/s, peak ${peak} MB`);
  console.log([`${files} files of ${questions} questions, ${cpus().length} cores`, ...rows, `speed-up ${(one.seconds / two.seconds).toFixed(2)}`].join("\n"));
} finally {
  rmSync(cwd, { recursive: true });
}

function make() {
  mkdirSync(join(cwd, "csv"));
  for (let file = 0; file < files; file += 1) {
    const rows = Array.from({ length: questions }, (_, row) => {
      const text = texts[(file * 7 + row) % texts.length].replaceAll('"', "'");
      return `${row + 1},"${text}",,`;
    });
    writeFileSync(join(cwd, "csv", `q${String(file).padStart(3, "0")}.csv`), ["No,質問,回答（○/△/×/対象外）,回答内容", ...rows, ""].join("\n"));
  }
  const { status, stderr } = spawnSync(process.execPath, [BIN, "fill", "csv", "--out", "in", "--policy", "review", "--jobs", "2"], { cwd, encoding: "utf8" });
  if (status > 1) throw new Error(stderr);
}

async function measured(jobs) {
  const begun = performance.now();
  const child = spawn(process.execPath, [BIN, "fill", "in", "--out", `out${jobs}`, "--jobs", String(jobs)], { cwd, stdio: "ignore" });
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, peakMemory(child.pid))), 100);
  const status = await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(watch);
  if (status > 1) throw new Error(`fill ended with ${status}`);
  return { jobs, seconds: (performance.now() - begun) / 1000, peak };
}

/** Peak resident memory of a process in MB, where the system tells; 0 elsewhere. */
function peakMemory(pid) {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
