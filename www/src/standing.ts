/** How a question stands: its class as drafted, and what a reviewer has made of it. */
import type { Decision, Question } from "./core.js";

/** A question with its decision. */
export interface Item {
  index: number;
  question: Question;
  decision: Decision;
  /** Whether a person should still look at it. */
  waiting: boolean;
}

/** The questions of a workbook with what was drafted for them. */
export function itemsOf({ questions, decisions, waiting }: { questions: Question[]; decisions: Decision[]; waiting: number[] }): Item[] {
  const open = new Set(waiting);
  return questions.flatMap((question, index): Item[] => {
    const decision = decisions[index];
    return decision === undefined ? [] : [{ index, question, decision, waiting: open.has(index) }];
  });
}

/** The class that a question was drafted with. */
export type Class = "certain" | "review" | "none" | "kept" | "hidden";

export const CLASSES: readonly Class[] = ["certain", "review", "none", "kept", "hidden"];

/** What has become of a question. */
export type Standing = "written" | "partly" | "accepted" | "edited" | "blank" | "held" | "open" | "left";

const CLASS_OF: Record<Decision["status"], Class> = {
  fill: "certain",
  review: "review",
  blank: "none",
  kept: "kept",
  hidden: "hidden",
};

/** The class of a decision as it was drafted. */
export function classOf(drafted: Decision): Class {
  return CLASS_OF[drafted.status];
}

/** How many questions there are of each class; the counts add up to all of them. */
export function countClasses(drafted: readonly Item[]): Record<Class, number> {
  const counts: Record<Class, number> = { certain: 0, review: 0, none: 0, kept: 0, hidden: 0 };
  for (const { decision } of drafted) counts[classOf(decision)] += 1;
  return counts;
}

/** What has become of `item`. */
export function standingOf({ decision, waiting }: Item): Standing {
  switch (decision.verdict) {
    case "accept":
      return "accepted";
    case "edit":
      return "edited";
    case "blank":
      return "blank";
    case "hold":
      return "held";
    default:
      if (decision.status === "fill") return waiting ? "partly" : "written";
      return waiting ? "open" : "left";
  }
}

/** How many questions wait because they are to be reviewed, have no answer, or are written but for a judgement or the like; the
 * counts add up to all that wait. */
export function waitingBy(items: readonly Item[], drafted: readonly Item[]): [Class | "partly", number][] {
  const counts = new Map<Class | "partly", number>();
  for (const item of items) {
    if (!item.waiting) continue;
    const why = standingOf(item) === "partly" ? "partly" : classOf((drafted[item.index] ?? item).decision);
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return ([...CLASSES, "partly"] as const).flatMap((why): [Class | "partly", number][] => {
    const count = counts.get(why);
    return count === undefined ? [] : [[why, count]];
  });
}

/** Seconds that a reviewer takes for a question, for the estimate of the overview. */
const SECONDS = 8;

/** Minutes of review for so many questions. */
export function minutes(waiting: number): number {
  return Math.ceil((waiting * SECONDS) / 60);
}

/** A probability as a whole percentage; neither sure nor impossible where it only rounds to it. */
export function percent(score: number): number {
  if (score <= 0) return 0;
  return Math.min(99, Math.max(1, Math.round(score * 100)));
}

/** By what is least certain first; what waits comes before what is done without a person. */
export function worstFirst(a: Item, b: Item): number {
  return a.decision.confidence - b.decision.confidence || a.index - b.index;
}
