"""The rows of one line item: where its cells, its description, its facts and its reduction stand, before they are put on a page."""
from __future__ import annotations

from dataclasses import dataclass, field

from .draw import Run, prose_words, run
from .goods import CODES, Item, code
from .item_notes import IN_COLUMN, NoteHabit
from .paper import Paper
from .scene import Scene
from .table_cells import Cells
from .table_columns import Columns, wrapped


@dataclass
class Printed:
    """Pieces are (row, x, anchor, words, scale); rows are counted in pitches from the first one. `description` is what is printed of it, word by word."""

    pieces: list[tuple[float, float, str, Run, float]] = field(default_factory=list)
    rows: float = 0.
    description: list[str] = field(default_factory=list)

    def put(self, row: float, x: float, words: Run, anchor: str = 'l', scale: float = 1.) -> None:
        if words:
            self.pieces.append((row, x, anchor, words, scale))
            self.rows = max(self.rows, row + 1)

    def describe(self, row: float, x: float, words: Run, scale: float = 1.) -> None:
        self.put(row, x, words, 'l', scale)
        self.description += [text for text, tag in words if tag == 'itemDescription']


class RowStyle:
    """How a document arranges an item, drawn once."""

    def __init__(self, scene: Scene, columns: list[str]) -> None:
        c = scene.c
        self.scene, self.c = scene, c
        # Where the numbers stand beside a description of several rows, and whether its continuation counts.
        self.level = c.weighted(('first', 'last', 'middle'), (.76, .15, .09))
        self.all_rows = c.p(.6)
        # The description in a row of its own above or below the numbers.
        self.own_row = c.weighted(('no', 'above', 'below'), (.87, .1, .03)) if len(columns) > 2 else 'no'
        self.pos_with_text = c.p(.7)
        self.indent = c.f(1., 5.) if self.own_row != 'no' and c.p(.35) else 0.
        # Several numbers of an article below each other, each after its label; the description may stand at the foot of them.
        self.stacked_codes = 'code' in columns and c.p(.24)
        self.bare_codes = self.stacked_codes and c.p(.45)  # labelled in the column's head alone
        self.foot = c.p(.1 if self.bare_codes else .45)
        self.code_below = 'code' not in columns and c.p(.13)
        # The article's number in the description's column without a label: in a row above it, or before its first word.
        self.code_in_text = c.weighted(('no', 'above', 'before'), (.86, .07, .07)) if 'code' not in columns and not self.code_below else 'no'
        self.code_label = c.p(.7)
        self.code_width = c.f(2.8, 5.) if 'code' in columns and c.p(.14) else 0.
        self.hyphen = c((0., 0., .5, 1.))
        self.anywhere = c.p(.1)
        self.extra_scale = c((1., .95, .95, .85, .78))
        self.bullet = c(('-', '•', '*')) if c.p(.08) else ''
        self.notes = NoteHabit(scene) if c.p(.36) else None
        self.off_base, self.off_column = c.p(.4), c(('amount', 'amount', 'price'))

    def item(self, paper: Paper, table: Columns, cells: Cells, index: int, item: Item, stack: list[Run]) -> Printed:
        out, sheet, size, c = Printed(), paper.sheet, table.size, self.c
        beside_pos = self.own_row != 'no' and self.pos_with_text and table.keys[0] == 'pos'
        if self.own_row == 'no':
            x, width, _ = table.places['description']
        else:
            x = table.places['pos'][0] + table.places['pos'][1] + table.gap if beside_pos else paper.left
            width = paper.right - x
        words = run(item.description, 'itemDescription')
        if self.code_in_text == 'before':
            words = run(item.code, 'itemCode') + words
        if cells.glued_to_text:
            words = cells.position(index) + words
        heading = wrapped(c, sheet, run(item.code, 'itemCode'), size, width, 0.) if self.code_in_text == 'above' else []
        texts = heading + wrapped(c, sheet, words, size, width, self.hyphen, self.anywhere)
        extras = [part for extra in item.extra for part in wrapped(c, sheet, run(f'{self.bullet} {extra}', 'itemDescription'), size * self.extra_scale, width, self.hyphen, self.anywhere)]
        rows_of = {key: self.cell_rows(paper, table, cells, key, index, item, stack) for key in table.keys if key != 'description'}
        tallest, body = max([len(rows) for rows in rows_of.values()] + [1]), len(texts) + len(extras)
        facts, over, facts_x = self.facts(paper, table, item, x, width)
        above = bool(facts) and self.notes.above and not over and not stack and self.own_row == 'no'
        lead = len(facts) if above else 0
        if self.own_row == 'below':
            lead = tallest
        elif stack and self.foot and not lead and self.own_row == 'no':
            lead = max(0, len(stack) - body)
        # A short description is centred beside cells of two rows where everything is.
        counted = body if self.all_rows else len(texts)
        down = {'first': 0., 'last': counted - 1., 'middle': max(0., (counted - tallest) / 2)}[self.level] + (lead if self.level != 'first' else 0)
        if self.own_row != 'no':
            down = 0. if self.own_row == 'below' else float(body)
        if stack and self.own_row == 'no':
            down = 0.
        for key, rows in rows_of.items():
            at, anchor = table.point(key)
            first = down if not (key == 'pos' and self.own_row == 'above' and beside_pos) else 0.
            for row, part in enumerate(rows):
                out.put(first + row, at, part, anchor, 1. if row == 0 or key == 'code' else .92)
        at = lead
        for part in texts:
            out.describe(at, x, part)
            at += 1
        for part in extras:
            out.describe(at, x, part, self.extra_scale)
            at += 1
        if self.own_row != 'no':
            at = out.rows
        if self.code_below and item.code:
            out.put(at, x, (self.scene.words(self.scene.text('h_code').rstrip(':') + ':') if self.code_label else []) + run(item.code, 'itemCode'), 'l', .92)
            at += 1
        if cells.in_text or cells.rate_in_text:
            at = out.rows if self.own_row != 'no' else at
            for words in cells.text_rows(index, item):
                for part in wrapped(c, sheet, words, size * .95, width, 0.):
                    out.put(at, x, part, 'l', .95)
                    at += 1
        if facts:
            at = 0 if above else out.rows if over else at
            for row in facts:
                for offset, part in row:
                    if offset == IN_COLUMN:
                        point, anchor = table.point(self.notes.column)
                        out.put(at, point, part, anchor, self.notes.scale)
                    else:
                        out.put(at, facts_x + offset, part, 'l', self.notes.scale)
                at += 1
        if item.off and 'amount' in table.places:
            column = self.off_column if self.off_column in table.places and table.places[self.off_column][0] > x else 'amount'
            off = self.scene.money.run(item.off, 'itemDiscount', 'items')
            if sheet.room(off, size) > table.places[column][1]:
                column = 'amount'
            base = self.scene.money.run(item.amount, 'other', 'items') if self.off_base else []
            label = wrapped(c, sheet, self.scene.words(item.off_label) + base, size, width)
            at = out.rows
            out.put(at, x, label[0])
            out.put(at, table.point(column)[0], off, table.point(column)[1])
            for row in label[1:]:
                at += 1
                out.put(at, x, row)
        return out

    def cell_rows(self, paper: Paper, table: Columns, cells: Cells, key: str, index: int, item: Item, stack: list[Run]) -> list[Run]:
        if key == 'code':
            if stack:
                return stack
            if self.code_width:
                return wrapped(self.c, paper.sheet, run(item.code, 'itemCode'), table.size, table.places['code'][1], self.hyphen / 2, True)
        first, *more = cells.rows(key, index, item)
        room = table.places[key][1] + table.gap * .4
        return [first, *[row for row in more if paper.sheet.room(row, table.size * .92) <= room]]

    def facts(self, paper: Paper, table: Columns, item: Item, x: float, width: float) -> tuple[list, bool, float]:
        """Rows of facts, whether they stand below all cells, and their left edge. In a narrow column they would need too many rows."""
        notes = self.notes
        if notes is None:
            return [], False, x
        end = self.column_end(paper, table, item)
        if end is None:
            notes.column = ''
        over = notes.wide or width < paper.span * .26 or bool(notes.column)
        if notes.wide:
            x = table.places[table.keys[min(notes.start, len(table.keys) - 1)]][0] if notes.start else table.left
            x = min(x, paper.left + paper.span * .5)
        width = min(paper.right - x, max(width, paper.span * .45)) if over else width
        if notes.column:
            width = min(width, end - x)
        size = table.size * notes.scale
        rows = notes.rows(item, lambda words, limit: wrapped(self.c, paper.sheet, words, size, limit), lambda words: paper.sheet.room(words, size), width)
        return rows, over, x

    def column_end(self, paper: Paper, table: Columns, item: Item) -> float | None:
        """Where labels have to end so that prices among the facts can stand in a column of the table; none where they cannot."""
        column = self.notes.column
        if not column or column not in table.places:
            return None
        x, width, _ = table.places[column]
        need = paper.sheet.room(self.scene.money.run(abs(item.price) + 900, 'other', 'items'), table.size)
        start = table.places['description'][0] if self.own_row == 'no' else paper.left
        return x - table.gap if need <= width and x - start > table.size * 9 else None


def code_stack(scene: Scene, item: Item, bare: bool) -> list[Run]:
    """An article's numbers below each other: the barcode, ours, yours; labels in rows of their own or before the number, or none."""
    c = scene.c
    if bare:
        lines = [run(number, 'itemCode') for number in (item.code, code(c, c(CODES)), c.digits(13)) if c.p(.6)] or [run(item.code, 'itemCode')]
        return lines if c.p(.8) else [*lines[:-1], lines[-1] + run(c(('(GTIN)', '(EAN)', '(0160)', '(SKU)')))]
    own = scene.text('h_code').rstrip('.:')
    lines: list[Run] = []
    numbers = [(c(('GTIN', 'EAN', 'GTIN', 'SKU')), c.digits(13)), (own, item.code or c.digits(6))]
    if c.p(.4):
        numbers.append((f'{own} {c(prose_words(scene.language))}', f'{c.letters(2)}{c.digits(4)}'))
    for label, number in numbers[c.n(0, 1):]:
        head, value = scene.words(f'{label}:'), run(number, 'itemCode')
        lines += [head, value] if c.p(.6) else [head + value]
    return lines
