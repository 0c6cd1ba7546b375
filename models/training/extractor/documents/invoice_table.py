"""The table of goods on an invoice: columns in varying order, with or without head, over several pages; or each item as a block."""
from __future__ import annotations

from .draw import run
from .goods import Item
from .item_blocks import print_blocks
from .item_notes import one_of
from .paper import Paper
from .scene import Scene
from .sums import Sums
from .table_between import Between
from .table_cells import Cells
from .table_columns import Columns, chosen_columns, head_words, print_heads
from .table_foot import print_charges
from .table_rows import Printed, RowStyle, code_stack


def print_table(scene: Scene, paper: Paper, items: list[Item], sums: Sums, priced: bool = True, truth: bool = True) -> None:
    """`priced` false leaves the amounts out (delivery notes)."""
    if priced and truth and scene.c.p(.3 if scene.form else .03):
        print_blocks(scene, paper, items, sums)
    else:
        Table(scene, paper, items, sums, priced).print(truth)


class Table:
    """One document's table; habits are drawn when it is made."""

    def __init__(self, scene: Scene, paper: Paper, items: list[Item], sums: Sums, priced: bool) -> None:
        c = scene.c
        self.scene, self.c, self.paper, self.items, self.sums, self.priced = scene, c, paper, items, sums, priced
        columns = chosen_columns(scene, items, sums, priced)
        self.columns = columns
        self.style = style = RowStyle(scene, columns)
        self.cells = cells = Cells(scene, columns, items, sums)
        self.between = Between(scene, len(items), scene.goods)
        cells.positions = self.between.positions(len(items))
        heads = head_words(scene, columns)
        if style.bare_codes:
            heads['code'] = [word for _ in range(c.n(2, 3)) for word in scene.words(one_of(scene, c(('note_code', 'note_code', 'h_code'))))]
        size, room = paper.size, paper.sheet.room
        self.stacks = [code_stack(scene, item, style.bare_codes) if style.stacked_codes else [] for item in items]
        hidden = ('qty', 'unit', 'price') if cells.in_text else ('price',) if cells.times else ()
        shown = [key for key in columns if key not in hidden and (key != 'description' or style.own_row == 'no')]
        needs = {key: max(room(cells.cell(key, index, item), size) for index, item in enumerate(items)) for key in shown if key != 'description'}
        if style.stacked_codes:
            needs['code'] = max(room(line, size) for stack in self.stacks for line in stack)
        elif style.code_width and 'code' in needs:
            needs['code'] = min(needs['code'], size * style.code_width)
        longest = max(room(run(item.description), size) for item in items)
        widest = max(room([word], size) for item in items for word in run(item.description))
        self.table = Columns(scene, paper, shown, {key: heads[key] for key in shown}, needs, longest, widest, size * style.indent)
        if 'code' not in self.table.keys:
            style.stacked_codes, self.stacks = False, [[] for _ in items]
        self.own_head = heads['description'] if style.own_row != 'no' and c.p(.7) else []
        self.pitch = paper.pitch * self.table.size / paper.size
        self.with_head, self.head_gap = c.p(.87), c.f(.2, 1.)
        self.leading = c.f(1.05, 1.9) if c.p(.8) else c.f(1.9, 2.6)
        self.rule = c(('-', '=', '_', '.', '-', '—')) if c.p(.05) else ''
        self.bars = style.own_row == 'no' and self.table.gap > self.table.size * .6 and c.p(.035)
        self.carry, self.again = c.p(.3), c.p(.7)
        self.running = self.group = self.since = 0

    def print(self, truth: bool) -> None:
        self.head()
        for index, item in enumerate(self.items):
            printed = self.style.item(self.paper, self.table, self.cells, index, item, self.stacks[index])
            above = 4 if index in self.between.groups else 2 if self.between.remarks or self.between.optional else 0
            if self.paper.y + self.pitch * min(printed.rows + above, 40) > self.paper.bottom and index:
                self.next_page()
            self.rows_before(index)
            self.put(printed, index)
            self.running += item.total()
            self.since += item.total()
            if truth:
                self.tell(index, item, printed)
        self.close_group()
        if self.between.after:
            self.paper.y += self.pitch * self.between.gap
            self.free_row(self.between.remark(), self.c((self.text_left, self.text_left, self.paper.left)))
        if self.priced:
            print_charges(self.scene, self.paper, self.table, self.sums, self.pitch)
        self.ruled()
        self.paper.step(self.c.f(.3, 1.5))
        self.scene.table_edges = self.table

    def put(self, printed: Printed, index: int) -> None:
        paper, size = self.paper, self.table.size
        for row, x, anchor, words, scale in printed.pieces:
            paper.sheet.put(x, paper.y + row * self.pitch, words, size * scale, anchor, index)
        if self.bars:
            for key in self.table.keys[1:]:
                paper.sheet.put(self.table.places[key][0] - self.table.gap * .5, paper.y, run('|'), size, 'm', index)
        paper.y += self.pitch * (printed.rows + self.leading - 1)

    def tell(self, index: int, item: Item, printed: Printed) -> None:
        shown, cells = self.table.keys, self.cells
        self.scene.line_truth(index, item, ' '.join(printed.description), quantity='qty' in shown or cells.in_text, price='price' in shown or cells.in_text or cells.times and 'qty' in shown,
                              rate=cells.rate_in_text or 'rate' in shown and not cells.codes_as_rate, off=bool(item.off) and 'amount' in shown)
        if not self.priced:
            self.scene.lines[-1].pop('amount')

    def head(self) -> None:
        self.ruled()
        if self.own_head and self.with_head:
            self.paper.sheet.put(self.paper.left, self.paper.y, self.own_head, self.table.size)
            self.paper.y += self.pitch
        if self.with_head:
            print_heads(self.table, self.pitch, self.head_gap, self.style.hyphen)
            self.ruled()

    def ruled(self) -> None:
        """A rule made of characters, in one piece or in one for each column."""
        if not self.rule:
            return
        paper, size = self.paper, self.table.size
        wide = paper.face.width(self.rule) * size
        spans = [(paper.left, paper.right)] if self.style.all_rows else [(x, x + width) for x, width, _ in self.table.places.values()]
        for left, right in spans:
            count = int((right - left) / wide)
            if count > 0:
                paper.sheet.put(left, paper.y, run(self.rule * count), size)
        paper.y += self.pitch

    def next_page(self) -> None:
        self.carried(self.paper.right)
        self.paper.new_page()
        self.paper.step(self.c.f(1, 4))
        if self.carried(self.paper.right):
            self.paper.y += self.pitch * 1.5
        if self.with_head and self.again:
            self.head()

    def carried(self, right: float) -> bool:
        """The sum so far, at the foot of a page and at the top of the next."""
        if not self.carry or not self.priced:
            return False
        scene = self.scene
        label = scene.label('subtotal') if self.again else scene.words(one_of(scene, 'carried'))
        self.paper.sheet.put(right, self.paper.y, label + scene.money.run(self.running, 'subtotal', 'none'), self.table.size, 'r')
        return True

    def rows_before(self, index: int) -> None:
        """Remarks, headings, sums of groups and positions that are not charged, before an item."""
        between, c = self.between, self.c
        if index in between.groups:
            self.close_group()
            self.group = between.groups[index]
            self.paper.y += 0. if between.numbered or between.head else self.pitch * between.gap
            self.free_row(between.heading(self.group), c((self.paper.left, self.text_left)))
            self.paper.y += 0. if between.numbered or between.head else self.pitch * between.gap * .6
        elif c.p(between.remarks):
            self.paper.y += self.pitch * between.gap
            self.free_row(between.remark(), c((self.text_left, self.text_left, self.paper.left)))
            self.paper.y += self.pitch * (between.gap - (self.leading - 1) * .5)
        if between.optional and c.p(between.optional):
            self.option()

    @property
    def text_left(self) -> float:
        return self.table.places['description'][0] if 'description' in self.table.places else self.paper.left

    def free_row(self, words: list, x: float) -> None:
        for part in self.paper.sheet.wrapped(words, self.table.size, self.paper.right - x):
            self.paper.sheet.put(x, self.paper.y, part, self.table.size)
            self.paper.y += self.pitch
        self.paper.y += self.pitch * (self.leading - 1)

    def close_group(self) -> None:
        between, scene = self.between, self.scene
        if self.group and between.sums == 'amount' and self.priced and 'amount' in self.table.places:
            x, anchor = self.table.point('amount')
            amount = scene.money.run(self.since, 'subtotal', 'items')
            edge = x - (self.paper.sheet.room(amount, self.table.size) if anchor == 'r' else self.table.size * .5 if anchor == 'l' else self.paper.sheet.room(amount, self.table.size) / 2) - self.table.size
            label = between.group_sum(self.group)
            if self.paper.sheet.room(label, self.table.size) < edge - self.paper.left:
                at_left = self.text_left + self.paper.sheet.room(label, self.table.size) < edge
                self.paper.sheet.put(self.text_left if at_left else edge, self.paper.y, label, self.table.size, 'l' if at_left else 'r')
            self.paper.sheet.put(x, self.paper.y, amount, self.table.size, anchor)
            self.paper.y += self.pitch * self.leading
        self.since = 0

    def option(self) -> None:
        """A position without an amount: none of its cells is an item's."""
        words, instead = self.between.option()
        table, paper = self.table, self.paper
        if 'description' not in table.places:
            return
        x, width, _ = table.places['description']
        rows = paper.sheet.wrapped(words, table.size, width)
        if any(paper.sheet.room(row, table.size) > width for row in rows):
            return
        for at, row in enumerate(rows):
            paper.sheet.put(x, paper.y + at * self.pitch, row, table.size)
        for key, cell in (('amount', instead), ('price', self.scene.money.run(self.c.n(100, 90000), 'other', 'items') if self.c.p(.6) else []), ('qty', run(str(self.c.n(1, 9))) if self.c.p(.6) else [])):
            if key in table.places and cell and paper.sheet.room(cell, table.size) <= table.places[key][1]:
                at, anchor = table.point(key)
                paper.sheet.put(at, paper.y, cell, table.size, anchor)
        paper.y += self.pitch * (len(rows) + self.leading - 1)
