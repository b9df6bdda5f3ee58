/** The module's size by section, and how soon the first answer is there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { inTurn, spread, timed } from "./machine.mjs";

const GOAL_CODE = 700_000;

export function modulePart({ root }) {
  const bytes = readFileSync(join(root, "cli/wasm/kaito_bg.wasm"));
  const sections = [["whole module", bytes], ...named(bytes)];
  const sized = sections.map(([name, part]) => ({ name, raw: part.length, brotli: compressed(part) }));
  const whole = sized.find(({ name }) => name === "whole module");
  const data = sized.find(({ name }) => name === "data");
  const lines = [
    "## Module",
    "",
    "| section | bytes | brotli -q 11 |",
    "|---|---|---|",
    ...sized.map(({ name, raw, brotli }) => `| ${name} | ${raw.toLocaleString("en")} | ${brotli.toLocaleString("en")} |`),
  ];
  const rest = whole.brotli - data.brotli;
  const behind = rest > GOAL_CODE ? [`The module without its data takes ${rest.toLocaleString("en")} bytes after brotli; the goal is ${GOAL_CODE.toLocaleString("en")}.`] : [];
  return { lines, behind };
}

export function startPart({ root }) {
  const input = '{"id":1,"text":"バックアップを取得していますか"}\n';
  const match = (...options) => timed(process.execPath, [join(root, "cli/bin/kaito.js"), "match", "-", "--json", ...options], { input }).ms;
  const programs = [
    ["`kaito match --words` of one question, process start included", () => match("--words")],
    ["the same with the semantic encoder, where it could be fetched", () => match()],
    ["an empty Node process", () => timed(process.execPath, ["-e", "0"]).ms],
  ];
  const measured = inTurn(programs.map(([name, run]) => ({ name, run })), 11);
  const lines = ["## Start", "", "| | wall time |", "|---|---|", ...[...measured].map(([name, times]) => `| ${name} | ${spread(times, "ms")} |`)];
  return { lines, behind: [] };
}

function compressed(part) {
  return brotliCompressSync(part, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;
}

/** The code and data sections of a wasm module. */
function named(bytes) {
  const names = { 10: "code", 11: "data" };
  const found = [];
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at];
    const [size, start] = leb128(bytes, at + 1);
    if (names[id] !== undefined) found.push([names[id], bytes.subarray(start, start + size)]);
    at = start + size;
  }
  return found;
}

function leb128(bytes, at) {
  let [value, shift] = [0, 0];
  for (;;) {
    const byte = bytes[at];
    at += 1;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
    shift += 7;
  }
}
