/** Review files that a colleague handed over. */
import type { Bridge } from "./bridge.js";
import type { KeptItem } from "./store.js";

/** A review file and the workbook that it is about. */
export interface ReviewFile {
  /** File name of the workbook. */
  workbook: string;
  /** The decisions, one a question. */
  decisions: readonly KeptItem[];
}

/** Whether a chosen file is to be read as a review file. */
export function isReview(name: string, bytes: Uint8Array): boolean {
  return /\.json$/i.test(name) || bytes[0] === "{".charCodeAt(0);
}

/** Reads a review file; a rejection tells what is wrong with it. */
export async function readReview(bridge: Bridge, bytes: Uint8Array): Promise<ReviewFile> {
  const json = new TextDecoder().decode(bytes);
  const { decisions, waiting } = await bridge.call("review", json);
  const open = new Set(waiting);
  const { workbook } = JSON.parse(json) as { workbook: string };
  return { workbook, decisions: decisions.map((decision, index) => ({ index, decision, waiting: open.has(index) })) };
}
