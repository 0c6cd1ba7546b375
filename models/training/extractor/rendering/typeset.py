"""Sets the words of a page in a face and remembers where each went."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from . import paths  # noqa: F401
from charset import fold
from fonts import Font, _families, load_fonts
from page_canvas import Canvas, Style, capital_share, drawn_size

from .metrics_of_boxes import Placed, placed_words, runs

Rng = np.random.Generator
KINDS = {  # (roll, fixed pitch) -> kinds of faces
    (True, True): (('receipt', .72), ('bitmap', .2), ('ocr', .08)),
    (True, False): (('sans', .5), ('narrow', .4), ('serif', .1)),
    (False, True): (('receipt', .94), ('ocr', .06)),
    (False, False): (('sans', .68), ('serif', .2), ('narrow', .12)),
}
LEAST_SIZE = 11.5  # px of the smallest body text: below, a scan is for nobody to read
TALLEST = 6500  # px of a page


@dataclass
class Drawn:
    """A word on the canvas, px: left, top, right, bottom."""
    index: int
    box: tuple[float, float, float, float]


@dataclass
class Print:
    """A page being printed. `rows` are the boxes of runs, for what is drawn between them."""
    canvas: Canvas
    style: Style
    body: float
    roll: bool
    words: list[Drawn] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)

    @property
    def capital(self) -> float:
        return self.style.capital


def chosen_scale(rng: Rng, page: dict, body: float, roll: bool, dots_per_inch: float) -> float:
    """Receipts as telephones and small scanners give them, 500 to 1000 px wide; sheets by a resolution that all pages of a document share."""
    width = float(np.exp(rng.uniform(np.log(500), np.log(1000)))) if roll else 8.27 * dots_per_inch
    scale = max(width / page['width'], LEAST_SIZE / body)
    return max(min(scale, TALLEST / page['height']), .8 * LEAST_SIZE / body)


@dataclass
class Faces:
    """The faces of one document."""
    text: Font
    bold: Font

    def of(self, is_bold: bool) -> Font:
        return self.bold if is_bold else self.text


def choose_faces(rng: Rng, roll: bool, fixed: bool, held_out: bool, size: float) -> Faces:
    tree = _families(held_out)
    kinds = [(kind, weight) for kind, weight in KINDS[roll, fixed] if kind in tree]
    while True:
        kind = kinds[int(rng.choice(len(kinds), p=np.array([w for _, w in kinds]) / sum(w for _, w in kinds)))][0]
        family = tree[kind][int(rng.integers(len(tree[kind])))]
        upright = [font for font in family if not font.italic and 'Light' not in font.style] or [font for font in family if not font.italic] or family
        plain = [font for font in upright if not font.bold] or upright
        font = plain[int(rng.integers(len(plain)))]
        if kind == 'bitmap' and not fits_grid(font, .68 * size):
            continue
        strong = [other for other in upright if other.bold and other.kind == font.kind] or [font]
        if rng.random() < .06:
            font = strong[0]
        return Faces(font, strong[int(rng.integers(len(strong)))])


def fits_grid(font: Font, capital: float) -> bool:
    """A pixel face has few sizes."""
    size, _, factor = drawn_size(Style(font, capital))
    return abs(np.log(factor * capital_share(font.path, font.index, size, font) / capital)) < .2


def drawable(font: Font, text: str) -> str:
    return fold(''.join(ch for ch in fold(text) if ch in font.glyphs))


def print_page(rng: Rng, page: dict, faces: Faces | None, held_out: bool, roll: bool, dots_per_inch: float) -> tuple[Print, Faces]:
    placed, fixed = placed_words(page)
    body = float(np.median([word.size for word in placed])) if placed else 18.
    scale = chosen_scale(rng, page, body, roll, dots_per_inch)
    faces = faces or choose_faces(rng, roll, fixed, held_out, body * scale)
    ink = int(rng.integers(0, 50))
    canvas = Canvas(max(64, round(page['width'] * scale)), max(64, round(page['height'] * scale)))
    rows = runs(placed, fixed)
    share = capital_of_size(faces.text, rows, scale)
    out = Print(canvas, Style(faces.text, share * body * scale, ink), body * scale, roll)
    out.placed = [Placed(w.index, w.text, w.left * scale, w.right * scale, w.size * scale, w.baseline * scale, w.line, w.tag, w.item) for w in placed]
    bold_tags = {tag for tag, p in (('supplier', .35), ('total', .35), ('number', .12), ('itemDescription', .06), ('buyer', .06)) if rng.random() < p}
    bold_labels, bold_size = rng.random() < .06, 1.15 if rng.random() < .7 else 9.
    inverse = header_bar(rng, out, rows, scale)
    for row in rows:
        bold = row[0].size > bold_size * body or any(word.tag in bold_tags for word in row) or bold_labels and all(word.tag == 'other' for word in row)
        set_run(out, row, scale, faces.of(bold), share, inverse=inverse is not None and row[0].line == inverse)
    return out, faces


def capital_of_size(font: Font, rows: list[list[Placed]], scale: float) -> float:
    """Height of capitals in sizes at which the face is as wide as the boxes, within what looks like print."""
    face = font.at(100) if font.kind != 'bitmap' else None
    if face is None:
        return .68
    shares = []
    for row in rows:
        text = ' '.join(drawable(font, word.text) for word in row)
        natural = face.getlength(text) if text.strip() else 0
        if natural:
            shares.append((row[-1].right - row[0].left) / natural / row[0].size)
    share = capital_share(font.path, font.index, 100, font) * float(np.median(shares)) if shares else .7
    return float(np.clip(share, .6, .76))


def set_run(out: Print, row: list[Placed], scale: float, font: Font, share: float, inverse: bool) -> None:
    """One run, stretched to the width that its boxes have."""
    pieces = [(word, drawable(font, word.text)) for word in row]
    pieces = [(word, text) for word, text in pieces if text and ' ' not in text]
    if not pieces:
        return
    text = ' '.join(text for _, text in pieces)
    capital = share * row[0].size * scale
    plain = Style(font, capital, out.style.ink)
    size, stretch, _ = drawn_size(plain)
    natural = font.at(size).getlength(text) * stretch
    left, right = pieces[0][0].left * scale, pieces[-1][0].right * scale
    if natural <= 0 or right <= left:
        return
    wide = (right - left) / natural
    if abs(wide - 1) < .012:
        wide = 1.
    before = len(out.canvas.pieces)
    out.canvas.text(left, row[0].baseline * scale, text, Style(font, capital, out.style.ink, wide), inverse=inverse)
    if len(out.canvas.pieces) == before or len(out.canvas.pieces[-1].words) != len(pieces):
        return
    baseline = row[0].baseline * scale
    for (word, _), (_, from_, to) in zip(pieces, out.canvas.pieces[-1].words):
        out.words.append(Drawn(word.index, (from_, baseline - 1.08 * capital, to, baseline + .28 * capital)))


def header_bar(rng: Rng, out: Print, rows: list[list[Placed]], scale: float) -> int | None:
    """A dark bar under the head of the table, on which it is printed white. Gives its line."""
    items = [word.line for word in out.placed if word.item is not None]
    if out.roll or not items or rng.random() > .1:
        return None
    line = min(items) - 1
    words = [word for word in out.placed if word.line == line]
    if len(words) < 3 or any(word.tag != 'other' for word in words):
        return None
    size = words[0].size
    bar = (min(w.left for w in words) - size * .5, words[0].baseline - size * .95, max(w.right for w in words) + size * .5, words[0].baseline + size * .4)
    beside = [w for w in out.placed if w.line != line and w.baseline > bar[1] and w.baseline - .7 * w.size < bar[3]]
    if beside:
        return None
    out.canvas.draw.rectangle(bar, int(rng.integers(0, 90)))
    return line
