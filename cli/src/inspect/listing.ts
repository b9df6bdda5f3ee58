/** How a workbook was read, for people. */
import type { ColumnLayout, ColumnRole, LeftRow, Question, QuestionCells, SheetOverview, TableOverview } from "../index.js";
import { say, told } from "../message.js";
import { aligned, clipped } from "./columns.js";

/** Reasons that are shown for a column; the rest weighs less. */
const REASONS = 3;
/** Rows that are listed for each reason. */
const ROWS = 12;
/** Widest heading, in half-width characters. */
const HEADING = 32;

const ROLES: Record<ColumnRole, readonly [ja: string, en: string]> = {
  item: ["項番", "item number"],
  criterion: ["基準番号", "criterion"],
  section: ["区分", "section"],
  question: ["質問", "question"],
  supplement: ["補足説明", "explanation"],
  choice: ["判定", "choice"],
  answer: ["回答", "answer"],
  remark: ["備考", "remark"],
  evidence: ["根拠資料", "evidence"],
  previous: ["前回回答", "previous answer"],
  customerOnly: ["先方使用欄", "customer only"],
  respondent: ["日付・氏名", "dates and names"],
  other: ["（なし）", "(none)"],
};

/** The lines about one sheet. */
export function shownSheet(sheet: SheetOverview): string[] {
  const name = sheet.hidden ? `${sheet.sheet}${say("（非表示シート）", " (hidden sheet)")}` : sheet.sheet;
  if (sheet.reason !== null) return [`■ ${name}: ${told(sheet.reason)}`];
  const counts = say(
    `未回答 ${sheet.open}、回答済み ${sheet.answered}、非表示 ${sheet.hiddenQuestions}`,
    `${sheet.open} open, ${sheet.answered} answered, ${sheet.hiddenQuestions} hidden`,
  );
  return [`■ ${name}: ${counts}`, ...sheet.tables.flatMap(shownTable), ...shownLeft(sheet.left), ""];
}

function shownTable({ layout, questions, reason, below }: TableOverview): string[] {
  const { headerRows, dataRows, columns = [] } = layout;
  const header = headerRows ? say(`見出し ${span(headerRows)} 行`, `headings in ${span(headerRows)}`) : say("見出しなし", "no headings");
  const data = dataRows ? say(`、データ ${span(dataRows)} 行`, `, data in ${span(dataRows)}`) : "";
  const asked = reason === null ? say(`質問 ${questions} 件`, `${questions} questions`) : told(reason);
  return [
    say(`  表（${header}${data}）: ${asked}`, `  table (${header}${data}): ${asked}`),
    ...aligned(columns.map(shownColumn), "    "),
    ...(below === null ? [] : [shownBelow(below)]),
  ];
}

/** Where the answers stand below a question: in no column of the table, so by an example. */
function shownBelow({ question, choice, answer, remark, evidence }: QuestionCells): string {
  const given = Object.entries({ choice, answer, remark, evidence }).filter(([, cell]) => cell !== null);
  const cells = given.map(([role, cell]) => `${say(...ROLES[role as ColumnRole])} ${cell as string}`);
  const [ja, en] = [cells.join("、"), cells.join(", ")];
  return say(`    回答欄は質問の下（例: ${question} の質問 → ${ja}）`, `    answered below each question (such as the question in ${question}: ${en})`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

function span([first, last]: [number, number]): string {
  return first === last ? String(first) : `${first}–${last}`;
}

function shownColumn({ column, role, heading, reasons = [] }: ColumnLayout): string[] {
  const heard = reasons.slice(0, REASONS).map(({ weight, text }) => `${oneLine(told(text))} ${weight > 0 ? "+" : ""}${weight}`);
  const title = clipped(oneLine(heading ?? ""), HEADING);
  return [column, say(...ROLES[role]), title, clipped(heard.join(say("、", ", ")), 100)];
}

/** The rows that were left out, by their reason. */
function shownLeft(left: LeftRow[]): string[] {
  const reasons = new Map<string, LeftRow[]>();
  for (const row of left) reasons.set(told(row.reason), [...(reasons.get(told(row.reason)) ?? []), row]);
  return [...reasons].map(([reason, rows]) => {
    const listed = rows.slice(0, ROWS).map(({ row, text }) => `${row}「${clipped(text, 24)}」`);
    const more = rows.length > ROWS ? [say(`ほか ${rows.length - ROWS} 行`, `and ${rows.length - ROWS} more`)] : [];
    return `  ${say("対象外の行", "rows left out")} (${reason}): ${[...listed, ...more].join(say("、", ", "))}`;
  });
}

/** One line a question: where it stands, what it asks, and its other cells. */
export function shownQuestions(questions: Question[]): string[] {
  return questions.map(({ sheet, cells, question, notes }) => {
    const { question: at, ...others } = cells;
    const beside = Object.entries(others).filter(([, cell]) => cell !== null);
    const roles = beside.map(([role, cell]) => `${role} ${cell as string}`).join(", ");
    const doubts = notes.map((note) => ` / ${told(note)}`).join("");
    return `${sheet}!${at}\t${oneLine(question)}\t${roles}${doubts}`;
  });
}
