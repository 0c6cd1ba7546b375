"""Cells of line items: how one document prints positions, quantities, units, prices, rates and amounts, also in two rows of a cell."""
from __future__ import annotations

from .draw import Run, run
from .goods import Item, rounded
from .item_notes import price_basis, tax_category
from .scene import Scene
from .sums import Sums

POSITIONS = ('{}', '{}', '{}', '{}.', '{}.', '{:02d}', '{:03d}', '{}0', '1.{}', 'Pos. {}', '{:04d}', '{}.0', '01.{:02d}.', '{:02d}.')
# How a quantity is printed: alone, with a sign of multiplication, or with the price behind it.
QUANTITIES = ('{}', '{} x', '{}x', '{} ×', 'x {}', '{} *')
# What stands in the second row of a cell, and how likely it is where a document has such cells.
SECOND_ROWS = {'qty': .3, 'price': .35, 'rate': .2, 'amount': .15, 'pos': .2, 'discount': .2}


class Cells:
    """Habits of one table, drawn once. `rows(key, index, item)` are the rows of a cell."""

    def __init__(self, scene: Scene, columns: list[str], items: list[Item], sums: Sums) -> None:
        c = scene.c
        self.scene, self.c, self.sums = scene, c, sums
        self.pos_form = c(POSITIONS)
        self.glued_to_text = 'pos' not in columns and c.p(.07)  # the position before the description's first word, in its column
        self.rate_form = c(('{r}%', '{r} %', '{r}', '{r}%'))
        self.off_form = c(('{r}%', '{r} %', '-{r}%', '{r}', '-{r} %'))
        self.codes = scene.rate_codes
        self.codes_as_rate = bool(self.codes) and c.p(.7)
        self.code_behind = bool(self.codes) and not self.codes_as_rate and 'rate' not in columns and c.p(.6)
        self.quantity_form = c.weighted(QUANTITIES, (.88, .04, .02, .02, .01, .01))
        self.times = 'qty' in columns and 'price' in columns and c.p(.03)  # `12 x 3,50` in one cell
        # `3 pcs x 12.00` and the rate of tax in rows below the description instead of columns.
        self.in_text = 'qty' in columns and 'price' in columns and not self.times and c.p(.045)
        self.rate_in_text = 'rate' not in columns and not sums.untaxed and c.p(.035)
        self.sign_of_times = c(('x', '×', 'à', '@', '*', 'je', 'x'))
        self.decimals = c.weighted((None, 3, 4, 1), (.88, .07, .02, .03))
        scene.plain_quantity = c((1., 1., 0.)) if c.p(.8) else .5
        self.unit_behind = 'unit' not in columns and c.p(.24)
        self.glue_unit = self.unit_behind and c.p(.2)
        self.second = {key: c.p(share) for key, share in SECOND_ROWS.items()} if c.p(.3) else {}
        if 'unit' in columns or self.unit_behind or self.times:
            self.second['qty'] = False
        if 'code' in columns:
            self.second['pos'] = False
        if 'discount' in columns or not any(item.percent_off for item in items):
            self.second['discount'] = False
        self.sign = c((True, False)) if c.p(.08) else None  # the currency in a row of its own below the price
        if c.p(.1) and scene.money.sign != ':-':
            scene.money.items = c(('after', 'before', 'after', 'before-glued'))
        self.drawn: dict[tuple[str, int], Run] = {}
        self.positions = [str(at + 1) for at in range(len(items))]
        self.days = sorted(scene.later(-35, 0) for _ in items)
        self.quantities = [self.quantity(item) for item in items]

    def position(self, index: int) -> Run:
        return run(self.pos_form.format(int(self.positions[index])) if self.positions[index].isdigit() else self.positions[index])

    def quantity(self, item: Item) -> str:
        text, size = '-' if item.quantity < 0 else '', abs(item.quantity)
        if self.decimals and (self.decimals > 2 or size % 100 == 0):
            return text + self.scene.money.number(size * 10 ** (self.decimals - 3) if self.decimals >= 3 else size // 100, self.decimals)
        return text + self.scene.quantity(size)

    def quantity_run(self, index: int, item: Item) -> Run:
        text = self.quantities[index]
        if self.glue_unit:
            return [(text + item.unit.replace(' ', ''), 'itemQuantity')]
        words = [(word, 'itemQuantity' if any(ch.isdigit() for ch in word) else 'other') for word in self.quantity_form.format(text).split()]
        if self.unit_behind:
            words += run(item.unit, 'itemUnit')
        if self.times:
            words = run(text, 'itemQuantity') + [('x', 'other')] + self.price(item)
        return words

    def text_rows(self, index: int, item: Item) -> list[Run]:
        """Cells that stand below the description."""
        rows = []
        if self.in_text:
            rows.append(run(self.quantities[index], 'itemQuantity') + (run(item.unit, 'itemUnit') if self.unit_behind else []) + run(self.sign_of_times) + self.price(item))
        if self.rate_in_text:
            rows.append(run(self.scene.tax_name) + self.scene.rate(item.rate, 'itemTaxRate', self.rate_form))
        return rows

    def price(self, item: Item) -> Run:
        return self.scene.money.run(item.price, 'itemUnitPrice', 'items', item.price_digits if self.scene.digits == 2 else None)

    def off(self, item: Item) -> Run:
        return run(self.off_form.replace('{r}', self.scene.money.percent(item.percent_off, self.c)), 'itemDiscount')

    def rows(self, key: str, index: int, item: Item) -> list[Run]:
        first = self.cell(key, index, item)
        return [first, *self.below(key, item)] if self.second else [first]

    def cell(self, key: str, index: int, item: Item) -> Run:
        """The first row of a cell; drawn once, so that what is measured is what is printed."""
        if (key, index) not in self.drawn:
            self.drawn[key, index] = self.made(key, index, item)
        return self.drawn[key, index]

    def made(self, key: str, index: int, item: Item) -> Run:
        scene, money = self.scene, self.scene.money
        if key == 'pos':
            return self.position(index)
        if key == 'day':
            return scene.dates.run(self.days[index], 'otherDate')
        if key == 'code':
            return run(item.code, 'itemCode')
        if key == 'qty':
            return self.quantity_run(index, item)
        if key == 'unit':
            return run(item.unit, 'itemUnit')
        if key == 'price':
            return self.price(item)
        if key == 'discount':
            return self.off(item) if item.percent_off else run('0%', 'itemDiscount') if self.c.p(.2) else []
        if key == 'rate':
            return run(self.codes.get(item.rate, '') or '-', 'itemTaxRate') if self.codes_as_rate else scene.rate(item.rate, 'itemTaxRate', self.rate_form)
        if key in ('tax', 'gross'):
            tax = rounded(item.amount * item.rate, 10000)
            return money.run(tax if key == 'tax' else item.amount + tax, 'other', 'items')
        return money.run(item.amount, 'itemAmount', 'items') + (run(self.codes.get(item.rate, ''), 'itemTaxRate') if self.code_behind else [])

    def below(self, key: str, item: Item) -> list[Run]:
        """What stands in further rows of a cell: the unit below the quantity, what the price is for, the gross below the net amount, a reduction below the price."""
        scene = self.scene
        if key == 'price' and self.second.get('discount') and item.percent_off:
            return [self.off(item)]
        if not self.second.get(key):
            return []
        if key == 'qty':
            return [run(item.unit, 'itemUnit')]
        if key == 'price':
            sign = [[(scene.money.sign, 'currency')]] if self.sign and scene.money.items == 'none' else []
            return sign + [price_basis(scene, item)] if self.sign is not True else sign
        if key == 'rate':
            return [tax_category(scene)]
        if key == 'pos':
            return [run(item.code, 'itemCode')] if item.code else []
        if key == 'amount' and not self.sums.gross and not self.sums.untaxed:
            return [scene.money.run(item.amount + rounded(item.amount * item.rate, 10000), 'other', 'items')]
        return []
