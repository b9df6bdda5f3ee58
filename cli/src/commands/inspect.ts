/** `kaito inspect`: the questions of a workbook and the cells that belong to them. */
import { basename } from "node:path";
import { read, readOptional } from "../files.js";
import { Kaito, type Question } from "../index.js";
import { Exit } from "../main.js";
import { about, say, told } from "../message.js";
import { only, PASSWORD, passwordOf, readArguments } from "../options.js";

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("inspect", args, {
    ...PASSWORD,
    json: { type: "boolean" },
    layout: { type: "string" },
  });
  const path = only("inspect", positionals, "ブック", "a workbook");
  const bytes = read(path);
  const layout = readOptional(values.layout);
  const kaito = await Kaito.load();
  const workbook = about(path, () => kaito.open(bytes, basename(path), layout, passwordOf(values)));
  const questions = workbook.questions;
  // Beside the questions, whose shape is a contract.
  for (const note of workbook.notes) process.stderr.write(`kaito: ${path}: ${told(note)}\n`);
  process.stdout.write(values.json === true ? `${JSON.stringify(questions)}\n` : listing(questions));
  return Exit.Done;
}

function listing(questions: Question[]): string {
  const total = say(`質問 ${questions.length} 件`, `${questions.length} questions`);
  return [...questions.map(line), total, ""].join("\n");
}

function line({ sheet, cells, question, notes }: Question): string {
  const { question: at, ...others } = cells;
  const beside = Object.entries(others).filter(([, cell]) => cell !== null);
  const roles = beside.map(([role, cell]) => `${role} ${cell as string}`).join(", ");
  const text = question.replace(/\s+/g, " ");
  const doubts = notes.map((note) => ` / ${told(note)}`).join("");
  return `${sheet}!${at}\t${text}\t${roles}${doubts}`;
}
