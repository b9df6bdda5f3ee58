/** `kaito eval`: how good matching is on labelled questions. */
import { readText } from "../files.js";
import type { Evaluation, Figures } from "../index.js";
import { Exit } from "../main.js";
import { about } from "../message.js";
import { only, readArguments } from "../options.js";
import { start } from "../start.js";

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("eval", args, {
    json: { type: "boolean" },
    library: { type: "string" },
  });
  const path = only("eval", positionals, "正解付きの質問（JSONL）", "the labelled questions (JSONL)");
  const labelled = readText(path);
  const kaito = await start(values.library);
  const evaluation = about(path, () => kaito.evaluate(labelled));
  process.stdout.write(values.json === true ? `${JSON.stringify(evaluation)}\n` : table(evaluation));
  return Exit.Done;
}

function table({ all, kinds, languages }: Evaluation): string {
  const groups: [string, Figures][] = [["all", all], ...Object.entries(kinds), ...Object.entries(languages)];
  const columns = (Object.keys(all) as (keyof Figures)[]).filter((column) => column !== "intervals");
  const rows = groups.map(([name, figures]) => [name, ...columns.map((column) => cell(figures, column))]);
  return [["", ...columns], ...rows].map((row) => `${row.join("\t")}\n`).join("");
}

/** A figure, with its 95 % interval where it has one. */
function cell(figures: Figures, column: keyof Figures): string {
  const interval = figures.intervals[column as keyof Figures["intervals"]];
  const value = shown(figures[column] as number);
  return interval === undefined ? value : `${value} (${interval.map((end) => end.toFixed(2)).join("–")})`;
}

function shown(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(3);
}
