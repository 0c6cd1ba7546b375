"""The arithmetic of a document: tax by rate, discounts, charges, rounding, payment. Everything in whole minor units, so that it adds up."""
from __future__ import annotations

from dataclasses import dataclass, field

from .draw import Choice
from .goods import Item, rounded


@dataclass
class Sums:
    """`rows` are (rate, base, tax, gross). `before` is the sum of the lines; `total` what is owed in the end, with rounding and tip."""

    gross: bool
    rows: list[tuple[int, int, int, int]]
    before: int
    discount: int = 0
    discount_rate: int = 0
    shipping: int = 0
    service: int = 0
    service_rate: int = 0
    tip: int = 0
    rounding: int = 0
    prepaid: int = 0
    net: int = 0
    tax: int = 0
    total: int = 0
    untaxed: bool = False
    extra: dict = field(default_factory=dict)

    @property
    def with_tax(self) -> int:
        return self.net + self.tax


def summed(c: Choice, items: list[Item], gross: bool, step: int, *, discount: float = 0., shipping: float = 0., service: float = 0., tip: float = 0., prepaid: float = 0.,
           untaxed: bool = False) -> Sums:
    """The probabilities say how likely each reduction or charge is. `step` is what cash is rounded to (1: not at all)."""
    by_rate: dict[int, int] = {}
    for item in items:
        by_rate[item.rate] = by_rate.get(item.rate, 0) + item.total()
    before = sum(by_rate.values())
    s = Sums(gross, [], before, untaxed=untaxed)
    if before > 100 and c.p(discount):
        if c.p(.5):
            s.discount_rate = c((300, 500, 1000, 1500, 2000, 200))
            s.discount = rounded(before * s.discount_rate, 10000)
        else:
            s.discount = min(before // 3, c.n(1, 50) * c((10, 50, 100)))
        left = s.discount
        for rate in list(by_rate)[1:]:  # shared out by weight; the first rate takes the rest
            part = rounded(s.discount * by_rate[rate], before)
            by_rate[rate] -= part
            left -= part
        by_rate[next(iter(by_rate))] -= left
    main = max(by_rate, key=lambda rate: by_rate[rate])
    if c.p(shipping):
        s.shipping = c((390, 490, 500, 595, 1000, 1250, 2500, 699, 4900))
        by_rate[main] += s.shipping
    if c.p(service):
        s.service_rate = c((1000, 1000, 1250, 500, 1500))
        s.service = rounded((before - s.discount) * s.service_rate, 10000)
        by_rate[main] += s.service
    for rate in sorted(by_rate, reverse=c.p(.6)):
        value = by_rate[rate]
        if untaxed:
            s.rows.append((0, value, 0, value))
        elif gross:
            base = rounded(value * 10000, 10000 + rate)
            s.rows.append((rate, base, value - base, value))
        else:
            tax = rounded(value * rate, 10000)
            s.rows.append((rate, value, tax, value + tax))
    s.net, s.tax = sum(row[1] for row in s.rows), sum(row[2] for row in s.rows)
    s.total = s.net + s.tax
    if step > 1 and c.p(.7):
        s.rounding = rounded(s.total, step) * step - s.total
        s.total += s.rounding
    if c.p(tip):
        s.tip = max(1, rounded(s.total * c((10, 15, 18, 20, 5)), 100))
        s.total += s.tip
    if c.p(prepaid):
        s.prepaid = max(1, rounded(s.total * c((20, 30, 50, 10)), 100))
    return s


def tendered(c: Choice, total: int, digits: int) -> int:
    """Cash handed over: the exact sum, or the next note or coin."""
    notes = (100, 500, 1000, 2000, 5000, 10000) if digits == 2 else (100, 500, 1000, 5000, 10000)
    if c.p(.2):
        return total
    note = c(notes)
    return -(-total // note) * note
