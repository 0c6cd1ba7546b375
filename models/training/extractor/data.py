"""Documents as arrays, as `features.ts` wrote them, and batches of them."""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from net import GAP, NEIGHBOURS, PIECES


class Corpus:
    """The documents of one folder. Arrays stay on disk; a document's slice is read when it is drawn."""

    def __init__(self, folder: Path) -> None:
        rows = np.fromfile(folder / 'documents.bin', np.int32).reshape(-1, 3)
        self.lengths, self.types, self.languages = rows[:, 0], rows[:, 1], rows[:, 2]
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]]) if len(rows) else np.zeros(0, int)
        self.about = json.loads((folder / 'documents.json').read_text('utf-8'))
        words = int(self.lengths.sum())
        self.pieces = np.memmap(folder / 'pieces.bin', np.uint16, 'r', shape=(words, PIECES))
        self.neighbours = np.memmap(folder / 'neighbours.bin', np.int32, 'r', shape=(words, NEIGHBOURS))
        self.numbers = np.memmap(folder / 'numbers.bin', np.float16, 'r').reshape(words, -1)
        self.tags = np.memmap(folder / 'tags.bin', np.uint8, 'r')
        self.begins = np.memmap(folder / 'begins.bin', np.uint8, 'r')

    def __len__(self) -> int:
        return len(self.lengths)


def held_out(corpora: dict[str, Corpus], names) -> dict[str, list[tuple[Corpus, int]]]:
    """The documents of the validation split by the beginning of their corpus' name."""
    return {name: [(c, i) for key, c in corpora.items() if key.startswith(name) for i, a in enumerate(c.about) if a.get('split') == 'val'] for name in names}


@dataclass
class Batch:
    pieces: torch.Tensor
    numbers: torch.Tensor
    neighbours: torch.Tensor
    mask: torch.Tensor
    owner: torch.Tensor
    documents: int
    tags: torch.Tensor
    allowed: torch.Tensor      # words x tags: what the label leaves open
    begins: torch.Tensor
    knows_items: torch.Tensor  # words: whether beginnings of items are labelled
    types: torch.Tensor
    languages: torch.Tensor


def assemble(chosen: list[tuple[Corpus, int]], tags: int, rng: np.random.Generator | None = None) -> Batch:
    """Documents one behind the other with gaps between them. With `rng` their features are roughened, as a reader's noise would."""
    total = sum(int(c.lengths[i]) + GAP for c, i in chosen)
    numbers_wide = chosen[0][0].numbers.shape[1]
    pieces = np.zeros((total, PIECES), np.int64)
    numbers = np.zeros((total, numbers_wide), np.float32)
    neighbours = np.tile(np.arange(total)[:, None], (1, NEIGHBOURS))
    mask, owner = np.zeros((total, 1), np.float32), np.zeros(total, np.int64)
    labels, begins, allowed = np.zeros(total, np.int64), np.zeros(total, np.float32), np.zeros((total, tags), bool)
    knows_items = np.zeros(total, np.float32)
    at = 0
    for d, (corpus, i) in enumerate(chosen):
        n, start = int(corpus.lengths[i]), int(corpus.starts[i])
        here, there = slice(at, at + n), slice(start, start + n)
        pieces[here], numbers[here] = corpus.pieces[there], corpus.numbers[there]
        neighbours[here] = corpus.neighbours[there] + at
        mask[here], owner[at:at + n + GAP] = 1, d
        labels[here], begins[here] = corpus.tags[there], corpus.begins[there]
        known = corpus.about[i].get('known')
        allowed[here] = open_tags(labels[here], known, tags)
        knows_items[here] = 1 if known is None else 0
        at += n + GAP
    if rng is not None:
        roughen(pieces, numbers, mask, rng)
    types = np.array([c.types[i] for c, i in chosen], np.int64)
    languages = np.array([c.languages[i] for c, i in chosen], np.int64)
    t = torch.from_numpy
    return Batch(t(pieces), t(numbers), t(neighbours), t(mask), t(owner), len(chosen), t(labels), t(allowed), t(begins), t(knows_items), t(types), t(languages))


def open_tags(labels: np.ndarray, known: list[int] | None, tags: int) -> np.ndarray:
    """What each word may be by its label: its tag; where only some tags are known, a word without one of them may be any other."""
    allowed = np.zeros((len(labels), tags), bool)
    allowed[np.arange(len(labels)), labels] = True
    if known is not None:
        rest = np.ones(tags, bool)
        rest[known] = False
        allowed[~np.isin(labels, known)] = rest
    return allowed


def roughen(pieces: np.ndarray, numbers: np.ndarray, mask: np.ndarray, rng: np.random.Generator) -> None:
    """Words lose pieces (more in some batches), so that no single spelling decides; numbers shake a little."""
    rate = rng.choice([0.0, 0.05, 0.15])
    if rate:
        pieces[rng.random(pieces.shape, np.float32) < rate] = 0
        whole = rng.random(len(pieces), np.float32) < rate / 3
        pieces[whole] = 0
    numbers += (rng.standard_normal(numbers.shape, np.float32) * 0.01) * mask
