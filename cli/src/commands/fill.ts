/** `kaito fill`: fills workbooks; a failure in one never stops the others. */
import { read } from "../files.js";
import { runBatch } from "../fill/batch.js";
import { expand, type Input } from "../fill/inputs.js";
import type { Outcome, Plan } from "../fill/job.js";
import { jobsFor } from "../fill/outputs.js";
import { LISTED } from "../fill/concerns.js";
import { summary } from "../fill/summary.js";
import { BatchTable } from "../fill/table.js";
import { Kaito } from "../index.js";
import { corrections, LAYOUT_OPTIONS, openCorrected, remembered, type Corrections } from "../layout.js";
import { Exit } from "../main.js";
import { memorySource, TERMS, terms } from "../memory.js";
import { complain } from "../message.js";
import { count, misuse, PASSWORD, readArguments, required } from "../options.js";
import { LIBRARIES, librariesOf, WORDS } from "../start.js";

const OPTIONS = {
  out: { type: "string" },
  ...LIBRARIES,
  ...WORDS,
  policy: { type: "string" },
  overwrite: { type: "boolean" },
  locked: { type: "boolean" },
  report: { type: "boolean" },
  strict: { type: "boolean" },
  mark: { type: "boolean" },
  "review-file": { type: "boolean" },
  ...LAYOUT_OPTIONS,
  memory: { type: "string" },
  ...TERMS,
  ...PASSWORD,
  jobs: { type: "string", default: "1" },
  shard: { type: "string" },
  "skip-done": { type: "boolean" },
  "time-limit": { type: "string", default: "300" },
  json: { type: "boolean" },
  "json-lines": { type: "boolean" },
} as const;

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("fill", args, OPTIONS);
  if (positionals.length === 0) throw misuse("fill", "ブックを指定してください。", "give at least one workbook");
  const folder = required("fill", "--out", values.out);
  const size = count("fill", "--jobs", values.jobs);
  const timeLimit = count("fill", "--time-limit", values["time-limit"]);
  const named = await expand(positionals, folder);
  const inputs = values.shard === undefined ? named : (await import("../fill/content.js")).sharded(named, values.shard);
  const extras = { report: values.report === true, reviewFile: values["review-file"] === true, mark: values.mark === true };
  const silent = values.json === true || values["json-lines"] === true;
  const memory = memorySource(values.memory);
  const libraries = librariesOf("fill", values);
  const plan: Plan = {
    settings: settings(values),
    libraries,
    corrections: await remember(corrections(values), inputs),
    memory,
    terms: memory === undefined && libraries.paths.length === 0 ? undefined : terms("fill", values),
    strict: values.strict === true,
    listing: silent,
    open: named.length === 1 && !silent ? LISTED : 0,
  };
  // Once for the call, not once for every workbook.
  if (values.policy !== undefined) (await Kaito.load()).checkSettings(plan.settings);
  const record = values["skip-done"] === true ? new (await import("../fill/record.js")).DoneRecord(folder, plan) : undefined;
  const teller = new Teller(named, values);
  await runBatch(jobsFor(inputs, folder, extras), { plan, size, timeLimit, record }, (outcome) => teller.tell(outcome));
  return teller.end();
}

/** Before anything is filled, because workers do not share a file. */
async function remember(given: Corrections, inputs: Input[]): Promise<Corrections> {
  if (given.layout === undefined || given.memory === undefined) return given;
  const kaito = await Kaito.load();
  // One that cannot be opened fails by itself later.
  const workbooks = inputs.flatMap(({ path }) => {
    try {
      return [openCorrected(kaito, path, read(path), given).workbook];
    } catch {
      return [];
    }
  });
  return remembered(given, workbooks);
}

interface Chosen {
  policy?: string | undefined;
  overwrite?: boolean | undefined;
  locked?: boolean | undefined;
}

function settings({ policy, overwrite = false, locked = false }: Chosen): Plan["settings"] {
  return policy === undefined ? { overwrite, locked } : { overwrite, locked, policy };
}

/** Tells every outcome as it comes, and keeps no more of it than is asked for at the end. */
class Teller {
  readonly #form: "json" | "lines" | "table" | "summary";
  readonly #table: BatchTable;
  readonly #kept: Outcome[] = [];
  #status = Exit.Done;

  constructor(named: Input[], values: { json?: boolean | undefined; "json-lines"?: boolean | undefined }) {
    this.#table = new BatchTable(named.map(({ path }) => path));
    this.#form = values.json === true ? "json" : values["json-lines"] === true ? "lines" : named.length > 1 ? "table" : "summary";
    if (this.#form === "table") process.stdout.write(this.#table.head());
  }

  tell(outcome: Outcome): void {
    if ("error" in outcome) complain(outcome.error);
    this.#status = Math.max(this.#status, statusOf(outcome));
    if (this.#form === "json") this.#kept.push(outcome);
    if (this.#form === "lines") process.stdout.write(`${JSON.stringify(outcome)}\n`);
    if (this.#form === "table") process.stdout.write(this.#table.row(outcome));
    if (this.#form === "summary" && !("error" in outcome)) process.stdout.write(summary(outcome));
  }

  end(): Exit {
    if (this.#form === "json") process.stdout.write(`${JSON.stringify({ files: this.#kept })}\n`);
    if (this.#form === "table") process.stdout.write(this.#table.total());
    return this.#status;
  }
}

function statusOf(outcome: Outcome): Exit {
  if ("error" in outcome) return Exit.Failed;
  return outcome.tally.needsReview > 0 ? Exit.Review : Exit.Done;
}
