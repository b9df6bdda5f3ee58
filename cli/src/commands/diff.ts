/** `kaito diff`: which responses differ between two libraries. */
import { readText } from "../files.js";
import { Kaito, type ResponseChange } from "../index.js";
import { Exit } from "../main.js";
import { say } from "../message.js";
import { misuse, readArguments } from "../options.js";
import { marked } from "./compare.js";

/** Stands for the standard that is built in. */
const BUILT_IN = "builtin";

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("diff", args, { json: { type: "boolean" } });
  const [earlier, later, ...rest] = positionals;
  if (earlier === undefined || later === undefined || rest.length > 0) {
    throw misuse("diff", "比べるライブラリを 2 つ指定してください。", "give two libraries");
  }
  const [before, after] = [earlier, later].map((path) => (path === BUILT_IN ? undefined : readText(path)));
  const changes = (await Kaito.load()).diff(before, after);
  const shape = values.json === true ? (change: ResponseChange) => `${JSON.stringify(change)}\n` : lines;
  process.stdout.write(changes.map(shape).join(""));
  if (values.json !== true) process.stdout.write(say(`相違 ${changes.length} 件\n`, `${changes.length} differences\n`));
  return Exit.Done;
}

function lines({ criterion, kind, before, after, dropped, added }: ResponseChange): string {
  const words = { changed: ["変更", "changed"], added: ["追加", "added"], removed: ["削除", "removed"] } as const;
  const [ja, en] = words[kind];
  const rows = [`${criterion}\t${say(ja, en)}`];
  if (kind !== "added") rows.push(`\t- ${marked(before, dropped)}`);
  if (kind !== "removed") rows.push(`\t+ ${marked(after, added)}`);
  return `${rows.join("\n")}\n`;
}
