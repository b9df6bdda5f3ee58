/** `kaito compare`: this year's questionnaire against last year's completed one. */
import { statSync } from "node:fs";
import { basename } from "node:path";
import { compile } from "../core.js";
import { read } from "../files.js";
import { Filler, type Plan } from "../fill/job.js";
import { jobsFor } from "../fill/outputs.js";
import { summary } from "../fill/summary.js";
import type { Comparison, Kaito, Memory } from "../index.js";
import { Exit } from "../main.js";
import { day, isoDay, TERMS, terms } from "../memory.js";
import { about, complain, say, told } from "../message.js";
import { misuse, PASSWORD, passwordOf, readArguments } from "../options.js";
import { librariesOf, start } from "../start.js";

const OPTIONS = {
  ...TERMS,
  "last-library": { type: "string" },
  "last-date": { type: "string" },
  library: { type: "string" },
  out: { type: "string" },
  ...PASSWORD,
  json: { type: "boolean" },
} as const;

const FATES = ["unchanged", "reworded", "new", "gone"] as const;

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("compare", args, OPTIONS);
  const [last, now, ...rest] = positionals;
  if (last === undefined || now === undefined || rest.length > 0) {
    throw misuse("compare", "昨年のブックと今年のブックを指定してください。", "give last year's and this year's workbook");
  }
  const when = terms("compare", values);
  const password = passwordOf(values);
  const date = values["last-date"] === undefined ? written(last) : day("compare", "--last-date", values["last-date"]);
  const kaito = await start(values.library);
  const earlier = values["last-library"] === undefined ? kaito : await start(values["last-library"]);
  const memory = lastYear(earlier, kaito, last, date, password);
  const bytes = read(now);
  const workbook = about(now, () => kaito.open(bytes, basename(now), undefined, password));
  const compared = about(now, () => workbook.compare(memory, when));
  workbook.close();
  process.stdout.write(values.json === true ? compared.map((row) => `${JSON.stringify(row)}\n`).join("") : listing(compared));
  if (values.out === undefined) return Exit.Done;
  const source = { path: last, lines: memory.export() };
  const libraries = librariesOf("compare", { library: values.library === undefined ? [] : [values.library] });
  return fill(now, values.out, { settings: {}, libraries, corrections: { password }, memory: source, terms: when, listing: false, open: 0 });
}

/** All questions of last year's workbook; traced to the library of that year, so that changed responses show. */
function lastYear(earlier: Kaito, kaito: Kaito, path: string, date: string, password: string | undefined): Memory {
  const bytes = read(path);
  return about(path, () => {
    const workbook = earlier.open(bytes, basename(path), undefined, password);
    const memory = earlier.memory();
    workbook.learnAll(memory, { file: basename(path), date, reviewed: true });
    workbook.close();
    return earlier === kaito ? memory : kaito.memory(memory.export());
  });
}

/** The day on which a file was last written. */
function written(path: string): string {
  return isoDay(statSync(path, { throwIfNoEntry: false })?.mtime ?? new Date());
}

async function fill(input: string, folder: string, plan: Plan): Promise<Exit> {
  const [job] = jobsFor([{ path: input, name: basename(input) }], folder, { report: false, reviewFile: false, mark: false });
  if (job === undefined) return Exit.Failed;
  const outcome = "output" in job && !("tally" in job) ? await new Filler(plan, compile()).run(job) : job;
  if ("error" in outcome) {
    complain(outcome.error);
    return Exit.Failed;
  }
  process.stderr.write(summary(outcome));
  return outcome.tally.needsReview > 0 ? Exit.Review : Exit.Done;
}

function listing(compared: Comparison[]): string {
  const counts = FATES.map((fate) => `${word(fate)} ${compared.filter((row) => row.fate === fate).length}`);
  return [...compared.filter(worthSaying).flatMap(lines), counts.join(say("、", ", ")), ""].join("\n");
}

function worthSaying({ fate, reasons }: Comparison): boolean {
  return fate !== "unchanged" || reasons.length > 0;
}

function lines({ fate, at, question, last, now, before, reasons }: Comparison): string[] {
  const place = at === null ? `${last?.sheet}!${last?.cell}` : at.join("!");
  const first = `${word(fate)}\t${place}\t${marked(question, now)}`;
  const earlier = fate === "reworded" && last !== null ? [`\t← ${last.sheet}!${last.cell}\t${marked(last.question, before)}`] : [];
  return [first, ...earlier, ...reasons.map((reason) => `\t!\t${told(reason)}`)];
}

function word(fate: Comparison["fate"]): string {
  const words = {
    unchanged: ["同じ", "unchanged"],
    reworded: ["変更", "reworded"],
    new: ["新規", "new"],
    gone: ["削除", "gone"],
  } as const;
  const [ja, en] = words[fate];
  return say(ja, en);
}

/** A text in one line with brackets around what differs. */
export function marked(text: string, spans: [number, number][]): string {
  let at = 0;
  const parts = spans.map(([start, end]) => {
    const part = `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
    return part;
  });
  return (parts.join("") + text.slice(at)).replace(/\s+/g, " ");
}
