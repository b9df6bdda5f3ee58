"""rapidfuzz: PHRASES.tsv LABELLED.jsonl - rank criteria by their best phrase."""

import json
import sys
import time
import unicodedata

from rapidfuzz import fuzz, process


def folded(text):
    return unicodedata.normalize("NFKC", text).lower()


with open(sys.argv[1], encoding="utf-8") as file:
    rows = [line.rstrip("\n").split("\t") for line in file][1:]
with open(sys.argv[2], encoding="utf-8") as file:
    questions = [question for question in map(json.loads, file) if question["accept"]]
texts = [folded(row[3]) for row in rows]
for name, scorer in (("ratio", fuzz.ratio), ("token_set_ratio", fuzz.token_set_ratio)):
    start = time.perf_counter()
    ranked = []
    for question in questions:
        found = process.extract(folded(question["text"]), texts, scorer=scorer, limit=50)
        ranked.append(list(dict.fromkeys(rows[index][0] for _, _, index in found))[:5])
    seconds = time.perf_counter() - start
    accepted = [[criterion in question["accept"] for criterion in five] for question, five in zip(questions, ranked)]
    print(json.dumps({
        "name": f"rapidfuzz {name}",
        "questions": len(questions),
        "hit1": sum(hits[0] for hits in accepted) / len(questions),
        "hit5": sum(any(hits) for hits in accepted) / len(questions),
        "rate": len(questions) / seconds,
    }))
