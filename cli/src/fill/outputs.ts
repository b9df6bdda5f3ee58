/** Where the files of a fill go. */
import { extname, join } from "node:path";
import { sameFile } from "../files.js";
import { Problem, failureOf } from "../message.js";
import type { Input } from "./inputs.js";
import type { Job, Outcome } from "./job.js";

/** What else is written beside the filled workbook. */
export interface Extras {
  report: boolean;
  reviewFile: boolean;
  /** A marked draft NAME.draft.xlsx. */
  mark: boolean;
}

/** Formats that are edited in place and keep their name; the others become .xlsx. */
const IN_PLACE = new Set([".xlsx", ".xlsm", ".xltx", ".xltm"]);

/** The jobs of a call, and the inputs that cannot be one: no workbook, or an output that would go where it must not. */
export function jobsFor(inputs: Input[], folder: string, extras: Extras): (Job | Outcome)[] {
  const taken = new Map<string, string>();
  return inputs.map(({ path: input, name, failed }) => {
    if (failed !== undefined) return { input, error: failed };
    const output = join(folder, outputName(name));
    // Case does not tell files apart on every system.
    const key = output.toLowerCase();
    const other = taken.get(key);
    const error = sameFile(input, output) ? overInput() : other === undefined ? undefined : clash(other, output);
    if (error !== undefined) return { input, error: { file: input, ...failureOf(error) } };
    taken.set(key, input);
    return { input, output, ...beside(output, extras) };
  });
}

function outputName(name: string): string {
  const extension = extname(name);
  if (IN_PLACE.has(extension.toLowerCase())) return name;
  return `${name.slice(0, name.length - extension.length)}.xlsx`;
}

function beside(output: string, { report, reviewFile, mark }: Extras): Pick<Job, "report" | "reviewFile" | "draft"> {
  const stem = output.slice(0, output.length - extname(output).length);
  return {
    report: report ? `${stem}.review.xlsx` : undefined,
    reviewFile: reviewFile ? `${stem}.review.json` : undefined,
    draft: mark ? `${stem}.draft${extname(output)}` : undefined,
  };
}

function overInput(): Problem {
  const what = { ja: "元のファイルには上書きできません", en: "the output would replace the input file" };
  return new Problem("usage", what, {
    ja: "--out に別のフォルダーを指定してください。",
    en: "Give another folder with --out.",
  });
}

function clash(other: string, output: string): Problem {
  const what = {
    ja: `${other} と同じ出力先 ${output} になります`,
    en: `it has the same output ${output} as ${other}`,
  };
  return new Problem("usage", what, { ja: "別々に実行してください。", en: "Fill them in separate calls." });
}
