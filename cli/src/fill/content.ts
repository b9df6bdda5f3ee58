/** What is told by a file's content: its hash, and the part of a list it falls into. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { count, misuse } from "../options.js";
import type { Input } from "./inputs.js";

/** SHA-256 of a file's content; of its path where it cannot be read, so that the failure is reported once. */
export function contentHash(path: string): string {
  const hash = createHash("sha256");
  try {
    return hash.update(readFileSync(path)).digest("hex");
  } catch {
    return hash.update(path).digest("hex");
  }
}

/** The I-th of N parts of the list, by content: whoever asks and however it is sorted, a file is in one part. */
export function sharded(inputs: Input[], shard: string): Input[] {
  const [part = "", parts = ""] = shard.split("/");
  const [index, total] = [count("fill", "--shard", part), count("fill", "--shard", parts)];
  if (index > total) throw misuse("fill", `--shard は I/N（I ≤ N）です（${shard}）。`, `--shard takes I/N with I ≤ N, not ${shard}`);
  return inputs.filter(({ path }) => Number.parseInt(contentHash(path).slice(0, 12), 16) % total === index - 1);
}
