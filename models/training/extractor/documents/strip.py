"""A strip of till paper with a cursor: rows, pairs and cells below each other."""
from __future__ import annotations

from .draw import Choice, Run, run
from .layout import Face, Sheet


class Strip:
    """A cursor on a strip of paper: rows of text are put below each other."""

    def __init__(self, c: Choice) -> None:
        self.c = c
        self.columns = c.n(26, 48)
        face = Face(True, 1.) if c.p(.75) else Face(False, c.f(.85, 1.15))
        width = c.n(380, 800)
        margin = width * (c.f(.01, .07) if c.p(.7) else c.f(.05, .28))
        self.left, self.right = margin + width * c.f(-.01, .01), width - margin
        self.inner = self.right - self.left
        self.size = self.inner / self.columns / (.6 if face.fixed else .53 * face.stretch)
        self.sheet = Sheet(width, 0, face)
        self.pitch = self.size * c.f(1.08, 1.65)
        self.middle = (self.left + self.right) / 2
        self.y = self.pitch * c.f(1, 6)

    def step(self, rows: float = 1.) -> None:
        self.y += self.pitch * rows

    def line(self, words: Run, anchor: str = 'l', scale: float = 1., item: int | None = None, wide: float = 1., indent: float = 0.) -> None:
        """Words in as many rows as they need."""
        if not words:
            return
        size = self.size * scale
        at = self.left + indent if anchor == 'l' else self.right if anchor == 'r' else self.middle
        if scale > 1:
            self.y += (size - self.size) * .75
        for row in self.sheet.wrapped(words, size * wide, self.inner - indent):
            self.sheet.put(at, self.y, row, size, anchor, item, wide=wide)
            self.y += self.pitch * max(1., scale * .97)

    def pair(self, left: Run, right: Run, scale: float = 1., item: int | None = None, at: float = 0., indent: float = 0.) -> None:
        """A label at the left and its value at the right edge, or `at` a share of the width; below each other where they do not fit."""
        size = self.size * scale
        if scale > 1:
            self.y += (size - self.size) * .75
        x = self.right if not at else self.left + self.inner * at
        need = self.sheet.room(left, size) + self.sheet.room(right, size) + size * .9
        if need > (x - self.left) - indent and left:
            rows = self.sheet.wrapped(left, size, self.inner - indent)
            last = self.sheet.room(rows[-1], size) + self.sheet.room(right, size) + size * .9
            for row in rows if last > (x - self.left) - indent else rows[:-1]:
                self.sheet.put(self.left + indent, self.y, row, size, 'l', item)
                self.y += self.pitch * max(1., scale * .97)
            left = [] if last > (x - self.left) - indent else rows[-1]
        self.sheet.put(self.left + indent, self.y, left, size, 'l', item)
        self.sheet.put(x, self.y, right, size, 'r', item)
        self.y += self.pitch * max(1., scale * .97)

    def cells(self, cells: list[tuple[float, str, Run]], item: int | None = None) -> None:
        """Pieces at shares of the width; those that would run into each other make room, or go to the next row."""
        placed = []
        for share, anchor, words in cells:
            if words:
                width = self.sheet.room(words, self.size)
                placed.append([self.inner * share - (width if anchor == 'r' else 0.), width, words])
        placed.sort(key=lambda cell: cell[0])
        gap = self.size * .45
        row, limit = [], self.inner
        for cell in reversed(placed):  # from the right: each gives way to its neighbour
            cell[0] = min(cell[0], limit - cell[1])
            if cell[0] < -.5 and row:
                break
            row.insert(0, cell)
            limit = cell[0] - gap
        for cell in placed[:len(placed) - len(row)]:
            self.sheet.put(self.left, self.y, cell[2], self.size, 'l', item)
            self.y += self.pitch
        for x, _, words in row:
            self.sheet.put(self.left + x, self.y, words, self.size, 'l', item)
        self.y += self.pitch

    def rule(self) -> None:
        """A drawn line or a row of dashes: sometimes text to the reader, mostly not."""
        k = self.c.random()
        if k < .06:
            self.sheet.put(self.left, self.y, run(self.c('-=*_.') * self.c.n(8, self.columns)), self.size)
            self.y += self.pitch
        elif k < .5:
            self.y += self.pitch * self.c(( .5, 1., 1.))
        elif k < .8:
            self.y += self.pitch * .4
