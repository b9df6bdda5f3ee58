/** The words for how a question stands and for what its cells are for. */
import type { Role } from "./core.js";
import { minutes, type Standing } from "./standing.js";
import { say, type Word } from "./words.svelte.js";

export const STANDING: Readonly<Record<Standing, Word>> = {
  written: "written",
  partly: "partly",
  accepted: "accepted",
  edited: "edited",
  blank: "blanked",
  held: "held",
  open: "open",
  left: "untouched",
};

/** How long the review of so many questions takes. */
export function effort(waiting: number): string {
  const n = minutes(waiting);
  return n < 120 ? say("minutes", { n }) : say("hours", { n: Math.round(n / 60) });
}

export const ROLE: Readonly<Record<Role, Word>> = {
  choice: "roleChoice",
  answer: "roleAnswer",
  remark: "roleRemark",
  evidence: "roleEvidence",
};
