/** The worker: one engine and the open workbooks. It translates calls and knows nothing of the page. */
import { Draft, Engine, initSync, sample, sampleName, Workbook } from "../../build/wasm/kaito.js";
import type { CriterionCard, Decision, Failure, Filled, Opinion, Provenance, Question, Reviewed } from "./core.js";
import { failureOf } from "./core.js";

/** The first message to a worker: the compiled module, so that a fresh worker need not load it again. */
export interface Start {
  module: WebAssembly.Module;
}

/** A call; `id` comes back with its answer. */
export interface Call {
  id: number;
  name: keyof Calls;
  args: unknown[];
}

/** What a worker says: an answer to a call, or that its own page loaded something. */
export type Said = { id: number; value: unknown } | { id: number; failed: Failure } | { requested: string };

/** A workbook as it was opened. */
export interface Opened {
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
  name: string;
  bytes: Uint8Array;
  workbook: Workbook;
}

const scope = self as unknown as DedicatedWorkerGlobalScope;
const held = new Map<string, Held>();
let engine: Engine | undefined;

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
function withDraft<T>(decisions: Decision[], work: (draft: Draft) => T): T {
  const draft = Draft.fromDecisions(decisions);
  try {
    return work(draft);
  } finally {
    draft.free();
  }
}

const calls = {
  source: (): Provenance => core().source(),

  criteria: (): CriterionCard[] => core().criteria(),

  sample: () => ({ name: sampleName(), bytes: sample() as Uint8Array<ArrayBuffer> }),

  open(file: string, name: string, bytes: Uint8Array): Opened {
    const opened = hold(file, name, bytes);
    const draft = core().draft(opened, {});
    try {
      return { questions: opened.questions(), decisions: draft.decisions(), waiting: [...draft.waiting()] };
    } finally {
      draft.free();
    }
  },

  /** Opens a workbook again whose questions the page knows already. */
  reopen(file: string, name: string, bytes: Uint8Array): void {
    hold(file, name, bytes);
  },

  decide: (file: string, index: number, decision: Decision, opinion: Opinion): Reviewed =>
    core().decide(workbook(file).workbook, index, decision, opinion),

  fill(file: string, decisions: Decision[]): Written {
    const { name, workbook: original } = workbook(file);
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

  report(file: string, decisions: Decision[]): Uint8Array<ArrayBuffer> {
    const { name } = workbook(file);
    return withDraft(decisions, (draft) => core().report(draft, name, name) as Uint8Array<ArrayBuffer>);
  },

  reviewFile(file: string, decisions: Decision[]): string {
    const { name, bytes } = workbook(file);
    return withDraft(decisions, (draft) => core().reviewFile(draft, name, bytes));
  },

  close(file: string): void {
    held.get(file)?.workbook.free();
    held.delete(file);
  },
};

/** The calls that a worker answers. */
export type Calls = typeof calls;

function hold(file: string, name: string, bytes: Uint8Array): Workbook {
  calls.close(file);
  const opened = new Workbook(bytes, name);
  held.set(file, { name, bytes, workbook: opened });
  return opened;
}

function answer({ id, name, args }: Call): Said {
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
    new PerformanceObserver((list) => {
      for (const { name } of list.getEntries()) scope.postMessage({ requested: name } satisfies Said);
    }).observe({ type: "resource" });
    return;
  }
  scope.postMessage(answer(data));
};
