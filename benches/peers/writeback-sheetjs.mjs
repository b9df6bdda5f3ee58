/** SheetJS: IN OUT ANSWER — loads, writes the answer into column E of every row from 2 on, saves. */
import { readFileSync, writeFileSync } from "node:fs";
import XLSX from "xlsx";
import { peak } from "./peak.mjs";

const [from, to, answer] = process.argv.slice(2);
const workbook = XLSX.read(readFileSync(from));
const sheet = workbook.Sheets[workbook.SheetNames[0]];
const last = XLSX.utils.decode_range(sheet["!ref"]).e.r;
for (let row = 1; row <= last; row += 1) sheet[XLSX.utils.encode_cell({ r: row, c: 4 })] = { t: "s", v: answer };
writeFileSync(to, XLSX.write(workbook, { type: "buffer", compression: true }));
peak();
