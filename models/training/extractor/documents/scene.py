"""What all kinds of documents share: market, supplier, ways of printing, labels, and the truth that is collected while things are printed."""
from __future__ import annotations

import datetime

from .dates import DateStyle, random_day
from .draw import Choice, Run, run, table
from .locales import FOREIGN, MALAY, MARKETS, WEIGHTS, Market
from .money import CURRENCIES, Money, decimal
from .parties import Party

NUMBER_FORMS = ('digits', 'digits', 'prefixed', 'prefixed', 'year', 'slash', 'letters', 'long', 'spaced')


class Scene:
    """One document's habits. `label(role)` is a label in its language, `pair` a label with its colon."""

    def __init__(self, c: Choice, receipt: bool) -> None:
        self.c = c
        self.market: Market = c.weighted(MARKETS, WEIGHTS)
        market = self.market
        self.language = market.language
        foreign = not receipt and self.language != 'en' and c.p(.08)  # invoices in English from elsewhere
        if foreign:
            self.language = 'en'
        self.labels = table('labels', self.language)
        self.currency = c(FOREIGN) if market.country == 'XX' or c.p(.025) else market.currency
        style = c(market.styles) if market.country != 'XX' or c.p(.8) else c(('comma', 'space', 'point'))
        self.money = Money(c, self.currency, style, receipt)
        self.money.rate_zeros = c.p(.25)
        self.digits = CURRENCIES[self.currency][0]
        self.tax_name = c(market.tax) if not foreign else 'VAT'
        self.dates = DateStyle(c, self.language, market.country, receipt)
        self.day = random_day(c)
        self.supplier = Party(c, market, shop=receipt, person=.04 if receipt else .1)
        self.upper = c.p(.33 if receipt else .06)
        self.colon = c.weighted((':', ' :', '', '.:', ' -', '#'), (.55, .12, .26, .03, .02, .02))
        self.rate_form = c(('{r}%', '{r}%', '{r} %', '{r}%', '@{r}%', '({r}%)', '@ {r}%', '{r}'))
        self.second = table('labels', 'en' if self.language != 'en' else c(('fr', 'de', 'es', 'nl'))) if c.p(.06 if self.language != 'en' else .01) else None
        self.tight = c(('-', '.', '_', '')) if c.p(.03) else ''  # labels whose words are joined
        self.glue = c.p(.14 if receipt else .05)
        self.truth: dict = {'currency': self.currency}
        self.lines: list[dict] = []

    def text(self, role: str) -> str:
        words = self.labels[role]
        if self.market.country == 'MY' and role in MALAY and self.c.p(.4):
            words = MALAY[role]
        text = self.c(words)
        if self.second and len(text) < 22 and role not in ('thanks', 'policy', 'units', 'terms_text'):
            text = f'{text}{self.c((" / ", "/", " - "))}{self.c(self.second[role])}'
        text = text.replace('{t}', self.tax_name).replace('{cur}', self.money.sign)
        if self.tight and ' ' in text and len(text) < 24 and role not in ('thanks', 'policy', 'terms_text'):
            text = self.tight.join(text.split(' ')) if self.c.p(.7) else text
        return text.upper() if self.upper and len(text.upper()) == len(text) else text

    def label(self, role: str, colon: bool | None = None) -> Run:
        """A label's words; currency signs in it that stand alone are tagged as such."""
        text = self.text(role)
        if colon is not False and self.colon and (colon or self.c.p(.85)) and not text.endswith((':', '.', '#')):
            text += self.colon
        elif colon and text.endswith('.') and ':' in self.colon:
            text += ':'
        return self.words(text)

    def joined(self, label: Run, value: Run) -> Run:
        """Label and value in a row; some documents have no space behind the colon, and the word is the value's."""
        if self.glue and label and value and label[-1][0].endswith(':'):
            return [*label[:-1], (label[-1][0] + value[0][0], value[0][1]), *value[1:]]
        return label + value

    def words(self, text: str) -> Run:
        sign, code = self.money.sign, self.currency
        return [(word, 'currency' if word in (sign, code) and len(word) > 0 and not word.isdigit() else 'other') for word in text.split()]

    def amount(self, minor: int, tag: str, where: str = 'sums', key: str | None = None) -> Run:
        """A printed amount; `key` names the truth that it is."""
        if key:
            self.truth.setdefault(key, decimal(minor, self.digits))
        return self.money.run(minor, tag, where)

    def rate(self, basis_points: int, tag: str, form: str | None = None) -> Run:
        return run((form or self.rate_form).replace('{r}', self.money.percent(basis_points, self.c)), tag)

    def date(self, day: datetime.date, tag: str) -> Run:
        if tag in ('date', 'dueDate'):
            self.truth.setdefault(tag, day.isoformat())
        return self.dates.run(day, tag)

    def due_day(self) -> datetime.date:
        return datetime.date.fromisoformat(self.truth['dueDate'])

    def amount_text(self, minor: int) -> str:
        return decimal(minor, self.digits)

    def later(self, low: int, high: int) -> datetime.date:
        return self.day + datetime.timedelta(self.c.n(low, high))

    def serial(self) -> str:
        """A number as documents carry them."""
        c, d = self.c, self.c.digits
        kind = c(NUMBER_FORMS)
        if kind == 'digits':
            return d(c.n(3, 10))
        if kind == 'prefixed':
            return c(('INV', 'RE', 'R', 'F', 'FA', 'FV', 'CS', 'A', 'SO', 'K', 'FT', 'RG', 'TI', 'IN', 'V', 'BILL', 'CB', 'OR')) + c(('-', '', '/', '', '#', '.')) + d(c.n(4, 8))
        if kind == 'year':
            return f'{c(("", "", "RE-", "INV-", "F", "R"))}{self.day.year}{c(("-", "/", "", "."))}{d(c.n(3, 6))}'
        if kind == 'slash':
            return f'{d(c.n(1, 5))}{c("/-")}{self.day.month:02d}{c("/-")}{self.day.year if c.p(.6) else self.day.year % 100}'
        if kind == 'letters':
            return c.letters(c.n(1, 3)) + d(c.n(2, 4)) + c(('', '-', c.letters(1))) + d(c.n(1, 5))
        if kind == 'long':
            return d(c.n(11, 18))
        return f'{c(("FT", "FS", "FAC", "A", "FV", "No", "FR"))} {c((f"{self.day.year}/{d(c.n(1, 5))}", f"{d(1)}/{d(4)}", f"{d(3)} {d(4)}", f"{c.letters(1)}/{d(4)}"))}'

    def number(self, text: str, tag: str = 'number') -> Run:
        if tag == 'number':
            self.truth['number'] = text
        return run(text, tag)

    def quantity(self, thousandths: int) -> str:
        if thousandths % 1000 == 0:
            return self.money.number(thousandths // 1000, 0) if self.c.random() < self.plain_quantity else self.money.number(thousandths // 10, 2)
        return self.money.number(thousandths, 3) if thousandths % 10 else self.money.number(thousandths // 10, 2)

    plain_quantity = 1.
    name_above = 1.
    name_late = False
    rate_codes: dict = {}
    footer_takes: set[str] = set()
    sums = None  # what was printed, for `check.py`
    items: tuple = ()

    def line_truth(self, index: int, item, description: str, **shown: bool) -> None:
        """What the printed cells of a line say; cells that are not shown are no truth."""
        d = self.digits
        line = {'description': description}
        if shown.get('quantity'):
            line['quantity'] = decimal(item.quantity, 3).rstrip('0').rstrip('.')
        if shown.get('price'):
            line['unitPrice'] = decimal(item.price, item.price_digits if d == 2 else d)
        if shown.get('rate'):
            line['taxRate'] = decimal(item.rate, 2).rstrip('0').rstrip('.')
        line['amount'] = decimal(item.amount, d)
        if shown.get('off'):
            line['discount'] = decimal(-item.off, d)
        self.lines.append(line)

    def result(self, kind: str, identity: str, pages: list[dict], tags: set[str]) -> dict:
        """The document; `tags` are those that were printed, before any damage."""
        truth = {key: value for key, value in self.truth.items() if key in tags or key in ('currency', 'due')}
        if 'supplier' in tags:
            truth['supplier'] = self.supplier.name
        if self.lines:
            truth['lines'] = self.lines
        return {'id': identity, 'source': 'generated', 'supplierKey': self.supplier.key(), 'type': kind, 'language': self.language, 'country': self.market.country,
                'currency': self.currency, 'truth': truth, 'pages': pages}
