/** `kaito help`: what the commands do and which options they take. */
import { readFileSync } from "node:fs";
import { Exit } from "../main.js";
import { say } from "../message.js";
import { misuse } from "../options.js";
import { COMMANDS, COMMON, type CommandHelp, type Line } from "../help.js";

export function run(args: string[]): Exit {
  const [name] = args.filter((argument) => !argument.startsWith("-"));
  process.stdout.write(name === undefined ? overview() : details(name));
  return Exit.Done;
}

/** The version of the package. */
export function version(): Exit {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  process.stdout.write(`kaito ${(JSON.parse(manifest) as { version: string }).version}\n`);
  return Exit.Done;
}

function overview(): string {
  const title = say(
    "kaito — セキュリティ質問票に公開済みの回答を記入します。",
    "kaito fills security questionnaires from published responses.",
  );
  const rows = Object.entries(COMMANDS).map(([name, { what }]): Line => [name, ...what]);
  const status = say(
    "終了コード: 0 すべて完了、1 確認が必要な質問あり、2 エラー",
    "Exit status: 0 all done, 1 something needs review, 2 error",
  );
  return `${title}\n\n${columns(rows)}\n${columns(COMMON)}\n${status}\n`;
}

function details(name: string): string {
  const command: CommandHelp | undefined = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    throw misuse("", `コマンド「${name}」はありません。`, `there is no command "${name}"`);
  }
  return `kaito ${name} ${command.usage}\n\n${say(...command.what)}\n\n${columns([...command.options, ...COMMON])}`;
}

function columns(lines: readonly Line[]): string {
  const width = Math.max(...lines.map(([name]) => name.length)) + 2;
  return lines.map(([name, ja, en]) => `  ${name.padEnd(width)}${say(ja, en)}\n`).join("");
}
