/** The semantic encoder on the page: loaded when everything else is there, because the page works without it. */
import type { Bridge } from "./bridge.js";
import { failureOf, type Failure } from "./core.js";
import { encoderBytes } from "./host.js";

/** Whether questions are matched by meaning too: not in this build, not yet, yes, or not because of a failure. */
export type MeaningState = "absent" | "loading" | "ready" | "failed";

export class Meaning {
  state = $state<MeaningState>("loading");
  /** Share of the encoder that is loaded, 0 to 1. */
  share = $state(0);
  failure = $state.raw<Failure>();

  /** Loads the encoder and hands it to the worker; a failure is told, and everything goes on by words. */
  async load(bridge: Bridge): Promise<void> {
    this.state = "loading";
    this.failure = undefined;
    try {
      const bytes = await encoderBytes((share) => (this.share = share));
      if (bytes !== undefined) await bridge.understand(bytes);
      this.state = bytes === undefined ? "absent" : "ready";
    } catch (error) {
      this.fail(failureOf(error));
    }
  }

  fail(failure: Failure): void {
    this.failure = failure;
    this.state = "failed";
  }
}
