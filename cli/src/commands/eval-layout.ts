/** `kaito eval-layout`: how well questions and answer cells are found in workbooks whose cells people labelled. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { read, readText } from "../files.js";
import { aligned } from "../inspect/columns.js";
import { Kaito, type Count, type Measure } from "../index.js";
import { Exit } from "../main.js";
import { about, Problem, say } from "../message.js";
import { only, readArguments } from "../options.js";

const ROLES = ["question", "number", "item", "choice", "answer", "remark", "evidence", "vocabulary", "state"] as const;

/** The counts of one role with what they come to. */
type Figures = Count & { precision: number; recall: number };

/** The measure of one workbook, or of all. */
type Report = Record<(typeof ROLES)[number], Figures> & { stray: string[]; differences: string[] };

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("eval-layout", args, { json: { type: "boolean" } });
  const folder = only("eval-layout", positionals, "フォルダー", "a folder");
  const kaito = await Kaito.load();
  const files = labelled(folder).map(([path, truth]): [string, Measure] => {
    const workbook = about(path, () => kaito.open(read(path), basename(path)));
    const measure = about(truth, () => workbook.measure(readText(truth)));
    workbook.close();
    return [basename(path), measure];
  });
  const all = report(files.map(([, measure]) => measure));
  if (values.json === true) {
    const each = files.map(([file, measure]) => ({ file, ...report([measure]) }));
    process.stdout.write(`${JSON.stringify({ all, files: each })}\n`);
  } else {
    process.stdout.write(`${table(files, all).join("\n")}\n`);
  }
  return Exit.Done;
}

/** The workbooks of a folder with the paths of their labels. */
function labelled(folder: string): [workbook: string, truth: string][] {
  const names = about(folder, () => list(folder));
  const found = names.flatMap((name): [string, string][] => {
    const stem = name.endsWith(".truth.json") ? name.slice(0, -".truth.json".length) : undefined;
    const book = names.find((other) => other.slice(0, other.lastIndexOf(".")) === stem && !other.endsWith(".json"));
    return book === undefined ? [] : [[join(folder, book), join(folder, name)]];
  });
  if (found.length > 0) return found;
  const help = { ja: "NAME.xlsx と NAME.truth.json を同じフォルダーに置いてください。", en: "Put NAME.xlsx and NAME.truth.json into one folder." };
  const what = { ja: "正解付きのブックがありません。", en: "there are no labelled workbooks" };
  return about(folder, () => {
    throw new Problem("missing", what, help);
  });
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    const what = { ja: "フォルダーを読めません。", en: "the folder cannot be read" };
    throw new Problem("missing", what, { ja: "パスを確認してください。", en: "Check the path." });
  }
}

function report(measures: Measure[]): Report {
  const figures = (role: (typeof ROLES)[number]): Figures => {
    const sum = (part: keyof Count): number => measures.reduce((total, measure) => total + measure[role][part], 0);
    const [right, found, truth] = [sum("right"), sum("found"), sum("labelled")];
    const share = (of: number): number => (of === 0 ? 1 : right / of);
    return { right, found, labelled: truth, precision: share(found), recall: share(truth) };
  };
  const roles = Object.fromEntries(ROLES.map((role) => [role, figures(role)])) as Record<(typeof ROLES)[number], Figures>;
  return {
    ...roles,
    stray: measures.flatMap(({ stray }) => stray),
    differences: measures.flatMap(({ differences }) => differences),
  };
}

function table(files: [string, Measure][], all: Report): string[] {
  const rate = (value: number): string => value.toFixed(3);
  const rows = ROLES.map((role) => {
    const { right, found, labelled: truth, precision, recall } = all[role];
    return [role, rate(precision), rate(recall), String(right), String(found), String(truth)];
  });
  const lines = aligned([["", "precision", "recall", "right", "found", "labelled"], ...rows], "");
  const wrong = files.flatMap(([file, { stray, differences }]) => [
    ...differences.map((text) => `${file}: ${text}`),
    ...stray.map((cell) => `${file}: stray ${cell}`),
  ]);
  const count = say(`ブック ${files.length} 件`, `${files.length} workbooks`);
  return [count, ...lines, ...wrong];
}
