/** Messages for people, in the product's two languages. */
import type { Text } from "../wasm/kaito.js";
import { isKaitoError } from "./index.js";

export type Language = keyof Text;

let language: Language = languageOf(process.env);

/** Japanese, unless the environment asks for English. */
function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = [env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find(Boolean) ?? "";
  return locale.toLowerCase().startsWith("en") ? "en" : "ja";
}

/** The language of messages from now on. */
export function useLanguage(chosen: Language): void {
  language = chosen;
}

/** The language of messages. */
export function currentLanguage(): Language {
  return language;
}

/** A message in the current language. */
export function say(ja: string, en: string): string {
  return language === "ja" ? ja : en;
}

/** A bilingual message of the core in the current language. */
export function told(text: Text): string {
  return text[language];
}

/** What a failure is, where it happened and what to do: as data, so that it can leave a worker. */
export interface Failed {
  /** The file it is about. */
  file?: string;
  code: string;
  place: string | null;
  what: Text;
  help: Text;
}

/** A failure of the command itself: a missing file, an option that makes no sense. */
export class Problem extends Error implements Failed {
  readonly place: string | null;

  constructor(
    readonly code: string,
    readonly what: Text,
    readonly help: Text,
    place?: string,
  ) {
    super(what.en);
    this.place = place ?? null;
  }
}

/** A failure together with the file that it is about. */
class FileFailure extends Error {
  constructor(readonly failed: Failed) {
    super(failed.what.en);
  }
}

/** Does `work`; what fails in it is about `file`. */
export function about<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new FileFailure({ file, ...failureOf(error) });
  }
}

/** Any thrown value as a failure; what was not raised on purpose is a defect. */
export function failureOf(error: unknown): Failed {
  if (error instanceof FileFailure) return error.failed;
  if (error instanceof Problem || isKaitoError(error)) {
    const { code, place, what, help } = error;
    return { code, place, what, help };
  }
  const found = error instanceof Error ? error.message : String(error);
  const line = found.replace(/\s+/g, " ").trim();
  return {
    code: "internal",
    place: null,
    what: { ja: `内部エラー: ${line}`, en: `internal error: ${line}` },
    help: {
      ja: "不具合です。可能なら元のファイルを添えてご報告ください。",
      en: "This is a defect; please report it, with the file if you can.",
    },
  };
}

/** One line for standard error: file, what, where, what to do. */
function failureLine(failed: Failed): string {
  const place = failed.place === null ? "" : say(`（${failed.place}）`, ` (${failed.place})`);
  const what = told(failed.what).replace(/[。.]$/, "");
  const stop = say("。", ". ");
  const subject = failed.file === undefined ? "" : `${failed.file === "-" ? "stdin" : failed.file}: `;
  return `kaito: ${subject}${what}${place}${stop}${told(failed.help)}`.replace(/\s*\n\s*/g, " ");
}

/** Writes a failure to standard error. */
export function complain(failed: Failed): void {
  process.stderr.write(`${failureLine(failed)}\n`);
}
