/** Work that a click starts and that takes a while: one at a time, told while it runs, and what went wrong with it. */
import { failureOf, type Failure } from "./core.js";

export class Attempt {
  /** Whether it runs. */
  busy = $state(false);
  failure = $state.raw<Failure>();

  /** Does `work`, unless some is being done. */
  async run(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = undefined;
    try {
      await work();
    } catch (error) {
      this.failure = failureOf(error);
    }
    this.busy = false;
  }
}
