/** Questionnaires of any size, made in memory: a stored zip package of plain worksheets. */
import { crc32 } from "./crc32.mjs";

const QUESTION = "アクセス権限を定期的に見直し、その結果を記録していますか。";
const HEADINGS = ["No", "大項目", "確認事項", "対応状況", "対応内容", "備考"];

/** An .xlsx whose sheets have `rows` questions each; `merged`, `lists` and `grid` make them like customers' forms. */
export function workbook(sheets) {
  const names = sheets.map((_, index) => index + 1);
  const files = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${names.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("")}</Types>`,
    "_rels/.rels": relationships([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names.map((n) => `<sheet name="質問${n}" sheetId="${n}" r:id="rId${n}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships(names.map((n) => ["worksheet", `worksheets/sheet${n}.xml`])),
  };
  sheets.forEach((sheet, index) => (files[`xl/worksheets/sheet${index + 1}.xml`] = worksheet(sheet)));
  return zip(files);
}

function relationships(entries) {
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const list = entries.map(([kind, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}/${kind}" Target="${target}"/>`);
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join("")}</Relationships>`;
}

function worksheet({ rows, merged = false, lists = false, grid = false }) {
  // On graph paper every cell of the form is merged over four narrow columns.
  const step = grid ? 4 : 1;
  const column = (index) => letters(index * step);
  const text = (row, index, value) => `<c r="${column(index)}${row}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const line = (row, values) => `<row r="${row}">${values.map((value, index) => (value === "" ? `<c r="${column(index)}${row}"/>` : text(row, index, value))).join("")}</row>`;
  const data = [line(1, HEADINGS)];
  const merges = [];
  for (let row = 1; row <= rows + 1; row += 1) {
    if (row > 1) data.push(line(row, [String(row - 1), row % 5 === 2 || !merged ? `区分${Math.floor(row / 5)}` : "", `${row - 1}. ${QUESTION}`, "", "", ""]));
    if (grid) HEADINGS.forEach((_, index) => merges.push(`${column(index)}${row}:${letters(index * step + 3)}${row}`));
    else if (merged && row % 5 === 2 && row + 4 <= rows + 1) merges.push(`B${row}:B${row + 4}`);
  }
  const list = (row) => `<dataValidation type="list" sqref="${column(3)}${row}"><formula1>"○,△,×,対象外"</formula1></dataValidation>`;
  const validations = lists ? `<dataValidations>${Array.from({ length: rows }, (_, index) => list(index + 2)).join("")}</dataValidations>` : "";
  const areas = merges.length > 0 ? `<mergeCells>${merges.map((area) => `<mergeCell ref="${area}"/>`).join("")}</mergeCells>` : "";
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data.join("")}</sheetData>${areas}${validations}</worksheet>`;
}

function letters(index) {
  return index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26);
}

/** A zip package without compression, so that the time of inflating is not measured. */
function zip(files) {
  const [parts, directory] = [[], []];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const [path, data] = [Buffer.from(name), Buffer.from(content)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(path.length, 22);
    parts.push(Buffer.from("PK\x03\x04"), common, path, data);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), common, place, path);
    offset += 30 + path.length + data.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}
