/** The worker: one engine and the open workbooks. It translates calls and knows nothing of the page. */
import { Draft, Engine, initSync, Memory, sample, sampleName, Workbook } from "../../build/wasm/kaito.js";
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
  Query,
  Question,
  Reviewed,
  SheetCard,
} from "./core.js";
import { failureOf } from "./core.js";

/** The first message to a worker: the compiled module, so that a fresh worker need not load it again. */
export interface Start {
  module: WebAssembly.Module;
  /** The approved answers that are kept, as a memory file; none where none are. */
  memory: string | undefined;
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

/** A workbook as it was opened. */
export interface Opened {
  /** Sheets whose layout was corrected as it was for an earlier workbook. */
  recalled: string[];
  questions: Question[];
  decisions: Decision[];
  /** Indices of the questions that a person should look at. */
  waiting: number[];
}

/** A filled workbook. */
export interface Written extends Filled {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

interface Held {
  source: Source;
  workbook: Workbook;
}

/** Questions that are drafted at once between two reports of progress. */
const PART = 500;

const scope = self as unknown as DedicatedWorkerGlobalScope;
const held = new Map<string, Held>();
let engine: Engine | undefined;
let memory: Memory | undefined;

function core(): Engine {
  engine ??= new Engine();
  return engine;
}

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

/** The day of now, ISO 8601. */
function today(): string {
  return new Date().toLocaleDateString("sv-SE");
}

/** A memory of `lines`; anything else is refused before the one in use is given up. */
function useMemory(lines: string | undefined): void {
  const next = lines === undefined ? undefined : new Memory(lines);
  memory?.free();
  memory = next;
}

const calls = {
  source: (): Provenance => core().source(),

  criteria: (): CriterionCard[] => core().criteria(),

  sample: () => ({ name: sampleName(), bytes: sample() as Uint8Array<ArrayBuffer> }),

  open(file: string, source: Source): Opened {
    const { workbook: opened, recalled } = hold(file, source);
    const questions = opened.questions();
    const decisions: Decision[] = [];
    const waiting: number[] = [];
    if (memory !== undefined && memory.size > 0) {
      return withFreed(core().draftWithMemory(opened, {}, memory, { today: today() }), (draft) => ({
        recalled,
        questions,
        decisions: draft.decisions(),
        waiting: [...draft.waiting()],
      }));
    }
    for (let first = 0; first === 0 || first < questions.length; first += PART) {
      withFreed(core().draftPart(opened, {}, first, PART), (draft) => {
        for (const index of draft.waiting()) waiting.push(first + index);
        decisions.push(...draft.decisions());
      });
      tell(decisions.length / questions.length);
    }
    return { recalled, questions, decisions, waiting };
  },

  /** Opens a workbook again whose questions the page knows already. */
  reopen(file: string, source: Source): void {
    hold(file, source);
  },

  /** The reasons of a match with the spans of the question that they rest on. */
  rank: (query: Query): Match[] => core().rank([query]),

  layout: (file: string): Layout => workbook(file).workbook.layout(),

  /** The remembered layouts with the correction of this workbook's own. */
  remember: (file: string, layouts: string | undefined): string => workbook(file).workbook.remember(layouts),

  sheets: (file: string): SheetCard[] => workbook(file).workbook.sheets(),

  rows: (file: string, sheet: string, first: number, last: number): GridRow[] =>
    workbook(file).workbook.rows(sheet, first, last),

  /** The decisions of a review file as it was settled, with the indices of those that wait. */
  review(json: string): { decisions: Decision[]; waiting: number[] } {
    return withFreed(Draft.fromReview(json), (draft) => ({
      decisions: draft.decisions(),
      waiting: [...draft.waiting()],
    }));
  },

  decide: (file: string, index: number, decision: Decision, opinion: Opinion): Reviewed =>
    core().decide(workbook(file).workbook, index, decision, opinion),

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
    return withDraft(decisions, (draft) => core().report(draft, name, name) as Uint8Array<ArrayBuffer>);
  },

  reviewFile(file: string, decisions: Decision[]): string {
    const { name, bytes } = workbook(file).source;
    return withDraft(decisions, (draft) => core().reviewFile(draft, name, bytes));
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
    withDraft(decisions, (draft) => core().learnDraft(kept, original, draft, approval));
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

function hold(file: string, source: Source): Held & { recalled: string[] } {
  calls.close(file);
  const opened = new Workbook(source.bytes, source.name, undefined, source.password);
  const own = { source, workbook: opened };
  held.set(file, own);
  const recalled = source.layouts === undefined ? [] : opened.recall(source.layouts);
  if (source.layout !== undefined) opened.correct(source.layout);
  return { ...own, recalled };
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
    new PerformanceObserver((list) => {
      for (const { name } of list.getEntries()) scope.postMessage({ requested: name } satisfies Said);
    }).observe({ type: "resource" });
    return;
  }
  scope.postMessage(answer(data));
};
