/** `kaito fill`: fills workbooks; a failure in one never stops the others. */
import { compile } from "../core.js";
import { read } from "../files.js";
import { Filler, type Job, type Outcome, type Plan } from "../fill/job.js";
import { jobsFor } from "../fill/outputs.js";
import { runPool } from "../fill/pool.js";
import { summary } from "../fill/summary.js";
import { Kaito } from "../index.js";
import { corrections, LAYOUT_OPTIONS, openCorrected, remembered, type Corrections } from "../layout.js";
import { Exit, progress, progressDone } from "../main.js";
import { complain } from "../message.js";
import { count, misuse, PASSWORD, readArguments, required } from "../options.js";

const OPTIONS = {
  out: { type: "string" },
  library: { type: "string" },
  policy: { type: "string" },
  overwrite: { type: "boolean" },
  locked: { type: "boolean" },
  report: { type: "boolean" },
  "review-file": { type: "boolean" },
  ...LAYOUT_OPTIONS,
  ...PASSWORD,
  jobs: { type: "string", default: "1" },
  shard: { type: "string" },
  json: { type: "boolean" },
} as const;

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("fill", args, OPTIONS);
  if (positionals.length === 0) throw misuse("fill", "ブックを指定してください。", "give at least one workbook");
  const folder = required("fill", "--out", values.out);
  const size = count("fill", "--jobs", values.jobs);
  const inputs = values.shard === undefined ? positionals : sharded(positionals, values.shard);
  const extras = { report: values.report === true, reviewFile: values["review-file"] === true };
  const plan: Plan = {
    settings: settings(values),
    library: values.library,
    corrections: await remember(corrections(values), inputs),
    decisions: inputs.length === 1 && values.json !== true,
  };
  // Once for the call, not once for every workbook.
  if (values.policy !== undefined) (await Kaito.load()).checkSettings(plan.settings);
  const outcomes = await fillAll(jobsFor(inputs, folder, extras), plan, size, values.json !== true);
  if (values.json === true) process.stdout.write(`${JSON.stringify({ files: outcomes })}\n`);
  return status(outcomes);
}

/** Before anything is filled, because workers do not share a file. */
async function remember(given: Corrections, inputs: string[]): Promise<Corrections> {
  if (given.layout === undefined || given.memory === undefined) return given;
  const kaito = await Kaito.load();
  // One that cannot be opened fails by itself later.
  const workbooks = inputs.flatMap((path) => {
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

/** Every N-th input from the I-th, so that N machines share a list between them. */
function sharded(inputs: string[], shard: string): string[] {
  const [part = "", parts = ""] = shard.split("/");
  const [index, total] = [count("fill", "--shard", part), count("fill", "--shard", parts)];
  if (index > total) throw misuse("fill", `--shard は I/N（I ≤ N）です（${shard}）。`, `--shard takes I/N with I ≤ N, not ${shard}`);
  return inputs.filter((_, position) => position % total === index - 1);
}

async function fillAll(jobs: (Job | Outcome)[], plan: Plan, size: number, print: boolean): Promise<Outcome[]> {
  const outcomes = jobs.map((job): Outcome | undefined => (isJob(job) ? undefined : job));
  const open = jobs.filter(isJob);
  let printed = 0;
  let done = 0;
  // In the order of the call, whatever the order in which workers finish.
  const flush = (): void => {
    for (let next = outcomes[printed]; next !== undefined; next = outcomes[printed]) {
      printed += 1;
      progressDone();
      tell(next, print);
    }
    if (printed < jobs.length) progress(`${done}/${open.length} 件`, `${done} of ${open.length}`);
  };
  const settled = (job: Job, outcome: Outcome): void => {
    done += 1;
    outcomes[jobs.indexOf(job)] = outcome;
    flush();
  };
  flush();
  await fillOpen(open, plan, size, settled);
  return outcomes.filter((outcome) => outcome !== undefined);
}

function isJob(job: Job | Outcome): job is Job {
  return !("error" in job) && !("tally" in job);
}

async function fillOpen(
  jobs: Job[],
  plan: Plan,
  size: number,
  settled: (job: Job, outcome: Outcome) => void,
): Promise<void> {
  if (jobs.length === 0) return;
  const module = compile();
  if (size > 1 && jobs.length > 1) return runPool(jobs, size, { plan, module }, settled);
  const filler = new Filler(plan, module);
  for (const job of jobs) settled(job, await filler.run(job));
}

function tell(outcome: Outcome, print: boolean): void {
  if ("error" in outcome) complain(outcome.error);
  else if (print) process.stdout.write(summary(outcome));
}

function status(outcomes: Outcome[]): Exit {
  if (outcomes.some((outcome) => "error" in outcome)) return Exit.Failed;
  const open = outcomes.some((outcome) => "tally" in outcome && outcome.tally.needsReview > 0);
  return open ? Exit.Review : Exit.Done;
}
