/** How workbooks are opened: the options that several commands share, `--layout F`, `--layout-memory F`, `--password P`. */
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { readOptional, readText, write } from "./files.js";
import type { Kaito, Questionnaire } from "./index.js";
import { about, say } from "./message.js";
import { passwordOf } from "./options.js";

/** How workbooks are opened and their layouts corrected in one call; plain data, so that workers can have it. */
export interface Corrections {
  /** What workbooks that are encrypted need. */
  password?: string | undefined;
  /** Path and text of the corrected layout. */
  layout?: TextFile | undefined;
  /** Path and text of the remembered corrections; empty text where the file is yet to be made. */
  memory?: TextFile | undefined;
}

interface TextFile {
  path: string;
  text: string;
}

/** The options, for `readArguments`. */
export const LAYOUT_OPTIONS = { layout: { type: "string" }, "layout-memory": { type: "string" } } as const;

interface Values {
  layout?: string | undefined;
  "layout-memory"?: string | undefined;
  password?: string | undefined;
}

/** Reads the files that the options name. */
export function corrections(values: Values): Corrections {
  const { layout, "layout-memory": memory } = values;
  const text = readOptional(layout);
  return {
    password: passwordOf(values),
    ...(layout !== undefined && text !== undefined && { layout: { path: layout, text } }),
    ...(memory !== undefined && { memory: { path: memory, text: existsSync(memory) ? readText(memory) : "" } }),
  };
}

/** A workbook with its layout corrected. */
export interface Corrected {
  workbook: Questionnaire;
  /** Sheets whose correction was remembered. */
  recalled: string[];
}

/** Opens a workbook with what is remembered about its layout, and the given correction above that. */
export function openCorrected(kaito: Kaito, path: string, bytes: Uint8Array, given: Corrections): Corrected {
  const { layout, memory, password } = given;
  const workbook = about(path, () => kaito.open(bytes, basename(path), undefined, password));
  const recalled = memory === undefined ? [] : about(memory.path, () => workbook.recall(memory.text));
  if (layout !== undefined) about(layout.path, () => workbook.correct(layout.text));
  return { workbook, recalled };
}

/** The line that tells which sheets were read by a remembered correction; none where there are none. */
export function recalledLines(recalled: string[]): string[] {
  if (recalled.length === 0) return [];
  const sheets = recalled.join(say("、", ", "));
  return [say(`  記憶したレイアウトを使用: ${sheets}`, `  remembered layout used: ${sheets}`)];
}

/** Remembers the given correction for the next version of each workbook; gives the corrections as they are now. */
export function remembered(given: Corrections, workbooks: Iterable<Questionnaire>): Corrections {
  if (given.layout === undefined || given.memory === undefined) return given;
  const { path } = given.memory;
  let text = given.memory.text;
  for (const workbook of workbooks) text = about(path, () => workbook.remember(text));
  if (text !== given.memory.text) write(path, text);
  return { ...given, memory: { path, text } };
}
