/** The worker: the engines and the open workbooks. It translates calls and knows nothing of the page. */
import { companyForm, Draft, initSync, Memory, sample, sampleName, Workbook, type Engine } from "../../build/wasm/kaito.js";
import type {
  Concern,
  CriterionCard,
  Decision,
  Failure,
  Filled,
  GridRow,
  Layout,
  Match,
  Opinion,
  Provenance,
  Question,
  Reviewed,
  SheetCard,
} from "./core.js";
import { failureOf } from "./core.js";
import { Engines, libraryOf, today } from "./engines.js";
import { type LibraryCard, type RefusedLibrary, type Sources } from "./sources.js";

/** What a worker answers from; a fresh one gets it with its start. */
export interface Equipment {
  /** The approved answers that are kept, as a memory file; none where none are. */
  memory: string | undefined;
  sources: Sources;
  /** The semantic encoder; none where matching goes by words alone. */
  encoder: Uint8Array | undefined;
}

/** The first message to a worker: the compiled module, so that a fresh worker need not load it again. */
export interface Start extends Equipment {
  module: WebAssembly.Module;
}

/** A call; `id` comes back with its answer. */
export interface Call {
  id: number;
  name: keyof Calls;
  args: unknown[];
}

/** What a worker says: an answer to a call, how far a call is (0 to 1), or that it requested something. */
export type Said =
  | { id: number; value: unknown }
  | { id: number; failed: Failure }
  | { id: number; progress: number }
  | { requested: string };

/** A customer's file. */
export interface Source {
  name: string;
  bytes: Uint8Array;
  /** Corrections of layouts that were made for earlier workbooks. */
  layouts?: string;
  /** The correction of this workbook's own layout, as JSON. */
  layout?: string;
  password?: string;
}

/** Drafted decisions of consecutive questions. */
export interface Drafted {
  decisions: Decision[];
  /** Indices of the questions that a person should look at. */
  waiting: number[];
  /** What they were matched by. */
  ranking: Ranking;
}

/** Words alone, or meaning too. */
export type Ranking = "lexical" | "semantic";

/** A workbook as it was opened: drafted by words, which is fast. */
export interface Opened extends Drafted {
  /** Sheets whose layout was corrected as it was for an earlier workbook. */
  recalled: string[];
  questions: Question[];
  /** Whether a draft by meaning may follow. */
  preliminary: boolean;
}

/** A filled workbook. */
export interface Written extends Filled {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

interface Held {
  source: Source;
  workbook: Workbook;
  /** Number of questions. */
  count: number;
}

/** Questions that are drafted at once by words, and by meaning: one may have the meaning of many earlier ones computed. */
const PART = { lexical: 8, semantic: 1 };
/** Milliseconds of drafting between two reports of progress, or two parts of a draft in the background. */
const SLICE = 60;

const scope = self as unknown as DedicatedWorkerGlobalScope;
const held = new Map<string, Held>();
const engines = new Engines();
let memory: Memory | undefined;

function workbook(file: string): Held {
  const found = held.get(file);
  if (found === undefined) throw new Error(`${file} is not open`);
  return found;
}

/** Hands a draft to `work` and frees it afterwards. */
function withFreed<T>(draft: Draft, work: (draft: Draft) => T): T {
  try {
    return work(draft);
  } finally {
    draft.free();
  }
}

function withDraft<T>(decisions: Decision[], work: (draft: Draft) => T): T {
  return withFreed(Draft.fromDecisions(decisions), work);
}

/** Drafts the questions of a workbook from the one at `first` on, for about a slice of time. */
function draftSlice(engine: Engine, opened: Workbook, first: number, count: number): Drafted {
  const drafted: Drafted = { decisions: [], waiting: [], ranking: engine.ranking() as Ranking };
  const end = performance.now() + SLICE;
  do {
    const at = first + drafted.decisions.length;
    withFreed(engine.draftPart(opened, {}, memoryInUse(), { today: today() }, at, PART[drafted.ranking]), (draft) => {
      for (const index of draft.waiting()) drafted.waiting.push(at + index);
      drafted.decisions.push(...draft.decisions());
    });
  } while (first + drafted.decisions.length < count && performance.now() < end);
  return drafted;
}

/** A memory of `lines`; anything else is refused before the one in use is given up. */
function useMemory(lines: string | undefined): void {
  const next = lines === undefined ? undefined : new Memory(lines);
  memory?.free();
  memory = next;
}

const calls = {
  source: (): Provenance => engines.best.source(),

  criteria: (): CriterionCard[] => engines.best.criteria(),

  sample: () => ({ name: sampleName(), bytes: sample() as Uint8Array<ArrayBuffer> }),

  /** Answers from these libraries from now on. */
  use: (sources: Sources): (LibraryCard | RefusedLibrary)[] => engines.use(sources),

  /** The JSON of a library file, of a filled form or of a published standard's text. */
  library: (name: string, bytes: Uint8Array): string => libraryOf(name, bytes),

  /** The empty form of a company's library. */
  form: () => companyForm() as Uint8Array<ArrayBuffer>,

  /** Goes by meaning too from now on. */
  understand: (encoder: Uint8Array): void => engines.understand(encoder),

  open(file: string, source: Source): Opened {
    const { workbook: opened, recalled, questions } = hold(file, source);
    const all = draftSlice(engines.words, opened, 0, questions.length);
    while (all.decisions.length < questions.length) {
      tell(all.decisions.length / questions.length);
      const { decisions, waiting } = draftSlice(engines.words, opened, all.decisions.length, questions.length);
      all.decisions.push(...decisions);
      all.waiting.push(...waiting);
    }
    return { recalled, questions, ...all, preliminary: engines.understands };
  },

  /** Some decisions by all that is known, from the question at `first` on. */
  draft(file: string, first: number): Drafted {
    const { workbook: opened, count } = workbook(file);
    return draftSlice(engines.best, opened, first, count);
  },

  /** Opens a workbook again whose questions the page knows already. */
  reopen(file: string, source: Source): void {
    hold(file, source);
  },

  /** The reasons of a question's match with the spans of the question that they rest on. */
  match: (file: string, index: number): Match[] => engines.best.matchOne(workbook(file).workbook, index),

  layout: (file: string): Layout => workbook(file).workbook.layout(),

  /** The remembered layouts with the correction of this workbook's own. */
  remember: (file: string, layouts: string | undefined): string => workbook(file).workbook.remember(layouts),

  sheets: (file: string): SheetCard[] => workbook(file).workbook.sheets(),

  rows: (file: string, sheet: string, first: number, last: number): GridRow[] =>
    workbook(file).workbook.rows(sheet, first, last),

  /** The decisions of a review file as it was settled, with the indices of those that wait. */
  review(json: string): { decisions: Decision[]; waiting: number[] } {
    return withFreed(Draft.fromReview(new TextEncoder().encode(json)), (draft) => ({
      decisions: draft.decisions(),
      waiting: [...draft.waiting()],
    }));
  },

  decide: (file: string, index: number, decision: Decision, opinion: Opinion): Reviewed =>
    engines.best.decide(workbook(file).workbook, index, decision, opinion),

  fill(file: string, decisions: Decision[]): Written {
    const {
      source: { name },
      workbook: original,
    } = workbook(file);
    return withDraft(decisions, (draft) => {
      const filled = original.fill(draft, {});
      try {
        const result = filled.result();
        // Only a workbook that was edited in place has a proof; a converted one has become .xlsx.
        const own = result.proof === null ? name.replace(/\.\w+$/, ".xlsx") : name;
        return { ...result, name: own, bytes: filled.bytes() as Uint8Array<ArrayBuffer> };
      } finally {
        filled.free();
      }
    });
  },

  /** What stands out in what `decisions` write, before it is sent. */
  concerns: (file: string, decisions: Decision[]): Concern[] =>
    withDraft(decisions, (draft) => workbook(file).workbook.concerns(draft, memory?.customers() ?? [])),

  report(file: string, decisions: Decision[]): Uint8Array<ArrayBuffer> {
    const { name } = workbook(file).source;
    return withDraft(decisions, (draft) => engines.best.report(draft, name, name) as Uint8Array<ArrayBuffer>);
  },

  reviewFile(file: string, decisions: Decision[]): string {
    const { name, bytes } = workbook(file).source;
    return withDraft(decisions, (draft) => engines.best.reviewFile(draft, name, bytes));
  },

  /** Keeps approved answers from now on, those of a memory file first; without one, forgets them. Gives their number. */
  memory(lines: string | undefined): number {
    useMemory(lines);
    return memory?.size ?? 0;
  },

  /** The memory file with the answers that `decisions` write as well. */
  learn(file: string, decisions: Decision[]): { lines: string; size: number } {
    const kept = memoryInUse();
    const { source, workbook: original } = workbook(file);
    const approval = { file: source.name, date: today(), reviewed: true };
    withDraft(decisions, (draft) => engines.best.learnDraft(kept, original, draft, approval));
    return { lines: kept.export(), size: kept.size };
  },

  /** The memory file with the answers of another one as well. */
  mergeMemory(lines: string): { lines: string; size: number } {
    const kept = memoryInUse();
    const other = new Memory(lines);
    try {
      kept.merge(other);
    } finally {
      other.free();
    }
    return { lines: kept.export(), size: kept.size };
  },

  close(file: string): void {
    held.get(file)?.workbook.free();
    held.delete(file);
  },
};

/** The calls that a worker answers. */
export type Calls = typeof calls;

function memoryInUse(): Memory {
  memory ??= new Memory();
  return memory;
}

function hold(file: string, source: Source): { workbook: Workbook; recalled: string[]; questions: Question[] } {
  calls.close(file);
  const opened = new Workbook(source.bytes, source.name, undefined, source.password);
  const own: Held = { source, workbook: opened, count: 0 };
  held.set(file, own);
  const recalled = source.layouts === undefined ? [] : opened.recall(source.layouts);
  if (source.layout !== undefined) opened.correct(source.layout);
  const questions = opened.questions();
  own.count = questions.length;
  return { workbook: opened, recalled, questions };
}

/** The call that is being answered. */
let current = 0;

function tell(progress: number): void {
  scope.postMessage({ id: current, progress } satisfies Said);
}

function answer({ id, name, args }: Call): Said {
  current = id;
  try {
    const call = calls[name] as (...args: unknown[]) => unknown;
    return { id, value: call(...args) };
  } catch (error) {
    return { id, failed: failureOf(error) };
  }
}

scope.onmessage = ({ data }: MessageEvent<Start | Call>) => {
  if ("module" in data) {
    initSync({ module: data.module });
    useMemory(data.memory);
    engines.resume(data.sources, data.encoder);
    new PerformanceObserver((list) => {
      for (const { name } of list.getEntries()) scope.postMessage({ requested: name } satisfies Said);
    }).observe({ type: "resource" });
    return;
  }
  scope.postMessage(answer(data));
};
