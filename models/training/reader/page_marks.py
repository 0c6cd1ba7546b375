"""Things on a page that are not text and that the detector must not take for text: rules, codes, logos, stamps, signatures."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from page_canvas import Canvas, Style

Rng = np.random.Generator


def rule(rng: Rng, canvas: Canvas, left: float, right: float, y: float, style: Style) -> None:
    """A line across: drawn, dashed, or set from characters ('-----', '=====') as tills do; none of it is text."""
    kind = rng.random()
    ink, thick = style.ink, max(1, round(style.capital * rng.uniform(0.04, 0.16)))
    if kind < 0.4:
        canvas.draw.line((left, y, right, y), ink, thick)
        if rng.random() < 0.2:
            canvas.draw.line((left, y + 3 * thick, right, y + 3 * thick), ink, thick)
    elif kind < 0.65:
        dash = style.capital * rng.uniform(0.1, 0.8)
        gap = dash * rng.uniform(0.3, 1.5) + thick
        for x in np.arange(left, right, dash + gap):
            canvas.draw.line((x, y, min(x + dash, right), y), ink, thick)
    else:
        sign = '-=-_*~.#'[int(rng.integers(8))]
        count = int((right - left) / max(1.0, canvas.measure(sign, style)))
        if count > 1:
            canvas.text(left, y + style.capital / 2, sign * count, style)
            if canvas.pieces and canvas.pieces[-1].text == sign * count:
                canvas.pieces.pop()


def barcode(rng: Rng, canvas: Canvas, left: float, top: float, width: float, height: float) -> None:
    unit = max(1.0, width / 110)
    x = left
    while x < left + width:
        bar = unit * int(rng.integers(1, 5))
        canvas.draw.rectangle((x, top, min(left + width, x + bar - 1), top + height), int(rng.integers(0, 40)))
        x += bar + unit * int(rng.integers(1, 4))


def square_code(rng: Rng, canvas: Canvas, left: float, top: float, side: float) -> None:
    """A QR code as far as the eye goes: modules and three finder marks."""
    count = int(rng.integers(21, 45))
    modules = (rng.random((count, count)) < 0.5).astype(np.uint8)
    finder = np.ones((7, 7), np.uint8)
    finder[1:6, 1:6] = 0
    finder[2:5, 2:5] = 1
    for y, x in ((0, 0), (0, count - 7), (count - 7, 0)):
        modules[max(0, y - 1) : y + 8, max(0, x - 1) : x + 8] = 0
        modules[y : y + 7, x : x + 7] = finder
    code = Image.fromarray((255 * (1 - modules)).astype(np.uint8)).resize((int(side), int(side)), Image.NEAREST)
    canvas.image.paste(code, (int(left), int(top)))


def logo(rng: Rng, canvas: Canvas, left: float, top: float, width: float, height: float) -> None:
    """A few filled and hollow shapes."""
    for _ in range(int(rng.integers(1, 6))):
        x0, x1 = np.sort(rng.uniform(left, left + width, 2))
        y0, y1 = np.sort(rng.uniform(top, top + height, 2))
        gray, thick = int(rng.integers(0, 200)), int(rng.integers(1, 8))
        kind = rng.random()
        if kind < 0.3:
            canvas.draw.ellipse((x0, y0, x1, y1), gray if rng.random() < 0.6 else None, gray, thick)
        elif kind < 0.5:
            canvas.draw.rectangle((x0, y0, x1, y1), gray if rng.random() < 0.6 else None, gray, thick)
        elif kind < 0.75:
            canvas.draw.polygon([tuple(p) for p in rng.uniform((left, top), (left + width, top + height), (int(rng.integers(3, 7)), 2))], gray)
        else:
            canvas.draw.arc((x0, y0, x1, y1), float(rng.uniform(0, 360)), float(rng.uniform(0, 360)), gray, thick + 2)


def stamp(rng: Rng, canvas: Canvas, x: float, y: float, radius: float, style: Style) -> None:
    """A ring with words set slantwise across it, as it may lie over the print; slanted more than a reader should follow."""
    side = int(2 * radius)
    if side < 20:
        return
    ink = Image.new('L', (side, side), 0)
    pen = ImageDraw.Draw(ink)
    thick = max(2, side // 40)
    shape = pen.ellipse if rng.random() < 0.6 else pen.rectangle
    shape((thick, thick, side - thick, side - thick), None, 255, thick)
    face: ImageFont.FreeTypeFont = style.font.at(max(8, int(side / 7)))
    pen.text((side / 2, side / 2), ('PAID', 'BEZAHLT', 'PAYÉ', 'COPY', 'RECEIVED')[int(rng.integers(5))], fill=255, font=face, anchor='mm')
    turned = ink.rotate(float(rng.choice((-1, 1)) * rng.uniform(25, 70)), resample=Image.BILINEAR)
    gray = int(rng.integers(60, 170))
    canvas.image.paste(gray, (int(x - radius), int(y - radius)), turned.point(lambda v: int(v * 0.8)))


def signature(rng: Rng, canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """A scribble: a smooth line through random points."""
    count = int(rng.integers(6, 16))
    xs = np.linspace(x, x + width, count) + rng.normal(0, width / 14, count)
    ys = y + rng.normal(0, height / 3, count)
    fine = np.linspace(0, count - 1, count * 10)
    points = np.stack([np.interp(fine, np.arange(count), xs), np.interp(fine, np.arange(count), ys)], 1)
    kernel = np.ones(9) / 9
    smooth = np.stack([np.convolve(points[:, i], kernel, 'valid') for i in range(2)], 1)
    canvas.draw.line([tuple(p) for p in smooth], int(rng.integers(0, 110)), int(rng.integers(1, 5)))
