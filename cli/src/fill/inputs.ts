/** Which workbooks a call means: files, folders with all that is below them, and glob patterns. */
import { statSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { Failed } from "../message.js";

/** A workbook and its name below the output folder. */
export interface Input {
  path: string;
  name: string;
  /** Why there is no workbook: a folder or pattern that has none is an input that fails, and the others are filled. */
  failed?: Failed;
}

/** The workbooks that `named` means, each once; those of a folder or a pattern in the order of their names. */
export async function expand(named: string[], out: string): Promise<Input[]> {
  const seen = new Set<string>();
  const all = await Promise.all(named.map((name) => meant(name, out)));
  return all.flat().filter(({ path }) => {
    const whole = resolve(path);
    return !seen.has(whole) && seen.add(whole);
  });
}

/** A file is what it is called, "[1].xlsx" too; the library of patterns is loaded for what is no file. */
async function meant(name: string, out: string): Promise<Input[]> {
  const found = statSync(name, { throwIfNoEntry: false });
  if (found?.isFile() === true) return [{ path: name, name: basename(name) }];
  return (await import("./patterns.js")).matching(name, out);
}
