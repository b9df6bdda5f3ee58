/** The keys of the review. */
import type { Word } from "./words.svelte.js";

/** What a key does. */
export type Action =
  | "next"
  | "previous"
  | "accept"
  | "edit"
  | "blank"
  | "hold"
  | "undo"
  | "redo"
  | "search"
  | "spread"
  | "criterion"
  | "help"
  | { pick: number };

/** The keys for the help sheet and the footer. */
export const KEYS: readonly { shown: string; word: Word; footer: boolean }[] = [
  { shown: "Enter", word: "accept", footer: true },
  { shown: "1–5", word: "pick", footer: true },
  { shown: "e", word: "edit", footer: true },
  { shown: "x", word: "blank", footer: true },
  { shown: "f", word: "hold", footer: true },
  { shown: "g", word: "spread", footer: true },
  { shown: "Ctrl+K", word: "criterion", footer: true },
  { shown: "u", word: "undo", footer: true },
  { shown: "Shift+u", word: "redo", footer: false },
  { shown: "j ↓", word: "next", footer: true },
  { shown: "k ↑", word: "previous", footer: true },
  { shown: "/", word: "search", footer: false },
  { shown: "?", word: "help", footer: true },
];

const ACTIONS: Readonly<Record<string, Action>> = {
  j: "next",
  ArrowDown: "next",
  k: "previous",
  ArrowUp: "previous",
  Enter: "accept",
  e: "edit",
  x: "blank",
  f: "hold",
  g: "spread",
  u: "undo",
  U: "redo",
  "/": "search",
  "?": "help",
};

/** What `event` asks for; nothing while an input method composes, in a field, or with a modifier. */
export function actionOf(event: KeyboardEvent): Action | undefined {
  if (event.isComposing || event.keyCode === 229 || event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "k" ? "criterion" : undefined;
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest("input, textarea, select, [contenteditable], dialog")) return undefined;
  // A button that has the focus keeps its own key.
  if (event.key === "Enter" && target?.closest("button, a, summary")) return undefined;
  if (/^[1-5]$/.test(event.key)) return { pick: Number(event.key) - 1 };
  return ACTIONS[event.key];
}
