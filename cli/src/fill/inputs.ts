/** Which workbooks a call means: files, folders with all that is below them, and glob patterns. */
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { globSync, isDynamicPattern } from "tinyglobby";
import { Problem } from "../message.js";
import { count, misuse } from "../options.js";

/** A workbook and its name below the output folder. */
export interface Input {
  path: string;
  name: string;
}

const WORKBOOKS = "**/*.{xlsx,xlsm,xltx,xltm,xlsb,xls,ods,csv}";

/** Files of our own and lock files of spreadsheet programs are no questionnaires. */
const IGNORED = ["**/*.review.xlsx", "**/*.draft.xls[xm]", "**/~$*", "**/.~lock.*"];

/** The workbooks that `named` means, each once; those of a folder or a pattern in the order of their names. */
export function expand(named: string[], out: string): Input[] {
  const seen = new Set<string>();
  return named.flatMap((name) => meant(name, out)).filter(({ path }) => {
    const whole = resolve(path);
    return !seen.has(whole) && seen.add(whole);
  });
}

function meant(name: string, out: string): Input[] {
  const found = statSync(name, { throwIfNoEntry: false });
  if (found?.isDirectory()) return below(name, WORKBOOKS, out);
  // A file may be called "[1].xlsx"; and a name that is neither is reported when it is read.
  if (found !== undefined || !isDynamicPattern(name)) return [{ path: name, name: basename(name) }];
  const parts = name.replaceAll("\\", "/").split("/");
  const fixed = parts.findIndex((part) => isDynamicPattern(part));
  return below(parts.slice(0, fixed).join("/") || (name.startsWith("/") ? "/" : "."), parts.slice(fixed).join("/"), out);
}

function below(folder: string, pattern: string, out: string): Input[] {
  const own = relative(resolve(folder), resolve(out));
  const ignore = own === "" || own.startsWith("..") ? IGNORED : [...IGNORED, `${own.replaceAll("\\", "/")}/**`];
  const names = globSync(pattern, { cwd: folder, ignore, caseSensitiveMatch: false, expandDirectories: false }).sort();
  if (names.length === 0) throw nothing(folder, pattern);
  return names.map((name) => ({ path: join(folder, name), name }));
}

function nothing(folder: string, pattern: string): Problem {
  const what = { ja: `${folder} に ${pattern} に当たるブックがありません`, en: `no workbook in ${folder} matches ${pattern}` };
  return new Problem("missing", what, { ja: "パスを確認してください。", en: "Check the path." });
}

/** SHA-256 of a file's content; of its path where it cannot be read, so that the failure is reported once. */
export function contentHash(path: string): string {
  const hash = createHash("sha256");
  try {
    return hash.update(readFileSync(path)).digest("hex");
  } catch {
    return hash.update(path).digest("hex");
  }
}

/** The I-th of N parts of the list, by content: whoever asks and however it is sorted, a file is in one part. */
export function sharded(inputs: Input[], shard: string): Input[] {
  const [part = "", parts = ""] = shard.split("/");
  const [index, total] = [count("fill", "--shard", part), count("fill", "--shard", parts)];
  if (index > total) throw misuse("fill", `--shard は I/N（I ≤ N）です（${shard}）。`, `--shard takes I/N with I ≤ N, not ${shard}`);
  return inputs.filter(({ path }) => Number.parseInt(contentHash(path).slice(0, 12), 16) % total === index - 1);
}
