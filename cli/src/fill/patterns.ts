/** The workbooks of a folder or a glob pattern. */
import { statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { globSync, isDynamicPattern } from "tinyglobby";
import { Problem } from "../message.js";
import type { Input } from "./inputs.js";

const WORKBOOKS = "**/*.{xlsx,xlsm,xltx,xltm,xlsb,xls,ods,csv}";

/** Files of our own and lock files of spreadsheet programs are no questionnaires. */
const IGNORED = ["**/*.review.xlsx", "**/*.draft.xls[xm]", "**/~$*", "**/.~lock.*"];

/** The workbooks below a folder or of a pattern, without those in `out`; a name that is neither stands for itself. */
export function matching(name: string, out: string): Input[] {
  const found = statSync(name, { throwIfNoEntry: false });
  if (found?.isDirectory()) return below(name, WORKBOOKS, out);
  // What exists or is no pattern is reported when it is read.
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
