/** Command-line arguments: read strictly, refused with a sentence. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { Problem, useLanguage } from "./message.js";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** What a command was called with; the values' types follow from the options. */
type Arguments<T extends Options> = ReturnType<
  typeof parseArgs<{ options: typeof COMMON & T; allowPositionals: true; strict: true }>
>;

/** Options that every command takes. */
const COMMON = {
  lang: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const satisfies Options;

/** The option of every command that opens a customer's workbook. */
export const PASSWORD = { password: { type: "string" } } as const satisfies Options;

/** The password to open with: of the option, or of the environment, where no shell history keeps it. */
export function passwordOf(values: { password?: string | undefined }): string | undefined {
  return values.password ?? process.env["KAITO_PASSWORD"];
}

/** A usage mistake: always exit status 2, with the command whose help says more. */
export function misuse(command: string, ja: string, en: string): Problem {
  const help = command === "" ? "kaito help" : `kaito help ${command}`;
  return new Problem("usage", { ja, en }, { ja: `使い方は ${help} で確認できます。`, en: `See \`${help}\`.` });
}

/** The arguments of one command by its options, `--lang` already in force. */
export function readArguments<T extends Options>(command: string, args: string[], options: T): Arguments<T> {
  let parsed: Arguments<T>;
  try {
    const all = { ...COMMON, ...options };
    parsed = parseArgs({ args, options: all, allowPositionals: true, strict: true });
  } catch (error) {
    throw refused(command, error);
  }
  chooseLanguage(command, (parsed.values as { lang?: string }).lang);
  return parsed;
}

function chooseLanguage(command: string, lang: string | undefined): void {
  if (lang === undefined) return;
  if (lang !== "ja" && lang !== "en") {
    throw misuse(command, `--lang は ja か en です（${lang}）。`, `--lang takes ja or en, not ${lang}`);
  }
  useLanguage(lang);
}

/** parseArgs explains itself in English over several lines; its codes and the option's name are what counts. */
function refused(command: string, error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  const option = /'(-[^ ',]+)/.exec(message)?.[1] ?? "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    return misuse(command, `オプション ${option} はありません。`, `there is no option ${option}`);
  }
  if (/does not take an argument/.test(message)) {
    return misuse(command, `オプション ${option} は値を取りません。`, `option ${option} takes no value`);
  }
  return misuse(command, `オプション ${option} には値が必要です。`, `option ${option} needs a value`);
}

/** The single positional argument of a command. */
export function only(command: string, positionals: string[], ja: string, en: string): string {
  const [first, ...rest] = positionals;
  if (first === undefined) throw misuse(command, `${ja}を指定してください。`, `give ${en}`);
  if (rest.length > 0) {
    throw misuse(command, `${ja}は 1 つだけ指定してください。`, `give one ${en} only`);
  }
  return first;
}

/** A value that a command cannot do without. */
export function required(command: string, option: string, value: string | undefined): string {
  if (value !== undefined && value !== "") return value;
  throw misuse(command, `オプション ${option} が必要です。`, `option ${option} is needed`);
}

/** A whole number of at least 1. */
export function count(command: string, option: string, value: string): number {
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw misuse(command, `${option} は 1 以上の整数です（${value}）。`, `${option} takes a whole number from 1, not ${value}`);
}
