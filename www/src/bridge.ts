/**
 * The one way from the page to the core: typed calls to a worker.
 *
 * A worker can be lost (cancelled, or stopped by a defect): then all waiting calls fail, a fresh worker starts, and the
 * workbooks that it needs are opened there again from the bytes that are kept here.
 */
import { CANCELLED, failureOf, INTERNAL, Problem, type Core, type Failure } from "./core.js";
import { BUILT_IN, type Sources } from "./sources.js";
// Inline, so that a fresh one needs no request and keeps to the page's own content security policy: a worker from a
// file would have none.
import InlineWorker from "./worker.ts?worker&inline";
import type { Call, Calls, Equipment, Opened, Said, Source, Start } from "./worker.js";

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (failure: Problem) => void;
  progress: Progress | undefined;
}

/** Hears how much of a long call is done, 0 to 1. */
export type Progress = (share: number) => void;

interface Kept {
  source: Source;
  /** Whether the worker of now has it. */
  open: boolean;
}

/** The calls about a workbook that is open. */
type About =
  | "decide"
  | "draft"
  | "match"
  | "concerns"
  | "fill"
  | "report"
  | "reviewFile"
  | "layout"
  | "learn"
  | "remember"
  | "rows"
  | "sheets";

export class Bridge {
  /** SHA-256 of the core as it was loaded, in hexadecimal; none where the browser does not compute one. */
  readonly sha256: Promise<string | undefined>;
  readonly #module: WebAssembly.Module;
  readonly #requested: (name: string) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #kept = new Map<string, Kept>();
  #worker: Worker;
  #last = 0;
  /** What a fresh worker gets. */
  readonly #equipment: Equipment = { memory: undefined, sources: BUILT_IN, encoder: undefined };

  private constructor({ module, bytes }: Core, requested: (name: string) => void, worker: Worker) {
    this.sha256 = bytes.then(digest);
    this.#module = module;
    this.#requested = requested;
    this.#worker = this.#start(worker);
  }

  /** Starts a worker while the module is being loaded; `requested` hears of everything that a worker requests after its start. */
  static async load(core: Promise<Core>, requested: (name: string) => void): Promise<Bridge> {
    const worker = new InlineWorker();
    return new Bridge(await core, requested, worker);
  }

  /** Calls the worker; a rejection is always a {@link Problem}. */
  call<Name extends keyof Calls>(name: Name, ...args: Parameters<Calls[Name]>): Promise<ReturnType<Calls[Name]>> {
    return this.#post(name, args) as Promise<ReturnType<Calls[Name]>>;
  }

  /** Opens a workbook and keeps its bytes for a worker that comes later. */
  async open(file: string, source: Source, progress: Progress): Promise<Opened> {
    // A workbook without questions stays open as well: its layout may be corrected.
    this.#kept.set(file, { source, open: true });
    return (await this.#post("open", [file, source], progress)) as Opened;
  }

  /** A call about a workbook, which is opened again where its worker was lost. */
  async about<Name extends About>(name: Name, ...args: Parameters<Calls[Name]>): Promise<ReturnType<Calls[Name]>> {
    const kept = this.#kept.get(args[0]);
    if (kept !== undefined && !kept.open) {
      kept.open = true;
      await this.call("reopen", args[0], kept.source);
    }
    return this.call(name, ...args);
  }

  /** Drafts with these approved answers from now on (a memory file), or with none. Gives their number. */
  async remember(lines: string | undefined): Promise<number> {
    const size = await this.call("memory", lines);
    this.#equipment.memory = lines;
    return size;
  }

  /** Answers from these libraries from now on; tells of each whether it can be used. */
  async use(sources: Sources): Promise<ReturnType<Calls["use"]>> {
    const told = await this.call("use", sources);
    this.#equipment.sources = sources;
    return told;
  }

  /** Goes by meaning too from now on. */
  async understand(encoder: Uint8Array): Promise<void> {
    await this.call("understand", encoder);
    this.#equipment.encoder = encoder;
  }

  /** Goes by words alone again. */
  forgetMeaning(): void {
    this.#equipment.encoder = undefined;
  }

  /** Keeps what the worker has learned for a worker that comes later. */
  async learned(call: Promise<{ lines: string; size: number }>): Promise<{ lines: string; size: number }> {
    const kept = await call;
    this.#equipment.memory = kept.lines;
    return kept;
  }

  /** Forgets a workbook. */
  async close(file: string): Promise<void> {
    this.#kept.delete(file);
    await this.call("close", file);
  }

  /** Stops whatever the worker does; all waiting calls fail as cancelled. */
  cancel(): void {
    this.#restart({
      code: CANCELLED,
      place: null,
      what: { ja: "中止しました。", en: "cancelled" },
      help: { ja: "もう一度操作するとやり直せます。", en: "Do it again to start over." },
    });
  }

  #post(name: keyof Calls, args: unknown[], progress?: Progress): Promise<unknown> {
    this.#last += 1;
    const call: Call = { id: this.#last, name, args };
    return new Promise((resolve, reject) => {
      this.#waiting.set(call.id, { resolve, reject, progress });
      this.#worker.postMessage(call);
    });
  }

  #start(worker: Worker): Worker {
    worker.onmessage = ({ data }: MessageEvent<Said>) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#restart(failureOf(new Error(event.message)));
    };
    worker.postMessage({ module: this.#module, ...this.#equipment } satisfies Start);
    return worker;
  }

  #hear(said: Said): void {
    if ("requested" in said) {
      this.#requested(said.requested);
      return;
    }
    const waiting = this.#waiting.get(said.id);
    if ("progress" in said) {
      waiting?.progress?.(said.progress);
      return;
    }
    this.#waiting.delete(said.id);
    if ("value" in said) {
      waiting?.resolve(said.value);
      return;
    }
    waiting?.reject(new Problem(said.failed));
    if (said.failed.code === INTERNAL) this.#restart(said.failed);
  }

  #restart(failure: Failure): void {
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new Problem(failure));
    this.#waiting.clear();
    for (const kept of this.#kept.values()) kept.open = false;
    this.#worker = this.#start(new InlineWorker());
  }
}

async function digest(bytes: ArrayBuffer): Promise<string | undefined> {
  // Only secure contexts (https, localhost, file:) have it.
  const hash = await (crypto.subtle as SubtleCrypto | undefined)?.digest("SHA-256", bytes);
  return hash && [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
