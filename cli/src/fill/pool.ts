/** Several workbooks at once: one worker a job, each with its own core over the same compiled module. */
import { rmSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { partialOf } from "../files.js";
import { complain, failureOf, Problem, say } from "../message.js";
import type { Job, Outcome, Plan } from "./job.js";

/** What a worker starts with. */
export interface WorkerStart {
  plan: Plan;
  module: WebAssembly.Module;
}

/** How a pool works. */
export interface PoolOptions {
  /** Workers at most. */
  size: number;
  /** Seconds after which a job is given up and its worker ended. */
  timeLimit: number;
  start: WorkerStart;
}

type Settled = (job: Job, outcome: Outcome) => void;

/** Does all jobs; `settled` is told every outcome, in any order. */
export async function runPool(jobs: Job[], options: PoolOptions, settled: Settled): Promise<void> {
  const waiting = [...jobs];
  const lanes = Array.from({ length: Math.min(options.size, jobs.length) }, () => new Lane(options));
  const interrupt = (): void => void interrupted(lanes);
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  try {
    await Promise.all(lanes.map((lane) => lane.run(waiting, settled)));
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

/** What was being written goes; what was finished stays, and a later run can build on it. */
async function interrupted(lanes: Lane[]): Promise<void> {
  await Promise.all(lanes.map((lane) => lane.abandon()));
  complain({
    ...failureOf(new Problem("interrupted", { ja: "中断されました", en: "interrupted" }, {
      ja: "--skip-done を付けて実行していれば、同じ呼び出しで続きから再開できます。",
      en: "With --skip-done the same call goes on where this one stopped.",
    })),
  });
  process.exit(130);
}

/** One worker after another (a worker may die of a file) takes jobs until none is left. */
class Lane {
  readonly #options: PoolOptions;
  #worker: Worker | undefined;
  #job: Job | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  async run(waiting: Job[], settled: Settled): Promise<void> {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      this.#job = job;
      this.#worker ??= new Worker(new URL("./worker.js", import.meta.url), { workerData: this.#options.start });
      try {
        settled(job, await ask(this.#worker, job, this.#options.timeLimit));
      } catch (error) {
        await this.abandon();
        settled(job, { input: job.input, error: { file: job.input, ...failureOf(error) } });
      }
    }
    await this.#worker?.terminate();
  }

  /** Ends the worker and takes away what it was about to write. */
  async abandon(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
    const { output, report, reviewFile, draft } = this.#job ?? {};
    for (const path of [output, report, reviewFile, draft]) if (path !== undefined) rmSync(partialOf(path), { force: true });
  }
}

function ask(worker: Worker, job: Job, timeLimit: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => done(() => reject(tooLong(timeLimit))), timeLimit * 1000);
    const done = (settle: () => void): void => {
      clearTimeout(timer);
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

function tooLong(seconds: number): Problem {
  const what = { ja: `${seconds} 秒以内に終わりませんでした`, en: `it was not done within ${seconds} seconds` };
  const help = { ja: "--time-limit を大きくするか、ファイルを確認してください。", en: "Raise --time-limit, or look at the file." };
  return new Problem("time-limit", what, help, say("制限時間", "time limit"));
}
