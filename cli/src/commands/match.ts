/** `kaito match`: criteria for questions given as JSON Lines or as a workbook. */
import { read } from "../files.js";
import type { Kaito, Match, Query, Question, Recalled } from "../index.js";
import { corrections, LAYOUT_OPTIONS, openCorrected, remembered, type Corrections } from "../layout.js";
import { Exit } from "../main.js";
import { memorySource, openMemory, placeOf, TERMS, terms } from "../memory.js";
import { about, Problem } from "../message.js";
import { misuse, PASSWORD, readArguments } from "../options.js";
import { LIBRARIES, librariesOf, startWith, WORDS } from "../start.js";

/** A question with the name that its answer carries. */
interface Asked {
  id: string | number | null;
  query: Partial<Query>;
}

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("match", args, {
    ...PASSWORD,
    json: { type: "boolean" },
    ...LIBRARIES,
    ...WORDS,
    memory: { type: "string" },
    ...TERMS,
    ...LAYOUT_OPTIONS,
  });
  if (positionals.length > 1) throw misuse("match", "入力は 1 つだけ指定してください。", "give one input only");
  const path = positionals[0] ?? "-";
  const bytes = read(path);
  const given = corrections(values);
  const source = memorySource(values.memory);
  const libraries = librariesOf("match", values);
  const when = terms("match", values);
  const kaito = await startWith(libraries, when.today);
  const memory = source === undefined ? kaito.memory() : openMemory(kaito, source.path, source.lines);
  const recalls = source !== undefined || libraries.paths.length > 0;
  const found = about(path, () => {
    const { asked, matches } = isJsonLines(path, bytes) ? fromLines(kaito, bytes) : fromWorkbook(kaito, bytes, path, given);
    const recalled = recalls ? kaito.recall(memory, asked.map(({ query }) => query), when) : undefined;
    return matches.map((match, index) => ({ id: asked[index]?.id ?? null, match, past: recalled?.[index] }));
  });
  const shape = values.json === true ? jsonLine(kaito.ranking) : plainLine;
  process.stdout.write(found.map(shape).join(""));
  return Exit.Done;
}

/** Questions with their matches, in one order. */
interface Matched {
  asked: Asked[];
  matches: Match[];
}

/** A question with what was found for it. */
interface Found {
  id: Asked["id"];
  match: Match;
  /** What was answered before, or by a library; none where neither was given. */
  past: Recalled[] | undefined;
}

/** By its name, or for standard input by its first character. */
function isJsonLines(path: string, bytes: Uint8Array): boolean {
  if (/\.(jsonl|ndjson|json)$/i.test(path)) return true;
  if (path !== "-" && /\.\w+$/.test(path)) return false;
  const first = bytes.find((byte) => byte > 0x20);
  return first === undefined || first === 0x7b;
}

function fromLines(kaito: Kaito, bytes: Uint8Array): Matched {
  const lines = new TextDecoder("utf-8").decode(bytes).split("\n");
  const asked = lines.flatMap((line, index) => (line.trim() === "" ? [] : [parsed(line, index + 1)]));
  return { asked, matches: kaito.match(asked.map(({ query }) => query)) };
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

function fromWorkbook(kaito: Kaito, bytes: Uint8Array, path: string, given: Corrections): Matched {
  const { workbook } = openCorrected(kaito, path, bytes, given);
  remembered(given, [workbook]);
  const matches = workbook.match();
  return { asked: workbook.questions.map((question) => ({ id: place(question), query: workbookQuery(question) })), matches };
}

function place({ sheet, cells }: Question): string {
  return `${sheet}!${cells.question}`;
}

function workbookQuery({ question, section, number, group, item }: Question): Partial<Query> {
  const named = { ...(number === null ? {} : { number }), ...(group === null ? {} : { group }) };
  return { text: question, context: section, ...named, ...(item === null ? {} : { item }) };
}

/** A certain answer of memory or library makes the question one that is filled. */
function classOf({ match, past }: Found): Match["class"] {
  return past?.[0]?.certain === true ? "auto" : match.class;
}

function jsonLine(ranking: Kaito["ranking"]): (found: Found) => string {
  return (found) => {
    const { id, match, past } = found;
    const { confidence, candidates, named, reasons } = match;
    return `${JSON.stringify({ id, class: classOf(found), confidence, candidates, named, reasons, past, ranking })}\n`;
  };
}

function plainLine(found: Found): string {
  const { id, match, past } = found;
  const candidates = match.candidates.map(({ criterion, score }) => `${criterion} ${Math.round(score * 100)}%`);
  const earlier = (past ?? []).map((recalled) => `${recalled.kind} ${placeOf(recalled)}`);
  return `${[id ?? "", classOf(found), ...earlier, ...candidates].join("\t")}\n`;
}
