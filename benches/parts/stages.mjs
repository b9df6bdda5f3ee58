/** The core's stages natively: instructions under valgrind, and times. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Must be the version of the library in `benches/stages/Cargo.toml`. */
const GUNGRAUN = "0.20.0";
const STAGE = /^instructions::\w+::(\w+).*\n\s+Instructions:\s+(\d+)/gm;
const TIME = /^(\w+)\s+time:\s+\[\S+ \S+ (\S+ \S+)/gm;

export function stagesPart({ root, work, quick }) {
  if (quick || spawnSync("valgrind", ["--version"]).status !== 0) {
    return { lines: ["## Stages", "", "Left out: they are counted under valgrind, with time to build them."], behind: [] };
  }
  const counted = bench(root, "instructions", { GUNGRAUN_RUNNER: runner(work) });
  const times = new Map([...bench(root, "time").matchAll(TIME)].map(([, name, time]) => [name, time]));
  const stages = [...counted.matchAll(STAGE)].map(([, name, instructions]) => {
    return `| ${name} | ${(Number(instructions) / 1e6).toFixed(1)} | ${times.get(name)} |`;
  });
  const lines = [
    "## Stages",
    "",
    "Native, for a workbook of 1,000 questions; writing includes the proof, which is counted once more alone.",
    "",
    "| stage | million instructions | time |",
    "|---|---|---|",
    ...stages,
  ];
  return { lines, behind: [] };
}

function bench(root, name, env = {}) {
  const options = { cwd: join(root, "benches/stages"), encoding: "utf8", env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
  return execFileSync("cargo", ["bench", "--quiet", "--bench", name], options);
}

/** The program that gungraun counts with, installed once. */
function runner(work) {
  const [folder, name] = [join(work, "gungraun"), "gungraun-runner"];
  const program = join(folder, "bin", name);
  if (!existsSync(program)) {
    execFileSync("cargo", ["install", "--quiet", "--locked", "--root", folder, name, "--version", GUNGRAUN], { stdio: "inherit" });
  }
  return program;
}
