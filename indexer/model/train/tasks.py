# SPDX-License-Identifier: GPL-3.0-or-later
"""What the encoder learns beside attributions, so that it knows more of each word: word classes, syntactic relations and names
(silver.jsonl; gold ones of GUM), antecedents (GUM, GAP, our own labels of speakers) and the types of speakers. Only the tags of names and the
bilinear form of antecedents go on into the model file, by way of tags.py and speakers.py."""
import bisect
import csv
import glob
import math
import os
import re

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from articles import lines, speaker_articles
from corpus import Article

CLASSES = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
           "VERB", "X")
# Tags of names as in model.h: none; begins, goes on for person, organization, place, other.
NAMES = {"PERSON": 1, "ORG": 3, "GPE": 5, "LOC": 5, "FAC": 5, "NORP": 7, "WORK_OF_ART": 7, "EVENT": 7, "LAW": 7, "PRODUCT": 7}
TAGS = 9
GENRES = ("news", "interview", "bio", "voyage", "textbook", "vlog", "speech", "conversation")  # of GUM: CC BY or public domain
PRONOUNS = {"he", "she", "it", "they", "who", "his", "her", "their", "its", "i", "we", "which", "him", "them"}
NAME, NOMINAL, PRONOUN = range(3)
ANTECEDENT, WEIGHTS = 96, {"class": 0.08, "relation": 0.12, "name": 0.3, "antecedent": 0.5, "type": 0.3}
TYPES = ("none", "person", "organization", "role", "anonymous", "group", "document", "publication")


def attach(article, rows, relations, scheme):
    """Gold of each word from tokens [begin, end, class, relation, B|I|O, kind]; -1 where there is none. `relations` numbers
    the relations of both schemes."""
    count = len(article.spans)
    article.classes, article.relations, article.names = (np.full(count, -1) for _ in range(3))
    begins = [row[0] for row in rows]
    for i, (b, _) in enumerate(article.spans):
        k = bisect.bisect_right(begins, b) - 1
        if k < 0 or rows[k][1] <= b:
            continue
        begin, _, word_class, relation, place, kind = rows[k]
        if word_class in CLASSES:
            article.classes[i] = CLASSES.index(word_class)
        article.relations[i] = relations.setdefault(scheme + relation, len(relations))
        tag = NAMES.get(kind, 0)
        article.names[i] = tag + int(bool(tag) and not (place == "B" and begin == b))


def head(text, begin, end):
    """Where the last word of the noun phrase begins, without what hangs on it."""
    phrase = re.split(r" (?:of|for|in|at|from|to|who|on|with) |,", text[begin:end])[0]
    words = list(re.finditer(r"\w[\w.’'-]*", phrase))
    return begin + words[-1].start() if words else begin


def set_mentions(article, mentions):
    """mentions: (where the head begins, whose (None: of nobody who has a name), kind); one to a word."""
    article.mentions = sorted(((k, *rest) for k, rest in at_words(article, mentions)), key=lambda m: m[0])


def at_words(article, rows):
    """(word, what follows the place in a row) of each row; the first one where a word has several."""
    starts, found = [b for b, _ in article.spans], {}
    for at, *rest in rows:
        k = bisect.bisect_right(starts, at) - 1
        if k >= 0 and article.spans[k][1] > at:
            found.setdefault(k, rest)
    return sorted(found.items(), key=lambda item: item[0])


def speaker_mentions(document):
    """Mentions of the named in an article whose speakers are labelled; a source that is a pronoun or a noun is one too."""
    text, mentions, taken = document["text"], [], set()
    for entity, (_, _, spans) in document["entities"].items():
        for b, e in spans:
            taken |= set(range(b, e))
            named = text[b].isupper() and not text[b:e].lower().startswith("the ")
            mentions.append((head(text, b, e), entity, NAME if named else NOMINAL))
    for a in document["attributions"]:
        if len(a.get("entities", (0, 0))) > 1 or not a.get("source"):
            continue
        b, e = a["source"][0]
        if not taken & set(range(b, e)):
            alone = text[b:e].lower() in PRONOUNS
            mentions.append((head(text, b, e), next(iter(a["entities"]), None), PRONOUN if alone else NOMINAL))
    return mentions


def source_types(document):
    """(where the head of a source begins, the type of who speaks)."""
    return [(head(document["text"], *a["source"][0]), TYPES.index(a["speaker_type"]))
            for a in document["attributions"] if a.get("source") and a.get("speaker_type") in TYPES]


def _sentences(path):
    """Sentences of a CoNLL-U file: (begins a paragraph, rows)."""
    rows, fresh = [], True
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            fresh |= line.startswith("# newpar")
            if line and line[0] != "#" and "." not in line.split("\t")[0]:
                rows.append(line.split("\t"))
            elif not line and rows:
                yield fresh, rows
                rows, fresh = [], False
    if rows:
        yield fresh, rows


def _gum(path):
    """Text, tokens and mentions of one GUM document. A mention by name is its proper nouns alone."""
    text, rows, heads, mentions, stack = "", [], [], [], {}
    for fresh, sentence in _sentences(path):
        text += ("\n\n" if fresh else " ") if text else ""
        numbers, joined = {}, None
        for fields in sentence:
            if "-" in fields[0]:
                joined = (*map(int, fields[0].split("-")), "SpaceAfter=No" in fields[9])
                continue
            number, begin = int(fields[0]), len(text)
            text += fields[1]
            numbers[number] = len(rows)
            rows.append([begin, len(text), fields[3], fields[7].split(":")[0], "O", ""])
            heads.append(int(fields[6]))
            space = "SpaceAfter=No" not in fields[9]
            if joined and joined[0] <= number <= joined[1]:
                space = number == joined[1] and not joined[2]
            text += " " if space else ""
            entity = re.search(r"(?:^|\|)Entity=([^|]*)", fields[9])
            for part in re.findall(r"\([^()]+\)|\([^()]+|[^()]+\)", entity.group(1)) if entity else ():
                values = part.strip("()").split("-")
                if part.startswith("("):
                    stack.setdefault(values[0], []).append((len(rows) - 1, values[1] if len(values) > 1 else ""))
                if part.endswith(")") and stack.get(values[0]):
                    mentions.append((*stack[values[0]].pop(), len(rows) - 1, values[0]))
        text = text.rstrip(" ")
        for at in numbers.values():
            heads[at] = numbers.get(heads[at], -1)
    return text, rows, _reduce(rows, heads, mentions)


def _reduce(rows, heads, mentions):
    found = []
    for first, entity_type, last, entity in mentions:
        top = [i for i in range(first, last + 1) if not first <= heads[i] <= last]
        if not top:
            continue
        at, kind = top[0], {"PRON": PRONOUN, "PROPN": NAME}.get(rows[top[0]][2], NOMINAL)
        if kind == NAME:
            begin = end = at
            while begin > first and rows[begin - 1][2] == "PROPN":
                begin -= 1
            while end < last and rows[end + 1][2] == "PROPN":
                end += 1
            at = end
            tag = {"person": "PERSON", "organization": "ORG", "place": "GPE"}.get(entity_type)
            for i in range(begin, end + 1) if tag else ():
                if not rows[i][5]:
                    rows[i][4:] = ["B" if i == begin else "I", tag]
        found.append((rows[at][0], entity, kind))
    return found


def _gap(path):
    """Snippets with one pronoun and two names each; whose it is."""
    with open(path, encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            mentions = [(int(row["Pronoun-offset"]), "P", PRONOUN)]
            for name in "AB":
                begin = int(row[f"{name}-offset"])
                his = row[f"{name}-coref"].upper() == "TRUE"
                mentions.append((head(row["Text"], begin, begin + len(row[name])), "P" if his else name, NAME))
            yield row["ID"], row["Text"], mentions


def coreference(corpus, tokenizer, relations):
    """Articles of GUM and GAP (but for its validation part), with what there is of gold."""
    found, folder = [], os.path.join(corpus, "coreference")
    for path in sorted(glob.glob(f"{folder}/gum/*.conllu")):
        if os.path.basename(path).split("_")[1] in GENRES:
            text, rows, mentions = _gum(path)
            article = Article({"id": os.path.basename(path), "text": text}, tokenizer, True)
            attach(article, rows, relations, "ud:")
            set_mentions(article, mentions)
            found.append(article)
    for part in ("development", "test"):
        for identifier, text, mentions in _gap(f"{folder}/gap/gap-{part}.tsv"):
            article = Article({"id": identifier, "text": text}, tokenizer, True)
            set_mentions(article, mentions)
            found.append(article)
    return found


def prepare(corpus, silver, articles, tokenizer):
    """Attaches silver and mentions to the training articles; returns those of coreference alone, and how many relations."""
    relations, rows = {}, {d["id"]: d["rows"] for d in lines(silver)}
    labelled = {d["id"]: d for d in speaker_articles(corpus)}
    for article in articles:
        attach(article, rows[article.id], relations, "silver:")
        if article.id in labelled:
            set_mentions(article, speaker_mentions(labelled[article.id]))
            article.types = [(k, rest[0]) for k, rest in at_words(article, source_types(labelled[article.id]))]
    others = coreference(corpus, tokenizer, relations)
    return others, len(relations)


class Tasks(nn.Module):
    def __init__(self, width, relations):
        super().__init__()
        self.classes, self.relations = nn.Linear(width, len(CLASSES)), nn.Linear(width, relations)
        self.names, self.types = nn.Linear(width, TAGS), nn.Linear(width, len(TYPES))
        self.query, self.key = nn.Linear(width, ANTECEDENT), nn.Linear(width, ANTECEDENT)
        self.none, self.apart = nn.Linear(width, 1), nn.Embedding(64, 2)
        nn.init.zeros_(self.apart.weight)

    def antecedents(self, words, mentions, begin):
        """Marginal log-likelihood of the other mentions of the same entity, or of none where there is no other. Mentions of
        nobody with a name answer for no other."""
        at = torch.tensor([m[0] - begin for m in mentions])
        whose = {}
        entity = torch.tensor([-1 if m[1] is None else whose.setdefault(m[1], len(whose)) for m in mentions])
        pronoun = torch.tensor([int(m[2] == PRONOUN) for m in mentions])
        x, count = words[at], len(mentions)
        order = at[None] - at[:, None]
        bucket = (torch.sign(order) * torch.clamp((torch.log2(order.abs().float() + 1) * 4).long(), max=31) + 32).clamp(0, 63)
        score = self.query(x) @ self.key(x).T / math.sqrt(ANTECEDENT)
        score = score + self.apart(bucket).gather(2, pronoun[:, None, None].expand(-1, count, 1))[..., 0]
        itself = torch.eye(count, dtype=torch.bool) | (entity < 0)[None]
        score = torch.cat([self.none(x), score.masked_fill(itself, -1e4)], 1)
        same = (entity[:, None] == entity[None]) & ~itself
        right = torch.cat([~same.any(1, keepdim=True), same], 1)
        return (torch.logsumexp(score, 1) - torch.logsumexp(score.masked_fill(~right, -1e4), 1)).mean()

    def loss(self, words, articles, windows):
        """Of a batch whose windows are encoded as `words`."""
        rows, gold, pairs, typed, types = [], [], [], [], []
        for k, (number, begin, end, _, _) in enumerate(windows):
            article = articles[number]
            if hasattr(article, "classes"):
                rows.append(words[k, :end - begin])
                gold.append(np.stack([article.classes[begin:end], article.relations[begin:end], article.names[begin:end]]))
            for word, kind in getattr(article, "types", ()):
                if begin <= word < end:
                    typed.append(words[k, word - begin])
                    types.append(kind)
            mentions = [m for m in getattr(article, "mentions", ()) if begin <= m[0] < end]
            if len(mentions) > 1:
                pairs.append(self.antecedents(words[k], mentions, begin))
        total = torch.zeros(())
        if rows:
            x, y = torch.cat(rows), torch.from_numpy(np.concatenate(gold, 1)).long()
            for name, layer, wanted in (("class", self.classes, y[0]), ("relation", self.relations, y[1]), ("name", self.names, y[2])):
                total = total + WEIGHTS[name] * F.cross_entropy(layer(x), wanted, ignore_index=-1)
        if types:
            total = total + WEIGHTS["type"] * F.cross_entropy(self.types(torch.stack(typed)), torch.tensor(types))
        return total + WEIGHTS["antecedent"] * torch.stack(pairs).mean() if pairs else total
