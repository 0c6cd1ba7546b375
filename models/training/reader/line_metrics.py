"""How well found lines match the truth. Lines are strips over x (LineEdges or Line), so that turned and bent ones are measured like straight ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geometry import Line
from page_warp import LineEdges

STEP = 2.0  # px along x at which two strips are compared
MATCH = 0.5  # IoU from which a line counts as found
COVER = 0.7  # share of a line's area that found lines have to cover
MARGIN_X, MARGIN_Y = 0.15, 0.10  # what a crop adds round a line, in heights: what the recogniser sees


@dataclass
class LineScore:
    """Counts over one or more pages."""

    lines: int = 0
    found: int = 0
    covered: int = 0
    seen: int = 0
    detections: int = 0
    matched_detections: int = 0

    def add(self, other: LineScore) -> None:
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def recall(self) -> float:
        return self.found / max(1, self.lines)

    @property
    def coverage(self) -> float:
        return self.covered / max(1, self.lines)

    @property
    def seen_share(self) -> float:
        """Like coverage, by the crops that are cut for the recogniser."""
        return self.seen / max(1, self.lines)

    @property
    def per_line(self) -> float:
        return self.detections / max(1, self.lines)

    @property
    def precision(self) -> float:
        return self.matched_detections / max(1, self.detections)

    def summary(self) -> dict[str, float]:
        return {
            'lines': self.lines,
            'recall50': round(self.recall, 4),
            'covered70': round(self.coverage, 4),
            'coveredByCrops70': round(self.seen_share, 4),
            'detectionsPerLine': round(self.per_line, 3),
            'precision50': round(self.precision, 4),
        }


def edges_of(line: Line) -> LineEdges:
    top = np.array([[k.x, k.top] for k in line.knots])
    bottom = np.array([[k.x, k.bottom] for k in line.knots])
    return LineEdges(top, bottom, line.knots[0].x, line.knots[-1].x, line.height)


def crop_edges(line: LineEdges) -> LineEdges:
    """The line with the margins of its crop."""
    up = np.array([0, MARGIN_Y * line.height])
    return LineEdges(line.top - up, line.bottom + up, line.left - MARGIN_X * line.height, line.right + MARGIN_X * line.height, line.height)


class Strip:
    """A line sampled at multiples of STEP (at least once)."""

    def __init__(self, line: LineEdges) -> None:
        self.first = int(np.floor(line.left / STEP))
        xs = STEP * np.arange(self.first, max(self.first + 1, int(np.ceil(line.right / STEP)))) + STEP / 2
        self.top, self.bottom = line.at(xs)
        self.last = self.first + len(xs)
        self.area = float(np.maximum(self.bottom - self.top, 0).sum())
        self.low, self.high = float(self.top.min()), float(self.bottom.max())

    def common(self, other: Strip) -> float:
        """Area in common."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        if first >= last or self.high <= other.low or other.high <= self.low:
            return 0.0
        mine, theirs = slice(first - self.first, last - self.first), slice(first - other.first, last - other.first)
        height = np.minimum(self.bottom[mine], other.bottom[theirs]) - np.maximum(self.top[mine], other.top[theirs])
        return float(np.maximum(height, 0).sum())


def score_lines(truth: list[LineEdges], detected: list[Line]) -> LineScore:
    """Counts for one page; truth and detections in the same px."""
    wanted, given = [Strip(line) for line in truth], [Strip(edges_of(line)) for line in detected]
    crops = [Strip(crop_edges(edges_of(line))) for line in detected]
    common = np.array([[w.common(g) for g in given] for w in wanted]).reshape(len(wanted), len(given))
    areas, given_areas = np.array([w.area for w in wanted]), np.array([g.area for g in given])
    iou = common / np.maximum(areas[:, None] + given_areas[None] - common, 1e-9)
    best = iou.max(1) if len(given) else np.zeros(len(wanted))
    matched = int((iou.max(0) >= MATCH).sum()) if len(wanted) and len(given) else 0
    covered = int((common.sum(1) >= COVER * areas).sum()) if len(wanted) else 0
    seen = sum(sum(w.common(crop) for crop in crops) >= COVER * w.area for w in wanted)
    return LineScore(len(wanted), int((best >= MATCH).sum()), covered, seen, len(given), matched)
