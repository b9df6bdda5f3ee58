/** The record of what a batch has done, by which an interrupted one goes on where it stopped. */
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Tally } from "../index.js";
import { contentHash } from "./content.js";
import type { Done, Job, Plan } from "./job.js";

/** One line of the record. */
interface Line {
  /** Hash of the input's content together with all that decides what is made of it. */
  key: string;
  output: string;
  tally: Tally;
}

/** A job that an earlier run has done. */
export interface DoneBefore {
  input: string;
  output: string;
  tally: Tally;
  doneBefore: true;
}

/** The record in the output folder; lines are only ever added, so that several runs may share it. */
export class DoneRecord {
  readonly #path: string;
  readonly #plan: string;
  readonly #lines = new Map<string, Line>();

  constructor(folder: string, plan: Plan) {
    this.#path = join(folder, ".kaito-done.jsonl");
    // What is told decides nothing, nor does the password, of which no trace is kept.
    const { open: _, listing: __, corrections: { password: ___, ...corrections }, ...others } = plan;
    const deciding = { ...others, corrections };
    this.#plan = JSON.stringify([deciding, plan.libraries.paths.map(contentHash)]);
    if (!existsSync(this.#path)) return;
    for (const text of readFileSync(this.#path, "utf8").split("\n")) {
      const line = parsed(text);
      if (line !== undefined) this.#lines.set(`${line.key} ${line.output}`, line);
    }
  }

  /** What an earlier run made of the same content under the same settings, where all of it is still there. */
  find(job: Job): DoneBefore | undefined {
    const line = this.#lines.get(`${this.#key(job)} ${job.output}`);
    const files = [job.output, job.report, job.reviewFile, job.draft].filter((path) => path !== undefined);
    if (line === undefined || !files.every((path) => existsSync(path))) return undefined;
    return { input: job.input, output: job.output, tally: line.tally, doneBefore: true };
  }

  /** Notes that a job is done. */
  add(job: Job, { output, tally }: Done): void {
    mkdirSync(join(this.#path, ".."), { recursive: true });
    appendFileSync(this.#path, `${JSON.stringify({ key: this.#key(job), output, tally } satisfies Line)}\n`);
  }

  #key(job: Job): string {
    return createHash("sha256").update(`${contentHash(job.input)} ${this.#plan}`).digest("hex");
  }
}

/** A line that was cut off when the machine stopped is no line. */
function parsed(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}
