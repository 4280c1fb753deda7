# SPDX-License-Identifier: GPL-3.0-or-later
"""The tags of names, on top of a trained encoder: python3 tags.py --corpus ... --silver silver.jsonl --data data.jsonl --encodings FILE
--out tags.npz

Of the articles whose speakers are labelled: the names in our labels (with their types) where there are any, else what silver.jsonl
has. A name is seen by a word and its two neighbours. Prints what is right on the held-out articles, name by name.
"""
import argparse
import os

import numpy as np
import torch
from torch.nn import functional as F

from articles import lines, speaker_articles
from speakers import Perceptron
from tasks import NAMES, TAGS

LEXICON = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../lexicon/en")
SMALL = {"of", "and", "for", "the", "de", "la", "van", "von", "bin", "al", "&"}
LABELLED = {"person": 1, "organization": 3, "publication": 3, "place": 5}


def titles():
    found = set()
    for name in ("titles", "roles", "title_words", "demonyms", "places"):
        with open(os.path.join(LEXICON, name + ".txt"), encoding="utf-8") as f:
            found |= {line.split("\t")[0].strip() for line in f if not line.startswith("#")}
    return found


TITLES = titles()


def is_name(text, kind):
    """Labels also have titles and nominals: "Senator Ruiz", "Harbour chief"."""
    words = text.split()
    if not text[0].isupper() or words[0].lower() == "the" or not all(w[0].isupper() or not w[0].isalpha() or w in SMALL for w in words):
        return False
    return kind != "person" or len(words) == 1 or (len(words) < 5 and words[0].lower().rstrip(".") not in TITLES)


def gold(document, spans, rows):
    """The tag of each word: silver, but for the names that are labelled."""
    tags, at = np.zeros(len(spans), dtype=np.int64), [-1] * (len(document["text"]) + 1)
    for number, (b, e) in enumerate(spans):
        at[b:e] = [number] * (e - b)
    mark = lambda begin, end, tag: [tags.__setitem__(w, tag + int(k > 0)) for k, w in enumerate(
        sorted({w for w in at[begin:end] if w >= 0}))]
    name = None
    for b, e, _, _, place, kind in [*rows, (0, 0, "", "", "O", "")]:
        if name and place != "I":
            mark(*name)
            name = None
        if place == "B" and kind in NAMES:
            name = [b, e, NAMES[kind]]
        elif place == "I" and name:
            name[1] = e
    for kind, _, found in document["entities"].values():
        for b, e in found:
            if kind in LABELLED and is_name(document["text"][b:e], kind):
                touched = {w for w in at[b:e] if w >= 0}
                for w in sorted(touched):                 # silver names that only overlap it go
                    left, right = w, w
                    while left > 0 and tags[left] and tags[left] % 2 == 0:
                        left -= 1
                    while right + 1 < len(tags) and tags[right + 1] and tags[right + 1] % 2 == 0:
                        right += 1
                    if tags[w]:
                        tags[left:right + 1] = 0
                mark(b, e, LABELLED[kind])
    return tags


def names_of(tags):
    found, begin = set(), None
    for i, tag in enumerate([*tags, 0]):
        if begin is not None and (tag == 0 or tag % 2):
            found.add((begin, i, tags[begin]))
            begin = None
        if tag % 2:
            begin = i
    return found


def beside(encodings):
    """Each word with its neighbours; half precision is enough to learn from."""
    x = np.pad(np.array(encodings), ((1, 1), (0, 0)))
    return np.concatenate([x[:-2], x[1:-1], x[2:]], 1).astype(np.float16)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("corpus", "silver", "data", "encodings", "out"):
        parser.add_argument("--" + name, required=True)
    options = parser.parse_args()
    torch.manual_seed(1)
    articles = {d["id"]: d for d in speaker_articles(options.corpus)}
    silver = {d["id"]: d["rows"] for d in lines(options.silver)}
    documents = lines(options.data)
    encodings = np.memmap(options.encodings, dtype=np.float32, mode="r").reshape(sum(len(d["spans"]) for d in documents), -1)
    tags = [gold(articles[d["id"]], d["spans"], silver[d["id"]]) for d in documents]
    parts = {held: [i for i, d in enumerate(documents) if articles[d["id"]]["held"] == held] for held in (False, True)}
    own = lambda i: torch.from_numpy(beside(encodings[documents[i]["at"]:][:len(tags[i])]))
    x, y = torch.cat([own(i) for i in parts[False]]), torch.from_numpy(np.concatenate([tags[i] for i in parts[False]]))
    model = Perceptron(x.shape[1], TAGS)
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-2)
    epochs, size = 5, 1024
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs * (len(y) // size + 1), 1e-5)
    for _ in range(epochs):
        for at in torch.randperm(len(y)).split(size):
            optimizer.zero_grad()
            F.cross_entropy(model(x[at].float()), y[at]).backward()
            optimizer.step()
            schedule.step()
    model.eval()
    right = told = wanted = 0
    for i in parts[True]:
        with torch.no_grad():
            guess = model(own(i).float()).argmax(1).numpy()
        a, b = names_of(guess), names_of(tags[i])
        right, told, wanted = right + len(a & b), told + len(a), wanted + len(b)
    print(f"names P {right / told:.3f} R {right / wanted:.3f} F1 {2 * right / (told + wanted):.3f}")
    np.savez(options.out, **model.arrays("tag"))


if __name__ == "__main__":
    main()
