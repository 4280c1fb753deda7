# SPDX-License-Identifier: GPL-3.0-or-later
"""The encoder (BERT as in MiniLM, its weights) and the heads for cues and roles.

Roles of one cue are a linear-chain CRF over the words of the window. Its scores: a bilinear form of cue and word for each
role, a bias of relative distance, and bilinear scores for where a source or a content begins and ends, so that the price
of a boundary depends on the words that stand there.
"""
import json
import math
import os

import torch
from torch import nn
from torch.nn import functional as F

from corpus import CONTENT, INSIDE, SHAPES, SOURCE

HEAD = 96                 # width of each bilinear form
FORMS = 7                 # cue, source, content; source begins, ends; content begins, ends
EDGES = {SOURCE: (3, 4), CONTENT: (5, 6)}
DISTANCES = 64
LINES, QUOTED = 5, 5      # lines from cue to word (-2 and less ... 2 and more); word outside, in, opening, closing, with the cue


class Rounded(torch.autograd.Function):
    """What int8 makes of numbers in C, with the gradient of the numbers themselves."""

    @staticmethod
    def forward(_, x):                                    # activations: 0..127 from the row's least to its greatest value
        low = x.amin(-1, keepdim=True)
        step = ((x.amax(-1, keepdim=True) - low) / 127).clamp_min(1e-12)
        return torch.round((x - low) / step) * step + low

    @staticmethod
    def backward(_, gradient):
        return gradient


class RoundedWeight(Rounded):
    @staticmethod
    def forward(_, weight):                               # -127..127 for each output
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-12) / 127
        return torch.round(weight / scale) * scale


class Linear(nn.Linear):
    rounded = False                                       # set for the whole network at once

    def forward(self, x):
        if not Linear.rounded:
            return super().forward(x)
        return F.linear(Rounded.apply(x), RoundedWeight.apply(self.weight), self.bias)


class Layer(nn.Module):
    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv, self.out = Linear(width, 3 * width), Linear(width, width)
        self.up, self.down = Linear(width, inner), Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, x, mask):
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        drop = self.dropout if self.training else 0.0      # none on the attention itself: it would lose the fast kernel
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, n, w)
        x = self.norm1(x + F.dropout(self.out(a), drop))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), drop))


class Encoder(nn.Module):
    def __init__(self, config, layers, dropout=0.1):
        super().__init__()
        width = config["hidden_size"]
        self.dropout = dropout
        self.pieces = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.shapes, self.starts = nn.Embedding(SHAPES, width), nn.Embedding(2, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
                                    for _ in range(layers))
        for extra in (self.shapes, self.starts):
            nn.init.normal_(extra.weight, std=0.02)

    def forward(self, ids, shapes, starts, mask):
        at = torch.arange(ids.size(1), device=ids.device)
        x = self.pieces(ids) + self.positions(at)[None] + self.shapes(shapes) + self.starts(starts)
        x = F.dropout(self.norm(x), self.dropout if self.training else 0.0)
        allowed = (mask > 0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, allowed)
        return x


class Network(nn.Module):
    def __init__(self, config, layers):
        super().__init__()
        width = config["hidden_size"]
        self.encoder = Encoder(config, layers)
        self.cue = nn.Linear(width, 1)
        self.query, self.key = Linear(width, FORMS * HEAD), Linear(width, FORMS * HEAD)
        self.bias = nn.Linear(width, FORMS + 1)
        self.distance = nn.Embedding(DISTANCES, FORMS + 1)
        self.relation = nn.Embedding(LINES * QUOTED, FORMS + 1)
        nn.init.zeros_(self.distance.weight)
        nn.init.zeros_(self.relation.weight)
        start = torch.full((4, 4), -1.0)
        start.fill_diagonal_(0.0)
        self.transitions, self.first = nn.Parameter(start), nn.Parameter(torch.zeros(4))
        self.line = nn.Parameter(torch.zeros(4, 4))       # added where a line begins

    def words(self, batch):
        """Encodings of the words' first pieces: windows x words x width."""
        x = self.encoder(batch.ids, batch.shapes, batch.starts, batch.mask)
        return x.gather(1, batch.first[..., None].expand(-1, -1, x.size(-1)))

    def cues(self, words):
        return self.cue(words)[..., 0]

    def roles(self, words, rows, cues, batch):
        """Emissions (cues x words x 4) and edge scores (cues x words x 4): source begins, ends, content begins, ends."""
        count, length = len(rows), words.size(1)
        q = self.query(words[rows, cues]).view(count, FORMS, HEAD)
        k = self.key(words).view(words.size(0), length, FORMS, HEAD)
        order = torch.arange(length, device=words.device)[None] - cues[:, None]
        bucket = torch.sign(order) * torch.clamp((torch.log2(order.abs().float() + 1) * 4).long(), max=31) + 32
        scores = torch.cat([torch.einsum("mfd,mtfd->mtf", q[rows == r], k[r][None].expand(int((rows == r).sum()), -1, -1, -1))
                            for r in torch.unique(rows)]) / math.sqrt(HEAD)
        lines, quotes = batch.lines[rows], batch.quotes[rows]
        at = torch.arange(count, device=words.device)
        apart = (lines - lines[at, cues][:, None]).clamp(-2, 2) + 2
        quoted = torch.where((quotes == quotes[at, cues][:, None]) & (batch.marks[rows] == INSIDE), QUOTED - 1, batch.marks[rows])
        scores = (F.pad(scores, (1, 0)) + self.bias(words)[rows] + self.distance(bucket.clamp(0, DISTANCES - 1)) +
                  self.relation(apart * QUOTED + quoted))
        return scores[..., :4], scores[..., 4:]

    def steps(self, edges, lines):
        """Transition scores into each word but the first: cues x (words - 1) x 4 (from) x 4 (to)."""
        begins = (lines[:, 1:] != lines[:, :-1]).float()[..., None, None]
        t = self.transitions + begins * self.line
        for role, (b, e) in ((SOURCE, (0, 1)), (CONTENT, (2, 3))):
            other = [r for r in range(4) if r != role]
            t[:, :, other, role] = t[:, :, other, role] + edges[:, 1:, b, None]
            t[:, :, role, other] = t[:, :, role, other] + edges[:, :-1, e, None]
        return t

    def likelihood(self, emissions, edges, lines, roles, lengths):
        """Negative log-likelihood of the gold roles of each cue."""
        steps = self.steps(edges, lines)
        inside = torch.arange(emissions.size(1), device=emissions.device)[None] < lengths[:, None]
        gold = self.first[roles[:, 0]] + emissions[:, 0].gather(1, roles[:, :1])[:, 0]
        chosen = emissions.gather(2, roles[..., None])[..., 0][:, 1:]
        at = steps.flatten(2).gather(2, (roles[:, :-1] * 4 + roles[:, 1:])[..., None])[..., 0]
        gold = gold + ((chosen + at) * inside[:, 1:]).sum(1)
        alpha = self.first + emissions[:, 0]
        for i in range(1, emissions.size(1)):
            following = torch.logsumexp(alpha[:, :, None] + steps[:, i - 1], 1) + emissions[:, i]
            alpha = torch.where(inside[:, i:i + 1], following, alpha)
        return torch.logsumexp(alpha, 1) - gold

    @torch.no_grad()
    def decode(self, emissions, edges, lines, lengths):
        """Best roles of each cue: cues x words."""
        steps = self.steps(edges, lines)
        score, back = self.first + emissions[:, 0], []
        for i in range(1, emissions.size(1)):
            best, origin = (score[:, :, None] + steps[:, i - 1]).max(1)
            alive = (i < lengths)[:, None]
            score = torch.where(alive, best + emissions[:, i], score)
            back.append(torch.where(alive, origin, torch.arange(4, device=score.device)[None]))
        path = [score.argmax(1)]
        for origin in reversed(back):
            path.append(origin.gather(1, path[-1][:, None])[:, 0])
        return torch.stack(path[::-1], 1)


def load_minilm(folder, layers):
    """A network whose encoder starts from the package's weights."""
    from safetensors.torch import load_file
    with open(os.path.join(folder, "config.json"), encoding="utf-8") as f:
        config = json.load(f)
    network, given = Network(config, layers), load_file(os.path.join(folder, "model.safetensors"))
    own = network.encoder
    with torch.no_grad():
        own.pieces.weight.copy_(given["embeddings.word_embeddings.weight"])
        own.positions.weight.copy_(given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0])
        copy = lambda module, name: [getattr(module, p).copy_(given[f"{name}.{p}"]) for p in ("weight", "bias")]
        copy(own.norm, "embeddings.LayerNorm")
        total = config["num_hidden_layers"]
        keep = [round(i * (total - 1) / max(layers - 1, 1)) for i in range(layers)]
        for layer, number in zip(own.layers, keep):
            at = f"encoder.layer.{number}."
            for p in ("weight", "bias"):
                getattr(layer.qkv, p).copy_(torch.cat([given[f"{at}attention.self.{n}.{p}"] for n in ("query", "key", "value")]))
            copy(layer.out, at + "attention.output.dense")
            copy(layer.norm1, at + "attention.output.LayerNorm")
            copy(layer.up, at + "intermediate.dense")
            copy(layer.down, at + "output.dense")
            copy(layer.norm2, at + "output.LayerNorm")
    return network, config
