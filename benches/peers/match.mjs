/** MiniSearch and Fuse.js: PHRASES.tsv LABELLED.jsonl — rank criteria by their best phrase. */
import { readFileSync } from "node:fs";
import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import { answerable, report } from "./labelled.mjs";

/** Fuse.js takes a second a question: a sample says enough. */
const SAMPLED = 40;
/** Its pattern may not be longer. */
const LONGEST_PATTERN = 32;

const [phrasesPath, labelledPath] = process.argv.slice(2);
const folded = (text) => text.normalize("NFKC").toLowerCase();
const lines = readFileSync(phrasesPath, "utf8").trim().split("\n").slice(1);
const phrases = lines.map((line, id) => {
  const [criterion, , , text] = line.split("\t");
  return { id, criterion, text: folded(text) };
});
const questions = answerable(labelledPath);

const grams = (text) => [2, 3].flatMap((length) => Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length)));
const mini = new MiniSearch({ fields: ["text"], storeFields: ["criterion"], tokenize: grams, processTerm: (term) => term });
mini.addAll(phrases);
report("MiniSearch", questions, ({ text }) => mini.search(folded(text)).slice(0, 50).map(({ criterion }) => criterion));

const fuse = new Fuse(phrases, { keys: ["text"], ignoreLocation: true, threshold: 0.8 });
const found = (text) => fuse.search(folded(text).slice(0, LONGEST_PATTERN), { limit: 50 });
report("Fuse.js", questions.slice(0, SAMPLED), ({ text }) => found(text).map(({ item }) => item.criterion));
