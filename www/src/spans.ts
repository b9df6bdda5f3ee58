/** Which parts of a question speak for a candidate, and which warn of it. */
import type { Match } from "./core.js";

/** A part of the question's text. */
export interface Piece {
  text: string;
  kind: "plain" | "matched" | "differs";
}

/** `question` in parts, by the reasons of `criterion` in `match` (of the first candidate where it is none of them). */
export function spansOf(question: string, match: Match | undefined, criterion: string | undefined): Piece[] {
  const candidates = match?.candidates ?? [];
  const candidate = candidates.find((own) => own.criterion === criterion) ?? candidates[0];
  const kinds = new Array<Piece["kind"]>(question.length).fill("plain");
  const reasons = [...(candidate?.reasons ?? []), ...(match?.reasons ?? []).filter(({ code }) => code === "difference")];
  for (const { code, spans } of reasons) {
    for (const [start, end] of spans) {
      for (let at = start; at < Math.min(end, question.length); at += 1) {
        if (code === "difference") kinds[at] = "differs";
        else if (kinds[at] === "plain") kinds[at] = "matched";
      }
    }
  }
  return joined(question, kinds);
}

function joined(question: string, kinds: readonly Piece["kind"][]): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (let at = 1; at <= question.length; at += 1) {
    if (at < question.length && kinds[at] === kinds[start]) continue;
    pieces.push({ text: question.slice(start, at), kind: kinds[start] ?? "plain" });
    start = at;
  }
  return pieces;
}
