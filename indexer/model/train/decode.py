# SPDX-License-Identifier: GPL-3.0-or-later
"""From a network's scores to attributions with spans in code points. indexer/attribution does the same in C."""
import torch

from corpus import CONTENT, CUE, SOURCE, Batch

NAMES = {CUE: "cue", SOURCE: "source", CONTENT: "content"}


def spans(roles, article, begin):
    """Runs of equal roles as {"source": [[b, e]], ...}."""
    found, i = {name: [] for name in NAMES.values()}, 0
    while i < len(roles):
        j = i
        while j + 1 < len(roles) and roles[j + 1] == roles[i]:
            j += 1
        if roles[i] in NAMES:
            found[NAMES[roles[i]]].append([article.spans[begin + i][0], article.spans[begin + j][1]])
        i = j + 1
    return found


@torch.no_grad()
def scored(network, articles, tensors, threshold=0.0, size=16):
    """For each article (cue word, score, first word of its window, roles of the window's words)."""
    network.eval()
    windows = sorted(((n, *w) for n, a in enumerate(articles) for w in a.windows()), key=lambda w: w[2] - w[1])
    found = [[] for _ in articles]
    for at in range(0, len(windows), size):
        group = windows[at:at + size]
        batch = tensors(Batch(articles, group, {}))
        inside = torch.zeros_like(batch.cue, dtype=torch.bool)
        for k, (_, b, _, cb, ce) in enumerate(group):
            inside[k, cb - b:ce - b] = True
        words = network.words(batch)
        scores = network.cues(words)
        rows, cues = ((scores > threshold) & inside).nonzero(as_tuple=True)
        if not len(rows):
            continue
        emissions, edges = network.roles(words, rows, cues, batch)
        fixed = torch.full((len(rows), 4), -50.0)
        fixed[:, CUE] = 0.0
        emissions[torch.arange(len(rows)), cues] = fixed
        best = network.decode(emissions, edges, batch.lines[rows], batch.words[rows])
        for m, (row, cue) in enumerate(zip(rows.tolist(), cues.tolist())):
            number, begin, end, _, _ = group[row]
            found[number].append((begin + cue, float(scores[row, cue]), begin, best[m, :end - begin].tolist()))
    return found


def read(network, articles, tensors):
    return [{"id": a.id, "attributions": [dict(spans(roles, a, begin), confidence=round(1 / (1 + 2.718281828 ** -score), 3))
                                          for _, score, begin, roles in sorted(f)]}
            for a, f in zip(articles, scored(network, articles, tensors))]
