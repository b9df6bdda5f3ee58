/** What the figures were measured on, and how programs are run and timed. */
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

/** Lines that name the machine and the versions of everything measured. */
export function machine({ root, python }) {
  const version = (name) => JSON.parse(readFileSync(join(root, "benches/peers/node_modules", name, "package.json"), "utf8")).version;
  const pip = execFileSync(python, ["-m", "pip", "list", "--format=freeze"], { encoding: "utf8" });
  const peers = ["exceljs", "xlsx", "minisearch", "fuse.js"].map((name) => `${name} ${version(name)}`);
  const wheels = [...pip.matchAll(/^(openpyxl|rapidfuzz)==(.+)$/gm)].map(([, name, number]) => `${name} ${number}`);
  const pythonVersion = execFileSync(python, ["--version"], { encoding: "utf8" }).trim();
  const processor = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  return [`${processor}; Node ${process.version}, ${pythonVersion}; ${[...peers, ...wheels].join(", ")}.`];
}

/** Runs a program; its wall time in ms and the `name number` lines that it printed. */
export function timed(program, args, options = {}) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 2 ** 28, ...options });
  const ms = performance.now() - start;
  if (status !== 0 && status !== 1) throw new Error(`${program} ${args.join(" ")}: status ${status}\n${stderr}`);
  const printed = Object.fromEntries([...stdout.matchAll(/^(\w+) ([\d.]+)$/gm)].map(([, name, value]) => [name, Number(value)]));
  return { ms, stdout, ...printed };
}

/** Runs all programs `rounds` times in turn; for each name the list of its results. */
export function inTurn(programs, rounds) {
  const results = new Map(programs.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of programs) results.get(name).push(run());
  }
  return results;
}

/** The median of `values`. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** "median (lowest–highest)". */
export function spread(values, unit, digits = 0) {
  const shown = (value) => value.toFixed(digits);
  return `${shown(median(values))} ${unit} (${shown(Math.min(...values))}–${shown(Math.max(...values))})`;
}
