"""Line items as sheets print them that are made from the data of an e-invoice: each item a block of labelled cells over several rows."""
from __future__ import annotations

from .draw import Run, run
from .goods import Item, rounded
from .item_notes import NoteHabit, one_of, price_basis, tax_category
from .paper import Paper
from .scene import Scene
from .sums import Sums
from .table_cells import Cells
from .table_columns import HEADS, wrapped

Field = tuple[str, Run]


class Blocks:
    """Which cells each item's block has, and how they are set; drawn once."""

    def __init__(self, scene: Scene, paper: Paper, items: list[Item], sums: Sums) -> None:
        c = scene.c
        self.scene, self.c, self.paper, self.sums, self.items = scene, c, paper, sums, items
        self.keys = c.shuffled([key for key, share in (('qty', .97), ('unit', .5), ('price', .95), ('rate', .85), ('amount', 1.)) if c.p(share)]) if c.p(.25) else [key for key, share in (('qty', .97), ('unit', .5), ('price', .95), ('rate', .85), ('amount', 1.)) if c.p(share)]
        if sums.untaxed and 'rate' in self.keys:
            self.keys.remove('rate')
        self.code, self.pos_as_heading = c.p(.6), c.p(.5)
        self.extra_cells = [name for name, share in (('basis', .25), ('category', .3), ('gross', .2), ('tax', .15)) if c.p(share)]
        self.cells = Cells(scene, [*self.keys, 'unit'] if 'unit' in self.keys else self.keys, items, sums)
        self.cells.times = False
        self.notes = NoteHabit(scene) if c.p(.5) else None
        if self.notes:
            self.notes.column = ''
        self.size, self.pitch = paper.size * c((1., .92, .85)), paper.pitch * c((1., .92))
        self.design = c(('stacked', 'inline', 'pairs', 'pairs', 'stacked'))
        self.per_row = c.n(2, 5) if self.design == 'stacked' else c.n(2, 3) if self.design == 'inline' else 1
        self.two_sides = self.design == 'pairs' and c.p(.5)
        self.text_label = c.p(.65)
        self.text_first = c.p(.8)
        self.right = c.p(.3)
        self.labels = {key: one_of(scene, HEADS[key]).rstrip(':') for key in ('pos', 'code', 'description', *self.keys)}
        self.labels |= {'basis': one_of(scene, 'note_price'), 'category': scene.tax_name, 'gross': one_of(scene, 't_gross'), 'tax': one_of(scene, 't_tax')}
        self.colon = c((':', ':', '', ' :')) if self.design != 'stacked' else c(('', '', ':'))
        self.line = one_of(scene, 'line')
        self.hyphen = c((0., .5, 1.))

    def fields(self, index: int, item: Item) -> list[Field]:
        cells = [('code', run(item.code, 'itemCode'))] if self.code and item.code else []
        if not self.pos_as_heading:
            cells.insert(0, ('pos', self.cells.position(index)))
        for key in self.keys:
            words = self.cells.cell(key, index, item)
            cells.append((key, words))
        tax = rounded(item.amount * item.rate, 10000)
        for name in self.extra_cells:
            if name in ('gross', 'tax') and (self.sums.gross or self.sums.untaxed):
                continue
            cells.append((name, price_basis(self.scene, item) if name == 'basis' else tax_category(self.scene) if name == 'category' else self.scene.money.run(tax if name == 'tax' else item.amount + tax, 'other', 'items')))
        if item.percent_off:
            cells.append(('discount', self.cells.off(item)))
        elif item.off:
            cells.append(('discount', self.scene.money.run(item.off, 'itemDiscount', 'items')))
        return cells

    def label(self, key: str) -> Run:
        if key not in self.labels:
            self.labels[key] = one_of(self.scene, HEADS[key]).rstrip(':')
        return self.scene.words(self.labels[key] + self.colon)

    def rows(self, words: Run, width: float, scale: float = 1.) -> list[Run]:
        return wrapped(self.c, self.paper.sheet, words, self.size * scale, width, self.hyphen)

    def put(self, x: float, words: Run, index: int | None, anchor: str = 'l') -> None:
        self.paper.sheet.put(x, self.paper.y, words, self.size, anchor, index)

    def text(self, index: int, item: Item) -> list[str]:
        """The description and its continuation, behind its label or below the item's heading."""
        paper, x = self.paper, self.paper.left
        label = self.label('description') if self.text_label else []
        start = x + (max(paper.sheet.room(label, self.size) + self.size, paper.span * .28 if self.design == 'pairs' else 0.) if label and self.design != 'stacked' else 0.)
        self.put(x, label, index)
        if label and self.design == 'stacked':
            paper.y += self.pitch
        printed: list[str] = []
        for text in (item.description, *item.extra):
            for row in self.rows(run(text, 'itemDescription'), paper.right - start):
                self.put(start, row, index)
                printed += [word for word, _ in row]
                paper.y += self.pitch
        return printed

    def grid(self, index: int, fields: list[Field]) -> None:
        """Labels above values, or before them, a few in a row; values that need more room than a cell go to further rows."""
        paper = self.paper
        step = paper.span / self.per_row
        for first in range(0, len(fields), self.per_row):
            group = fields[first:first + self.per_row]
            label_rows = [self.rows(self.label(key), step - self.size) for key, _ in group]
            value_rows = [self.rows(words, step - self.size) for _, words in group]
            if self.design == 'inline':
                label_rows, value_rows = [[] for _ in group], [self.rows(self.label(key) + words, step - self.size) for key, words in group]
            top, high = paper.y, max([len(rows) for rows in label_rows] + [0])
            for at, (labels, values) in enumerate(zip(label_rows, value_rows)):
                x, anchor = (paper.left + (at + 1) * step - self.size, 'r') if self.right and self.design == 'stacked' and at else (paper.left + at * step, 'l')
                for row, words in enumerate(labels):
                    paper.sheet.put(x, top + row * self.pitch, words, self.size * .9, anchor, index)
                for row, words in enumerate(values):
                    paper.sheet.put(x, top + (high + row) * self.pitch, words, self.size, anchor, index)
            paper.y = top + (high + max(len(rows) for rows in value_rows) + .25) * self.pitch

    def pairs(self, index: int, fields: list[Field]) -> None:
        """One labelled value a row, in one list or in two beside each other."""
        paper = self.paper
        sides = 2 if self.two_sides else 1
        span = paper.span / sides
        column = span * .5
        half = -(-len(fields) // sides)
        top, lowest = paper.y, paper.y
        for side in range(sides):
            paper.y, x = top, paper.left + side * span
            for key, words in fields[side * half:(side + 1) * half]:
                labels, values = self.rows(self.label(key), column - self.size), self.rows(words, span - column - self.size)
                for row, part in enumerate(labels):
                    paper.sheet.put(x, paper.y + row * self.pitch, part, self.size, 'l', index)
                for row, part in enumerate(values):
                    paper.sheet.put(x + span - self.size if self.right else x + column, paper.y + row * self.pitch, part, self.size, 'r' if self.right else 'l', index)
                paper.y += self.pitch * max(len(labels), len(values))
            lowest = max(lowest, paper.y)
        paper.y = lowest

    def print(self) -> None:
        paper, scene, c = self.paper, self.scene, self.c
        if c.p(.6):
            paper.sheet.put(paper.left, paper.y, scene.words(one_of(scene, 's_items')), self.size * c((1., 1.2, 1.4)))
            paper.step(1.6)
        gap = c.f(.3, 1.6)
        for index, item in enumerate(self.items):
            fields = self.fields(index, item)
            high = 3 + len(item.extra) + (len(fields) if self.design == 'pairs' else 3 * -(-len(fields) // self.per_row))
            if paper.y + high * self.pitch > paper.bottom and index:
                paper.new_page()
            if self.pos_as_heading:
                self.put(paper.left, scene.words(self.line) + self.cells.position(index), index)
                paper.y += self.pitch * 1.15
            printed = self.text(index, item) if self.text_first else []
            (self.pairs if self.design == 'pairs' else self.grid)(index, fields)
            if not self.text_first:
                printed = self.text(index, item)
            self.facts(index, item)
            paper.y += self.pitch * gap
            scene.line_truth(index, item, ' '.join(printed), quantity='qty' in self.keys, price='price' in self.keys, rate='rate' in self.keys and not self.cells.codes_as_rate, off=bool(item.off))
        paper.step(.5)

    def facts(self, index: int, item: Item) -> None:
        paper = self.paper
        if self.notes is None:
            return
        size = self.size * self.notes.scale
        for row in self.notes.rows(item, lambda words, limit: wrapped(self.c, paper.sheet, words, size, limit), lambda words: paper.sheet.room(words, size), paper.span):
            for offset, words in row:
                paper.sheet.put(paper.left + offset, paper.y, words, size, 'l', index)
            paper.y += self.pitch


def print_blocks(scene: Scene, paper: Paper, items: list[Item], sums: Sums) -> None:
    """All items of a document, each as a block."""
    Blocks(scene, paper, items, sums).print()
