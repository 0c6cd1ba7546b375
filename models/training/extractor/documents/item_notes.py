"""What stands under the line items of an invoice and is no part of their description: labelled facts in rows, columns or sentences."""
from __future__ import annotations

from .draw import Run, invented_words, prose_words, run
from .goods import Item
from .scene import Scene

# What kind of fact, and how likely; the roles of their labels are `note_KIND`.
KINDS, WEIGHTS = ('date', 'number', 'words', 'price', 'code', 'sentence'), (.16, .32, .2, .14, .14, .04)
# How facts are set: one a row, labels and values in two columns, one after the other, two a row.
DESIGNS, DESIGN_WEIGHTS = ('rows', 'columns', 'joined', 'two'), (.5, .22, .16, .12)
SEPARATORS = ('', '', ',', ';', '|', '/', ' -')
IN_COLUMN = -1.  # in place of an offset: the value stands in a column of the table
MEASURES = ('kg', 'g', 'cm', 'm', 'L', 'mm', 'kWh', 'W', 'm²', 'h')


def one_of(scene: Scene, role: str) -> str:
    """A label without what `Scene.text` adds of other languages."""
    return scene.c(scene.labels[role]).replace('{t}', scene.tax_name).replace('{cur}', scene.money.sign)


def price_basis(scene: Scene, item: Item) -> Run:
    """`per 100 pcs`, below a price."""
    c = scene.c
    label, count = one_of(scene, 'base_of'), c((1, 1, 1, 10, 100, 1000))
    return run(f'{label} {count} {item.unit if c.p(.8) else ""}') if c.p(.75) or not label.isalpha() else run(f'{label} {item.unit}')


def is_price(words: Run) -> bool:
    """An amount with its currency and nothing else."""
    return all(tag == 'currency' or tag == 'other' and text[-1:].isdigit() and any(mark in text for mark in '.,') for text, tag in words)


def tax_category(scene: Scene) -> Run:
    return run(one_of(scene, 'tax_category'))


class NoteHabit:
    """Which facts a document tells of each of its items, drawn once; the values differ from item to item."""

    def __init__(self, scene: Scene) -> None:
        c = scene.c
        self.scene = scene
        count = c.weighted((1, 2, 3, 4, c.n(5, 7)), (.3, .25, .2, .13, .12))
        self.kinds = []
        for _ in range(count):
            kind = c.weighted(KINDS, WEIGHTS)
            self.kinds.append((kind, one_of(scene, f'note_{kind}') if kind != 'sentence' else ''))
        self.mark = c(('', '', '', '', '* ', '- ', '• ', '> ', '+ '))
        self.colon = c((':', ':', ':', ' :', '', ' =', '.:'))
        self.design = c.weighted(DESIGNS, DESIGN_WEIGHTS)
        self.separator = c(SEPARATORS)
        self.share = c.f(.35, 1.)
        self.each = c((1., .85, .6))
        self.heading = run(f'{c(prose_words(scene.language)).capitalize()} {c(prose_words(scene.language))}:') if c.p(.1) else []
        self.scale = c((1., .95, .95, .85, .8))
        self.above = c.p(.06)
        # Under the description, or below all cells from the left edge of one of the first columns on.
        self.wide, self.start = c.p(.17), c((0, 0, 1, 2))
        self.brackets = c.p(.06)
        # Prices among the facts may stand in a column of the table, as if they were an item's.
        self.column = c(('price', 'amount', 'amount')) if self.design in ('columns', 'rows') and c.p(.45 if self.design == 'columns' else .2) else ''
        self.reduced = c.p(.3)  # reductions that the price holds already, with a minus

    def facts(self, item: Item) -> list[tuple[Run, Run]]:
        """Labels with their values."""
        c = self.scene.c
        if not c.p(self.share):
            return []
        return [self.fact(kind, label, item) for kind, label in self.kinds if c.p(self.each)]

    def fact(self, kind: str, label: str, item: Item) -> tuple[Run, Run]:
        scene, c = self.scene, self.scene.c
        head = scene.words(f'{self.mark}{label.rstrip(":")}{self.colon}')
        if kind == 'date':
            day = scene.later(-60, 5)
            value = scene.dates.run(day, 'otherDate') + (run(c(('-', '–', 'bis', 'to', 'au'))) + scene.dates.run(scene.later(5, 40), 'otherDate') if c.p(.35) else [])
        elif kind == 'number':
            value = run(scene.serial() if c.p(.7) else c.digits(c.n(1, 11)))
        elif kind == 'price':
            amount = max(1, abs(item.price) + c.n(0, 900))
            if self.reduced and c.p(.5):
                amount = -max(1, amount // c((2, 4, 5, 10, 20)))
            value = scene.money.run(amount, 'other', 'items') if c.p(.7) else run(f'{"-" if amount < 0 and c.p(.5) else ""}{c.n(2, 40)} %')
            value += run(f'{c("/x")} {item.unit}') if c.p(.1) else []
        elif kind == 'code':
            value = run(c.digits(13) if c.p(.5) else f'{c.letters(2)}-{c.digits(5)}' if c.p(.5) else c.digits(c.n(3, 8)), 'itemCode')
        elif kind == 'sentence':
            return run(self.mark), run(' '.join(c(prose_words(scene.language)) for _ in range(c.n(2, 5))).capitalize() + ':') + run(c((scene.serial(), c.digits(4))))
        else:
            value = run(c((c(invented_words(scene.language)).capitalize(), scene.market.country, f'{c.n(1, 90)} {c(MEASURES)}', c(prose_words(scene.language)), f'{c(invented_words(scene.language)).capitalize()} {c(prose_words(scene.language))}')))
        return head, value

    def rows(self, item: Item, wrap, room, width: float) -> list[list[tuple[float, Run]]]:
        """Rows of pieces that start at an offset. `wrap(words, width)` makes rows that fit, `room(words)` says how wide words are."""
        facts = self.facts(item)
        if not facts:
            return []
        rows: list[list[tuple[float, Run]]] = [[(0., part)] for part in wrap(self.heading, width)] if self.heading else []
        if self.design == 'joined':
            words: Run = []
            for at, (head, value) in enumerate(facts):
                words += head + value
                if at + 1 < len(facts) and self.separator:
                    words = [*words[:-1], (words[-1][0] + self.separator, words[-1][1])] if self.separator in ',;' else [*words, (self.separator.strip(), 'other')]
            if self.brackets:
                words = [('(', 'other'), *words, (')', 'other')]
            return rows + [[(0., part)] for part in wrap(words, width)]
        if self.design == 'two':
            halves = [head + value for head, value in facts]
            step = max(room(words) for words in halves) + room([('mm', 'other')])
            if step * 2 <= width:
                return rows + [[(at * step, words) for at, words in enumerate(halves[first:first + 2])] for first in range(0, len(halves), 2)]
        if self.column:
            rows_of = [([(0., head), (IN_COLUMN, value)] if is_price(value) and room(head) <= width else None, head + value) for head, value in facts]
            return rows + [row for pieces, words in rows_of for row in ([pieces] if pieces else [[(0., part)] for part in wrap(words, width)])]
        column = max(room(head) for head, _ in facts) + room([('n', 'other')])
        for head, value in facts:
            if self.design == 'columns' and column + room(value) <= width:
                rows.append([(0., head), (column, value)])
            else:
                rows += [[(0., part)] for part in wrap(head + value, width)]
        return rows
