/** What should be looked at before a filled workbook is sent. */
import type { Concern } from "../index.js";
import { Problem, say, told } from "../message.js";

/** Concerns, and open questions of a workbook filled on its own, that are listed at most. */
export const LISTED = 20;

/** A concern, and how many others say the same. */
export type Told = Concern & { others?: number };

/** A few lines that name `count` concerns with their cells, of which `concerns` are the first. */
export function listed(concerns: Told[], count: number): string[] {
  if (count === 0) return [];
  const first = concerns.slice(0, LISTED);
  const lines = first.map((concern) => `    ${place(concern)} ${told(concern)}${like(concern)}`);
  const more = first.reduce((left, { others = 0 }) => left - 1 - others, count);
  if (more > 0) lines.push(say(`    ほか ${more} 件`, `    and ${more} more`));
  return [say(`  送付前に確認 ${count} 件:`, `  ${count} to look at before sending:`), ...lines];
}

function like({ others = 0 }: Told): string {
  return others === 0 ? "" : say(`（ほか ${others} か所）`, ` (and at ${others} more places)`);
}

function place({ sheet, cell }: Concern): string {
  return `${sheet}!${cell}`;
}

/** The failure of a strict call: nothing is written. */
export class Concerned extends Problem {
  constructor(readonly file: string, concerns: Concern[], count: number) {
    const [first] = concerns;
    const all = concerns.slice(0, LISTED).map((concern) => `${place(concern)} ${concern.code}`).join(", ");
    super(
      "concerns",
      { ja: `送付前に確認すべき点が ${count} 件あります（${all}）`, en: `${count} things should be looked at before sending (${all})` },
      { ja: "--strict を外して記入し、レビューしてください。", en: "Fill without --strict and review it." },
      first === undefined ? undefined : place(first),
    );
  }
}
