"""Batches of augmented lines for training, made in a process of their own."""
from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

import cv2
import numpy as np

from charset import encode
from line_crops import HEIGHT, TRAIN_WIDTH, LineSet, augment, load_lines, normalise
from real_lines import real_lines

# Fixed shapes: oneDNN compiles a kernel per shape, and without buckets spends longer compiling than multiplying.
WIDTHS = (48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 304, 352, 416, 512, 640, TRAIN_WIDTH)
PIXELS = 8400   # columns a batch: the memory traffic that two cores digest best
SIZES = tuple(max(8, min(96, PIXELS // w // 4 * 4)) for w in WIDTHS)
SHORT = 190     # kept width of the lines that the first minutes are spent on


@dataclass
class Batch:
    x: np.ndarray            # float16 [n, 1, 32, W]
    widths: list[int]        # px used of W
    targets: list[list[int]]
    real: np.ndarray         # bool [n]: labels without case


def usable(lines: LineSet, i: int) -> bool:
    """Neither a box of vertical print nor a text that cannot fit its columns."""
    width, length = lines.widths[i] - 25, len(lines.texts[i])
    return not (width < 24 and length > 2) and length * 4.2 < width * 1.15 + 24


class Deck:
    """Endless draws from several line sets, each line once before any twice; new sets may join between rounds."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng, self.sets, self.cards, self.at, self.rounds = rng, [], np.zeros((0, 2), int), 0, 0

    def add(self, lines: LineSet) -> None:
        fresh = np.array([(len(self.sets), i) for i in range(len(lines)) if usable(lines, i)])
        self.sets.append(lines)
        self.cards = np.concatenate([self.cards[self.at:], fresh])   # what this round still holds, and the new
        self.rng.shuffle(self.cards)
        self.at = 0

    def draw(self) -> tuple[LineSet, int]:
        if self.at == len(self.cards):
            self.cards = np.array([(k, i) for k, lines in enumerate(self.sets) for i in range(len(lines)) if usable(lines, i)])
            self.rng.shuffle(self.cards)
            self.at, self.rounds = 0, self.rounds + 1
        k, i = self.cards[self.at]
        self.at += 1
        return self.sets[k], int(i)


def stream(cache: Path, seed: int, controls: 'Controls') -> Iterator[Batch]:
    """Endless batches. Rendered chunks join as they are written."""
    rng = np.random.default_rng(seed)
    real, rendered = Deck(rng), Deck(rng)
    real.add(real_lines('train', cache))
    joined: set[Path] = set()
    waiting: list[list[tuple[np.ndarray, list[int], bool]]] = [[] for _ in WIDTHS]
    drawn = 0
    while True:
        if drawn % 4000 == 0:
            for path in sorted(cache.glob('rendered-*.json')):
                if path not in joined:
                    joined.add(path)
                    rendered.add(load_lines(path.with_suffix('')))
        drawn += 1
        is_real = rng.random() < controls.real_share.value
        lines, i = (real if is_real else rendered).draw()
        if controls.short.value and lines.widths[i] > SHORT:
            continue
        value = normalise(augment(lines.image(i), rng))[:, :TRAIN_WIDTH].astype(np.float16)
        k = next(k for k, w in enumerate(WIDTHS) if value.shape[1] <= w)
        waiting[k].append((value, encode(lines.texts[i]), is_real))
        if len(waiting[k]) == SIZES[k]:
            x = np.zeros((SIZES[k], 1, HEIGHT, WIDTHS[k]), np.float16)
            for j, (v, _, _) in enumerate(waiting[k]):
                x[j, 0, :, :v.shape[1]] = v
            yield Batch(x, [v.shape[1] for v, _, _ in waiting[k]], [t for _, t, _ in waiting[k]], np.array([r for _, _, r in waiting[k]]))
            waiting[k] = []


class Controls:
    """What the training changes as it goes on: the share of real lines, and whether only short lines are used."""

    def __init__(self) -> None:
        self.real_share = multiprocessing.Value('d', .3)
        self.short = multiprocessing.Value('i', 1)


class Producer:
    """`stream` in another process, a few batches ahead."""

    def __init__(self, cache: Path, seed: int) -> None:
        self.controls = Controls()
        self.queue: multiprocessing.Queue = multiprocessing.Queue(24)
        self.process = multiprocessing.Process(target=self._run, args=(cache, seed), daemon=True)
        self.process.start()

    def _run(self, cache: Path, seed: int) -> None:
        cv2.setNumThreads(1)
        for batch in stream(cache, seed, self.controls):
            self.queue.put(batch)

    def next(self) -> Batch:
        return self.queue.get()

    def stop(self) -> None:
        self.process.terminate()
