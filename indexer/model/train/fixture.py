# SPDX-License-Identifier: GPL-3.0-or-later
"""What PyTorch says of some texts, for tests/unit/test_model_agrees.c:
python3 fixture.py --weights state.pt --root FOLDER --out FILE --texts TEXT...

A line for each text: its pieces by their numbers in the model file, and each word that may be a cue with its confidence
and the roles of all words of its window. Numbers are rounded as in C, so that what is left is the order of additions.
"""
import argparse
import json
import os

import torch

import corpus
from decode import scored
from export import load, vocabulary
from network import Linear, RoundedWeight
from train import minilm, tensors


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", required=True, nargs="+", metavar="FILE[=SHARE]")
    parser.add_argument("--out", required=True)
    parser.add_argument("--root", required=True, help="folder that the names in the fixture are relative to")
    parser.add_argument("--texts", required=True, nargs="+")
    options = parser.parse_args()
    network, _ = load(options.weights)
    Linear.rounded = True
    with torch.no_grad():
        network.encoder.pieces.weight.copy_(RoundedWeight.apply(network.encoder.pieces.weight))
    tokenizer = corpus.tokenizer(os.path.join(minilm(), "tokenizer.json"))
    numbers = {piece: number for number, piece in enumerate(vocabulary()[0])}
    with open(options.out, "w", encoding="utf-8") as out:
        for path in options.texts:
            with open(path, encoding="utf-8", newline="") as f:
                article = corpus.Article({"id": path, "text": f.read()}, tokenizer, True)
            cues = [[word, round(1 / (1 + 2.718281828459045 ** -score), 4), begin, "".join(map(str, roles))]
                    for word, score, begin, roles in sorted(scored(network, [article], tensors, -1.4)[0])]
            pieces = [numbers[tokenizer.id_to_token(i)] for i in article.ids.tolist()]
            out.write(json.dumps({"text": os.path.relpath(path, options.root), "pieces": pieces, "cues": cues}) + "\n")


if __name__ == "__main__":
    main()
