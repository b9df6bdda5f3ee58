/** The memory file of a command, and the terms under which its answers hold. */
import { existsSync } from "node:fs";
import { readText } from "./files.js";
import type { Kaito, Memory, Recalled, Terms } from "./index.js";
import { about } from "./message.js";
import { count, misuse } from "./options.js";

/** Options of every command that recalls answers. */
export const TERMS = {
  date: { type: "string" },
  scope: { type: "string" },
  customer: { type: "string" },
  "max-age": { type: "string" },
  disclosure: { type: "string" },
} as const;

/** What a command was called with for {@link TERMS}. */
export interface TermsValues {
  date?: string | undefined;
  scope?: string | undefined;
  customer?: string | undefined;
  "max-age"?: string | undefined;
  disclosure?: string | undefined;
}

/** A memory as plain data, so that workers can have it. */
export interface MemorySource {
  path: string;
  lines: string;
}

/** The day on which the command runs, where it is; the core has no clock. */
export function today(): string {
  return isoDay(new Date());
}

/** The day of a moment, where the command runs. */
export function isoDay(moment: Date): string {
  const parts = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** A calendar date; the core says what is wrong with any other text. */
export function day(command: string, option: string, value: string | undefined): string {
  if (value === undefined) return today();
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  throw misuse(command, `${option} は 2025-04-11 の形の日付です（${value}）。`, `${option} takes a date such as 2025-04-11, not ${value}`);
}

/** The terms that a command was called with. */
export function terms(command: string, values: TermsValues): Terms {
  const age = values["max-age"];
  const { disclosure } = values;
  if (disclosure !== undefined && disclosure !== "public" && disclosure !== "nda") {
    throw misuse(command, `--disclosure は public か nda です（${disclosure}）。`, `--disclosure takes public or nda, not ${disclosure}`);
  }
  return {
    today: day(command, "--date", values.date),
    scope: values.scope ?? "",
    customer: values.customer ?? "",
    ...(age === undefined ? {} : { maxAge: count(command, "--max-age", age) }),
    ...(disclosure === undefined ? {} : { disclosure }),
  };
}

/** The memory that `--memory` names, if it does. */
export function memorySource(path: string | undefined): MemorySource | undefined {
  return path === undefined ? undefined : { path, lines: readText(path) };
}

/** Opens the memory of a file; what is wrong in it is about the file. */
export function openMemory(kaito: Kaito, path: string, lines: string = readText(path)): Memory {
  return about(path, () => kaito.memory(lines));
}

/** The same, or an empty memory where there is no such file yet. */
export function openOrNew(kaito: Kaito, path: string): Memory {
  return existsSync(path) ? openMemory(kaito, path) : kaito.memory();
}

/** Where an answer was given: the earlier question's cell, or the library with the entry. */
export function placeOf({ entry, library }: Recalled): string {
  if (library !== undefined) return `${library.title} ${library.version} ${library.id}`;
  return `${entry.file} ${entry.sheet}!${entry.cell}`;
}
