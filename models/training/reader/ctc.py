"""G5: logits of the recogniser to characters and words (greedy CTC), and back to boxes on the page. Conventions as in geometry.py."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

import numpy as np

from geometry import CropFrame, Line, along

FRAME = 4  # columns of a crop that one frame of the recogniser covers
REACH = 0.6  # how far a word reaches beyond the peak of its first and last character at most, in character widths
LONE_WIDTH = 16.0  # character width assumed for a line of a single character, columns


@dataclass(frozen=True)
class Character:
    """One character of the best path: its highest probability within its run and the first frame that has it."""

    text: str
    p: float
    frame: int


@dataclass(frozen=True)
class Word:
    """A run of characters without space. left, top, right, bottom in px of the line's raster; log p's are the raw score's features."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    mean_log_p: float
    min_log_p: float


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities per frame of logits [classes, frames], summed over classes in ascending order."""
    powers = np.exp(logits.astype(np.float64) - logits.max(0).astype(np.float64))
    total = np.zeros(logits.shape[1])
    for row in powers:
        total += row
    return powers / total


def decode(logits: np.ndarray, charset: str) -> list[Character]:
    """Greedy best path: the highest class of each frame (the lower class where two are equal), repeats collapsed, blanks (class 0) dropped."""
    prob = softmax(logits)
    best = logits.argmax(0)
    characters: list[Character] = []
    before = 0
    for frame, cls in enumerate(best.tolist()):
        p = float(prob[cls, frame])
        if cls != 0 and cls == before:
            if p > characters[-1].p:
                characters[-1] = Character(charset[cls - 1], p, frame)
        elif cls != 0:
            characters.append(Character(charset[cls - 1], p, frame))
        before = cls
    return characters


def words_of(characters: list[Character], line: Line, frame: CropFrame) -> list[Word]:
    """Words of one line. The boundary of two neighbouring characters lies midway between their frames' centres, but no word reaches
    further than REACH character widths beyond its outermost peaks; the character width is the mean distance of the line's peaks."""
    if not characters:
        return []
    centres = [FRAME * c.frame + FRAME / 2 for c in characters]
    last = len(characters) - 1
    pitch = (centres[last] - centres[0]) / last if last > 0 else LONE_WIDTH
    words = []
    start = 0
    for end in range(len(characters) + 1):
        if end <= last and characters[end].text != ' ':
            continue
        if end > start:
            left = centres[start] - REACH * pitch
            right = centres[end - 1] + REACH * pitch
            if start > 0:
                left = max(left, (centres[start - 1] + centres[start]) / 2)
            if end <= last:
                right = min(right, (centres[end - 1] + centres[end]) / 2)
            words.append(word_box(characters[start:end], line, frame, max(0.0, left), min(float(frame.width), right)))
        start = end + 1
    return words


def word_box(characters: list[Character], line: Line, frame: CropFrame, left: float, right: float) -> Word:
    """A word that covers the crop's columns left..right; its box holds the line's edges at both ends and at the knots between them."""
    x0, x1 = frame.left + left * frame.step_x, frame.left + right * frame.step_x
    xs = np.array([x0, x1])
    inside = [k for k in line.knots if x0 < k.x < x1]
    tops = along(line.knots, np.array([k.top for k in line.knots]), xs).tolist() + [k.top for k in inside]
    bottoms = along(line.knots, np.array([k.bottom for k in line.knots]), xs).tolist() + [k.bottom for k in inside]
    logs = [log(max(c.p, 1e-12)) for c in characters]
    return Word(''.join(c.text for c in characters), x0, min(tops), x1, max(bottoms), sum(logs) / len(logs), min(logs))


def mean_probability(word: Word) -> float:
    """The uncalibrated probability of a word: the geometric mean of its characters'."""
    return exp(word.mean_log_p)
