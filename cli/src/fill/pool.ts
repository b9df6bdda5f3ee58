/** Several workbooks at once: one worker a job, each with its own core over the same compiled module. */
import { Worker } from "node:worker_threads";
import { failureOf } from "../message.js";
import type { Job, Outcome, Plan } from "./job.js";

/** What a worker starts with. */
export interface WorkerStart {
  plan: Plan;
  module: WebAssembly.Module;
}

/** Does all jobs with up to `size` workers; `settled` is told every outcome, in any order. */
export async function runPool(
  jobs: Job[],
  size: number,
  start: WorkerStart,
  settled: (job: Job, outcome: Outcome) => void,
): Promise<void> {
  const waiting = [...jobs];
  const lanes = Array.from({ length: Math.min(size, jobs.length) }, () => lane(waiting, start, settled));
  await Promise.all(lanes);
}

/** One worker after another (a worker may die of a file) takes jobs until none is left. */
async function lane(
  waiting: Job[],
  start: WorkerStart,
  settled: (job: Job, outcome: Outcome) => void,
): Promise<void> {
  let worker: Worker | undefined;
  for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
    worker ??= new Worker(new URL("./worker.js", import.meta.url), { workerData: start });
    try {
      settled(job, await ask(worker, job));
    } catch (error) {
      settled(job, { input: job.input, error: { file: job.input, ...failureOf(error) } });
      void worker.terminate();
      worker = undefined;
    }
  }
  await worker?.terminate();
}

function ask(worker: Worker, job: Job): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void): void => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      settle();
    };
    const onMessage = (outcome: Outcome): void => done(() => resolve(outcome));
    const onError = (error: Error): void => done(() => reject(error));
    const onExit = (code: number): void => done(() => reject(new Error(`worker ended with ${code}`)));
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(job);
  });
}
