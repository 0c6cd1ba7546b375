"""Type sizes and baselines of a page's words, which its boxes imply but do not say.

Boxes of the generator are the band of a line or the ink of a word; in both, the width of a word tells its size best.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from documents.layout import table_width

FIXED_WIDTH = .6
DEEP, BAND_DEEP = .2, .21  # ink and band under the baseline in sizes, as `documents.layout.boxed` has it
DEEP_LETTERS = set('gjpqy,;()[]{}|/Q_çşę')


@dataclass
class Placed:
    """One word: where it stands in px of the generated page, its size and its baseline."""
    index: int
    text: str
    left: float
    right: float
    size: float
    baseline: float
    line: int
    tag: str
    item: int | None


def is_fixed(words: list[dict], widths: np.ndarray, heights: np.ndarray) -> bool:
    """Whether all letters are equally wide."""
    by_letter = np.log(widths / np.array([len(word['text']) for word in words]) / heights)
    by_table = np.log(widths / np.array([max(.2, table_width(word['text'])) for word in words]) / heights)
    return float(spread(by_letter)) < float(spread(by_table))


def spread(values: np.ndarray) -> np.ndarray:
    return np.median(np.abs(values - np.median(values)))


def placed_words(page: dict) -> tuple[list[Placed], bool]:
    """The words with sizes and baselines, and whether the face is a fixed one."""
    words = [word for word in page['words'] if word['text'].strip() and word['box'][2] > 0 and word['box'][3] > 0]
    if not words:
        return [], False
    places = {id(word): at for at, word in enumerate(page['words'])}
    boxes = np.array([word['box'] for word in words]) * [page['width'], page['height'], page['width'], page['height']]
    widths, heights = np.maximum(boxes[:, 2], 1.), np.maximum(boxes[:, 3], 1.)
    fixed = is_fixed(words, widths, heights)
    guess = widths / np.array([len(w['text']) * FIXED_WIDTH if fixed else max(.2, table_width(w['text'])) for w in words])
    ratio = heights / guess
    tight = holds_ink(ratio, np.array([w['line'] for w in words]), boxes[:, 0] + boxes[:, 2] < .998 * page['width'])
    if tight:
        sizes, below = guess, None
    else:
        sizes = heights / np.median(ratio)
        below = BAND_DEEP * sizes
    bottoms = boxes[:, 1] + boxes[:, 3]
    baselines = bottoms - below if below is not None else ink_baselines(words, bottoms, sizes)
    return [Placed(places[id(w)], w['text'], float(b[0]), float(b[0] + b[2]), float(s), float(y), w['line'], w['tag'], w.get('item')) for w, b, s, y in zip(words, boxes, sizes, baselines)], fixed


def holds_ink(ratio: np.ndarray, lines: np.ndarray, whole: np.ndarray) -> bool:
    """Whether boxes hold the ink of each word: then words of one size and line are not equally high."""
    for line in set(lines.tolist()):
        here = ratio[(lines == line) & whole]
        if len(here) > 1 and here.max() / here.min() > 1.08:
            return True
    return False


def ink_baselines(words: list[dict], bottoms: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Baselines where boxes hold the ink alone: the bottom of a line's words without descenders, of which it mostly has one."""
    out = bottoms - np.array([0. if DEEP_LETTERS.isdisjoint(word['text']) else DEEP for word in words]) * sizes
    lines = np.array([word['line'] for word in words])
    for line in set(lines.tolist()):
        here = np.flatnonzero(lines == line)
        sure = [at for at in here if all(ch.isalnum() and ch not in DEEP_LETTERS for ch in words[at]['text'])]
        for at in here:
            near = [other for other in sure if abs(bottoms[other] - out[at]) < .35 * sizes[at]]
            if near:
                out[at] = float(np.median(bottoms[near]))
    return out


def runs(words: list[Placed], fixed: bool) -> list[list[Placed]]:
    """Words that stand a space apart on one line: they are set in one piece, as a printer does, so that its spaces are a face's own."""
    out: list[list[Placed]] = []
    for word in sorted(words, key=lambda w: (w.line, w.left)):
        before = out[-1][-1] if out else None
        if before and before.line == word.line and abs(before.size / word.size - 1) < .12 and -.3 < (word.left - before.right) / word.size < (.95 if fixed else .45):
            out[-1].append(word)
        else:
            out.append([word])
    return out
