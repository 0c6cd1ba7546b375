"""A4 or Letter pages with a cursor: blocks of rows, label and value pairs, bars of labels above values, new pages."""
from __future__ import annotations

from .draw import Choice, Run, run
from .layout import Face, Sheet

Pair = tuple[Run, Run]


class Paper:
    """Body size, margins and pitch are drawn once; `y` is the baseline of the next row."""

    def __init__(self, c: Choice) -> None:
        self.c = c
        letter = c.p(.15)
        self.width, self.height = (1275, 1650) if letter else (1240, 1754)
        self.face = Face(c.p(.07), c.f(.86, 1.14))
        self.size = c.f(14.5, 22.5) if not self.face.fixed else c.f(14, 19)
        self.pitch = self.size * c.f(1.12, 1.6)
        self.left, self.right = self.width * c.f(.035, .115), self.width * (1 - c.f(.035, .11))
        self.top, self.bottom = self.height * c.f(.025, .08), self.height * c.f(.83, .91)
        self.sheets: list[Sheet] = []
        self.new_page()

    @property
    def span(self) -> float:
        return self.right - self.left

    def new_page(self) -> None:
        self.sheet = Sheet(self.width, self.height, self.face)
        self.sheets.append(self.sheet)
        self.y = self.top + self.size

    def step(self, rows: float = 1.) -> None:
        self.y += self.pitch * rows

    def need(self, rows: float) -> bool:
        """A new page if fewer rows are left; true if there was none."""
        if self.y + rows * self.pitch <= self.bottom:
            return True
        self.new_page()
        return False

    def block(self, x: float, y: float, width: float, rows: list[Run], anchor: str = 'l', scale: float = 1., pitch: float = 1.) -> float:
        """Rows below each other, wrapped to a width; `x` is the anchor's point. Returns the baseline of the next row."""
        size = self.size * scale
        for words in rows:
            for row in self.sheet.wrapped(words, size, width):
                self.sheet.put(x, y, row, size, anchor)
                y += self.pitch * scale * pitch
        return y

    def pairs(self, x: float, y: float, width: float, pairs: list[Pair], design: str, scale: float = 1., join=lambda label, value: label + value) -> float:
        """Labels and values: in one row each, values in a column, values at the right edge, or labels above values."""
        size, sheet = self.size * scale, self.sheet
        pitch = self.pitch * scale * (1.25 if design == 'right' and self.c.p(.3) else 1.)
        column = min(max([sheet.room(label, size) for label, _ in pairs] + [0.]) + size * .9, width * .6)
        for label, value in pairs:
            if design == 'inline':
                y = self.block(x, y, width, [join(label, value)], 'l', scale)
                continue
            if design == 'stacked':
                sheet.put(x, y, label, size * .9)
                y += pitch * .95
                y = self.block(x, y, width, [value], 'l', scale) + pitch * .3
                continue
            sheet.put(x, y, label, size)
            used = sheet.room(label, size) + size * .5
            if design == 'right' and used + sheet.room(value, size) <= width:
                sheet.put(x + width, y, value, size, 'r')
            else:
                start = max(column, used)
                rows = [value] if any(tag == 'total' for _, tag in value) else sheet.wrapped(value, size, max(width - start, width * .3))
                for row in rows:
                    sheet.put(x + start, y, row, size)
                    y += pitch
                y -= pitch
            y += pitch
        return y

    def bar(self, pairs: list[Pair], scale: float = 1.) -> None:
        """A table of one row: labels above values across the page, wrapped to several bars where they are many."""
        size = self.size * scale
        per_row = self.c.n(3, 5)
        centre = self.c.p(.3)
        rest = list(pairs)
        while rest:
            part, widths = [], []
            while rest and len(part) < per_row:
                width = max(self.sheet.room(rest[0][0], size), self.sheet.room(rest[0][1], size)) + size
                if part and sum(widths) + width > self.span:
                    break
                part.append(rest.pop(0))
                widths.append(width)
            stretch = max(1., self.span / sum(widths)) if self.c.p(.8) else 1.
            x = self.left
            for (label, value), width in zip(part, widths):
                place = x + width * stretch / 2 if centre else x
                anchor = 'm' if centre else 'l'
                self.sheet.put(place, self.y, label, size, anchor)
                self.sheet.put(place, self.y + self.pitch * 1.05, value, size, anchor)
                x += width * stretch
            self.y += self.pitch * 2.5

    def footer(self, columns: list[list[Run]], scale: float) -> None:
        """Small print at the bottom of every page so far: columns, or rows in the middle."""
        size, pitch = self.size * scale, self.pitch * scale
        y = self.height * self.c.f(.93, .965)
        middle = self.c.p(.35)
        for sheet in self.sheets if self.c.p(.6) else self.sheets[-1:] if self.c.p(.3) else self.sheets[:1]:
            if middle or len(columns) == 1:
                separator = run(self.c(('|', '·', '-', '', '•', '/')))
                rows = sheet.wrapped([w for column in columns for part in column for w in (*part, *separator)][:-1 if separator else None], size, self.span)
                top, step = self.foot_of(sheet, y, len(rows), pitch)
                for at, row in enumerate(rows):
                    sheet.put((self.left + self.right) / 2, top + at * step, row, min(size, step * .95), 'm')
            else:
                width = self.span / len(columns)
                rows_of = [[row for part in column for row in sheet.wrapped(part, size, width - size)] for column in columns]
                top, step = self.foot_of(sheet, y, max(len(rows) for rows in rows_of), pitch)
                for at, rows in enumerate(rows_of):
                    for index, row in enumerate(rows):
                        sheet.put(self.left + at * width, top + index * step, row, min(size, step * .95))

    def foot_of(self, sheet: Sheet, last: float, rows: int, pitch: float) -> tuple[float, float]:
        """Baseline of the first row of small print and its pitch; it stays below what stands on the page, closer together where there is little room."""
        lowest = max((word[2] for word in sheet.words), default=0.) + pitch * 1.4
        top = last - (rows - 1) * pitch
        if top >= lowest:
            return top, pitch
        return lowest, min(pitch, max(pitch * .45, (self.height * .985 - lowest) / max(1, rows - 1)))


def page_numbers(c: Choice, paper: Paper, label: str, of: str) -> None:
    total = len(paper.sheets)
    if total == 1 and c.p(.8) or c.p(.3):
        return
    x, anchor = c(((paper.right, 'r'), ((paper.left + paper.right) / 2, 'm')))
    y = paper.height * c((.02, .975, .98))
    for index, sheet in enumerate(paper.sheets):
        sheet.put(x, y, run(c((f'{label} {index + 1} {of} {total}', f'{label} {index + 1}/{total}', f'{index + 1} / {total}'))), paper.size * .8, anchor)
