/**
 * Kaito as a library: the same core as the command, with types generated from it.
 *
 * ```js
 * import { readFileSync, writeFileSync } from "node:fs";
 * import { Kaito } from "kaito";
 *
 * const kaito = await Kaito.load();
 * const workbook = kaito.open(readFileSync("in.xlsx"), "in.xlsx");
 * const { bytes, tally } = workbook.fill();
 * writeFileSync("out.xlsx", bytes);
 * ```
 */
import type {
  Added,
  Approval,
  Comparison,
  Concern,
  Decision,
  Draft,
  Engine,
  Evaluation,
  Failure,
  Filled,
  FilledWorkbook,
  FirstConcerns,
  FillSummary,
  Layout,
  Match,
  Measure,
  Memory,
  Proof,
  Provenance,
  Query,
  Question,
  Recalled,
  ResponseChange,
  Settings,
  SheetOverview,
  Tally,
  Terms,
  Text,
  Workbook,
} from "../wasm/kaito.js";
import { compile, encoder, instantiate, type Core } from "./core.js";

export type * from "../wasm/kaito.js";

/** What a {@link Kaito} is made of; all of it is optional. */
export interface LoadOptions {
  /** A standard as `importStandard` writes it, in place of the built-in one. */
  library?: string | undefined;
  /** The compiled module, where the caller has it already. */
  module?: WebAssembly.Module | undefined;
  /** The semantic encoder: the one that stands beside the module, or another; `false` matches by words alone. */
  encoder?: Uint8Array | false | undefined;
}

/** A filled workbook and what was done to it. */
export interface FillResult extends Filled {
  /** The filled file. */
  bytes: Uint8Array;
  /** How many questions ended in which way. */
  tally: Tally;
}

/** A filled workbook and how much was done to it. */
export interface BriefResult extends FillSummary {
  /** The filled file. */
  bytes: Uint8Array;
  /** How many questions ended in which way. */
  tally: Tally;
}

/** Answers that were approved before, and the terms under which they hold. */
export interface Past {
  memory: Memory;
  terms: Terms;
}

/** Whether `error` is one that the core raised on purpose: its fields say what, where and what to do. */
export function isKaitoError(error: unknown): error is Error & Failure {
  return error instanceof Error && error.name === "KaitoError";
}

/** The core with one library of responses. */
export class Kaito {
  readonly #core: Core;
  readonly #library: string | undefined;
  readonly #encoder: Uint8Array | false | undefined;
  #engine: Engine | undefined;

  private constructor(core: Core, { library, encoder }: LoadOptions) {
    this.#core = core;
    this.#library = library;
    this.#encoder = encoder;
  }

  /** Loads the core; the responses and the matcher follow when they are first needed. */
  static async load(options: LoadOptions = {}): Promise<Kaito> {
    const core = await instantiate(options.module ?? compile());
    return new Kaito(core, options);
  }

  /** The document that answers come from. */
  get source(): Provenance {
    return this.engine.source();
  }

  /** The underlying handle, for programs that need more than this class offers. */
  get engine(): Engine {
    this.#engine ??= this.#start(this.#library);
    return this.#engine;
  }

  #start(library: string | undefined): Engine {
    const engine = new this.#core.Engine(library);
    const bytes = this.#encoder ?? encoder();
    if (bytes) engine.understand(bytes);
    return engine;
  }

  /** What questions are ranked by: their words, or their meaning too. */
  get ranking(): "lexical" | "semantic" {
    return this.engine.ranking() as "lexical" | "semantic";
  }

  /**
   * Opens a workbook; `name` is its file name, `layout` the JSON of a corrected layout, `password` what an encrypted
   * workbook needs.
   */
  open(bytes: Uint8Array, name: string, layout?: string | undefined, password?: string | undefined): Questionnaire {
    return new Questionnaire(this, this.#core, new this.#core.Workbook(bytes, name, layout, password));
  }

  /** Ranks the criteria for each query. */
  match(queries: Partial<Query>[]): Match[] {
    return this.engine.rank(queries as Query[]);
  }

  /** Opens the text of a memory file (JSON Lines), or an empty memory. */
  memory(lines?: string): Memory {
    return new this.#core.Memory(lines);
  }

  /** The memory of a workbook in the form of `Memory.toWorkbook`; `name` is its file name. */
  memoryFromWorkbook(bytes: Uint8Array, name: string): Memory {
    return this.#core.Memory.fromWorkbook(bytes, name);
  }

  /** Answers from a standard as `importStandard` writes it; to be chosen before anything is asked. */
  useStandard(library: string): void {
    this.#engine?.free();
    this.#engine = undefined;
    this.#engine = this.#start(library);
  }

  /**
   * Adds a company's library (JSON), which comes before the standard and after those added before; `today` is the day that
   * counts. It answers where a draft or `recall` is given terms.
   */
  addLibrary(library: string, today: string): void {
    this.engine.addLibrary(library, today);
  }

  /** Lets only memory and company libraries answer from now on. */
  leaveStandard(): void {
    this.engine.leaveStandard();
  }

  /** Whether a library file is a company's, not a published standard. */
  isCompanyLibrary(library: string): boolean {
    return this.#core.isCompanyLibrary(library);
  }

  /** The empty form of a company's library. */
  companyForm(): Uint8Array {
    return this.#core.companyForm();
  }

  /** The library JSON of a filled form; `name` is its file name. */
  importCompanyForm(bytes: Uint8Array, name: string): string {
    return this.#core.importCompanyForm(bytes, name);
  }

  /** The criteria whose response differs between two libraries; a missing one is the built-in standard. */
  diff(earlier?: string, later?: string): ResponseChange[] {
    return this.#core.diffLibraries(earlier, later);
  }

  /** What was answered to each query before, and what company libraries answer, best first, at most three from each. */
  recall(memory: Memory, queries: Partial<Query>[], terms: Terms): Recalled[][] {
    return this.engine.recall(memory, queries as Query[], terms).map((found) => {
      const answers = found.answers();
      found.free();
      return answers;
    });
  }

  /** How good matching is on labelled questions, given as JSON Lines. */
  evaluate(labelled: string): Evaluation {
    return this.engine.evaluate(labelled);
  }

  /** Throws where no workbook could be filled with `settings`. */
  checkSettings(settings: Settings): void {
    this.#core.checkSettings(settings);
  }

  /** The proof that `filled` differs from `original` in cell values only; `password` opens both where they need one. */
  verify(original: Uint8Array, filled: Uint8Array, password?: string | undefined): Proof {
    return this.#core.verify(original, filled, password);
  }

  /** The library JSON of a published standard's text. */
  importStandard(document: string): string {
    return this.#core.importStandard(document);
  }

  /** The sample questionnaire. */
  sample(): { name: string; bytes: Uint8Array } {
    return { name: this.#core.sampleName(), bytes: this.#core.sample() };
  }
}

/** An opened workbook with the questions that were found in it. */
export class Questionnaire {
  readonly #kaito: Kaito;
  readonly #core: Core;
  readonly #workbook: Workbook;

  /** Made by {@link Kaito.open}. */
  constructor(kaito: Kaito, core: Core, workbook: Workbook) {
    this.#kaito = kaito;
    this.#core = core;
    this.#workbook = workbook;
  }

  /** The questions, sheet by sheet from top to bottom. */
  get questions(): Question[] {
    return this.#workbook.questions();
  }

  /** What a person must know before the workbook is filled: sheets that could not be read, a digital signature. */
  get notes(): Text[] {
    return this.#workbook.notes();
  }

  /** The layout that the questions were found by: the start of a correction. */
  get layout(): Layout {
    return this.#workbook.layout();
  }

  /** What was found on every sheet, and which rows were left out and why. */
  get overview(): SheetOverview[] {
    return this.#workbook.overview();
  }

  /** Corrects the layout by the JSON of a layout, sheet by sheet. */
  correct(layout: string): void {
    this.#workbook.correct(layout);
  }

  /** Corrects the layout by remembered corrections; gives the names of the sheets that were known. */
  recall(memory: string): string[] {
    return this.#workbook.recall(memory);
  }

  /** The JSON of `memory` with the corrections in force, for the next version of this workbook. */
  remember(memory?: string): string {
    return this.#workbook.remember(memory);
  }

  /** How well the questions were found, by labels as in NAME.truth.json. */
  measure(truth: string): Measure {
    return this.#workbook.measure(truth);
  }

  /** The matches of all questions, in their order. */
  match(): Match[] {
    return this.#kaito.engine.match(this.#workbook);
  }

  /** Decides for every question what is written and what a person must see; what was approved before comes first. */
  draft(settings: Settings = {}, past?: Past): Draft {
    if (past === undefined) return this.#kaito.engine.draft(this.#workbook, settings);
    return this.#kaito.engine.draftWithMemory(this.#workbook, settings, past.memory, past.terms);
  }

  /** Adds the answers that stand in this completed workbook to a memory. */
  learn(memory: Memory, approval: Approval): Added {
    return this.#kaito.engine.learn(memory, this.#workbook, approval);
  }

  /** Adds all questions with what stands beside them to a memory, to compare another workbook with. */
  learnAll(memory: Memory, approval: Approval): void {
    this.#kaito.engine.learnAll(memory, this.#workbook, approval);
  }

  /** This workbook against the earlier one that `learnAll` read. */
  compare(last: Memory, terms: Terms): Comparison[] {
    return this.#kaito.engine.compare(last, this.#workbook, terms);
  }

  /** What should be looked at before the workbook is sent; `customers` are names that must not stand in it. */
  concerns(draft: Draft, customers: string[] = []): Concern[] {
    return this.#workbook.concerns(draft, customers);
  }

  /** How many things there are to look at, and the `most` weightiest, those that say the same together: quicker than all of a large workbook. */
  concernsBriefly(draft: Draft, customers: string[], most: number): FirstConcerns {
    return this.#workbook.concernsBriefly(draft, customers, most);
  }

  /** Adds the answers that a draft writes to a memory. */
  learnDraft(memory: Memory, draft: Draft, approval: Approval): Added {
    return this.#kaito.engine.learnDraft(memory, this.#workbook, draft, approval);
  }

  /** The decisions of a review file, as its bytes or their text, after the reviewer's verdicts. */
  draftFromReview(json: string | Uint8Array): Draft {
    return this.#core.Draft.fromReview(typeof json === "string" ? new TextEncoder().encode(json) : json);
  }

  /** The decisions that a person settled in the review workbook. */
  draftFromReport(review: Uint8Array): Draft {
    return this.#kaito.engine.draftFromReport(this.#workbook, review);
  }

  /** Decisions that a program changed: their verdicts are carried out. */
  draftFromDecisions(decisions: Decision[]): Draft {
    return this.#core.Draft.fromDecisions(decisions);
  }

  /** Fills a copy of the workbook and proves that nothing else changed. */
  fill(settings: Settings = {}, draft: Draft = this.draft(settings)): FillResult {
    return this.#filled(settings, draft, (filled) => filled.result());
  }

  /** The same, told in numbers: what a large workbook's cells would take to list is spared. */
  fillBriefly(settings: Settings = {}, draft: Draft = this.draft(settings)): BriefResult {
    return this.#filled(settings, draft, (filled) => filled.summary());
  }

  #filled<T>(settings: Settings, draft: Draft, told: (filled: FilledWorkbook) => T): T & { bytes: Uint8Array; tally: Tally } {
    const filled = this.#workbook.fill(draft, settings);
    try {
      return { ...told(filled), bytes: filled.bytes(), tally: draft.tally() };
    } finally {
      filled.free();
    }
  }

  /** The internal review workbook of a draft. */
  report(draft: Draft, source: string, filled?: string): Uint8Array {
    return this.#kaito.engine.report(draft, source, filled);
  }

  /** The review file of a draft; `name` and `bytes` are the customer's file. */
  reviewFile(draft: Draft, name: string, bytes: Uint8Array): string {
    return this.#kaito.engine.reviewFile(draft, name, bytes);
  }

  /** Gives the memory back; the workbook cannot be used any more. */
  close(): void {
    this.#workbook.free();
  }
}
