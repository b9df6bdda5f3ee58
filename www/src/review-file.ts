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

/** What a chosen file is to be read as. */
export function kindOf(name: string, bytes: Uint8Array): "workbook" | "review" | "library" {
  if (!/\.json$/i.test(name) && bytes[0] !== "{".charCodeAt(0)) return "workbook";
  try {
    const content = JSON.parse(new TextDecoder().decode(bytes)) as object;
    return "criteria" in content || "rows" in content ? "library" : "review";
  } catch {
    // What is wrong with it the core tells better.
    return "review";
  }
}

/** Reads a review file; a rejection tells what is wrong with it. */
export async function readReview(bridge: Bridge, bytes: Uint8Array): Promise<ReviewFile> {
  const json = new TextDecoder().decode(bytes);
  const { decisions, waiting } = await bridge.call("review", json);
  const open = new Set(waiting);
  const { workbook } = JSON.parse(json) as { workbook: string };
  return { workbook, decisions: decisions.map((decision, index) => ({ index, decision, waiting: open.has(index) })) };
}
