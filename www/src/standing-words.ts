/** The words for how a question stands and for what its cells are for. */
import type { Role } from "./core.js";
import type { Standing } from "./standing.js";
import type { Word } from "./words.svelte.js";

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

export const ROLE: Readonly<Record<Role, Word>> = {
  choice: "roleChoice",
  answer: "roleAnswer",
  remark: "roleRemark",
  evidence: "roleEvidence",
};
