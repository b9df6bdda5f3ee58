/** One workbook of a fill: read, answered, proven, written. Runs in the command itself or in a worker. */
import { basename } from "node:path";
import { read, write } from "../files.js";
import { isKaitoError, type Decision, type Draft, type Filled, type Kaito, type Questionnaire, type Settings, type Tally } from "../index.js";
import { openCorrected, type Corrections } from "../layout.js";
import { about, failureOf, Problem, type Failed } from "../message.js";
import { start } from "../start.js";

/** What all workbooks of a call have in common; plain data, so that workers can have it. */
export interface Plan {
  settings: Settings;
  library: string | undefined;
  corrections: Corrections;
  /** A review file (.json) or review workbook (.xlsx) whose verdicts are carried out, in place of drafting. */
  review?: string;
  /** Whether the caller wants every decision. */
  decisions: boolean;
}

/** One workbook and the files that come of it. */
export interface Job {
  input: string;
  output: string;
  report?: string | undefined;
  reviewFile?: string | undefined;
}

/** What became of a job. */
export type Outcome = Done | { input: string; error: Failed };

/** A job that was done. */
export interface Done extends Omit<Filled, "bytes"> {
  input: string;
  output: string;
  report?: string;
  reviewFile?: string;
  tally: Tally;
  /** Sheets whose layout was corrected from memory. */
  recalledLayouts?: string[];
  decisions?: Decision[];
}

/** Fills workbooks one after another with one core. */
export class Filler {
  readonly #plan: Plan;
  readonly #module: WebAssembly.Module;
  #kaito: Kaito | undefined;

  constructor(plan: Plan, module: WebAssembly.Module) {
    this.#plan = plan;
    this.#module = module;
  }

  /** Does one job; a failure is an outcome, never thrown. */
  async run(job: Job): Promise<Outcome> {
    try {
      this.#kaito ??= await start(this.#plan.library, this.#module);
      return fillOne(this.#kaito, job, this.#plan);
    } catch (error) {
      // After a defect the instance's memory cannot be trusted; the next job gets a fresh one.
      if (error instanceof Error && !isExpected(error)) this.#kaito = undefined;
      return { input: job.input, error: { file: job.input, ...failureOf(error) } };
    }
  }
}

function isExpected(error: Error): boolean {
  return isKaitoError(error) || error instanceof Problem || failureOf(error).code !== "internal";
}

/** Everything is made before anything is written, so that a failure leaves nothing behind. */
function fillOne(kaito: Kaito, job: Job, plan: Plan): Done {
  const { input, output } = job;
  const bytes = read(input);
  const { workbook, recalled } = openCorrected(kaito, input, bytes, plan.corrections);
  const draft = drafted(workbook, input, plan);
  const filled = about(input, () => workbook.fill(plan.settings, draft));
  const done: Done = { input, output, ...without(filled) };
  const files: [string, Uint8Array | string][] = [[output, filled.bytes]];
  if (job.report !== undefined) {
    files.push([job.report, workbook.report(draft, basename(input), basename(output))]);
    done.report = job.report;
  }
  if (job.reviewFile !== undefined) {
    files.push([job.reviewFile, workbook.reviewFile(draft, basename(input), bytes)]);
    done.reviewFile = job.reviewFile;
  }
  if (recalled.length > 0) done.recalledLayouts = recalled;
  if (plan.decisions) done.decisions = draft.decisions();
  for (const [path, content] of files) write(path, content);
  draft.free();
  workbook.close();
  return done;
}

function drafted(workbook: Questionnaire, input: string, { review, settings }: Plan): Draft {
  if (review === undefined) return about(input, () => workbook.draft(settings));
  const bytes = read(review);
  return about(review, () =>
    /\.xls[xm]$/i.test(review)
      ? workbook.draftFromReport(bytes)
      : workbook.draftFromReview(new TextDecoder().decode(bytes)),
  );
}

function without<T extends { bytes: Uint8Array }>(filled: T): Omit<T, "bytes"> {
  const { bytes: _, ...rest } = filled;
  return rest;
}
