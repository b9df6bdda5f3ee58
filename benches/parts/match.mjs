/** Questions a second and accuracy, over the same phrasings and labelled questions. */
import { join } from "node:path";
import { timed } from "./machine.mjs";

const GOAL_RATE = 10_000;

export function matchPart({ root, python }) {
  const [phrases, labelled] = ["data/knowledge/phrases.tsv", "data/eval/dev.jsonl"].map((path) => join(root, path));
  const bench = (name) => join(root, "benches", name);
  const printed = (program, args) => timed(program, args).stdout.trim().split("\n").map((line) => JSON.parse(line));
  const found = [
    ...printed(process.execPath, [bench("kaito/match.mjs"), labelled]),
    ...printed(process.execPath, [bench("peers/match.mjs"), phrases, labelled]),
    ...printed(python, [bench("peers/match_rapidfuzz.py"), phrases, labelled]),
  ];
  const [kaito, ...peers] = found;
  const lines = [
    "## Match",
    "",
    "The answerable questions of `data/eval/dev.jsonl`, one core, index built before. Kaito reads numbers and abstains too; the peers rank by the best phrasing.",
    "",
    "| | questions | hit1 | hit5 | questions/s | Kaito ÷ it |",
    "|---|---|---|---|---|---|",
    ...found.map((one) => `| ${[one.name, one.questions, one.hit1.toFixed(3), one.hit5.toFixed(3), Math.round(one.rate), (kaito.rate / one.rate).toFixed(0)].join(" | ")} |`),
  ];
  return { lines, behind: shortfalls(kaito, peers) };
}

function shortfalls(kaito, peers) {
  const behind = [];
  if (kaito.rate < GOAL_RATE) behind.push(`Match: ${Math.round(kaito.rate)} questions a second; the goal is ${GOAL_RATE}.`);
  for (const [name, goal] of [["rapidfuzz token_set_ratio", 25], ["MiniSearch", 100]]) {
    const times = kaito.rate / peers.find((peer) => peer.name === name).rate;
    if (times < goal) behind.push(`Match: ${times.toFixed(0)} times as fast as ${name}; the goal is ${goal}.`);
  }
  const better = peers.filter(({ hit1 }) => hit1 >= kaito.hit1);
  return [...behind, ...better.map(({ name }) => `Match: ${name} has a higher hit1.`)];
}
