/** What a batch tells its user: a row a workbook, and the sum. */
import type { Tally } from "../index.js";
import { say } from "../message.js";
import { clock } from "./progress.js";
import type { Outcome } from "./job.js";

const COUNTS = ["questions", "fill", "review", "blank", "kept", "hidden"] as const satisfies (keyof Tally)[];

/** Collects the rows of a batch. */
export class BatchTable {
  readonly #width: number;
  readonly #begun = process.uptime();
  readonly #sum = new Map<keyof Tally, number>(COUNTS.map((name) => [name, 0]));
  #filled = 0;
  #failed = 0;

  constructor(inputs: string[]) {
    this.#width = Math.min(60, Math.max(...inputs.map(columns), 8));
  }

  /** The headings. */
  head(): string {
    const names = [say("質問", "asked"), say("記入", "filled"), say("要確認", "review"), say("空欄", "blank")];
    return this.#row(say("ブック", "workbook"), [...names, say("回答済", "kept"), say("非表示", "hidden")], "");
  }

  /** The row of one workbook. */
  row(outcome: Outcome): string {
    if ("error" in outcome) {
      this.#failed += 1;
      return this.#row(outcome.input, COUNTS.map(() => "-"), say("失敗", "failed"));
    }
    this.#filled += 1;
    for (const name of COUNTS) this.#sum.set(name, (this.#sum.get(name) ?? 0) + outcome.tally[name]);
    const note = "doneBefore" in outcome ? say("前回済み", "done before") : "";
    return this.#row(outcome.input, COUNTS.map((name) => outcome.tally[name]), note);
  }

  /** The sums. */
  total(): string {
    const time = clock(process.uptime() - this.#begun);
    const files = say(
      `${this.#filled} 件を記入、${this.#failed} 件が失敗（${time}）`,
      `${this.#filled} filled, ${this.#failed} failed (${time})`,
    );
    return this.#row(say("合計", "total"), COUNTS.map((name) => this.#sum.get(name) ?? 0), files);
  }

  #row(name: string, counts: (number | string)[], note: string): string {
    const cells = counts.map((text) => padded(String(text), 7));
    const left = name + " ".repeat(Math.max(0, this.#width - columns(name)));
    return `${[left, ...cells].join(" ")}${note === "" ? "" : `  ${note}`}\n`;
  }
}

function padded(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - columns(text))) + text;
}

/** Columns of a terminal that a text takes; East Asian characters take two. */
function columns(text: string): number {
  return [...text].reduce((sum, c) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(c) ? 2 : 1), 0);
}
