"""What stands on paper beside words: rules, lines and bands of tables, logos, codes, signatures."""
from __future__ import annotations

import numpy as np
from PIL import Image

from . import paths  # noqa: F401
from page_marks import barcode, logo, rule, signature, square_code

from .metrics_of_boxes import Placed
from .typeset import Print

Rng = np.random.Generator
Area = tuple[float, float, float, float]


def decorate(rng: Rng, page: Print) -> None:
    rules_between_rows(rng, page)
    if not page.roll:
        table_lines(rng, page)
    marks_in_free_places(rng, page)


def rows_of(words: list[Placed]) -> list[tuple[float, float]]:
    """Top and bottom of each printed row, from top to bottom; rows that overlap are one."""
    spans = sorted((word.baseline - .8 * word.size, word.baseline + .28 * word.size) for word in words)
    rows: list[list[float]] = []
    for top, bottom in spans:
        if rows and top < rows[-1][1]:
            rows[-1][1] = max(rows[-1][1], bottom)
        else:
            rows.append([top, bottom])
    return [(top, bottom) for top, bottom in rows]


def rules_between_rows(rng: Rng, page: Print) -> None:
    """Rules where there is room for them: a few of the wide gaps between rows."""
    if rng.random() < .25 or not page.placed:
        return
    rows = rows_of(page.placed)
    left, right = min(w.left for w in page.placed), max(w.right for w in page.placed)
    share = rng.uniform(.1, .7)
    for (_, bottom), (top, _) in zip(rows, rows[1:]):
        if not .55 * page.body < top - bottom < 4 * page.body or rng.random() > share:
            continue
        if top - bottom < 1.2 * page.body:  # too narrow for a rule of letters
            page.canvas.draw.line((left, (bottom + top) / 2, right, (bottom + top) / 2), page.style.ink, max(1, round(page.capital * .07)))
        else:
            rule(rng, page.canvas, left, right, (bottom + top) / 2 + rng.uniform(-.1, .1) * page.body, page.style)


def table_lines(rng: Rng, page: Print) -> None:
    """Lines between the items, lines between columns, bands of gray."""
    items = [word for word in page.placed if word.item is not None]
    if len(items) < 4 or rng.random() < .45:
        return
    left, right = min(w.left for w in items) - .5 * page.body, max(w.right for w in items) + .5 * page.body
    rows = sorted({w.item: (min(v.baseline for v in items if v.item == w.item) - .85 * w.size, max(v.baseline for v in items if v.item == w.item) + .3 * w.size) for w in items}.values())
    thick, ink = max(1, round(page.capital * rng.uniform(.04, .12))), int(rng.integers(0, 150))
    if rng.random() < .25:
        bands(rng, page, rows, left, right)
    if rng.random() < .75:
        for (_, bottom), (top, _) in zip(rows, rows[1:]):
            if 0 < top - bottom < 3 * page.body:
                page.canvas.draw.line((left, (top + bottom) / 2, right, (top + bottom) / 2), ink, thick)
    edges = (rows[0][0] - .12 * page.body, rows[-1][1] + .12 * page.body)
    for y in edges:
        if rng.random() < .8:
            page.canvas.draw.line((left, y, right, y), ink, thick)
    if rng.random() < .4:
        inside = [w for w in page.placed if edges[0] < w.baseline < edges[1]]
        for x in [left, *column_gaps(inside, page.body), right]:
            page.canvas.draw.line((x, edges[0], x, edges[1]), ink, thick)


def bands(rng: Rng, page: Print, rows: list[tuple[float, float]], left: float, right: float) -> None:
    """Every other item on gray. Drawn after the print, so it only darkens paper."""
    raster = np.array(page.canvas.image)
    level = int(rng.integers(200, 245))
    for top, bottom in rows[::2]:
        part = raster[max(0, int(top)):max(0, int(bottom)), max(0, int(left)):max(0, int(right))]
        np.minimum(part, level, out=part)
    page.canvas.image.paste(Image.fromarray(raster))


def column_gaps(words: list[Placed], body: float) -> list[float]:
    """Middles of the upright strips that no word stands in."""
    spans, gaps, reach = sorted((word.left, word.right) for word in words), [], None
    for left, right in spans:
        if reach is not None and left - reach > .6 * body:
            gaps.append((left + reach) / 2)
        reach = right if reach is None else max(reach, right)
    return gaps


def marks_in_free_places(rng: Rng, page: Print) -> None:
    canvas = page.canvas
    marks = [(.35, logo, (3, 12), (2, 6)), (.12, barcode, (8, 20), (2, 4)), (.1, square_code, (5, 9), None)] + ([] if page.roll else [(.1, signature, (6, 12), (2, 4))])
    taken = [(w.left, w.baseline - .8 * w.size, w.right, w.baseline + .3 * w.size) for w in page.placed]
    for chance, mark, widths, heights in marks:
        if rng.random() > chance:
            continue
        width = page.body * rng.uniform(*widths)
        height = page.body * rng.uniform(*heights) if heights else width
        area = free_area(rng, canvas.width, canvas.height * (.3 if mark is logo else 1.), width, height, taken, .4 * page.body)
        if area is None:
            continue
        left, top = area
        taken.append((left, top, left + width, top + height))
        if mark is square_code:
            square_code(rng, canvas, left, top, width)
        elif mark is signature:
            signature(rng, canvas, left, top + height / 2, width, height)
        else:
            mark(rng, canvas, left, top, width, height)


def free_area(rng: Rng, page_width: float, page_height: float, width: float, height: float, taken: list[Area], margin: float) -> tuple[float, float] | None:
    boxes = np.array(taken).reshape(-1, 4)
    if width + 2 * margin >= page_width or height + 2 * margin >= page_height:
        return None
    for _ in range(25):
        left, top = rng.uniform(margin, page_width - width - margin), rng.uniform(margin, page_height - height - margin)
        apart = (boxes[:, 2] < left - margin) | (boxes[:, 0] > left + width + margin) | (boxes[:, 3] < top - margin) | (boxes[:, 1] > top + height + margin)
        if apart.all():
            return float(left), float(top)
    return None
