/**
 * Kaito: IN OUT DECISIONS.json — loads, writes the given decisions (see decisions.mjs), proves, saves. Prints the
 * time inside the process, to be compared with the limit: inflating and deflating the touched parts with Node's zlib.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { Kaito } from "kaito";
import { tune } from "../../cli/dist/tune.js";

const [from, to, decisionsPath] = process.argv.slice(2);
tune();
const kaito = await Kaito.load();
const start = performance.now();
const workbook = kaito.open(readFileSync(from), from);
const draft = workbook.draftFromReview(readFileSync(decisionsPath));
const { bytes, cells } = workbook.fillBriefly({}, draft);
writeFileSync(to, bytes);
console.log("inside", performance.now() - start);
console.log("cells", cells);
