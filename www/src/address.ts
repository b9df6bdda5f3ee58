/** Cells in A1 notation. */

/** Zero-based column and one-based row of a cell such as `D7`. */
export function placeOf(cell: string): { column: number; row: number } {
  const letters = cell.replace(/\d+$/, "");
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { column: column - 1, row: Number(cell.slice(letters.length)) };
}

/** The letters of a zero-based column. */
export function columnLetters(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : columnLetters(Math.floor(column / 26) - 1) + rest;
}
