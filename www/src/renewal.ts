/** Drafts files anew in the background when more is known than when they were opened: the encoder, another library. */
import type { Bridge } from "./bridge.js";
import { CANCELLED, failureOf, type Failure } from "./core.js";
import type { OpenFile } from "./open-file.svelte.js";
import { itemsOf } from "./standing.js";
import type { Drafted } from "./worker.js";

export class Renewal {
  readonly #bridge: Bridge;
  readonly #files: () => readonly OpenFile[];
  /** Hears of a defect, after which meaning is not to be used again. */
  readonly #failed: (failure: Failure) => void;
  #running = false;

  constructor(bridge: Bridge, files: () => readonly OpenFile[], failed: (failure: Failure) => void) {
    this.#bridge = bridge;
    this.#files = files;
    this.#failed = failed;
  }

  /** Drafts all files anew that are marked as stale, one after another. */
  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    let next: OpenFile | undefined;
    while ((next = this.#files().find(({ state, stale }) => state === "open" && stale)) !== undefined) {
      await this.#draft(next);
    }
    this.#running = false;
  }

  async #draft(file: OpenFile): Promise<void> {
    const round = file.beginRenewal();
    const all: Drafted = { decisions: [], waiting: [], ranking: "lexical" };
    try {
      while (all.decisions.length < file.drafted.length) {
        const part = await this.#bridge.about("draft", file.id, all.decisions.length);
        // Stopped, removed, or opened with another layout meanwhile.
        if (!file.renews(round)) return;
        all.decisions.push(...part.decisions);
        all.waiting.push(...part.waiting);
        all.ranking = part.ranking;
        file.renewing = all.decisions.length / file.drafted.length;
      }
      file.renew(itemsOf({ questions: file.drafted.map(({ question }) => question), ...all }), all.ranking);
    } catch (error) {
      const failure = failureOf(error);
      // Another file's opening was cancelled, and the worker with it: once more.
      if (failure.code === CANCELLED) return;
      file.stopRenewal();
      this.#failed(failure);
    }
  }
}
