"""A page with its truth, as the renderer and the corpora give it and the detector learns from it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

# The same constants as src-main/workers/reading/capital-height.ts, which measures pages in the product.
WINDOW = 12
DARKER_BY = 18
MIN_LETTERS = 20
CAPITAL_QUANTILE = 0.6


@dataclass
class PageWord:
    """One word: its line's index and its box (left, top, right, bottom) in px."""

    text: str
    line: int
    box: tuple[float, float, float, float]


@dataclass
class Page:
    """`gray` uint8 [height, width]; `quads` float32 [lines, 4, 2]: corners from the top left clockwise, px; one text a line."""

    gray: np.ndarray
    quads: np.ndarray
    texts: list[str]
    words: list[PageWord] = field(default_factory=list)
    name: str = ''

    def scaled(self, factor: float) -> Page:
        """A copy of another size (area mean when shrinking, linear when enlarging)."""
        height, width = (max(8, round(side * factor)) for side in self.gray.shape)
        gray = cv2.resize(self.gray, (width, height), interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
        words = [PageWord(w.text, w.line, tuple(v * factor for v in w.box)) for w in self.words]
        return Page(gray, self.quads * np.float32(factor), self.texts, words, self.name)

    def truth(self) -> dict:
        """The truth as JSON: lines as quads with text, words with boxes."""
        lines = [{'quad': [[round(float(v), 1) for v in point] for point in quad], 'text': text} for quad, text in zip(self.quads, self.texts)]
        words = [{'text': w.text, 'line': w.line, 'box': [round(float(v), 1) for v in w.box]} for w in self.words]
        height, width = self.gray.shape
        return {'width': width, 'height': height, 'lines': lines, 'words': words}


def measure_capital_height(gray: np.ndarray) -> float | None:
    """Height of the capitals in px as measureSpots of capital-height.ts gives it; None where there are too few letters."""
    ones = np.ones(gray.shape, np.float32)
    side = (2 * WINDOW + 1, 2 * WINDOW + 1)
    total = cv2.boxFilter(gray, cv2.CV_32F, side, normalize=False, borderType=cv2.BORDER_CONSTANT)
    count = cv2.boxFilter(ones, cv2.CV_32F, side, normalize=False, borderType=cv2.BORDER_CONSTANT)
    ink = (gray < total / count - DARKER_BY).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    width, height, area = stats[1:, 2], stats[1:, 3], stats[1:, 4]
    letter = (height >= 6) & (height <= 120) & (width <= height * 2.5) & (width >= height * 0.15) & (area >= 10)
    heights = np.sort(height[letter])
    return float(heights[int(len(heights) * CAPITAL_QUANTILE)]) if len(heights) > MIN_LETTERS else None


def save_pages(path: Path, pages: list[Page]) -> None:
    """Keeps pages in one .npz; read back with load_pages."""
    arrays: dict[str, np.ndarray] = {}
    for i, page in enumerate(pages):
        arrays[f'gray{i}'], arrays[f'quads{i}'] = page.gray, page.quads
    meta = [{'texts': p.texts, 'name': p.name, 'words': [[w.text, w.line, *w.box] for w in p.words]} for p in pages]
    np.savez_compressed(path, meta=np.frombuffer(json.dumps(meta).encode(), np.uint8), **arrays)


def load_pages(path: Path) -> list[Page]:
    data = np.load(path)
    meta = json.loads(data['meta'].tobytes())
    return [
        Page(data[f'gray{i}'], data[f'quads{i}'], m['texts'], [PageWord(w[0], w[1], tuple(w[2:])) for w in m['words']], m['name'])
        for i, m in enumerate(meta)
    ]
