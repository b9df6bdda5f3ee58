/** One workbook of a fill: read, answered, proven, written. Runs in the command itself or in a worker. */
import { basename } from "node:path";
import { read, write } from "../files.js";
import { isKaitoError, type Decision, type Draft, type Filled, type FillSummary, type Kaito, type Past, type Questionnaire, type Settings, type Tally, type Terms } from "../index.js";
import { openMemory, today, type MemorySource } from "../memory.js";
import { openCorrected, type Corrections } from "../layout.js";
import { about, failureOf, Problem, type Failed } from "../message.js";
import { startWith, type Libraries } from "../start.js";
import { Concerned, LISTED, type Told } from "./concerns.js";
import type { DoneBefore } from "./record.js";

/** What all workbooks of a call have in common; plain data, so that workers can have it. */
export interface Plan {
  settings: Settings;
  libraries: Libraries;
  /** What was approved before. */
  memory?: MemorySource | undefined;
  /** The terms under which answers of memory and libraries hold; none where there is neither. */
  terms?: Terms | undefined;
  corrections: Corrections;
  /** A review file (.json) or review workbook (.xlsx) whose verdicts are carried out, in place of drafting. */
  review?: string;
  /** Whether a workbook with something to look at before sending is a failure. */
  strict?: boolean;
  /** Whether the caller prints every cell that was written. */
  listing: boolean;
  /** How many of the questions that are left to a person the caller wants to see. */
  open: number;
}

/** One workbook and the files that come of it. */
export interface Job {
  input: string;
  output: string;
  report?: string | undefined;
  reviewFile?: string | undefined;
  /** The marked draft, in which texts that wait for a person are written too. */
  draft?: string | undefined;
}

/** What became of a job. */
export type Outcome = Done | DoneBefore | Failure;

/** A job that failed. */
export interface Failure {
  input: string;
  error: Failed;
}

/** A job that was done: cell by cell where the plan wants a listing, else in numbers. */
export type Done = Result & (Omit<Filled, "bytes"> | FillSummary);

/** What came of a job. */
export interface Result {
  input: string;
  output: string;
  report?: string;
  reviewFile?: string;
  draft?: string;
  /** What should be looked at before the workbook is sent; the weightiest of it where the caller wants no listing. */
  concerns: Told[];
  /** How much that is in all, where there is no listing. */
  concernCount?: number;
  tally: Tally;
  /** What the questions were ranked by; none where a review decided. */
  ranking?: Kaito["ranking"];
  /** Sheets whose layout was corrected from memory. */
  recalledLayouts?: string[];
  /** The first questions that are left to a person. */
  open?: Decision[];
}

/** Fills workbooks one after another with one core. */
export class Filler {
  readonly #plan: Plan;
  readonly #module: WebAssembly.Module;
  #kaito: Kaito | undefined;
  #past: Past | undefined;

  constructor(plan: Plan, module: WebAssembly.Module) {
    this.#plan = plan;
    this.#module = module;
  }

  /** Does one job; a failure is an outcome, never thrown. */
  async run(job: Job): Promise<Done | Failure> {
    try {
      const { libraries, terms } = this.#plan;
      const kaito = (this.#kaito ??= await startWith(libraries, terms?.today ?? today(), this.#module));
      this.#past ??= recollections(kaito, this.#plan);
      return fillOne(kaito, job, this.#plan, this.#past);
    } catch (error) {
      // After a defect the instance's memory cannot be trusted; the next job gets a fresh one.
      if (error instanceof Error && !isExpected(error)) this.#kaito = this.#past = undefined;
      return { input: job.input, error: { file: job.input, ...failureOf(error) } };
    }
  }
}

function recollections(kaito: Kaito, { memory, terms }: Plan): Past | undefined {
  if (terms === undefined) return undefined;
  return { memory: memory === undefined ? kaito.memory() : openMemory(kaito, memory.path, memory.lines), terms };
}

function isExpected(error: Error): boolean {
  return isKaitoError(error) || error instanceof Problem || failureOf(error).code !== "internal";
}

/** Everything is made before anything is written, so that a failure leaves nothing behind. */
function fillOne(kaito: Kaito, job: Job, plan: Plan, past: Past | undefined): Done {
  const { input, output } = job;
  const bytes = read(input);
  const { workbook, recalled } = openCorrected(kaito, input, bytes, plan.corrections);
  const draft = drafted(workbook, input, plan, past);
  const { bytes: filled, ...told } = about(input, () => (plan.listing ? workbook.fill(plan.settings, draft) : workbook.fillBriefly(plan.settings, draft)));
  const { concerns, concernCount } = concerned(workbook, draft, plan, past);
  const count = concernCount ?? concerns.length;
  if (plan.strict === true && count > 0) throw new Concerned(input, concerns, count);
  const done: Done = { input, output, ...told, concerns };
  if (concernCount !== undefined) done.concernCount = concernCount;
  const files: [string, Uint8Array | string][] = [[output, filled]];
  if (job.report !== undefined) {
    files.push([job.report, workbook.report(draft, basename(input), basename(output))]);
    done.report = job.report;
  }
  if (job.reviewFile !== undefined) {
    files.push([job.reviewFile, workbook.reviewFile(draft, basename(input), bytes)]);
    done.reviewFile = job.reviewFile;
  }
  if (job.draft !== undefined) {
    const marked = draft.marked();
    files.push([job.draft, about(input, () => workbook.fillBriefly(plan.settings, marked)).bytes]);
    marked.free();
    done.draft = job.draft;
  }
  if (plan.review === undefined) done.ranking = kaito.ranking;
  if (recalled.length > 0) done.recalledLayouts = recalled;
  if (plan.open > 0) done.open = draft.open(plan.open);
  for (const [path, content] of files) write(path, content);
  draft.free();
  workbook.close();
  return done;
}

/** What should be looked at before the workbook is sent: all of it, or how much and the first of it. */
function concerned(workbook: Questionnaire, draft: Draft, plan: Plan, past: Past | undefined): Pick<Result, "concerns" | "concernCount"> {
  const customers = otherCustomers(past);
  if (plan.listing) return { concerns: workbook.concerns(draft, customers) };
  const { first, count } = workbook.concernsBriefly(draft, customers, LISTED);
  return { concerns: first, concernCount: count };
}

/** Names that must not stand in an answer to this customer. */
function otherCustomers(past: Past | undefined): string[] {
  return (past?.memory.customers() ?? []).filter((name) => name !== past?.terms.customer);
}

function drafted(workbook: Questionnaire, input: string, { review, settings }: Plan, past: Past | undefined): Draft {
  if (review === undefined) return about(input, () => workbook.draft(settings, past));
  const bytes = read(review);
  return about(review, () =>
    /\.xls[xm]$/i.test(review)
      ? workbook.draftFromReport(bytes)
      : workbook.draftFromReview(bytes),
  );
}
