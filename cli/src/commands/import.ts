/** `kaito import`: the text of a published standard, or the filled form of a company's answers, becomes a library. */
import { basename } from "node:path";
import { read, readText, sameFile, write } from "../files.js";
import { Kaito } from "../index.js";
import { Exit } from "../main.js";
import { about, say } from "../message.js";
import { misuse, only, readArguments, required } from "../options.js";

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("import", args, { out: { type: "string" }, form: { type: "string" } });
  if (values.form !== undefined) return form(required("import", "--form", values.form), positionals, values.out);
  const path = only("import", positionals, "公開されたスタンダードの文書か記入済みの様式", "the published standard's document or the filled form");
  const out = required("import", "--out", values.out);
  if (sameFile(path, out)) {
    throw misuse("import", "入力ファイルには上書きできません。", "the output must not be the input file");
  }
  const kaito = await Kaito.load();
  const library = about(path, () => imported(kaito, path));
  write(out, library);
  process.stdout.write(`${counted(JSON.parse(library) as Library)} → ${out}\n`);
  return Exit.Done;
}

/** Writes the empty form of a company's library. */
async function form(out: string, positionals: string[], other: string | undefined): Promise<Exit> {
  if (positionals.length > 0 || other !== undefined) {
    throw misuse("import", "--form は単独で指定してください。", "--form goes alone");
  }
  const kaito = await Kaito.load();
  write(out, kaito.companyForm());
  process.stdout.write(`${out}\n`);
  return Exit.Done;
}

function imported(kaito: Kaito, path: string): string {
  if (/\.xls[xm]$/i.test(path)) return kaito.importCompanyForm(read(path), basename(path));
  return kaito.importStandard(readText(path));
}

interface Library {
  title: string;
  version: string;
  date: string;
  /** Of a standard. */
  rows?: unknown[];
  /** Of a company's library. */
  criteria?: unknown[];
}

function counted({ title, version, date, rows, criteria = [] }: Library): string {
  const what = `${title} ${version} (${date})`;
  if (rows !== undefined) return say(`${what}: ${rows.length} 行`, `${what}: ${rows.length} rows`);
  return say(`${what}: ${criteria.length} 件`, `${what}: ${criteria.length} criteria`);
}
