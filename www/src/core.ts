/** Types of the wasm module, and failures as data. */
import type { Failure } from "../../build/wasm/kaito.js";

export type * from "../../build/wasm/kaito.js";

/** The compiled module, and its bytes as they were loaded. */
export interface Core {
  module: WebAssembly.Module;
  bytes: Promise<ArrayBuffer>;
}

/** Any thrown value as a failure; what the core did not raise on purpose is a defect. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Error && "what" in error && "help" in error) {
    const { code, place, what, help } = error as Error & Failure;
    return { code, place, what, help };
  }
  const found = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").trim();
  return {
    code: INTERNAL,
    place: null,
    what: { ja: `内部エラー: ${found}`, en: `internal error: ${found}` },
    help: {
      ja: "処理をやり直しました。続きから作業できます。繰り返す場合は不具合としてご報告ください。",
      en: "The work was started afresh and you can go on. Please report it if it happens again.",
    },
  };
}

/** Code of a failure after which the instance's memory must not be used again. */
export const INTERNAL = "internal";

/** Code of a call that the user cancelled. */
export const CANCELLED = "cancelled";

/** A failure that can be thrown. */
export class Problem extends Error implements Failure {
  readonly code: string;
  readonly place: string | null;
  readonly what: Failure["what"];
  readonly help: Failure["help"];

  constructor({ code, place, what, help }: Failure) {
    super(what.en);
    this.code = code;
    this.place = place;
    this.what = what;
    this.help = help;
  }
}
