/**
 * The one way from the page to the core: typed calls to a worker.
 *
 * A worker can be lost (cancelled, or stopped by a defect): then all waiting calls fail, a fresh worker starts, and the
 * workbooks that it needs are opened there again from the bytes that are kept here.
 */
import wasm from "../../build/wasm/kaito_bg.wasm?url";
import { CANCELLED, failureOf, INTERNAL, Problem, type Failure } from "./core.js";
import type { Call, Calls, Said, Start } from "./worker.js";

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (failure: Problem) => void;
}

interface Kept {
  name: string;
  bytes: Uint8Array;
  /** Whether the worker of now has it. */
  open: boolean;
}

export class Bridge {
  readonly #module: WebAssembly.Module;
  readonly #requested: (name: string) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #kept = new Map<string, Kept>();
  #worker: Worker;
  #last = 0;

  private constructor(module: WebAssembly.Module, requested: (name: string) => void) {
    this.#module = module;
    this.#requested = requested;
    this.#worker = this.#start();
  }

  /** Loads the module; `requested` hears of everything that a worker requests after its start. */
  static async load(requested: (name: string) => void): Promise<Bridge> {
    const response = await fetch(wasm);
    if (!response.ok) throw new Error(`${wasm}: ${response.status}`);
    return new Bridge(await WebAssembly.compile(await response.arrayBuffer()), requested);
  }

  /** Calls the worker; a rejection is always a {@link Problem}. */
  call<Name extends keyof Calls>(name: Name, ...args: Parameters<Calls[Name]>): Promise<ReturnType<Calls[Name]>> {
    return this.#post(name, args) as Promise<ReturnType<Calls[Name]>>;
  }

  /** Opens a workbook and keeps its bytes for a worker that comes later. */
  async open(file: string, name: string, bytes: Uint8Array): Promise<ReturnType<Calls["open"]>> {
    const opened = await this.call("open", file, name, bytes);
    this.#kept.set(file, { name, bytes, open: true });
    return opened;
  }

  /** A call about a workbook, which is opened again where its worker was lost. */
  async about<Name extends "decide" | "fill" | "report" | "reviewFile">(
    name: Name,
    ...args: Parameters<Calls[Name]>
  ): Promise<ReturnType<Calls[Name]>> {
    const kept = this.#kept.get(args[0]);
    if (kept !== undefined && !kept.open) {
      kept.open = true;
      await this.call("reopen", args[0], kept.name, kept.bytes);
    }
    return this.call(name, ...args);
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
      help: { ja: "もう一度ファイルを選ぶとやり直せます。", en: "Choose the file again to start over." },
    });
  }

  #post(name: keyof Calls, args: unknown[]): Promise<unknown> {
    this.#last += 1;
    const call: Call = { id: this.#last, name, args };
    return new Promise((resolve, reject) => {
      this.#waiting.set(call.id, { resolve, reject });
      this.#worker.postMessage(call);
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Said>) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#restart(failureOf(new Error(event.message)));
    };
    worker.postMessage({ module: this.#module } satisfies Start);
    return worker;
  }

  #hear(said: Said): void {
    if ("requested" in said) {
      this.#requested(said.requested);
      return;
    }
    const waiting = this.#waiting.get(said.id);
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
    this.#worker = this.#start();
  }
}
