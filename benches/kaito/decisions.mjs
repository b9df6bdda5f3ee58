/** IN OUT.json ANSWER — a review file that accepts the same answer for every question found in the workbook. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { Kaito } from "kaito";

const [from, to, answer] = process.argv.slice(2);
const kaito = await Kaito.load();
const bytes = readFileSync(from);
const workbook = kaito.open(bytes, from);
const { source } = kaito;
const decisions = workbook.questions
  .filter(({ cells }) => cells.answer !== null)
  .map(({ sheet, cells, question, section, number, limit }) => ({
    sheet,
    // The sheet is found by its name.
    sheetIndex: 0,
    cell: cells.question,
    question,
    section,
    number,
    status: "review",
    class: "review",
    confidence: 1,
    criteria: [],
    candidates: [],
    writes: [],
    proposal: [{ cell: cells.answer, role: "answer", value: answer }],
    asked: ["answer"],
    form: { cells, boxes: false, limit },
    reasons: [],
    conditions: [],
    provenance: source,
    verdict: "accept",
  }));
const sha256 = createHash("sha256").update(bytes).digest("hex");
writeFileSync(to, JSON.stringify({ schema: 1, workbook: basename(from), sha256, provenance: source, decisions }));
console.log(decisions.length);
