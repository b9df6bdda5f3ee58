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
  const { ranking } = kaito;
  const found = about(path, () => kaito.evaluate(labelled));
  // What meaning adds is only seen beside the words alone.
  const words = ranking === "semantic" ? (await start(values.library, false)).evaluate(labelled) : undefined;
  const evaluation = { ...found, ranking, ...(words && { lexical: words }) };
  if (values.json === true) process.stdout.write(`${JSON.stringify(evaluation)}\n`);
  else process.stdout.write(`${words ? `lexical\n${table(words)}\n` : ""}${ranking}\n${table(found)}`);
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
