# SPDX-License-Identifier: GPL-3.0-or-later
"""The articles that are trained on, by their ids, and our own labels of them: labels.jsonl (attributions of Wikinews
articles) and speakers.jsonl (who speaks). Labels are spans only; the texts lie in the corpus.

python3 articles.py CORPUS prints those whose speakers are known, for speaker_data.c: each attribution with the spans of the
mentions that are right for its speaker."""
import csv
import glob
import hashlib
import json
import os
import re
import sys


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def beside(name):
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), name)


def check(identifier, text, digest):
    if hashlib.sha256(text.encode()).hexdigest()[:16] != digest:
        raise SystemExit(f"{identifier}: the text is not the one that was labelled")
    return text


def wikinews(corpus):
    """Texts by address."""
    csv.field_size_limit(1 << 24)
    texts = {}
    for name in sorted(glob.glob(os.path.join(corpus, "news", "wikinews_*.csv"))):
        with open(name, encoding="utf-8", newline="") as rows:
            texts.update((row["url"], row["text"]) for row in csv.DictReader(rows))
    return texts


def own_articles(corpus):
    """The articles of labels.jsonl, as lines of train.jsonl are."""
    texts = wikinews(corpus)
    return [{"id": l["url"], "text": check(l["url"], texts[l["url"]], l["text_sha256"]), "attributions": l["attributions"]}
            for l in lines(beside("labels.jsonl"))]


def training_articles(corpus):
    """All articles with attributions to learn from: PolNeAR's, rich-train.jsonl, our own."""
    folder = os.path.join(corpus, "attributions")
    return lines(f"{folder}/train.jsonl") + lines(f"{folder}/rich-train.jsonl") + own_articles(corpus)


def training_texts(corpus):
    return [(d["id"], d["text"]) for d in training_articles(corpus)]


NAMED = ("person", "organization", "publication")


def _of_rich(document):
    """rich-train.jsonl names its speakers; their mentions are where these names stand."""
    text, names, taken, mentions = document["text"], {}, set(), {}
    for a in document["attributions"]:
        speaker = a.get("speaker")
        if a["speaker_type"] in NAMED and speaker and "+" not in speaker:
            for name in [speaker, *(a.get("aliases") or [])]:
                names.setdefault(name, speaker)
            if a["speaker_type"] == "person" and " " in speaker:
                names.setdefault(speaker.split()[-1], speaker)
    for name in sorted(names, key=len, reverse=True):
        for m in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text):
            if not taken & set(range(*m.span())):
                taken |= set(range(*m.span()))
                mentions.setdefault(names[name], []).append(list(m.span()))
    for a in document["attributions"]:
        a["named"] = a["speaker_type"] in NAMED and bool(a.get("speaker"))
        a["entities"] = [s for s in (a.get("speaker") or "").split(" + ") if a["named"] and s in mentions]
    return mentions


def speaker_articles(corpus):
    """Articles whose speakers are known. Each attribution has speaker_type, named (has its speaker a name?) and entities
    (who speaks), the article `entities`: for each its type or None, and the spans of its mentions. One in five, by the hash
    of its id, is held out."""
    by_id = {d["id"]: d for d in training_articles(corpus)}
    found = []
    for label in lines(beside("speakers.jsonl")):
        document = by_id[label["id"]]
        check(label["id"], document["text"], label["text_sha256"])
        for number, entities, kind, naming in label["attributions"]:
            document["attributions"][number].update(
                entities=entities, speaker_type=kind, naming=naming, named=bool(entities))
        document["entities"] = label["entities"]
        found.append(document)
    for document in lines(os.path.join(corpus, "attributions", "rich-train.jsonl")):
        document["entities"] = {name: [None, "", spans] for name, spans in _of_rich(document).items()}
        found.append(document)
    for document in found:
        document["held"] = int(hashlib.md5(document["id"].encode()).hexdigest(), 16) % 5 == 0
    return found


if __name__ == "__main__":
    for article in speaker_articles(sys.argv[1]):
        for attribution in article["attributions"]:
            attribution["right"] = [s for e in attribution.get("entities", ()) for s in article["entities"][e][2]]
        print(json.dumps({name: article[name] for name in ("id", "text", "attributions")}))
