/** exceljs: IN OUT ANSWER — loads, writes the answer into column E of every row from 2 on, saves. */
import ExcelJS from "exceljs";
import { peak } from "./peak.mjs";

const [from, to, answer] = process.argv.slice(2);
const workbook = new ExcelJS.Workbook();
await workbook.xlsx.readFile(from);
const [sheet] = workbook.worksheets;
for (let row = 2; row <= sheet.rowCount; row += 1) sheet.getCell(row, 5).value = answer;
await workbook.xlsx.writeFile(to);
peak();
