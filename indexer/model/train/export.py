# SPDX-License-Identifier: GPL-3.0-or-later
"""From trained weights to the model file that indexer/model reads: python3 export.py --weights state.pt --out en.wsm

Weights become int8, each output with its own scale (-127..127). The layout is described in indexer/model/model_file.h.
"""
import argparse
import json
import os
import struct

import numpy as np
import xxhash

from corpus import CONTEXT, WINDOW
from network import HEAD, Network
from train import averaged, minilm

BYTES, INT8, FLOAT, INT32 = 1, 2, 3, 4
TYPES = {np.dtype(np.uint8): BYTES, np.dtype(np.int8): INT8, np.dtype(np.float32): FLOAT, np.dtype(np.int32): INT32}


def quantize(weight):
    scale = np.maximum(np.abs(weight).max(axis=1), 1e-12) / 127
    return np.clip(np.rint(weight / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32)


class File:
    def __init__(self):
        self.sections = []

    def add(self, name, array):
        array = np.ascontiguousarray(array)
        self.sections.append((name, array if array.ndim == 2 else array.reshape(1, -1)))

    def linear(self, name, module):
        weight, scale = quantize(module.weight.detach().numpy())
        self.add(name + ".weight", weight)
        self.add(name + ".scale", scale)
        self.add(name + ".bias", module.bias.detach().numpy())
        self.add(name + ".offset", (weight.astype(np.int32).sum(axis=1) * scale).astype(np.float32))

    def write(self, path):
        offset, table, body = 40 + 64 * len(self.sections), b"", b""
        body_start = -(-offset // 64) * 64
        at = body_start
        for name, array in self.sections:
            data = array.tobytes()
            table += struct.pack("<32sIIIIQQ", name.encode(), TYPES[array.dtype], *array.shape, 0, at, len(data))
            padding = -len(data) % 64
            body += data + b"\0" * padding
            at += len(data) + padding
        rest = table + b"\0" * (body_start - offset) + body
        checked = struct.pack("<IIQ", 1, len(self.sections), 40 + len(rest)) + rest
        with open(path + ".new", "wb") as f:
            f.write(b"WSMODEL\0" + xxhash.xxh3_128_digest(checked) + checked)
        os.replace(path + ".new", path)


def load(weights):
    """The network of one training, or the mean of several states of it; what only training needs is left out."""
    with open(os.path.join(minilm(), "config.json"), encoding="utf-8") as f:
        config = json.load(f)
    mixed = {name: values for name, values in averaged(weights).items() if not name.startswith("tasks.")}
    layers = 1 + max(int(name.split(".")[2]) for name in mixed if name.startswith("encoder.layers."))
    config["intermediate_size"] = len(mixed["encoder.layers.0.up.bias"])
    network = Network(config, layers)
    network.load_state_dict(mixed)
    return network, config


def vocabulary():
    """The pieces that the model file has, and their numbers in MiniLM's vocabulary: those that are never used go."""
    with open(os.path.join(minilm(), "vocab.txt"), encoding="utf-8") as f:
        pieces = f.read().split("\n")[:-1]
    kept = [number for number, piece in enumerate(pieces) if not piece.startswith("[unused")]
    return [pieces[number] for number in kept], kept


def speaker_heads(path, width):
    """The arrays of speakers.py; for its own training, tags as far as there are any and summaries that leave nothing out."""
    given = dict(np.load(path)) if path else {}
    if "least" in given:
        return given
    zeros = lambda name, inputs, outputs: {f"{name}.weight": np.zeros((16, inputs)), f"{name}.bias": np.zeros((1, 16)),
                                           f"{name}.out.weight": np.zeros((outputs, 16)), f"{name}.out.bias": np.zeros((1, outputs))}
    none = {**zeros("tag", 3 * width, 9), "tag.out.bias": np.eye(9)[:1] * 20}
    return {"summary.weight": np.eye(width), "summary.bias": np.zeros((1, width)), "antecedent.none": np.zeros((1, 48)),
            "least": np.float32(0.5), **zeros("antecedent", 128, 1), **zeros("type", 144, 8), **(given or none)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", required=True, nargs="+", metavar="FILE[=SHARE]")
    parser.add_argument("--out", required=True)
    parser.add_argument("--speakers", help="what speakers.py trained; without it summaries are whole encodings, for training it")
    parser.add_argument("--least-confidence", type=float, default=0.5, help="of a cue that is reported")
    options = parser.parse_args()
    network, config = load(options.weights)
    kept, numbers = vocabulary()
    file, encoder = File(), network.encoder
    width = config["hidden_size"]
    speakers = speaker_heads(options.speakers, width)
    settings = {"language": "en", "layers": len(network.encoder.layers), "width": width, "heads": config["num_attention_heads"],
                "inner": config["intermediate_size"], "vocabulary": len(kept), "window": WINDOW,
                "context": CONTEXT, "head_width": HEAD, "least_confidence": options.least_confidence,
                "least_speaker": float(speakers["least"]), "summary": len(speakers["summary.weight"]),
                "tag_hidden": len(speakers["tag.weight"]), "antecedent_hidden": len(speakers["antecedent.weight"]), "type_hidden": len(speakers["type.weight"])}
    file.add("config", np.frombuffer(json.dumps(settings).encode(), dtype=np.uint8))
    file.add("vocabulary", np.frombuffer("".join(piece + "\n" for piece in kept).encode(), dtype=np.uint8))
    pieces, scales = quantize(encoder.pieces.weight.detach().numpy()[numbers])
    file.add("pieces.weight", pieces)
    file.add("pieces.scale", scales)
    plain = lambda name, tensor: file.add(name, tensor.detach().numpy().astype(np.float32))
    plain("positions.weight", encoder.positions.weight[:WINDOW])
    plain("shapes.weight", encoder.shapes.weight)
    plain("starts.weight", encoder.starts.weight)
    plain("norm.weight", encoder.norm.weight)
    plain("norm.bias", encoder.norm.bias)
    for number, layer in enumerate(encoder.layers):
        for name in ("qkv", "out", "up", "down"):
            file.linear(f"layer{number}.{name}", getattr(layer, name))
        for name in ("norm1", "norm2"):
            plain(f"layer{number}.{name}.weight", getattr(layer, name).weight)
            plain(f"layer{number}.{name}.bias", getattr(layer, name).bias)
    plain("cue.weight", network.cue.weight)
    plain("cue.bias", network.cue.bias)
    file.linear("query", network.query)
    file.linear("key", network.key)
    plain("bias.weight", network.bias.weight)
    plain("bias.bias", network.bias.bias)
    plain("distance.weight", network.distance.weight)
    plain("relation.weight", network.relation.weight)
    plain("transitions", network.transitions)
    plain("line", network.line)
    plain("first", network.first)
    for name in sorted(speakers):
        if name != "least":
            file.add(name, speakers[name].astype(np.float32))
    file.write(options.out)
    print(options.out, os.path.getsize(options.out), "bytes")


if __name__ == "__main__":
    main()
