/** Questionnaires for measuring, as Excel writes them: shared strings, a table with headings and borders. */
import { readFileSync, writeFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";

const LABELLED = new URL("../../data/eval/dev.jsonl", import.meta.url);

/** Writes a workbook of `count` questions, those of the labelled ones in turn, to `path`. */
export function writeQuestionnaire(path, count) {
  const asked = readFileSync(LABELLED, "utf8").trim().split("\n").map((line) => JSON.parse(line).text);
  const strings = ["No.", "質問", "回答", ...asked];
  const cell = (ref, text) => `<c r="${ref}" s="1" t="s"><v>${text}</v></c>`;
  const row = (n) =>
    `<row r="${n + 2}"><c r="A${n + 2}" s="1"><v>${n + 1}</v></c>${cell(`B${n + 2}`, 3 + (n % asked.length))}<c r="C${n + 2}" s="1"/></row>`;
  const head = `<row r="1">${cell("A1", 0)}${cell("B1", 1)}${cell("C1", 2)}</row>`;
  const rows = head + Array.from({ length: count }, (_, n) => row(n)).join("");
  writeFileSync(path, zipSync(packageOf(strings, rows, count)));
  return path;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

function packageOf(strings, rows, count) {
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const relation = (id, kind, target) => `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const relations = (...all) => `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join("")}</Relationships>`;
  const override = (part, type) => `<Override PartName="/xl/${part}.xml" ContentType="${TYPE}.${type}+xml"/>`;
  const side = (name) => `<${name} style="thin"><color auto="1"/></${name}>`;
  const parts = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override("workbook", "sheet.main")}${override("worksheets/sheet1", "worksheet")}${override("sharedStrings", "sharedStrings")}${override("styles", "styles")}</Types>`,
    "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="質問票" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(relation(1, "worksheet", "worksheets/sheet1.xml"), relation(2, "sharedStrings", "sharedStrings.xml"), relation(3, "styles", "styles.xml")),
    "xl/sharedStrings.xml": `<sst ${MAIN} uniqueCount="${strings.length}">${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("")}</sst>`,
    "xl/styles.xml": `<styleSheet ${MAIN}><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="2"><border/><border>${["left", "right", "top", "bottom"].map(side).join("")}</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf borderId="1" applyBorder="1"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `<worksheet ${MAIN}><dimension ref="A1:C${count + 1}"/><sheetData>${rows}</sheetData></worksheet>`,
  };
  const declared = (xml) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`);
  return Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, declared(xml)]));
}
