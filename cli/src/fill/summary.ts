/** What a fill tells its user. */
import type { Decision } from "../index.js";
import { recalledLines } from "../layout.js";
import { placeOf } from "../memory.js";
import { say, told } from "../message.js";
import { listed } from "./concerns.js";
import type { Done } from "./job.js";
import type { DoneBefore } from "./record.js";

/** A few lines about one filled workbook, with the first of the open questions where they were asked for. */
export function summary(done: Done | DoneBefore): string {
  if ("doneBefore" in done) return `${done.input} → ${done.output} ${say("（前回済み）", "(done before)")}\n`;
  const { tally, skipped, notes } = done;
  const [cells, identical] = "cells" in done ? [done.cells, done.identicalParts] : [done.written.length, done.proof?.identicalParts.length ?? null];
  const lines = [
    `${done.input} → ${done.output}`,
    say(
      `  質問 ${tally.questions}: 記入 ${tally.fill}、要確認 ${tally.review}、空欄 ${tally.blank}、回答済 ${tally.kept}、非表示 ${tally.hidden}`,
      `  ${tally.questions} questions: ${tally.fill} filled, ${tally.review} to review, ${tally.blank} blank, ${tally.kept} answered before, ${tally.hidden} hidden`,
    ),
    say(
      `  セル ${cells} 個に記入（書かなかったセル ${skipped.length}）`,
      `  ${cells} cells written, ${skipped.length} left alone`,
    ),
  ];
  if (done.ranking === "lexical") lines.push(say("  語だけで照合しました（意味のエンコーダーなし）", "  matched by words alone (without the semantic encoder)"));
  lines.push(...leftAlone(skipped));
  lines.push(...recalledLines(done.recalledLayouts ?? []));
  if (identical !== null) lines.push(proven(identical));
  if (done.encrypted) lines.push(say("  元と同じパスワードで暗号化しました", "  encrypted with the same password as the original"));
  for (const note of notes) lines.push(`  ${told(note)}`);
  for (const path of [done.report, done.reviewFile, done.draft]) if (path !== undefined) lines.push(`  → ${path}`);
  lines.push(...listed(done.concerns, done.concernCount ?? done.concerns.length));
  if (done.open !== undefined) lines.push(...open(done.open, tally.review + tally.blank));
  return `${lines.join("\n")}\n`;
}

/** Why cells were left alone, and how many for each reason. */
function leftAlone(skipped: Done["skipped"]): string[] {
  const reasons = new Map<string, { text: string; cells: string[] }>();
  for (const { sheet, cell, reason } of skipped) {
    const { text, cells } = reasons.get(reason.code) ?? { text: told(reason), cells: [] };
    reasons.set(reason.code, { text, cells: [...cells, `${sheet}!${cell}`] });
  }
  return [...reasons.values()].map(({ text, cells }) => {
    const [first = "", ...others] = cells;
    const more = others.length === 0 ? "" : say(` ほか ${others.length}`, ` and ${others.length} more`);
    return `    ${shorten(text, 60)} ${first}${more}`;
  });
}

function proven(identical: number): string {
  return say(
    `  検証済み: 回答セル以外は変わっていません（同一の部品 ${identical}）`,
    `  proven: nothing but answer cells changed (${identical} parts identical)`,
  );
}

/** The questions that a person should look at. */
function open(first: Decision[], count: number): string[] {
  const lines = first.map(line);
  const more = count - lines.length;
  if (more > 0) lines.push(say(`    ほか ${more} 件`, `    and ${more} more`));
  return lines.length === 0 ? [] : [say("  確認が必要な質問:", "  To be looked at:"), ...lines];
}

function line(decision: Decision): string {
  const { sheet, cell, question, reasons } = decision;
  const text = shorten(question.replace(/\s+/g, " "), 40);
  const [reason] = reasons;
  const why = reason === undefined ? "" : ` — ${shorten(told(reason), 60)}`;
  return `    ${sheet}!${cell} ${text} [${proposed(decision)}]${why}`;
}

/** Where the proposal comes from. */
function proposed({ candidates: [best], recalled, past }: Decision): string {
  const before = recalled?.[past ?? -1];
  if (before !== undefined) return placeOf(before);
  return best === undefined ? say("回答なし", "no answer") : `${best.criterion} ${Math.round(best.score * 100)}%`;
}

function shorten(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`;
}
