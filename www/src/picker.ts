/** Searching the criteria of the standard by number or word. */
import type { CriterionCard } from "./core.js";

/** The criteria that hold every word of `wanted`, those whose number or subject holds them first. */
export function searchCriteria(cards: readonly CriterionCard[], wanted: string): CriterionCard[] {
  const words = fold(wanted).split(/\s+/).filter((word) => word !== "");
  const ranked = cards.map((card) => ({ card, rank: rank(card, words) }));
  return ranked.filter(({ rank }) => rank > 0).sort((a, b) => b.rank - a.rank).map(({ card }) => card);
}

/** 4: the number itself; 3: the start of a number; 2: in number or subject; 1: in the response; 0: not at all. */
function rank({ criterion, subject, response }: CriterionCard, words: readonly string[]): number {
  const number = fold(criterion);
  const bare = number.replace(/^\D+/, "");
  if (words.length === 1 && words.some((word) => word === number || word === bare)) return 4;
  if (words.length === 1 && words.some((word) => number.startsWith(word))) return 3;
  const title = `${number} ${fold(subject?.ja ?? "")} ${fold(subject?.en ?? "")}`;
  if (words.every((word) => title.includes(word))) return 2;
  const whole = `${title} ${fold(response ?? "")}`;
  return words.every((word) => whole.includes(word)) ? 1 : 0;
}

/** Width and case do not count, nor whether a number is written 実9 or 実務9. */
function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(統|実|設|監)(?:制|務|備|査)(?:基準)?\s*(?=\d)/g, "$1");
}
