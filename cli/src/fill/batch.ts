/** Runs the jobs of a call and hands out their outcomes in the order of the call, one as soon as it can be. */
import { compile } from "../core.js";
import { Progress } from "./progress.js";
import { Filler, type Job, type Outcome, type Plan } from "./job.js";
import type { DoneRecord } from "./record.js";

/** How a batch is run. */
export interface BatchOptions {
  plan: Plan;
  /** Workbooks at a time. */
  size: number;
  /** Seconds after which a workbook is given up. */
  timeLimit: number;
  record: DoneRecord | undefined;
}

/** Does all jobs; `tell` is called once for each, in their order. Outcomes are not kept. */
export async function runBatch(jobs: (Job | Outcome)[], options: BatchOptions, tell: (outcome: Outcome) => void): Promise<void> {
  const { plan, size, timeLimit, record } = options;
  const waiting = new Map<number, Outcome>();
  const open: Job[] = [];
  const places = new Map<Job, number>();
  jobs.forEach((job, place) => {
    const known = isJob(job) ? record?.find(job) : job;
    if (known !== undefined) waiting.set(place, known);
    else if (isJob(job)) places.set(job, open.push(job) && place);
  });
  const progress = new Progress(open.length);
  let next = 0;
  const flush = (): void => {
    for (let outcome = waiting.get(next); outcome !== undefined; outcome = waiting.get(next)) {
      waiting.delete(next);
      next += 1;
      progress.clear();
      tell(outcome);
    }
    progress.show();
  };
  const settled = (job: Job, outcome: Outcome): void => {
    if (record !== undefined && !("error" in outcome) && !("doneBefore" in outcome)) record.add(job, outcome);
    waiting.set(places.get(job) ?? 0, outcome);
    progress.step();
    flush();
  };
  flush();
  await fillOpen(open, { plan, size, timeLimit }, settled);
  progress.clear();
}

function isJob(job: Job | Outcome): job is Job {
  return !("error" in job) && !("tally" in job);
}

/** One workbook is filled right here; several get workers, so that none can take another along. */
async function fillOpen(
  jobs: Job[],
  { plan, size, timeLimit }: Omit<BatchOptions, "record">,
  settled: (job: Job, outcome: Outcome) => void,
): Promise<void> {
  if (jobs.length === 0) return;
  const module = compile();
  if (jobs.length > 1) {
    const { runPool } = await import("./pool.js");
    return runPool(jobs, { size, timeLimit, start: { plan, module } }, settled);
  }
  const filler = new Filler(plan, module);
  for (const job of jobs) settled(job, await filler.run(job));
}
