# SPDX-License-Identifier: GPL-3.0-or-later
"""A smaller network that says of words what a larger one says:
python3 distil.py --corpus ... --teacher large.wsm --out FOLDER

The student is cut out of the teacher (a model file): of each feed-forward network the units that weigh most stay, and by least
squares they are made to give what all of them gave. It learns the teacher's encodings of words and its scores of cues and roles, on
articles and on fragments of them, and on the labelled ones attributions too. Writes FOLDER/state.pt for export.py, and the teacher's
networks for speakers as FOLDER/speakers.npz.
"""
import argparse
import copy
import json
import os
import random
import struct
import time

import numpy as np
import torch
from torch.nn import functional as F

import articles
import corpus
from export import FLOAT, INT8, INT32, vocabulary
from network import Linear, Network
from train import averaged, groups, learned, loss_of, minilm, pieces, tensors

SPEAKERS = ("tag.", "summary.", "antecedent.", "type.")
TYPES = {FLOAT: np.float32, INT8: np.int8, INT32: np.int32}


def sections(path):
    """The arrays of a model file by name (model_file.h), and its configuration."""
    with open(path, "rb") as f:
        data = f.read()
    found = {}
    for at in range(40, 40 + 64 * struct.unpack_from("<I", data, 28)[0], 64):
        name, kind, rows, columns, _, offset, size = struct.unpack_from("<32sIIIIQQ", data, at)
        body = data[offset:offset + size]
        name = name.rstrip(b"\0").decode()
        found[name] = np.frombuffer(body, TYPES[kind]).reshape(rows, columns).copy() if kind in TYPES else body
    return found, json.loads(found["config"])


def teacher_of(path):
    """The network of a model file, and the arrays of speakers.py in it."""
    arrays, settings = sections(path)
    with open(os.path.join(minilm(), "config.json"), encoding="utf-8") as f:
        config = dict(json.load(f), intermediate_size=settings["inner"])
    network, numbers = Network(config, settings["layers"]), vocabulary()[1]
    linear = lambda name: arrays[name + ".weight"] * arrays[name + ".scale"].reshape(-1, 1)
    state = {"encoder.pieces.weight": np.zeros(network.encoder.pieces.weight.shape, np.float32),
             "encoder.positions.weight": np.zeros(network.encoder.positions.weight.shape, np.float32)}
    state["encoder.pieces.weight"][numbers] = linear("pieces")
    state["encoder.positions.weight"][:len(arrays["positions.weight"])] = arrays["positions.weight"]
    for name, values in network.state_dict().items():
        own = name.removeprefix("encoder.").replace("layers.", "layer")
        stem, part = own.rpartition(".")[::2]
        if name not in state:
            value = linear(stem) if part == "weight" and stem + ".scale" in arrays else arrays[own]
            state[name] = value.reshape(values.shape)
    network.load_state_dict({name: torch.from_numpy(np.ascontiguousarray(v)) for name, v in state.items()})
    speakers = {name: v for name, v in arrays.items() if name.startswith(SPEAKERS)}
    return network.eval(), dict(speakers, least=np.float32(settings["least_speaker"]))


@torch.no_grad()
def narrow(network, inner, batches):
    """Keeps `inner` units of each feed-forward network; what the others gave is fitted to those that stay."""
    taken = [[] for _ in network.encoder.layers]
    hooks = [layer.down.register_forward_pre_hook(lambda _, x, k=k: taken[k].append(x[0].flatten(0, 1)))
             for k, layer in enumerate(network.encoder.layers)]
    for batch in batches:
        network.encoder(batch.ids, batch.shapes, batch.starts, batch.mask)
    for hook in hooks:
        hook.remove()
    for layer, x in zip(network.encoder.layers, taken):
        x = torch.cat(x)
        x = x[torch.randperm(len(x))[:60000]]
        full = layer.down(x)
        weight = (x.square().mean(0) * layer.down.weight.square().sum(0))
        kept = weight.argsort(descending=True)[:inner].sort().values
        some = torch.cat([x[:, kept], torch.ones(len(x), 1)], 1).double()
        gram = some.T @ some
        fit = torch.linalg.solve(gram + 1e-3 * gram.diagonal().mean() * torch.eye(len(gram)).double(), some.T @ full.double()).float()
        up, down = Linear(layer.up.in_features, inner), Linear(inner, layer.down.out_features)
        up.weight.copy_(layer.up.weight[kept])
        up.bias.copy_(layer.up.bias[kept])
        down.weight.copy_(fit[:-1].T)
        down.bias.copy_(fit[-1])
        print("units kept:", inner, "unexplained:", round(float((some.float() @ fit - full).var() / full.var()), 3), flush=True)
        layer.up, layer.down = up, down


def scores_apart(teacher, student, wanted, words, rows, cues, batch, seen):
    """How far the scores of roles are from the teacher's, for the words that the teacher takes for cues."""
    with torch.no_grad():
        right = teacher.roles(wanted, rows, cues, batch)
    emissions, edges = (own - given for own, given in zip(student.roles(words, rows, cues, batch), right))
    return ((emissions - emissions.mean(-1, keepdim=True)).square() + edges.square())[seen[rows]].mean()


def unlabelled(folder):
    """Texts of press releases, and of the Wikinews articles that are not measured on."""
    with open(os.path.join(folder, "attributions/rich.meta.json"), encoding="utf-8") as f:
        measured = {article.get("url") for article in json.load(f).values()}
    texts = [text for url, text in articles.wikinews(folder).items() if url not in measured]
    texts += [release.get("text") or "" for release in articles.lines(os.path.join(folder, "news/congress-press.jsonl"))]
    return [text for text in texts if 300 < len(text) < 40000]


def fragments(texts):
    """Texts of a paragraph or two, read as if they were all there is: briefs, and what a larger network knows of them."""
    for text in texts:
        paragraphs = [p for p in text.split("\n") if len(p) > 40]
        at = random.randrange(3)
        while at < len(paragraphs):
            count = random.choice((1, 1, 2))
            yield "\n\n".join(paragraphs[at:at + count])
            at += count + random.randrange(4)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("corpus", "teacher", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--inner", type=int, default=512, help="units of each feed-forward network")
    parser.add_argument("--steps", type=int, default=1600)
    parser.add_argument("--rounded", type=int, default=100, help="last steps in which numbers are rounded as in C")
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--roles", type=float, default=0.02, help="weight of the scores of roles")
    parser.add_argument("--shares", type=float, nargs=3, default=(0.4, 0.25, 0.35), help="of batches: labelled, other articles, fragments")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", nargs="+", metavar="FILE[=SHARE]", help="states of earlier runs to go on from, with another seed")
    options = parser.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    np.random.seed(options.seed)
    os.makedirs(options.out, exist_ok=True)
    corpus.HIDDEN = 0.02
    teacher, speakers = teacher_of(options.teacher)
    np.savez(os.path.join(options.out, "speakers.npz"), **speakers)
    tokenizer, marks = pieces()
    labelled = learned(options.corpus, tokenizer)
    begun = time.time()
    texts = unlabelled(options.corpus)
    unmarked = lambda texts: [corpus.Article({"id": "", "text": t}, tokenizer, True) for t in texts]
    sets = (labelled, unmarked(texts), unmarked(fragments([a.text for a in labelled] + texts)))
    print(*(sum(len(a.ids) for a in of) for of in sets), "pieces", round(time.time() - begun), "s", flush=True)

    def stream(of, size):
        while True:
            windows = [(number, *w) for number, a in enumerate(of) for _ in range(a.weight)
                       for w in a.windows(random.uniform(0.3, 1.0))]
            yield from groups(windows, size)

    streams = [stream(of, size * options.batch) for of, size in zip(sets, (1, 1, 3))]
    batch_of = lambda k: tensors(corpus.Batch(sets[k], next(streams[k]), marks, 0.1))
    student = copy.deepcopy(teacher)
    narrow(student, options.inner, [batch_of(i % 2) for i in range(24)])
    if options.start:
        student.load_state_dict(averaged(options.start))
    student.encoder.pieces.weight.requires_grad_(False)
    optimizer = torch.optim.AdamW([p for p in student.parameters() if p.requires_grad], lr=options.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min(1.0, (i + 1) / 100) * max(0.01, 1 - i / options.steps))
    average = copy.deepcopy(student).eval()
    sums, begun = np.zeros(5), time.time()
    for step in range(options.steps):
        Linear.rounded = False
        k = random.choices((0, 1, 2), options.shares)[0]
        batch = batch_of(k)
        seen = torch.arange(batch.first.size(1))[None] < batch.words[:, None]
        rounded = step >= options.steps - options.rounded
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            wanted = teacher.words(batch).float()
        Linear.rounded = rounded
        with torch.autocast("cpu", torch.bfloat16, enabled=not rounded):
            words = student.words(batch).float()
        alike = (words - wanted)[seen].square().mean()
        with torch.no_grad():
            sure = teacher.cues(wanted).sigmoid()
            rows, at = ((sure > 0.3) & seen).nonzero(as_tuple=True)
        cue = F.binary_cross_entropy_with_logits(student.cues(words)[seen], sure[seen])
        roles = scores_apart(teacher, student, wanted, words, rows, at, batch, seen) if len(rows) else torch.zeros(())
        loss = alike + cue + options.roles * roles
        gold = torch.zeros(2)
        if k == 0:
            own, role = loss_of(student, batch, words)
            loss = loss + own + role / 80
            gold = torch.tensor([own.item(), role.item()])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        with torch.no_grad():
            keep = min(0.995, (1 + step) / (10 + step))
            for slow, fast in zip(average.parameters(), student.parameters()):
                slow.lerp_(fast, 1 - keep)
        sums += [alike.item(), cue.item(), roles.item(), *gold.tolist()]
        if step % 50 == 49:
            print(step + 1, " ".join(f"{v:.4f}" for v in sums / 50), f"{time.time() - begun:.0f}s", flush=True)
            sums[:] = 0
        if step % 500 == 499 or step + 1 == options.steps:
            torch.save({"average": average.state_dict()}, os.path.join(options.out, "state.pt"))


if __name__ == "__main__":
    main()
