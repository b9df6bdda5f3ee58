/** The answer cells of a question, with what is proposed for each. */
import type { CellContent, Choice, Role } from "./core.js";
import type { Item } from "./standing.js";

/** One answer cell. */
export interface Slot {
  role: Role;
  cell: string | null;
  content: CellContent | undefined;
}

/** The roles of answer cells in their usual order. */
export const ROLES: readonly Role[] = ["choice", "answer", "remark", "evidence"];

/** The answer cells of `item` in their usual order; a cell that serves two roles stands once. */
export function slotsOf({ question, decision }: Item): Slot[] {
  const slots: Slot[] = [];
  for (const role of ROLES) {
    const content = decision.proposal.find((own) => own.role === role);
    const asked = decision.asked.includes(role);
    const cell = content?.cell ?? question.cells[role];
    const taken = slots.some((slot) => slot.content !== undefined && slot.cell === cell);
    if ((content !== undefined || asked) && !(taken && content === undefined)) slots.push({ role, cell, content });
  }
  return slots;
}

/** The values that a judgement may have; nothing where any text may stand. */
export function allowed(choice: Choice | null): string[] | undefined {
  if (choice === null || choice.kind === "unknown") return undefined;
  if (choice.kind === "list") return choice.values;
  return choice.kind === "columns" ? choice.options.map(([heading]) => heading) : choice.options;
}

/** A proposed value as a person says it: a mark by the heading of its column. */
export function spoken(content: CellContent, choice: Choice | null): string {
  if (content.role !== "choice" || choice?.kind !== "columns") return content.value;
  const column = choice.options.find(([, cell]) => cell === content.cell);
  return column === undefined ? content.value : column[0];
}
