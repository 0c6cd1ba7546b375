"""Sheets of paper that text is put on: every word gets a box from the widths of its characters, and a line from where it stands.

Only widths matter, no glyphs are drawn: a proportional face is one table of widths, stretched or condensed; a till's face is fixed.
"""
from __future__ import annotations

import functools

from .draw import Choice, Run

# Widths of a grotesque face in thousandths of its size.
_WIDTHS = {' ': 278, **dict.fromkeys('0123456789$€£#?_L', 556), **dict.fromkeys("iljI|!:;.,'`", 250), **dict.fromkeys('ftr()[]-/\\"*', 320), **dict.fromkeys('mW@%', 860),
           **dict.fromkeys('Mw&', 780), **dict.fromkeys('abdeghnopqu', 556), **dict.fromkeys('cksvxyzJ', 500), **dict.fromkeys('ABEKPSVXY', 667), **dict.fromkeys('CDHNRUw', 722),
           **dict.fromkeys('GOQ', 778), **dict.fromkeys('FTZ', 611), **dict.fromkeys('+=<>~', 584)}
_TALL = set('ABCDEFGHIJKLMNOPQRSTUVWXYZbdfhklt0123456789()[]{}/|\\!?&%$€£#@"\'ÄÖÜÅÉßåäöüéèêáíóúřčšžýěůłźćń') | {'*'}
_DEEP = set('gjpqy,;()[]{}|/Q_çşę')


@functools.lru_cache(maxsize=100_000)
def table_width(word: str) -> float:
    get = _WIDTHS.get
    return sum(get(ch, 600) for ch in word) / 1000


class Face:
    """A font as far as boxes need it: fixed pitch or proportional, how wide, how big the space."""

    __slots__ = ('fixed', 'stretch', 'space')

    def __init__(self, fixed: bool, stretch: float) -> None:
        self.fixed, self.stretch, self.space = fixed, stretch, .6 * stretch if fixed else .28 * stretch

    def width(self, word: str) -> float:
        return len(word) * .6 * self.stretch if self.fixed else table_width(word) * self.stretch

    def run(self, words: Run) -> float:
        return sum(self.width(text) for text, _ in words) + self.space * (len(words) - 1) if words else 0.


class Sheet:
    """One page in pixels. Words are lists [text, left, baseline, width, size, tag, item]."""

    def __init__(self, width: int, height: int, face: Face) -> None:
        self.width, self.height, self.face = width, height, face
        self.words: list[list] = []

    def put(self, x: float, y: float, words: Run, size: float, anchor: str = 'l', item: int | None = None, face: Face | None = None, wide: float = 1.) -> float:
        """Sets words on one baseline; `anchor` says which point of theirs `x` is. Returns their width."""
        face = face or self.face
        scale = size * wide
        widths = [face.width(text) * scale for text, _ in words]
        gap = face.space * scale
        total = sum(widths) + gap * (len(words) - 1) if words else 0.
        at = x if anchor == 'l' else x - total if anchor == 'r' else x - total / 2
        add = self.words.append
        for (text, tag), w in zip(words, widths):
            add([text, at, y, w, size, tag, item])
            at += w + gap
        return total

    def room(self, words: Run, size: float) -> float:
        return self.face.run(words) * size

    def wrapped(self, words: Run, size: float, width: float) -> list[Run]:
        """Rows that fit; a word that is wider than a row stays alone in it."""
        rows: list[Run] = []
        row: Run = []
        used = 0.
        face = self.face
        for word in words:
            w = face.width(word[0]) * size
            if row and used + face.space * size + w > width:
                rows.append(row)
                row, used = [], 0.
            used += w + (face.space * size if row else 0.)
            row.append(word)
        if row:
            rows.append(row)
        return rows


def lines_of(words: list[list], ascent: float, descent: float) -> list[list[list]]:
    """Words in rows as the product groups them: close centres are one row, rows from top to bottom, each from left to right."""
    rows: list[list] = []  # [top, bottom, centre, words]
    lift = (ascent - descent) / 2
    for word in sorted(words, key=lambda w: w[2] - lift * w[4]):
        size = word[4]
        centre = word[2] - lift * size
        for at in range(len(rows) - 1, max(-1, len(rows) - 5), -1):
            row = rows[at]
            if abs(centre - row[2]) < .6 * (row[1] - row[0]) and row[0] < centre < row[1]:
                row[3].append(word)
                break
        else:
            rows.append([word[2] - ascent * size, word[2] + descent * size, centre, [word]])
    rows.sort(key=lambda row: row[2])
    for row in rows:
        row[3].sort(key=lambda w: w[1])
    return [row[3] for row in rows]


def boxed(c: Choice, sheet: Sheet, ocr: bool) -> list[list]:
    """[text, x, y, w, h, tag, item, line, p] in px: the band of the line for a reader of pictures, the ink of the word for a text layer (half of the time)."""
    ascent, descent = (c.f(.7, .82), c.f(.02, .24)) if ocr else (c.f(.71, .95), c.f(.18, .25))
    tight = not ocr and c.p(.5)
    out = []
    for index, row in enumerate(lines_of(sheet.words, ascent, descent)):
        for text, x, y, w, size, tag, item in row:
            if tight:
                top = y - (.72 if not _TALL.isdisjoint(text) else .53) * size
                bottom = y + (.2 * size if not _DEEP.isdisjoint(text) else 0.)
            else:
                top, bottom = y - ascent * size, y + descent * size
            out.append([text, x, top, w, bottom - top, tag, item, index, 1.])
    return out
