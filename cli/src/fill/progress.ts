/** The line that tells a person at a terminal how far a batch is. */
import { progress, progressDone } from "../main.js";

/** Counts finished workbooks; rate and remaining time follow from the time since the first began. */
export class Progress {
  readonly #all: number;
  readonly #begun = process.uptime();
  #done = 0;

  constructor(all: number) {
    this.#all = all;
  }

  /** One more is finished. */
  step(): void {
    this.#done += 1;
  }

  /** Shows the line, unless there is nothing left to do. */
  show(): void {
    if (this.#done >= this.#all) return;
    const seconds = process.uptime() - this.#begun;
    const rate = this.#done / seconds;
    const [left, speed] = this.#done === 0 ? ["", ""] : [clock((this.#all - this.#done) / rate), rate.toFixed(1)];
    const counts = `${this.#done}/${this.#all}`;
    if (left === "") progress(`${counts} 件`, counts);
    else progress(`${counts} 件、毎秒 ${speed} 件、残り ${left}`, `${counts}, ${speed} a second, ${left} left`);
  }

  /** Takes the line away. */
  clear(): void {
    progressDone();
  }
}

/** Seconds as minutes and seconds. */
export function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
