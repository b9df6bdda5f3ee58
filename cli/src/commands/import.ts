/** `kaito import`: the text of a published standard becomes a library. */
import { readText, sameFile, write } from "../files.js";
import { Kaito } from "../index.js";
import { Exit } from "../main.js";
import { about, say } from "../message.js";
import { misuse, only, readArguments, required } from "../options.js";

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("import", args, { out: { type: "string" } });
  const path = only("import", positionals, "公開されたスタンダードの文書", "the published standard's document");
  const out = required("import", "--out", values.out);
  if (sameFile(path, out)) {
    throw misuse("import", "入力ファイルには上書きできません。", "the output must not be the input file");
  }
  const kaito = await Kaito.load();
  const library = about(path, () => kaito.importStandard(readText(path)));
  write(out, library);
  const { title, version, date, rows } = JSON.parse(library) as Library;
  const what = `${title} ${version} (${date})`;
  process.stdout.write(`${say(`${what}: ${rows.length} 行`, `${what}: ${rows.length} rows`)} → ${out}\n`);
  return Exit.Done;
}

interface Library {
  title: string;
  version: string;
  date: string;
  rows: unknown[];
}
