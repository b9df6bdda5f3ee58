/**
 * `make bench`: Kaito beside the libraries that one would take instead, on the same files, in one run on one machine;
 * writes benches/results/peers.md. Programs take turns, so that a slow minute of the machine hits all alike.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { modulePart, startPart } from "./parts/module.mjs";
import { matchPart } from "./parts/match.mjs";
import { stagesPart } from "./parts/stages.mjs";
import { wholePart } from "./parts/whole.mjs";
import { writebackPart } from "./parts/writeback.mjs";
import { machine } from "./parts/machine.mjs";

const root = join(import.meta.dirname, "..");
const work = join(root, ".cache", "bench");
const python = join(work, "python", "bin", "python");

/** The peers, installed once under .cache. */
function setUp() {
  mkdirSync(work, { recursive: true });
  const peers = join(import.meta.dirname, "peers");
  if (!existsSync(join(peers, "node_modules"))) {
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: peers, stdio: "inherit" });
  }
  if (!existsSync(python)) {
    execFileSync("python3", ["-m", "venv", join(work, "python")], { stdio: "inherit" });
    const requirements = join(peers, "requirements.txt");
    execFileSync(python, ["-m", "pip", "install", "--quiet", "-r", requirements], { stdio: "inherit" });
  }
}

setUp();
const context = { root, work, python, quick: process.argv.includes("--quick") };
const parts = [writebackPart, matchPart, wholePart, startPart, modulePart, stagesPart].map((part) => part(context));
const behind = parts.flatMap(({ behind: lines }) => lines);
const head = behind.length === 0 ? ["Every goal holds."] : ["Behind a goal:", "", ...behind.map((line) => `- ${line}`)];
const text = ["# Kaito beside its peers", "", "Written by `make bench`.", "", ...head, "", ...machine(context), ...parts.flatMap(({ lines }) => ["", ...lines]), ""];
const results = join(import.meta.dirname, "results");
mkdirSync(results, { recursive: true });
const target = join(results, context.quick ? "quick.md" : "peers.md");
writeFileSync(target, text.join("\n"));
process.stdout.write(`${text.join("\n")}\n${target}\n`);
