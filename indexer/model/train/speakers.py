# SPDX-License-Identifier: GPL-3.0-or-later
"""The networks that resolve speakers, on top of a trained encoder: python3 speakers.py --corpus ...
--data data.jsonl --encodings FILE --tags tags.npz --out speakers.npz

The data are what speaker_data.c prints for the articles whose speakers are labelled; one in five of these is held out. Trained are the summary of a word (its side as an anaphor, as an antecedent, and what tells a type), the score of an
antecedent with "none of them", and the type of a speaker. Prints what is right on the held-out articles, by kind of source.
"""
import argparse

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from articles import lines, speaker_articles
from tasks import TYPES

FEATURES, PAIRED, TYPE_FEATURES, TYPED, HIDDEN = 80, 48, 48, 32, 64
HIDDEN_WORDS = 0.6  # share of an encoding's numbers that is hidden in training: there are few articles
KINDS = ("name", "he", "she", "it", "they", "who", "first", "second", "nominal", "unnamed", "empty")
ASKED = ("he", "she", "it", "they", "who", "nominal", "empty")  # that may be somebody with a name elsewhere


class Perceptron(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.first, self.last = nn.Linear(inputs, HIDDEN), nn.Linear(HIDDEN, outputs)

    def forward(self, x):
        return self.last(torch.relu(self.first(F.dropout(x, 0.1, self.training))))

    def start(self, earlier, name):
        with torch.no_grad():
            for part, values in ((self.first.weight, "weight"), (self.first.bias, "bias"), (self.last.weight, "out.weight"), (self.last.bias, "out.bias")):
                part.copy_(torch.from_numpy(earlier[f"{name}.{values}"]).reshape(part.shape))

    def arrays(self, name):
        numpy = lambda p: p.detach().numpy()
        return {f"{name}.weight": numpy(self.first.weight), f"{name}.bias": numpy(self.first.bias)[None],
                f"{name}.out.weight": numpy(self.last.weight), f"{name}.out.bias": numpy(self.last.bias)[None]}


class Speakers(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.summary = nn.Linear(width, 2 * PAIRED + TYPED)
        self.none = nn.Parameter(torch.randn(PAIRED) * 0.1)
        self.antecedent, self.typing = Perceptron(FEATURES + PAIRED, 1), Perceptron(TYPE_FEATURES + 3 * TYPED, len(TYPES))

    def start(self, earlier):
        """From what an earlier run wrote, on another encoder."""
        with torch.no_grad():
            for name, part in (("summary.weight", self.summary.weight), ("summary.bias", self.summary.bias), ("antecedent.none", self.none)):
                part.copy_(torch.from_numpy(earlier[name]).reshape(part.shape))
        self.antecedent.start(earlier, "antecedent")
        self.typing.start(earlier, "type")

    def antecedents(self, anaphors, candidates, features, is_none):
        """Scores: anaphors and candidates are encodings, one row for each candidate."""
        anaphors, candidates = (F.dropout(x, HIDDEN_WORDS, self.training) for x in (anaphors, candidates))
        own = F.linear(anaphors, self.summary.weight[:PAIRED], self.summary.bias[:PAIRED])
        other = F.linear(candidates, self.summary.weight[PAIRED:2 * PAIRED], self.summary.bias[PAIRED:2 * PAIRED])
        other = torch.where(is_none[:, None], self.none, other)
        product = own * other
        together = product.sum(1, keepdim=True) / 8
        return self.antecedent(torch.cat([features[:, :-1], together, product], 1))[:, 0]

    def types(self, words, features):
        words = F.dropout(words, HIDDEN_WORDS, self.training)
        part = F.linear(words, self.summary.weight[2 * PAIRED:], self.summary.bias[2 * PAIRED:])
        return self.typing(torch.cat([features, part.flatten(1)], 1))


class Examples:
    """anaphors: (candidates' rows, features, right, own row, kind); typed: (rows of three words, features, type)."""

    def __init__(self, documents, labels, encodings):
        self.anaphors, self.typed, rows, self.rows = [], [], {}, []
        row = lambda at: rows.setdefault(at, len(rows))
        for document in documents:
            at, attributions = document["at"], labels[document["id"]]["attributions"]
            for statement in document["statements"]:
                if statement["attribution"] < 0:
                    continue
                gold = attributions[statement["attribution"]]
                for number, part in enumerate(statement["parts"]):
                    kind = KINDS[part["kind"]]
                    if number == 0:
                        self.typed.append(([row(at + w) for w in part["words"]], part["features"],
                                           TYPES.index(gold["speaker_type"])))
                    if kind not in ASKED:
                        continue
                    right = [c[1] for c in part["candidates"]]
                    if gold.get("named") and not any(right):
                        continue                      # named by no mention that was found: nothing to learn
                    right[0] = int(not gold.get("named"))
                    self.anaphors.append(([row(at + c[0]) for c in part["candidates"]], np.array([c[2] for c in part["candidates"]],
                                          dtype=np.float32), right, row(at + part["word"]), kind))
        self.encodings = torch.from_numpy(np.array(encodings[sorted(rows, key=rows.get)]))


def weigh(model, examples, part):
    """Scores of the candidates of some anaphors, flat, and how many each has."""
    sizes = [len(a[0]) for a in part]
    rows = torch.tensor([r for a in part for r in a[0]])
    own = torch.tensor([a[3] for a in part for _ in a[0]])
    is_none = torch.tensor([i == 0 for a in part for i in range(len(a[0]))])
    features = torch.from_numpy(np.concatenate([a[1] for a in part]))
    return model.antecedents(examples.encodings[own], examples.encodings[rows], features, is_none), sizes


def antecedent_loss(model, examples, part):
    scores, sizes = weigh(model, examples, part)
    losses = []
    for at, score in zip(part, scores.split(sizes)):
        losses.append(torch.logsumexp(score, 0) - torch.logsumexp(score[torch.tensor(at[2], dtype=torch.bool)], 0))
    return torch.stack(losses).mean()


def typed(model, examples, part):
    words = examples.encodings[torch.tensor([t[0] for t in part])]
    return model.types(words, torch.tensor([t[1] for t in part])), torch.tensor([t[2] for t in part])


@torch.no_grad()
def answers(model, examples):
    """(kind, probability, answered with a name, right) for each anaphor."""
    model.eval()
    found = []
    for at in range(0, len(examples.anaphors), 256):
        part = examples.anaphors[at:at + 256]
        scores, sizes = weigh(model, examples, part)
        for a, score in zip(part, scores.split(sizes)):
            p = score.softmax(0)
            best = int(p.argmax())
            found.append((a[4], float(p[best]), best > 0, bool(a[2][best]), a[2][0]))
    return found


def report(model, held):
    found = answers(model, held)
    for kind in ASKED:
        of = [f for f in found if f[0] == kind]
        named = [f for f in of if not f[4]]
        if of:
            print(f"{kind:8} {len(of):5}  right {np.mean([f[3] for f in of]):.3f}  of {len(named)} with a name "
                  f"{np.mean([f[3] for f in named]) if named else 0:.3f}")
    print(f"all      {len(found):5}  right {np.mean([f[3] for f in found]):.3f}")
    for least in (0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        told = [f for f in found if f[2] and f[1] >= least]
        print(f"  at {least:.1f}: {len(told)} named, {np.mean([f[3] for f in told]):.3f} of them right")
    with torch.no_grad():
        guesses, gold = typed(model, held, held.typed)
    print(f"types {len(gold)} right {(guesses.argmax(1) == gold).float().mean():.3f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--encodings", required=True)
    parser.add_argument("--tags", required=True, help="weight and bias of the tags of names (tags.py)")
    parser.add_argument("--start", help="what an earlier run wrote, to go on from")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--least", type=float, default=0.5, help="confidence of a speaker who is named")
    parser.add_argument("--all", action="store_true", help="learn from the held-out articles too")
    options = parser.parse_args()
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    labels = {d["id"]: d for d in speaker_articles(options.corpus)}
    documents = lines(options.data)
    words = sum(len(d["spans"]) for d in documents)
    encodings = np.memmap(options.encodings, dtype=np.float32, mode="r").reshape(words, -1)
    learned = [d for d in documents if options.all or not labels[d["id"]]["held"]]
    examples = Examples(learned, labels, encodings)
    held = Examples([d for d in documents if labels[d["id"]]["held"]], labels, encodings)
    print(len(examples.anaphors), "anaphors,", len(examples.typed), "sources to learn from", flush=True)
    model = Speakers(encodings.shape[1])
    if options.start:
        model.start(np.load(options.start))
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.rate, weight_decay=0.02)
    steps = options.epochs * (len(examples.anaphors) // 32 + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: max(0.02, 1 - i / steps))
    for _ in range(options.epochs):
        model.train()
        order, others = rng.permutation(len(examples.anaphors)), rng.permutation(len(examples.typed))
        share = len(examples.typed) / max(len(examples.anaphors), 1)
        for at in range(0, len(order), 32):
            loss = antecedent_loss(model, examples, [examples.anaphors[i] for i in order[at:at + 32]])
            sources = [examples.typed[i] for i in others[int(at * share):int((at + 32) * share)]]
            if sources:
                loss = loss + F.cross_entropy(*typed(model, examples, sources))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    report(model, held)
    tags = np.load(options.tags)
    arrays = {**tags, "summary.weight": model.summary.weight.detach().numpy(), "summary.bias": model.summary.bias.detach().numpy()[None],
              "antecedent.none": model.none.detach().numpy()[None], "least": np.float32(options.least),
              **model.antecedent.arrays("antecedent"), **model.typing.arrays("type")}
    np.savez(options.out, **arrays)


if __name__ == "__main__":
    main()
