/** `kaito inspect`: how a workbook was read: its tables, columns and questions, and what was left out. */
import { read, write } from "../files.js";
import { shownQuestions, shownSheet } from "../inspect/listing.js";
import { Kaito } from "../index.js";
import { corrections, LAYOUT_OPTIONS, openCorrected, recalledLines, remembered } from "../layout.js";
import { Exit } from "../main.js";
import { say, told } from "../message.js";
import { only, PASSWORD, readArguments } from "../options.js";

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("inspect", args, {
    ...PASSWORD,
    json: { type: "boolean" },
    questions: { type: "boolean" },
    "layout-out": { type: "string" },
    ...LAYOUT_OPTIONS,
  });
  const path = only("inspect", positionals, "ブック", "a workbook");
  const bytes = read(path);
  const given = corrections(values);
  const { workbook, recalled } = openCorrected(await Kaito.load(), path, bytes, given);
  remembered(given, [workbook]);
  // Beside the questions, whose shape is a contract.
  for (const note of workbook.notes) process.stderr.write(`kaito: ${path}: ${told(note)}\n`);
  const out = values["layout-out"];
  if (out !== undefined) write(out, `${JSON.stringify(workbook.layout, undefined, 2)}\n`);
  if (values.json === true) {
    process.stdout.write(`${JSON.stringify(workbook.questions)}\n`);
    return Exit.Done;
  }
  const { questions } = workbook;
  const lines = [
    ...recalledLines(recalled),
    ...workbook.overview.flatMap(shownSheet),
    ...(values.questions === true ? shownQuestions(questions) : []),
    say(`質問 ${questions.length} 件`, `${questions.length} questions`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return Exit.Done;
}
