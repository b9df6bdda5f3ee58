/** Figures of a draft for the pictures of the overview. */
import { classOf, type Item } from "./standing.js";

/** Questions of a tenth of confidence, by class. */
export interface Bar {
  certain: number;
  review: number;
}

/** How confident the answers are: ten bars from 0–10 % to 90–100 %. */
export function confidences(drafted: readonly Item[]): Bar[] {
  const bars = Array.from({ length: 10 }, (): Bar => ({ certain: 0, review: 0 }));
  for (const { decision } of drafted) {
    const own = classOf(decision);
    const bar = bars[Math.min(9, Math.floor(decision.confidence * 10))];
    if (bar !== undefined && (own === "certain" || own === "review")) bar[own] += 1;
  }
  return bars;
}

/** A chapter of the standard, or the questions that belong to none. */
export type Chapter = "chapterControl" | "chapterPractice" | "chapterFacility" | "chapterAudit" | "chapterNone";

const CHAPTERS: Readonly<Record<string, Chapter>> = {
  統: "chapterControl",
  実: "chapterPractice",
  設: "chapterFacility",
  監: "chapterAudit",
};

/** How many questions of each chapter have an answer that is certain, or one to review. */
export function coverage(drafted: readonly Item[]): { group: Chapter; certain: number; review: number; all: number }[] {
  const found = new Map<Chapter, { certain: number; review: number; all: number }>();
  for (const { decision } of drafted) {
    const first = decision.criteria[0] ?? decision.candidates[0]?.criterion ?? "";
    const group = CHAPTERS[first.slice(0, 1)] ?? "chapterNone";
    const counts = found.get(group) ?? { certain: 0, review: 0, all: 0 };
    const own = classOf(decision);
    counts.all += 1;
    if (own === "certain" || own === "review") counts[own] += 1;
    found.set(group, counts);
  }
  const order = [...Object.values(CHAPTERS), "chapterNone"] as const;
  return order.flatMap((group) => {
    const counts = found.get(group);
    return counts === undefined ? [] : [{ group, ...counts }];
  });
}
