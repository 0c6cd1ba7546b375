"""SROIE receipts as pages: their line boxes are the detector's real truth. One box holds one segment of a line; a wide gap starts a new one."""

from __future__ import annotations

import cv2
import numpy as np

from corpus import SROIE
from page import Page, measure_capital_height

PREVIEW = (1600, 6400)  # the product looks at a page of at most this width and height, as engine/reading/limits.ts says


def read_receipt(name: str) -> Page:
    """One receipt at its size, shrunk to the preview's limits as the product does."""
    gray = cv2.imread(str(SROIE / 'img' / f'{name}.jpg'), cv2.IMREAD_GRAYSCALE)
    quads, texts = [], []
    for row in (SROIE / 'box' / f'{name}.csv').read_text(encoding='utf8', errors='replace').splitlines():
        cells = row.strip().split(',')
        if len(cells) < 9 or not ','.join(cells[8:]).strip():
            continue
        x, y = [float(v) for v in cells[0:8:2]], [float(v) for v in cells[1:8:2]]
        left, right, top, bottom = min(x), max(x), min(y), max(y)
        if right - left < 3 or bottom - top < 4:
            continue
        quads.append([[left, top], [right, top], [right, bottom], [left, bottom]])
        texts.append(' '.join(','.join(cells[8:]).split()))
    page = Page(gray, np.array(quads, np.float32), texts, name=name)
    factor = min(1.0, PREVIEW[0] / gray.shape[1], PREVIEW[1] / gray.shape[0])
    return page.scaled(factor) if factor < 1 else page


def capital_height_of(page: Page) -> float:
    """As the product measures it; where it sees too few letters, from the median box."""
    heights = page.quads[:, 3, 1] - page.quads[:, 0, 1]
    return measure_capital_height(page.gray) or max(4.0, float(np.median(heights)) * 0.72)


def training_pages(names: list[str], capital_height: float = 24.0) -> list[Page]:
    """Receipts shrunk until their capitals are at most `capital_height` px high: what the detector's crops are taken from."""
    pages = []
    for name in names:
        page = read_receipt(name)
        factor = capital_height / capital_height_of(page)
        pages.append(page.scaled(factor) if factor < 0.95 else page)
    return pages
