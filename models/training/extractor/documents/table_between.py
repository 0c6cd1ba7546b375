"""Rows of a table that are no items: remarks and headings between items, sums of groups, positions without an amount, carried sums."""
from __future__ import annotations

from .draw import Run, invented_words, prose_words, run
from .goods import description
from .item_notes import one_of
from .scene import Scene


class Between:
    """What stands between the items of one document: drawn once, so that a document that groups its items groups all of them."""

    def __init__(self, scene: Scene, count: int, goods: str) -> None:
        c = scene.c
        self.scene, self.goods = scene, goods
        self.remarks = c.f(.08, .5) if c.p(.17) else 0.
        self.kinds = c((('delivery',), ('sentence',), ('heading',), ('delivery', 'heading', 'sentence')))
        self.after = c.p(.07)  # a remark below the last item
        # Positions without an amount, each like an item otherwise.
        self.optional = c.f(.1, .35) if c.p(.05) else 0.
        self.groups = self.grouped(count) if count > 2 and c.p(.09) else {}
        self.numbered = c.p(.5)
        self.sums = c.weighted(('none', 'amount', 'label'), (.35, .45, .2)) if self.groups else 'none'
        self.head = one_of(scene, 'group_head') if c.p(.5) else ''
        self.gap = c.f(.5, 1.4)  # a remark without a label stands apart, or nobody could tell it from more of the description

    def grouped(self, count: int) -> dict[int, int]:
        """The first item of each group, and its group's number from 1."""
        c = self.scene.c
        starts = {0} | {c.n(1, count - 1) for _ in range(c.n(1, max(1, count // 3)))}
        return {first: at + 1 for at, first in enumerate(sorted(starts))}

    def positions(self, count: int) -> list[str]:
        """`1.2` is the second item of the first group."""
        out, group, within = [], 0, 0
        for index in range(count):
            if index in self.groups:
                group, within = self.groups[index], 0
            within += 1
            out.append(f'{group}.{within}' if self.groups and self.numbered else str(index + 1))
        return out

    def heading(self, group: int) -> Run:
        scene, c = self.scene, self.scene.c
        number = f'{group}' if c.p(.9) else f'{group}.'
        text = f'{c(prose_words(scene.language)).capitalize()} {c(invented_words(scene.language))}' if c.p(.75) else c(invented_words(scene.language)).capitalize()
        return run(f'{self.head} {number if self.numbered or self.head else ""} {text}')

    def group_sum(self, group: int) -> Run:
        return run(f'{one_of(self.scene, "group_sum")} {self.head} {group if self.numbered else ""}{":" if self.scene.c.p(.3) else ""}')

    def remark(self) -> Run:
        """A row that belongs to no item: `Delivery note 4711 of 12 March`, a heading, a sentence."""
        scene, c = self.scene, self.scene.c
        words, kind = prose_words(scene.language), c(self.kinds)
        if kind == 'delivery':
            label = scene.words(one_of(scene, 'note_number')) if c.p(.7) else scene.words(one_of(scene, 'note_date'))
            return label + (run(scene.serial()) if c.p(.85) else []) + (run({'de': 'vom', 'en': c(('of', 'dated')), 'fr': 'du', 'it': 'del', 'es': 'de', 'nl': 'van'}.get(scene.language, '')) + scene.dates.run(scene.later(-40, 0), 'otherDate') if c.p(.75) else [])
        if kind == 'heading':
            return run(f'{c(words).capitalize()} {c(invented_words(scene.language))}{c(("", ":", ""))}')
        return run(' '.join(c(words) for _ in range(c.n(3, 24))).capitalize() + c(('.', '', ':')))

    def option(self) -> tuple[Run, Run]:
        """A position that is not charged: its text, and what stands in place of its amount."""
        scene, c = self.scene, self.scene.c
        text = description(c, scene.language, self.goods)
        word = one_of(scene, 'optional')
        return (run(text[:1].upper() + text[1:]), run(word)) if c.p(.6) else (run(f'{text[:1].upper()}{text[1:]} ({word})'), [])
