/** `kaito match`: criteria for questions given as JSON Lines or as a workbook. */
import { read } from "../files.js";
import type { Kaito, Match, Query } from "../index.js";
import { corrections, LAYOUT_OPTIONS, openCorrected, remembered, type Corrections } from "../layout.js";
import { Exit } from "../main.js";
import { about, Problem } from "../message.js";
import { misuse, PASSWORD, readArguments } from "../options.js";
import { start } from "../start.js";

/** A question with the name that its answer carries. */
interface Asked {
  id: string | number | null;
  query: Partial<Query>;
}

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("match", args, {
    ...PASSWORD,
    json: { type: "boolean" },
    library: { type: "string" },
    ...LAYOUT_OPTIONS,
  });
  if (positionals.length > 1) throw misuse("match", "入力は 1 つだけ指定してください。", "give one input only");
  const path = positionals[0] ?? "-";
  const bytes = read(path);
  const given = corrections(values);
  const kaito = await start(values.library);
  const found = about(path, () =>
    isJsonLines(path, bytes) ? fromLines(kaito, bytes) : fromWorkbook(kaito, bytes, path, given),
  );
  const shape = values.json === true ? jsonLine : plainLine;
  process.stdout.write(found.map(([id, match]) => shape(id, match)).join(""));
  return Exit.Done;
}

/** By its name, or for standard input by its first character. */
function isJsonLines(path: string, bytes: Uint8Array): boolean {
  if (/\.(jsonl|ndjson|json)$/i.test(path)) return true;
  if (path !== "-" && /\.\w+$/.test(path)) return false;
  const first = bytes.find((byte) => byte > 0x20);
  return first === undefined || first === 0x7b;
}

function fromLines(kaito: Kaito, bytes: Uint8Array): [Asked["id"], Match][] {
  const lines = new TextDecoder("utf-8").decode(bytes).split("\n");
  const asked = lines.flatMap((line, index) => (line.trim() === "" ? [] : [parsed(line, index + 1)]));
  const matches = kaito.match(asked.map(({ query }) => query));
  return asked.flatMap(({ id }, index): [Asked["id"], Match][] => {
    const match = matches[index];
    return match === undefined ? [] : [[id, match]];
  });
}

function parsed(line: string, number: number): Asked {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw unreadable(number, (error as Error).message);
  }
  const { id = null, text, context = "", number: named = null } = (value ?? {}) as Record<string, unknown>;
  if (typeof text !== "string" || typeof context !== "string" || (named !== null && typeof named !== "string")) {
    throw unreadable(number, 'expected {"id", "text", "context"}');
  }
  return { id: id as Asked["id"], query: { text, context, ...(named === null ? {} : { number: named }) } };
}

function unreadable(number: number, found: string): Problem {
  const what = { ja: `質問の行として読めません: ${found}`, en: `not a question: ${found}` };
  const help = {
    ja: '1 行に 1 つ {"id","text","context"} の形で書いてください。',
    en: 'Write one {"id","text","context"} a line.',
  };
  return new Problem("invalid-data", what, help, `line ${number}`);
}

function fromWorkbook(kaito: Kaito, bytes: Uint8Array, path: string, given: Corrections): [string, Match][] {
  const { workbook } = openCorrected(kaito, path, bytes, given);
  remembered(given, [workbook]);
  const matches = workbook.match();
  return workbook.questions.flatMap((question, index): [string, Match][] => {
    const match = matches[index];
    return match === undefined ? [] : [[`${question.sheet}!${question.cells.question}`, match]];
  });
}

function jsonLine(id: Asked["id"], match: Match): string {
  const { class: kind, confidence, candidates, named, reasons } = match;
  return `${JSON.stringify({ id, class: kind, confidence, candidates, named, reasons })}\n`;
}

function plainLine(id: Asked["id"], match: Match): string {
  const candidates = match.candidates.map(({ criterion, score }) => `${criterion} ${Math.round(score * 100)}%`);
  return `${[id ?? "", match.class, ...candidates].join("\t")}\n`;
}
