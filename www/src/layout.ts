/** Corrections of a sheet's layout. */
import { columnLetters } from "./address.js";
import type { ColumnRole, SheetLayout, TableLayout } from "./core.js";
import type { Word } from "./words.svelte.js";

/** The roles of a column with their words, in the order in which they usually stand. */
export const COLUMN_ROLES: readonly (readonly [ColumnRole, Word])[] = [
  ["other", "columnOther"],
  ["item", "columnItem"],
  ["criterion", "columnCriterion"],
  ["section", "columnSection"],
  ["question", "columnQuestion"],
  ["supplement", "columnSupplement"],
  ["choice", "roleChoice"],
  ["answer", "roleAnswer"],
  ["remark", "roleRemark"],
  ["evidence", "roleEvidence"],
  ["previous", "columnPrevious"],
  ["customerOnly", "columnCustomer"],
  ["respondent", "columnRespondent"],
];

/** The roles that only one column of a table can have. */
const UNIQUE: readonly ColumnRole[] = ["criterion", "question", "answer"];

/** The role of a zero-based column in a table of `sheet`. */
export function roleOf(sheet: SheetLayout, table: number, column: number): ColumnRole {
  return sheet.tables?.[table]?.columns?.find((own) => own.column === columnLetters(column))?.role ?? "other";
}

/** `sheet` with another role for a column; a sheet without tables gets one. */
export function withRole(sheet: SheetLayout, table: number, column: number, role: ColumnRole): SheetLayout {
  const letters = columnLetters(column);
  const tables: TableLayout[] = sheet.tables?.length ? [...sheet.tables] : [{ columns: [] }];
  const own = tables[table];
  if (own === undefined) return sheet;
  const others = (own.columns ?? [])
    .filter((other) => other.column !== letters)
    .map((other) => (other.role === role && UNIQUE.includes(role) ? { ...other, role: "other" as const } : other));
  const columns = [...others, { column: letters, role }].sort(
    (a, b) => a.column.length - b.column.length || a.column.localeCompare(b.column),
  );
  return { ...sheet, use: true, tables: tables.with(table, { ...own, columns }) };
}

/** `sheet` with one more row without a question, or one less. */
export function withRow(sheet: SheetLayout, row: number): SheetLayout {
  const skipped = sheet.skipRows ?? [];
  const skipRows = skipped.includes(row) ? skipped.filter((own) => own !== row) : [...skipped, row];
  return { ...sheet, skipRows: skipRows.sort((a, b) => a - b) };
}

/** The table that a one-based row belongs to, and whether as a heading. */
export function tableAt(sheet: SheetLayout, row: number): { header: boolean } | undefined {
  for (const { headerRows, dataRows } of sheet.tables ?? []) {
    if (headerRows && headerRows[0] <= row && row <= headerRows[1]) return { header: true };
    if (dataRows && dataRows[0] <= row && row <= dataRows[1]) return { header: false };
  }
  return undefined;
}
