/** Text in columns on a terminal, where Japanese characters take two places. */

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** Places that a text takes. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}

/** The text, cut with an ellipsis where it takes more than `most` places. */
export function clipped(text: string, most: number): string {
  if (width(text) <= most) return text;
  let kept = "";
  for (const character of text) {
    if (width(kept + character) >= most) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Rows of cells as lines whose columns stand below each other. */
export function aligned(rows: string[][], indent: string): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, width(cell))));
  const padded = (cell: string, index: number): string => cell + " ".repeat((widths[index] ?? 0) - width(cell));
  return rows.map((row) => `${indent}${row.map(padded).join("  ")}`.trimEnd());
}
