/** What every program of the match table shares: the questions, and how they are scored and timed. */
import { readFileSync } from "node:fs";

/** The labelled questions that have an answer. */
export function answerable(path) {
  const questions = readFileSync(path, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  return questions.filter(({ accept }) => accept.length > 0);
}

/** Times `rank` (question → criteria, best first) and prints one JSON line of name, hit1, hit5 and rate. */
export function report(name, questions, rank) {
  const start = performance.now();
  const ranked = questions.map((question) => [...new Set(rank(question))].slice(0, 5));
  const seconds = (performance.now() - start) / 1000;
  print(name, questions, ranked, seconds);
}

/** Scores what was ranked in `seconds` and prints it. */
export function print(name, questions, ranked, seconds, times = 1) {
  const share = (test) => questions.filter((question, index) => test(question.accept, ranked[index])).length / questions.length;
  const hit1 = share((accept, [first]) => accept.includes(first));
  const hit5 = share((accept, five) => five.some((criterion) => accept.includes(criterion)));
  console.log(JSON.stringify({ name, questions: questions.length, hit1, hit5, rate: (questions.length * times) / seconds }));
}
