/** `kaito learn`: keeps the answers of completed questionnaires. */
import { basename } from "node:path";
import { read, write } from "../files.js";
import type { Added, Approval } from "../index.js";
import { corrections, LAYOUT_OPTIONS, openCorrected } from "../layout.js";
import { Exit } from "../main.js";
import { day, openOrNew } from "../memory.js";
import { about, complain, failureOf, say } from "../message.js";
import { misuse, PASSWORD, readArguments, required } from "../options.js";
import { start } from "../start.js";

const OPTIONS = {
  memory: { type: "string" },
  date: { type: "string" },
  approver: { type: "string" },
  customer: { type: "string" },
  scope: { type: "string" },
  expires: { type: "string" },
  unreviewed: { type: "boolean" },
  ...LAYOUT_OPTIONS,
  ...PASSWORD,
  library: { type: "string" },
  json: { type: "boolean" },
} as const;

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("learn", args, OPTIONS);
  if (positionals.length === 0) throw misuse("learn", "記入済みのブックを指定してください。", "give at least one completed workbook");
  const path = required("learn", "--memory", values.memory);
  const shared = approval(values);
  const given = corrections(values);
  const kaito = await start(values.library);
  const memory = openOrNew(kaito, path);
  let failed = false;
  for (const input of positionals) {
    try {
      const bytes = read(input);
      const added = about(input, () => {
        const { workbook } = openCorrected(kaito, input, bytes, given);
        const added = workbook.learn(memory, { ...shared, file: basename(input) });
        workbook.close();
        return added;
      });
      process.stdout.write(values.json === true ? `${JSON.stringify({ file: input, ...added })}\n` : line(input, added));
    } catch (error) {
      failed = true;
      complain(failureOf(error));
    }
  }
  write(path, memory.export());
  return failed ? Exit.Failed : Exit.Done;
}

function approval(values: {
  date?: string | undefined;
  approver?: string | undefined;
  customer?: string | undefined;
  scope?: string | undefined;
  expires?: string | undefined;
  unreviewed?: boolean | undefined;
}): Omit<Approval, "file"> {
  const { approver = "", customer = "", scope = "", expires } = values;
  const date = day("learn", "--date", values.date);
  const last = expires === undefined ? {} : { expires: day("learn", "--expires", expires) };
  return { date, approver, customer, scope, reviewed: values.unreviewed !== true, ...last };
}

function line(input: string, { added, updated, kept }: Added): string {
  return say(
    `${input}: 追加 ${added}、更新 ${updated}、既知 ${kept}\n`,
    `${input}: ${added} added, ${updated} updated, ${kept} known\n`,
  );
}
