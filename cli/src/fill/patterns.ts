/** The workbooks of a folder or a glob pattern. */
import { statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { globSync, isDynamicPattern } from "tinyglobby";
import { Problem, failureOf } from "../message.js";
import type { Input } from "./inputs.js";

const WORKBOOKS = "**/*.{xlsx,xlsm,xltx,xltm,xlsb,xls,ods,csv}";

/** Files of our own and lock files of spreadsheet programs are no questionnaires. */
const IGNORED = ["**/*.review.xlsx", "**/*.draft.xls[xm]", "**/~$*", "**/.~lock.*"];

const CHECK = { ja: "パスを確認してください。", en: "Check the path." };

/** The workbooks below a folder or of a pattern, without those in `out`; a name that is neither stands for itself. */
export function matching(name: string, out: string): Input[] {
  const found = statSync(name, { throwIfNoEntry: false });
  if (found?.isDirectory()) return below(name, WORKBOOKS, out) ?? [failing(name, emptyFolder())];
  // What exists or is no pattern is reported when it is read.
  if (found !== undefined || !isDynamicPattern(name)) return [{ path: name, name: basename(name) }];
  const parts = name.replaceAll("\\", "/").split("/");
  const fixed = parts.findIndex((part) => isDynamicPattern(part));
  const folder = parts.slice(0, fixed).join("/") || (name.startsWith("/") ? "/" : ".");
  return below(folder, parts.slice(fixed).join("/"), out) ?? [failing(name, unmatched())];
}

function below(folder: string, pattern: string, out: string): Input[] | undefined {
  const own = relative(resolve(folder), resolve(out));
  const ignore = own === "" || own.startsWith("..") ? IGNORED : [...IGNORED, `${own.replaceAll("\\", "/")}/**`];
  const names = globSync(pattern, { cwd: folder, ignore, caseSensitiveMatch: false, expandDirectories: false }).sort();
  return names.length === 0 ? undefined : names.map((name) => ({ path: join(folder, name), name }));
}

function failing(name: string, problem: Problem): Input {
  return { path: name, name: basename(name), failed: { file: name, ...failureOf(problem) } };
}

function emptyFolder(): Problem {
  const what = { ja: "フォルダーにブック（.xlsx、.xls、.ods、.csv など）がありません", en: "there is no workbook (.xlsx, .xls, .ods, .csv …) in the folder" };
  return new Problem("missing", what, CHECK);
}

function unmatched(): Problem {
  return new Problem("missing", { ja: "このパターンに当たるブックがありません", en: "no workbook matches the pattern" }, CHECK);
}
