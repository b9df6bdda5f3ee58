/** Work that a click starts, and what went wrong with it. */
import { failureOf, type Failure } from "./core.js";

export class Attempt {
  /** Whether work that takes a while runs. */
  busy = $state(false);
  failure = $state.raw<Failure>();

  /** Does `work`, which is told while it runs, unless some is being done. */
  async run(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    await this.at(work);
    this.busy = false;
  }

  /** Does `work`, which is done at once. */
  async at(work: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    try {
      await work();
    } catch (error) {
      this.failure = failureOf(error);
    }
  }
}
