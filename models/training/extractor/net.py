"""The field tagger: what each word of a document is, from pieces of its text, its place and its neighbours.

Convolutions over the words in reading order, and in three of five blocks the words above, below, at the head of the column and at the
beginning of the row. No recurrence: a page takes a few milliseconds on one thread.
"""
from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

BUCKETS = 8192       # src-main/engine/extraction/tagging/word-hashes.ts
PIECES = 16
NEIGHBOURS = 4
EMBEDDED = 32
WIDTH = 96
DILATIONS = (1, 2, 4, 8, 16)
LOOK_AROUND = (0, 2, 4)   # blocks that see the neighbours
GAP = 16             # empty words between documents of a batch: no convolution reaches over them


class Dropout(nn.Module):
    """As torch's, whose own random numbers take a tenth of a step on one thread."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share, self.rng = share, np.random.default_rng(int(torch.randint(2**31, (1,))))

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.share == 0:
            return x
        kept = self.rng.random(tuple(x.shape), np.float32) >= np.float32(self.share)
        return x * torch.from_numpy(kept.astype(np.float32)).mul_(1 / (1 - self.share))


class Block(nn.Module):
    """A word with the words `dilation` before and behind it and, if it `looks`, with its four neighbours: one product of matrices, which is what processors do best."""

    def __init__(self, dilation: int, looks: bool, dropout: float) -> None:
        super().__init__()
        self.dilation, self.looks = dilation, looks
        self.mix = nn.Linear((3 + (NEIGHBOURS if looks else 0)) * WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, neighbours: Tensor, mask: Tensor) -> Tensor:
        padded = nn.functional.pad(x, (0, 0, self.dilation, self.dilation))
        seen = [padded[:-2 * self.dilation], x, padded[2 * self.dilation:]]
        if self.looks:
            seen.append(x.index_select(0, neighbours.reshape(-1)).reshape(-1, NEIGHBOURS * WIDTH))
        return self.norm(x + self.dropout(torch.relu(self.mix(torch.cat(seen, 1))))) * mask


class Tagger(nn.Module):
    def __init__(self, numbers: int, tags: int, types: int, languages: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.table = nn.Embedding(BUCKETS, EMBEDDED, padding_idx=0)
        nn.init.normal_(self.table.weight, 0, 0.1)
        self.weights = nn.Parameter(torch.ones(PIECES, EMBEDDED))
        self.numbers = nn.Linear(numbers, 64)
        self.enter = nn.Linear(EMBEDDED + 64, WIDTH)
        self.blocks = nn.ModuleList([Block(d, i in LOOK_AROUND, dropout) for i, d in enumerate(DILATIONS)])
        self.whole = nn.Linear(WIDTH, WIDTH)
        self.hidden = nn.Linear(2 * WIDTH, WIDTH)
        self.tags = nn.Linear(WIDTH, tags)
        self.begins = nn.Linear(WIDTH, 1)
        self.gather = nn.Linear(WIDTH, WIDTH)
        self.document = nn.Linear(WIDTH, types + languages)
        self.types = types
        self.dropout = Dropout(dropout)

    def forward(self, pieces: Tensor, numbers: Tensor, neighbours: Tensor, mask: Tensor, owner: Tensor, documents: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits of tags (words x tags), of an item's beginning (words), of types and of languages (documents x ...).

        `mask` is 0 on the empty words between documents; `owner` is the document of each word, `documents` how many there are.
        """
        text = (self.table(pieces) * self.weights).sum(1) * 0.5
        x = torch.relu(self.enter(torch.cat([text, torch.relu(self.numbers(numbers))], 1))) * mask
        first = x
        for i, block in enumerate(self.blocks):
            x = block(x, neighbours, mask)
            if i == 2:
                x = (x + self.whole(mean_of(x, mask, owner, documents))[owner]) * mask
        hidden = torch.relu(self.hidden(self.dropout(torch.cat([x, first], 1))))
        document = self.document(mean_of(torch.relu(self.gather(x)), mask, owner, documents))
        return self.tags(hidden), self.begins(hidden).squeeze(1), document[:, :self.types], document[:, self.types:]


def mean_of(x: Tensor, mask: Tensor, owner: Tensor, documents: int) -> Tensor:
    """Mean over the words of each document."""
    total = torch.zeros(documents, x.shape[1], dtype=x.dtype).index_add(0, owner, x * mask)
    count = torch.zeros(documents, 1, dtype=x.dtype).index_add(0, owner, mask.to(x.dtype))
    return total / count.clamp(min=1)


class OneDocument(nn.Module):
    """The tagger as the application runs it: one document, probabilities out."""

    def __init__(self, net: Tagger) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor, numbers: Tensor, neighbours: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        # 32 bits outside, since JavaScript's 64-bit integers are slow to make.
        n, pieces, neighbours = self.net, pieces.long(), neighbours.long()
        text = (n.table(pieces) * n.weights).sum(1) * 0.5
        x = torch.relu(n.enter(torch.cat([text, torch.relu(n.numbers(numbers))], 1)))
        first = x
        for i, block in enumerate(n.blocks):
            x = block(x, neighbours, torch.ones(1))
            if i == 2:
                x = x + n.whole(x.mean(0, keepdim=True))
        hidden = torch.relu(n.hidden(torch.cat([x, first], 1)))
        document = n.document(torch.relu(n.gather(x)).mean(0, keepdim=True)).squeeze(0)
        return (torch.softmax(n.tags(hidden), 1), torch.sigmoid(n.begins(hidden).squeeze(1)),
                torch.softmax(document[:n.types], 0), torch.softmax(document[n.types:], 0))
