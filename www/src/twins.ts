/** Identical questions, within a file and across files. */
import { allowed } from "./cells.js";
import type { Opinion, Role } from "./core.js";
import type { OpenFile } from "./open-file.svelte.js";
import type { Item } from "./standing.js";

/** A question and the file that it stands in. */
export interface Twin {
  file: OpenFile;
  index: number;
}

/** What identical questions have in common: their text but for spaces, width and case, and their criterion number. */
function keyOf({ decision }: Item): string {
  const number = decision.number === null ? "" : spaceless(decision.number);
  return `${spaceless(decision.question)}\n${number}`;
}

function spaceless(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

/** All groups of identical questions that wait for an answer, by question. */
export class Twins {
  readonly #groups = new Map<string, Twin[]>();

  constructor(files: readonly OpenFile[]) {
    for (const file of files) {
      for (const item of file.drafted) {
        if (item.question.state !== "open") continue;
        const key = keyOf(item);
        const group = this.#groups.get(key);
        if (group === undefined) this.#groups.set(key, [{ file, index: item.index }]);
        else group.push({ file, index: item.index });
      }
    }
  }

  /** The other questions that are identical to `item` of `file`. */
  of(file: OpenFile, item: Item): Twin[] {
    if (item.question.state !== "open") return [];
    const group = this.#groups.get(keyOf(item)) ?? [];
    return group.filter((twin) => twin.file !== file || twin.index !== item.index);
  }

  /** The questions of `file` to which identical ones are answered otherwise. */
  conflicts(file: OpenFile): Set<number> {
    const found = new Set<number>();
    for (const group of this.#groups.values()) {
      if (group.length < 2) continue;
      const answers = new Set(group.map(({ file, index }) => answerOf(file.items[index])));
      answers.delete("");
      if (answers.size < 2) continue;
      for (const twin of group) if (twin.file === file) found.add(twin.index);
    }
    return found;
  }
}

/** What is written beside a question, without its place. */
function answerOf(item: Item | undefined): string {
  return (item?.decision.writes ?? []).map(({ role, value }) => `${role}\t${value}`).join("\n");
}

/** The opinion about `item`, as it holds for an identical question: texts for the cells that it has, and only a
 * judgement that its own cell allows. */
export function opinionFor(twin: Item, { decision }: Item): Opinion {
  const verdict = decision.verdict ?? "accept";
  const past = decision.recalled?.[decision.past ?? -1];
  if (verdict !== "edit" && past === undefined) return { criteria: decision.criteria, verdict };
  const choices = allowed(twin.question.choice);
  const values = decision.proposal
    .filter(({ role }) => twin.decision.asked.includes(role))
    .filter(({ role, value }) => role !== "choice" || choices === undefined || choices.includes(value))
    .map(({ role, value }): [Role, string] => [role, value]);
  // An answer from before stands in the texts: the other question may not have it among its own.
  return { criteria: decision.criteria, verdict: verdict === "accept" ? "edit" : verdict, values };
}
