/** `kaito sample`: writes the sample questionnaire, to try everything with. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { write } from "../files.js";
import { Kaito } from "../index.js";
import { Exit } from "../main.js";
import { misuse, readArguments } from "../options.js";

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("sample", args, { out: { type: "string" } });
  if (positionals.length > 0) {
    throw misuse("sample", "出力先は --out で指定してください。", "give the output path with --out");
  }
  const { name, bytes } = (await Kaito.load()).sample();
  const out = values.out ?? ".";
  const isFolder = out.endsWith("/") || statSync(out, { throwIfNoEntry: false })?.isDirectory() === true;
  const path = isFolder ? join(out, name) : out;
  write(path, bytes);
  process.stdout.write(`${path}\n`);
  return Exit.Done;
}
