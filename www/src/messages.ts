/** What the page and its worker tell each other. */
import type { Failure, Tally, Text } from "../../build/wasm/kaito.js";

/** A workbook to fill; its bytes are handed over. */
export interface Fill {
  name: string;
  bytes: ArrayBuffer;
}

/** A question that a person should look at. */
export interface Open {
  place: string;
  question: string;
  proposal: string | null;
}

/** The filled workbook. */
export interface Filled {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  tally: Tally;
  notes: Text[];
  open: Open[];
}

/** The worker's answer. */
export type Answer = { filled: Filled } | { failed: Failure };
