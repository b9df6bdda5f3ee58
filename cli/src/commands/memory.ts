/** `kaito memory`: looks into a memory file, and puts several together. */
import { basename } from "node:path";
import { read, write } from "../files.js";
import type { Added, Entry, Finding, Kaito, Memory, Recalled } from "../index.js";
import { Exit } from "../main.js";
import { openMemory, openOrNew, TERMS, terms, type TermsValues } from "../memory.js";
import { about, say, told } from "../message.js";
import { misuse, only, readArguments, required } from "../options.js";
import { start } from "../start.js";

const OPTIONS = {
  ...TERMS,
  memory: { type: "string" },
  out: { type: "string" },
  json: { type: "boolean" },
} as const;

interface Call {
  kaito: Kaito;
  rest: string[];
  values: TermsValues & { memory?: string | undefined; out?: string | undefined };
  json: boolean;
}

const ACTIONS: Readonly<Record<string, (call: Call) => Exit>> = { list, find, check, merge, export: toWorkbook, import: fromWorkbook };

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("memory", args, OPTIONS);
  const [name = "", ...rest] = positionals;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) {
    const known = Object.keys(ACTIONS).join("、");
    throw misuse("memory", `${known} のいずれかを指定してください。`, `give one of ${Object.keys(ACTIONS).join(", ")}`);
  }
  return action({ kaito: await start(undefined), rest, values, json: values.json === true });
}

function opened({ kaito, values }: Call): Memory {
  return openMemory(kaito, required("memory", "--memory", values.memory));
}

/** All entries, or those that hold a word. */
function list(call: Call): Exit {
  const [word = ""] = call.rest;
  const holds = (entry: Entry): boolean => JSON.stringify(Object.values(entry)).includes(word);
  print(opened(call).entries().filter(holds), call.json, entryLine);
  return Exit.Done;
}

/** What was answered to a question before. */
function find(call: Call): Exit {
  const text = call.rest.join(" ");
  if (text === "") throw misuse("memory", "質問の文を指定してください。", "give the text of a question");
  const when = terms("memory", call.values);
  const [recalled = []] = call.kaito.recall(opened(call), [{ text }], when);
  print(recalled, call.json, recalledLine);
  return recalled.length > 0 ? Exit.Done : Exit.Review;
}

/** What should be tidied; status 1 where there is something. */
function check(call: Call): Exit {
  const when = terms("memory", call.values);
  const findings = opened(call).check(when);
  print(findings, call.json, findingLine);
  if (!call.json) process.stdout.write(say(`指摘 ${findings.length} 件\n`, `${findings.length} findings\n`));
  return findings.length > 0 ? Exit.Review : Exit.Done;
}

/** Puts several memory files into one. */
function merge({ kaito, rest, values, json }: Call): Exit {
  const out = required("memory", "--out", values.out);
  if (rest.length === 0) throw misuse("memory", "メモリーを指定してください。", "give at least one memory file");
  const memory = openOrNew(kaito, out);
  for (const path of rest) {
    const added = memory.merge(openMemory(kaito, path));
    process.stdout.write(json ? `${JSON.stringify({ file: path, ...added })}\n` : addedLine(path, added));
  }
  write(out, memory.export());
  return Exit.Done;
}

/** Writes the memory as a workbook, for people. */
function toWorkbook(call: Call): Exit {
  write(required("memory", "--out", call.values.out), opened(call).toWorkbook());
  return Exit.Done;
}

/** Adds the rows of such a workbook to the memory. */
function fromWorkbook({ kaito, rest, values, json }: Call): Exit {
  const path = required("memory", "--memory", values.memory);
  const input = only("memory", rest, "回答集のブック", "a memory workbook");
  const memory = openOrNew(kaito, path);
  const bytes = read(input);
  const added = memory.merge(about(input, () => kaito.memoryFromWorkbook(bytes, basename(input))));
  process.stdout.write(json ? `${JSON.stringify({ file: input, ...added })}\n` : addedLine(input, added));
  write(path, memory.export());
  return Exit.Done;
}

function addedLine(file: string, { added, updated, kept }: Added): string {
  return say(
    `${file}: 追加 ${added}、更新 ${updated}、既知 ${kept}\n`,
    `${file}: ${added} added, ${updated} updated, ${kept} known\n`,
  );
}

function print<T>(items: T[], json: boolean, line: (item: T) => string): void {
  process.stdout.write(items.map((item) => `${json ? JSON.stringify(item) : line(item)}\n`).join(""));
}

function entryLine(entry: Entry): string {
  const place = `${entry.file} ${entry.sheet}!${entry.cell}`;
  const said = [entry.choice, entry.answer].filter(Boolean).join(" ");
  return [place, entry.date, entry.question, said].map((text) => text.replace(/\s+/g, " ")).join("\t");
}

function recalledLine({ kind, similarity, entry, reasons }: Recalled): string {
  const why = reasons.map((reason) => ` / ${told(reason)}`).join("");
  return `${kind} ${Math.floor(similarity * 100)}%\t${entryLine(entry)}${why}`;
}

function findingLine(finding: Finding): string {
  const question = finding.question.replace(/\s+/g, " ");
  return [finding.kind, question, told(finding), finding.places.join(", ")].join("\t");
}
