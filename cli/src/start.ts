/** Starting the core for a command. */
import { hasEncoder } from "./core.js";
import { readOptional, readText } from "./files.js";
import { Kaito } from "./index.js";
import { about, Problem } from "./message.js";
import { misuse } from "./options.js";

/** Options of every command that answers from libraries. */
export const LIBRARIES = {
  library: { type: "string", multiple: true },
  "no-standard": { type: "boolean" },
} as const;

/** The option of the commands that rank questions. */
export const WORDS = { words: { type: "boolean" } } as const;

/** What a call answers from and how it looks there, as plain data, so that workers can have it. */
export interface Libraries {
  /** Library files, the first one first. */
  paths: string[];
  /** Whether the standard answers what they do not. */
  standard: boolean;
  /** Whether questions are ranked by their meaning beside their words. */
  meaning: boolean;
}

interface Chosen {
  library?: string[] | undefined;
  "no-standard"?: boolean | undefined;
  words?: boolean | undefined;
}

/** The libraries of a call; meaning counts where the encoder is there and `--words` does not rule it out. */
export function librariesOf(command: string, values: Chosen): Libraries {
  const paths = values.library ?? [];
  const standard = values["no-standard"] !== true;
  if (!standard && paths.length === 0) {
    throw misuse(command, "--no-standard には --library が必要です。", "--no-standard needs a --library");
  }
  return { paths, standard, meaning: values.words !== true && hasEncoder() };
}

/** The core with the standard of a file, or with the built-in one; a wrong file is that file's failure. */
export async function start(library: string | undefined, encoder?: false): Promise<Kaito> {
  const kaito = await Kaito.load({ library: readOptional(library), encoder });
  if (library !== undefined) about(library, () => kaito.engine);
  return kaito;
}

/** The core with the company libraries of a call, in their order, and the standard that it names or the built-in one. */
export async function startWith(libraries: Libraries, today: string, module?: WebAssembly.Module): Promise<Kaito> {
  const { paths, standard, meaning } = libraries;
  const kaito = await Kaito.load({ module, encoder: meaning ? undefined : false });
  const files = paths.map((path) => ({ path, text: readText(path) }));
  const standards = files.filter(({ text }) => !kaito.isCompanyLibrary(text));
  const [own, other] = standards;
  if (other !== undefined) throw twoStandards(other.path);
  if (own !== undefined) about(own.path, () => kaito.useStandard(own.text));
  for (const { path, text } of files) if (path !== own?.path) about(path, () => kaito.addLibrary(text, today));
  if (!standard) kaito.leaveStandard();
  return kaito;
}

function twoStandards(path: string): Error {
  const what = { ja: "スタンダードのライブラリは 1 つだけ指定できます", en: "only one library may be a published standard" };
  const help = { ja: "自社回答ライブラリはいくつでも指定できます。", en: "Company libraries may be given in any number." };
  return new Problem("usage", what, help, path);
}
