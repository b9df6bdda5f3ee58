/** Kaito: LABELLED.jsonl — ranks criteria for every question, several times over so that the clock can tell. */
import { Kaito } from "kaito";
import { answerable, print } from "../peers/labelled.mjs";

const TIMES = 60;

const questions = answerable(process.argv[2]);
const queries = questions.map(({ text, context }) => ({ text, context }));
const kaito = await Kaito.load({ encoder: false });
let matches = kaito.match(queries);
const start = performance.now();
for (let time = 0; time < TIMES; time += 1) matches = kaito.match(queries);
const seconds = (performance.now() - start) / 1000;
const ranked = matches.map(({ candidates }) => candidates.map(({ criterion }) => criterion));
print("Kaito", questions, ranked, seconds, TIMES);
