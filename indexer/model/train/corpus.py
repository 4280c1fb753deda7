# SPDX-License-Identifier: GPL-3.0-or-later
"""Articles with gold attributions, as arrays of word pieces.

The unit that is labelled is a word: what the tokenizer parts at white space and punctuation. A word is one or several
pieces; roles and cues are predicted at its first piece, so no span ever ends inside a word.
"""
import random
import re
import unicodedata

import numpy as np
from tokenizers import Tokenizer

ROLES = ("none", "cue", "source", "content")
NONE, CUE, SOURCE, CONTENT = range(4)
WINDOW, CONTEXT = 384, 32          # pieces: a whole window, and what of it on either side is only looked at
SHAPES = 8
HIDDEN = 0.04                      # share of pieces hidden in training
INSIDE, OPENING, CLOSING = 1, 2, 3  # of a word in a quotation
END = (".", "?", "!")


def shape(word):
    """Letter case and kind of a word, which the uncased vocabulary loses."""
    if len(word) > 1 and word.isupper():
        return 1
    if word[0].isupper():
        return 2
    if word[0].isdigit():
        return 3
    if word[0] in '“"':
        return 4
    if word[0] in "”":
        return 5
    return 6 if all(unicodedata.category(c)[0] in "LMC" for c in word) else 7


class Article:
    """pieces: ids, and for each the shape of its word and whether it begins a paragraph; words: first piece, span."""

    def __init__(self, document, tokenizer, nested, weight=1):
        self.id, self.text, self.nested, self.weight = document["id"], document["text"], nested, weight
        self.gold = document.get("attributions", [])
        ids, shapes, starts, first, spans, lines = [], [], [], [], [], []
        for line in re.finditer(r"[^\n]+", self.text):
            encoding = tokenizer.encode(line.group(), add_special_tokens=False)
            words = encoding.word_ids
            for i, (piece, (b, e)) in enumerate(zip(encoding.ids, encoding.offsets)):
                if i == 0 or words[i] != words[i - 1]:
                    first.append(len(ids))
                    spans.append([b + line.start(), e + line.start()])
                    lines.append((lines[-1] if lines else -1) + int(i == 0))
                    end = max(encoding.offsets[j][1] for j in range(i, len(words)) if words[j] == words[i]
                              and j - i < 100)
                    kind = shape(line.group()[b:end])
                else:
                    spans[-1][1] = e + line.start()
                ids.append(piece)
                shapes.append(kind)
                starts.append(int(i == 0))
        self.ids, self.shapes, self.starts = (np.array(x, dtype=np.int64) for x in (ids, shapes, starts))
        self.first, self.spans, self.lines = np.array(first, dtype=np.int64), spans, np.array(lines, dtype=np.int64)
        self._quote()
        self.attributions = self._labels()

    def _quote(self):
        """For each word: the number of the quotation it stands in (0: none), and whether inside, opening or closing it."""
        count, now = len(self.spans), 0
        self.quotes, self.marks, self.breaks = (np.zeros(count, dtype=np.int64) for _ in range(3))
        made = 0
        for i, (b, e) in enumerate(self.spans):
            word = self.text[b:e]
            if i and self.lines[i] != self.lines[i - 1]:
                now = 0
            if word == "“" or (word == '"' and not now):
                made += 1
                now = made
                self.marks[i] = OPENING
            elif now and word in ("”", '"'):
                self.marks[i] = CLOSING
            elif now:
                self.marks[i] = INSIDE
            self.quotes[i] = now
            if self.marks[i] == CLOSING:
                now = 0
            if i:
                last = self.text[slice(*self.spans[i - 1])]
                opens = self.shapes[self.first[i]] in (1, 2, 4)
                if opens and (last in END or (last in ("”", '"') and self.text[slice(*self.spans[max(i - 2, 0)])] in END)):
                    self.breaks[i] = 1

    def _labels(self):
        """(first cue word, {word: role}) for each attribution that has a cue."""
        at = [-1] * (len(self.text) + 1)
        for number, (b, e) in enumerate(self.spans):
            at[b:e] = [number] * (e - b)
        found = []
        for attribution in self.gold:
            roles = {}
            for name, role in (("source", SOURCE), ("content", CONTENT), ("cue", CUE)):
                for b, e in attribution.get(name) or []:
                    roles.update((w, role) for w in at[b:e] if w >= 0)
            cue = [w for w, role in roles.items() if role == CUE]
            if cue:
                found.append((min(cue), roles))
        return found

    def windows(self, part=1.0):
        """(begin, end, core begin, core end) in words: cores tile the article, and end with paragraphs or sentences where they can.
        `part` shortens the first window, so that training sees an article parted in other ways each time."""
        pieces = np.append(self.first, len(self.ids))
        result, core, total = [], 0, len(self.first)
        full = lambda room: min(max(int(np.searchsorted(pieces, pieces[core] + room, side="right")) - 1, core + 1), total)
        while core < total:
            begin = int(np.searchsorted(pieces, pieces[core] - CONTEXT, side="left")) if core else 0
            room, behind = WINDOW - int(pieces[core] - pieces[begin]), CONTEXT // 2
            if not core:
                room = int(room * part)
            end = self._good_end(core, full(room - behind), lambda i: self.starts[self.first[i]])
            if not end:
                behind, last = CONTEXT, full(room - CONTEXT)
                end = self._good_end(core, last, lambda i: self.breaks[i]) or last
            stop = int(np.searchsorted(pieces, pieces[end] + behind, side="right")) - 1
            result.append((begin, min(max(stop, end), total), core, end))
            core = end
        return result

    def _good_end(self, core, end, good):
        """Of the last third before `end`, the last word that is good to begin the next core with; else 0."""
        least = core + (end - core) * 2 // 3
        return next((i for i in range(end, max(least, core), -1) if i == len(self.first) or good(i)), 0)


def load(documents, tokenizer, nested=False, weight=1):
    return [Article(document, tokenizer, nested, weight) for document in documents]


def tokenizer(path):
    made = Tokenizer.from_file(path)
    made.no_padding()
    made.no_truncation()
    return made


class Batch:
    """Windows of several articles, padded. `noise` makes wire copy of some (case or quotation marks lost) and hides single
    pieces, so that spans are learned from what stands around them too."""

    def __init__(self, articles, windows, marks, noise=0.0):
        self.windows = windows
        views = [(articles[a], b, e) for a, b, e, _, _ in windows]
        bounds = [(x.first[b], x.first[e] if e < len(x.first) else len(x.ids)) for x, b, e in views]
        pieces, words = max(e - b for b, e in bounds), max(e - b for _, b, e in views)
        count = len(windows)
        self.ids, self.shapes, self.starts, self.mask = (np.zeros((count, pieces), dtype=np.int64) for _ in range(4))
        self.first, self.lines, self.quotes, self.marks = (np.zeros((count, words), dtype=np.int64) for _ in range(4))
        self.words = np.array([e - b for _, b, e in views], dtype=np.int64)
        self.cue = np.full((count, words), -1.0, dtype=np.float32)
        rows, cues, roles = [], [], []
        for k, ((article, b, e), (pb, pe)) in enumerate(zip(views, bounds)):
            n = pe - pb
            ids, shapes = article.ids[pb:pe].copy(), article.shapes[pb:pe].copy()
            quoted = not (noise and random.random() < noise and self._spoil(ids, shapes, marks))
            if noise:
                ids[np.random.random(n) < HIDDEN] = marks["[MASK]"]
            self.ids[k, :n], self.shapes[k, :n] = ids, shapes
            self.starts[k, :n], self.mask[k, :n] = article.starts[pb:pe], 1
            self.first[k, :e - b] = article.first[b:e] - pb
            self.lines[k, :e - b] = article.lines[b:e]
            if quoted:
                self.quotes[k, :e - b], self.marks[k, :e - b] = article.quotes[b:e], article.marks[b:e]
            _, _, _, cb, ce = windows[k]
            self.cue[k, cb - b:ce - b] = 0
            inside = np.zeros(e - b, dtype=bool)
            for cue, labels in article.attributions:
                if not b <= cue < e:
                    continue
                if cb <= cue < ce:
                    self.cue[k, cue - b] = 1
                row = np.zeros(words, dtype=np.int64)
                for word, role in labels.items():
                    if b <= word < e:
                        row[word - b] = role
                        inside[word - b] |= role == CONTENT
                rows.append(k)
                cues.append(cue - b)
                roles.append(row)
            if not article.nested:      # one level only was marked: what is not marked inside a content is unknown
                self.cue[k, :e - b][inside & (self.cue[k, :e - b] == 0)] = -1
        self.rows, self.cues = np.array(rows, dtype=np.int64), np.array(cues, dtype=np.int64)
        self.roles = np.stack(roles) if roles else np.zeros((0, words), dtype=np.int64)

    @staticmethod
    def _spoil(ids, shapes, marks):
        """Returns whether no quotation can be seen any more."""
        kind = random.random()
        if kind < 0.25:                                   # all capitals
            shapes[np.isin(shapes, (2, 6))] = 1
        elif kind < 0.4:                                  # no capitals
            shapes[np.isin(shapes, (1, 2))] = 6
        elif kind < 0.8:                                  # straight or single marks
            new = marks['"'] if kind < 0.65 else marks["'"]
            hit = np.isin(ids, (marks["“"], marks["”"]))
            ids[hit] = new
            shapes[hit] = 4 if kind < 0.65 else 7
        else:                                             # marks lost
            hit = np.isin(ids, (marks["“"], marks["”"], marks['"']))
            ids[hit] = marks[","]
            shapes[hit] = 7
        return kind >= 0.65
