"""What is bought: descriptions, quantities, prices. Amounts are whole minor units, quantities thousandths."""
from __future__ import annotations

from dataclasses import dataclass, field

from .draw import LANGUAGES, Choice, invented_words, prose_words, table


@dataclass
class Item:
    """One line item. `amount` is what its line shows (after `percent_off`); `off` is a reduction that stands in a row of its own."""

    description: str
    quantity: int
    price: int
    rate: int
    amount: int = 0
    unit: str = ''
    code: str = ''
    percent_off: int = 0
    off: int = 0
    off_label: str = ''
    price_digits: int = 2
    extra: list[str] = field(default_factory=list)

    def total(self) -> int:
        return self.amount + self.off


SIZES = ('500g', '1kg', '250 g', '1L', '0,5 l', '330ml', '2x100g', '1.5L', '6er', '750ml', '10 pcs', 'XL', '12 oz', '1/2"', '5m', '40W', '3x2.5', '100ml', 'A4', '20x30')
# What a pack holds, and what it is.
_CONTENTS = ('l', 'l', 'L', 'ml', 'cl', 'kg', 'g', 'g', 'm', 'mm', 'cm', 'Stk', 'St.', 'pcs', 'Bl.', 'W', 'm²', 'oz', 'Ah', 'V')
_PACKS = ('PET', 'Dose', 'Fl.', 'Kiste', 'MW', 'EW', 'Glas', 'Btl', 'can', 'box', 'pkg', 'Karton', 'Beutel', 'bag', 'Set', 'Rolle', 'Sack', 'tin', 'pot', 'sachet', 'boîte', 'caja', 'scatola', 'doos', 'lata', 'puszka')
# Units as e-invoices and some programs have them, whatever the language.
UNIT_CODES = ('H87', 'C62', 'HUR', 'KGM', 'MTR', 'LTR', 'DAY', 'MON', 'pce', 'Stk.', 'St', 'Std.', 'lfm', 'm²', 'm³', 'pausch.', 'psch', 'PCE', 'MTK', 'LS', 'EA', 'XPK', 'NAR', 'Pkg', 'VE', 'to', 'kWh', 'km', '%', 'MWh', 'Rolle', 'unité', 'u.', 'Mon.')
CODES = ('ean', 'digits', 'letters', 'dashes', 'short', 'long', 'words')


def rounded(value: int, divisor: int) -> int:
    """Half up, also below zero."""
    return (2 * value + divisor) // (2 * divisor) if value >= 0 else -((-2 * value + divisor) // (2 * divisor))


def description(c: Choice, language: str, kind: str) -> str:
    names = table('names', language)
    text = c(names[kind])
    k = c.random()
    if k < .22:
        text = f'{c(invented_words(language)).capitalize()} {text}'
    elif k < .36:
        text = f'{text} {c(invented_words(language))}'
    elif k < .46:
        text = f'{text} {c(prose_words(language))} {c(prose_words(language))}'
    elif k < .52:
        text = f'{c(invented_words(language))} {c(invented_words(language))}'
    elif k < .56:
        text = f'{text}/{c(names[kind])}'
    if kind in ('food', 'hardware', 'office', 'meal') and c.p(.36):
        text += ' ' + (c(SIZES) if c.p(.5) else pack(c))
    elif c.p(.06):
        text += ' ' + marks(c, language)
    elif c.p(.03):
        text = f'{c.n(1, 12)}-{text}'
    elif kind == 'service' and c.p(.3):
        text += c((f' {c.n(1, 12):02d}/{c.n(2015, 2026)}', f' ({c(prose_words(language))})', f' - {c(prose_words(language))}', f' #{c.n(1, 999)}'))
    return text


def pack(c: Choice) -> str:
    """What is in a pack, behind the name of the goods: `12 x 1,0l PET`, `20x0.5 l`, `~2000ml`, `80 x 200 cm`."""
    size = c((str(c.n(1, 9)), str(c.n(1, 75) * 10), f'{c.n(0, 9)}{c(",.")}{c.digits(c.n(1, 2))}', str(c.n(1, 250))))
    content = size + c(('', '', ' ')) + c(_CONTENTS)
    k = c.random()
    if k < .6:
        content = f'{c((2, 3, 4, 5, 6, 8, 10, 12, 18, 20, 24, 25, 30, 36, 48, 50, 100))}{c((" x ", " x ", "x", " x", "x ", " X ", " * ", "er x "))}{content}'
    elif k < .7:
        content = f'{c.n(2, 99)} {c(("Stück", "pcs", "Blatt", "er Pack", "pack", "St", "Tabs", "sheets", "pièces", "szt.", "ks", "kpl"))}'
    elif k < .78:
        content = f'{c(("~", "ca. ", "approx. ", "à "))}{content}'
    return f'{content} {c(_PACKS)}' if c.p(.35) else content


def marks(c: Choice, language: str) -> str:
    """Classes and shares behind the name of goods, as tariffs and catalogues key them: `SF25 (30 %) Typ 18 Regio R9`."""
    parts = []
    for _ in range(c.n(1, 4)):
        mark, word = f'{c.letters(c.n(1, 2))}{c.digits(c.n(1, 2))}', c(prose_words(language)).capitalize()
        parts.append(c((mark, f'({c.n(1, 100)}{c((" %", "%"))})', f'{word} {c.n(1, 99)}', f'{word} {mark}', f'{word[:5]}. {c.n(1, 40)}', f'{c.n(1, 9)}/{c.n(1, 12)}', f'{word} {c.letters(1)}')))
    return ' '.join(parts)


def longer(c: Choice, language: str, kind: str, text: str, words: int) -> str:
    """A description as catalogues have them: measures, names of models, words in brackets, numbers."""
    names = table('names', language)
    parts = [text]
    for _ in range(words):
        k = c.random()
        if k < .45:
            parts.append(c(prose_words(language)))
        elif k < .6:
            parts.append(c(invented_words(language)) if c.p(.5) else c(invented_words(language)).capitalize())
        elif k < .7:
            parts.append(c(SIZES))
        elif k < .77:
            parts.append(f'{c.letters(c.n(1, 3))}{c("-/ ")}{c.digits(c.n(1, 4))}')
        elif k < .82:
            parts.append(f'({c(prose_words(language))})')
        elif k < .87:
            parts.append(c(names[kind]))
        elif k < .92:
            parts[-1] += ','
            parts.append(c(prose_words(language)))
        elif k < .95:
            parts.append(f'{c.n(1, 99)} {c(("x", "mm", "cm", "-", "%", "Stk", "W", "V", "m", "kg"))}')
        else:
            parts.append(f'{c(("-", "–", "/", "+", "&"))} {c(prose_words(language))}')
    return ' '.join(parts)


def several(c: Choice, language: str, kind: str, text: str) -> str:
    """A description of several short parts, as suppliers key them: parts behind dashes, slashes or in brackets, what a unit costs, abbreviations before it."""
    other, k = c(table('names', language)[kind]), c.random()
    if k < .25:
        return f'{text} {c("-–-/+&")} {other if c.p(.6) else c(prose_words(language))}'
    if k < .4:
        price = f'{c.n(1, 99)}{c(",.")}{c.digits(2)} {c(("Euro", "EUR", "€", "USD", "GBP", "kr"))}'
        return f'{text} {c(("-", "–", "à", "@", "="))} {price} {c(("je", "/", "pro", "per", "par", "por", "a"))} {c(prose_words(language))} {c(prose_words(language)) if c.p(.5) else ""}'.rstrip()
    if k < .6:
        return f'{c.letters(c.n(2, 4))} {text if c.p(.5) else f"{text}/{other}"}'
    if k < .8:
        return f'{c(prose_words(language))} {text if c.p(.5) else c(invented_words(language)).capitalize()}'
    return f'{text} ({c(prose_words(language)).capitalize()})' if c.p(.6) else f'{text.split()[0]}- {c(invented_words(language))}'


def continued(c: Choice, language: str, kind: str, style: str, words: int) -> str:
    """Prose below a description that goes on with it: bare words, a sentence, or words with measures and prices."""
    if style == 'rich':
        text = longer(c, language, kind, c(prose_words(language)), words)
        return f'{text} {c.n(1, 99)},{c.digits(2)} {c(("Euro", "EUR", "€", "kWh", "/h"))}' if c.p(.15) else text
    text = ' '.join(c(prose_words(language)) for _ in range(words)) + (f' {c.n(1, 99)}' if c.p(.2) else '')
    return text if style == 'plain' else f'{text[:1].upper()}{text[1:]}{c((".", ".", ",", "!"))}'


def code(c: Choice, kind: str) -> str:
    if kind == 'words':  # names of models, as customers keep them
        word = c(invented_words(c(LANGUAGES)))
        return c((word.capitalize(), word.upper())) + c(('', f' {c.digits(c.n(1, 4))}', f' {c.digits(4)}', f' {c.letters(1)}', f'-{c.digits(2)}', f' {c(invented_words("en"))}'))
    if kind == 'ean':
        return c(('50', '40', '95', '37', '87', '73', '64', '59', '85')) + c.digits(11)
    if kind == 'digits':
        return c.digits(c.n(4, 8))
    if kind == 'letters':
        return c.letters(c.n(1, 3)) + c.digits(c.n(2, 6))
    if kind == 'dashes':
        return f'{c.letters(2)}-{c.digits(c.n(2, 4))}' if c.p(.5) else f'{c.digits(4)}-{c.digits(4)}'
    return c.digits(c.n(2, 4)) if kind == 'short' else f'{c.digits(3)}.{c.digits(3)}.{c.digits(2)}' if c.p(.5) else f'{c.letters(3)}{c.digits(4)}/{c.letters(1)}'


def price(c: Choice, digits: int, big: bool) -> int:
    """Prices as shops set them: many end in 9 or 0; invoices go higher."""
    top = c.weighted((300, 1000, 5000, 20000, 200000), (.2, .35, .3, .12, .03)) if not big else c.weighted((1000, 10000, 50000, 200000, 1500000), (.1, .25, .3, .25, .1))
    value = c.n(20, top)
    k = c.random()
    value = value - value % 10 + 9 if k < .3 else value - value % 10 if k < .5 else value - value % 100 if k < .62 else value - value % 5 if k < .75 else value
    value = max(value, 5)
    return value if digits == 2 else max(1, value // 10 * 10 if digits == 0 and c.p(.6) else value)


def basket(c: Choice, language: str, kind: str, count: int, rates: tuple[int, ...], digits: int, invoice: bool) -> list[Item]:
    """Items with one to four tax rates; all of a document share the habits of its shop (codes, case, units, weights)."""
    code_kind = c(CODES)
    upper, title = c.p(.55 if not invoice else .12), c.p(.3)
    used = (c(rates),) if rates[0] > 0 and 0 not in rates and rates[1:] and rates[-1] in (475, 1500) else (rates[0],) if c.p(.5) else tuple(c.sample(rates, min(len(rates), c.n(1, 4))))
    weights = [3 if i == 0 else 1 for i in range(len(used))]
    units = table('labels', language)['units']
    if invoice and c.p(.3):
        units = UNIT_CODES
    unit = c(units)
    wordy = c.weighted((0, 1, 2), (.5, .3, .2)) if invoice else 0
    single, fractions = c.p(.45), c.p(.2)
    discounts = invoice and c.p(.15)
    fine = invoice and digits == 2 and c.p(.08)
    long, most, wide = c.p(.25), c.n(1, 5), c.n(3, 14)
    style = c(('plain', 'plain', 'sentence', 'rich'))
    tongue = c(LANGUAGES) if c.p(.06) else language  # goods that are described in two languages
    rows_off = invoice and c.p(.08)
    parted, lower = c.p(.4) if invoice else False, invoice and c.p(.12)
    items = []
    for _ in range(count):
        text = description(c, language, kind)
        if wordy and c.p(.75):
            text = longer(c, language, kind, text, c.n(1, 4) if wordy == 1 else c.n(3, 14))
        elif parted and c.p(.5):
            text = several(c, language, kind, text)
        text = text if lower and c.p(.6) or invoice and c.p(.06) else text.upper() if upper and len(text.upper()) == len(text) else text.title() if title else text[:1].upper() + text[1:]
        quantity = 1000 if single or c.p(.55) else 1000 * (c.n(2, 6) if c.p(.8) else c.n(7, 150 if invoice else 24))
        if fractions and c.p(.4) and kind in ('food', 'service', 'hardware'):
            quantity = c.n(105, 2500) if kind == 'food' else c.n(1, 60) * 250
        value = price(c, digits, invoice and kind in ('service', 'office', 'hardware'))
        item = Item(text, quantity, value, c.weighted(used, weights), unit=unit if c.p(.75) else c(units), code=code(c, code_kind))
        if fine:
            item.price_digits, item.price = c(((4, value * 100 + c.n(0, 99)), (3, value * 10 + c.n(0, 9))))
        scale = 10 ** (item.price_digits - 2) if digits == 2 else 1
        item.amount = rounded(quantity * item.price, 1000 * scale)
        if discounts and c.p(.5):
            item.percent_off = c((500, 1000, 1500, 2000, 2500, 5000, 300))
            item.amount -= rounded(item.amount * item.percent_off, 10000)
        if invoice and (long and c.p(.5) or c.p(.06)):
            item.extra = [continued(c, tongue, kind, style, c.n(2, wide)) for _ in range(c.n(1, most))]
        elif not invoice and c.p(.03):
            item.extra = [c(invented_words(language))]
        if rows_off and item.amount > 100 and c.p(.6):
            part = c((300, 500, 1000, 2000))
            item.off, item.off_label = -rounded(item.amount * part, 10000), f'{c(table("labels", language)["discount"])} {part // 100} %'
        items.append(item)
    return items


def with_returns(c: Choice, items: list[Item]) -> None:
    """Some goods are taken back: negative lines, where enough is left at the same rate. By the quantity or by the price, as one document does it."""
    by_price = c.p(.3)
    for item in items[1:]:
        left = sum(other.total() for other in items if other.rate == item.rate and other is not item)
        if item.amount > 0 and not item.off and left > 2 * item.amount and c.p(.5):
            item.amount = -item.amount
            if by_price:
                item.price = -item.price
            else:
                item.quantity = -item.quantity


def with_gifts(c: Choice, items: list[Item]) -> None:
    """Lines that cost nothing."""
    for item in items[1:]:
        if c.p(.35):
            item.price = item.amount = item.off = item.percent_off = 0
