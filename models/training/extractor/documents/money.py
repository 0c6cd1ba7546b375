"""Amounts: whole minor units inside, and the ways in which a document prints them."""
from __future__ import annotations

from .draw import Choice, Run

# Code: digits behind the point, signs and words that stand for it.
CURRENCIES: dict[str, tuple[int, tuple[str, ...]]] = {
    'EUR': (2, ('€', '€', 'EUR', 'EUR', 'Euro')), 'GBP': (2, ('£', '£', '£', 'GBP')), 'USD': (2, ('$', '$', '$', 'USD', 'US$')), 'AUD': (2, ('$', '$', 'AUD', 'A$')),
    'CAD': (2, ('$', '$', 'CAD', 'C$')), 'NZD': (2, ('$', 'NZD', 'NZ$')), 'SGD': (2, ('$', 'S$', 'SGD')), 'MYR': (2, ('RM', 'RM', 'RM', 'MYR')), 'INR': (2, ('₹', 'Rs.', 'Rs', 'INR')),
    'ZAR': (2, ('R', 'R', 'ZAR')), 'CHF': (2, ('CHF', 'CHF', 'Fr.', 'SFr.')), 'PLN': (2, ('zł', 'zł', 'PLN', 'PLN')), 'CZK': (2, ('Kč', 'Kč', 'CZK')), 'SEK': (2, ('kr', 'kr', 'SEK', ':-')),
    'DKK': (2, ('kr.', 'kr', 'DKK', 'DKK')), 'NOK': (2, ('kr', 'NOK')), 'ISK': (0, ('kr', 'ISK')), 'HUF': (0, ('Ft', 'HUF')), 'JPY': (0, ('¥', '¥', 'JPY', '円')), 'CNY': (2, ('¥', 'CNY', 'RMB')),
    'HKD': (2, ('HK$', 'HKD', '$')), 'THB': (2, ('฿', 'THB', 'Baht')), 'IDR': (0, ('Rp', 'IDR', 'Rp.')), 'PHP': (2, ('₱', 'PHP', 'P')), 'AED': (2, ('AED', 'Dhs', 'AED')), 'SAR': (2, ('SAR', 'SR')),
    'TRY': (2, ('₺', 'TL', 'TRY')), 'RON': (2, ('lei', 'RON', 'Lei')), 'BGN': (2, ('лв', 'BGN')), 'BRL': (2, ('R$', 'R$', 'BRL')), 'MXN': (2, ('$', 'MXN', 'M.N.')), 'ARS': (2, ('$', 'ARS')),
    'KRW': (0, ('₩', 'KRW')), 'ILS': (2, ('₪', 'NIS', 'ILS')), 'KES': (2, ('KSh', 'KES')),
}
# What turns negative on a credit note that prints its amounts so.
NEGATED = frozenset(('net', 'tax', 'total', 'subtotal', 'itemAmount', 'taxBase', 'taxAmount', 'taxGross'))
STYLES = {'point': (',', '.'), 'comma': ('.', ','), 'space': (' ', ','), 'apostrophe': ("'", '.'), 'plain-point': ('', '.'), 'plain-comma': ('', ','), 'space-point': (' ', '.')}
SPACED_AFTER = ('EUR', 'PLN', 'CZK', 'SEK', 'DKK', 'NOK', 'ISK', 'HUF', 'BGN', 'RON', 'TRY')


def decimal(minor: int, digits: int) -> str:
    """Canonical: plain decimal text with the currency's digits."""
    sign, minor = ('-', -minor) if minor < 0 else ('', minor)
    return f'{sign}{minor // 10**digits}.{minor % 10**digits:0{digits}d}' if digits else f'{sign}{minor}'


def grouped(whole: str, separator: str) -> str:
    if len(whole) < 4 or not separator:
        return whole
    return f'{int(whole):,}'.replace(',', separator)


class Money:
    """How one document prints its amounts. `where` the currency stands differs between items and sums."""

    def __init__(self, c: Choice, code: str, style: str, receipt: bool) -> None:
        self.c, self.code = c, code
        self.digits, signs = CURRENCIES[code]
        if c.p(.07):
            style = c(tuple(STYLES))
        self.thousands, self.point = STYLES[style]
        if receipt and self.thousands == ' ' or c.p(.15):
            self.thousands = ''
        self.sign = c(signs)
        after = code in SPACED_AFTER
        places = (('none', .52), ('after', .28), ('after-glued', .06), ('before', .09), ('before-glued', .05)) if after else (('none', .5), ('before-glued', .27), ('before', .15), ('after', .06), ('after-glued', .02))
        if self.sign == ':-':
            places = (('none', .4), ('after-glued', .6))
        if self.sign in ('$', '£', '₹', '€') and c.p(.5):
            places = (('none', .3), ('before-glued', .45), ('before', .15), ('after', .1))
        names, weights = zip(*places)
        self.sums = c.weighted(names, weights)
        self.total = self.sums if self.sums != 'none' and c.p(.85) else c.weighted(names, weights)
        if self.sign == ':-':
            self.sums = self.total = c(('none', 'after-glued'))
        self.items = 'none' if c.p(.75) else self.sums
        self.minus = c.weighted(('before', 'before-spaced', 'after', 'brackets', 'CR', 'sign-first'), (.68, .07, .15, .05, .02, .03))
        self.split = c.p(.015) and self.digits == 2  # the odd printer that leaves a gap before the cents
        self.dash = c.p(.02) and self.digits == 2 and self.point == ','

    def plain(self, minor: int, digits: int | None = None) -> str:
        """Digits and separators of an amount that is not negative."""
        digits = self.digits if digits is None else digits
        if not digits:
            return grouped(str(minor), self.thousands or (',' if self.thousands == '' and minor > 99999 else ''))
        whole, cents = divmod(minor, 10**digits)
        if self.dash and cents == 0 and digits == 2:
            return grouped(str(whole), self.thousands) + self.point + '-'
        return f'{grouped(str(whole), self.thousands)}{self.point}{cents:0{digits}d}'

    def run(self, minor: int, tag: str, where: str = 'sums', digits: int | None = None) -> Run:
        """The words of an amount; a currency that stands alone is a word of its own."""
        place = self.total if where == 'total' else self.items if where == 'items' else self.sums if where == 'sums' else where
        text, negative = self.plain(abs(minor), digits), minor < 0 or self.negated and tag in NEGATED and minor > 0
        if self.split and self.c.p(.5) and digits is None:
            text = text.replace(self.point, f' {self.point}') if self.c.p(.6) else text.replace(self.point, f'{self.point} ')
        sign = self.sign
        if negative and self.minus == 'sign-first' and place == 'before-glued':
            text, negative = f'-{sign}{text}', False
            place = 'none'
        if place == 'before-glued':
            text = sign + text
        elif place == 'after-glued':
            text = text + sign
        if negative:
            text = {'before': f'-{text}', 'before-spaced': f'- {text}', 'after': f'{text}-', 'brackets': f'({text})', 'CR': f'{text} CR', 'sign-first': f'-{text}'}[self.minus]
        words = [(word, tag) for word in text.split()]
        if place == 'before':
            return [(sign, 'currency'), *words]
        return [*words, (sign, 'currency')] if place == 'after' else words

    def number(self, value: int, digits: int) -> str:
        """A quantity or a rate with the document's decimal sign."""
        whole, rest = divmod(value, 10**digits)
        return f'{whole}{self.point}{rest:0{digits}d}' if digits else str(whole)

    def percent(self, basis_points: int, c: Choice) -> str:
        """A rate given in hundredths of a percent, as this document prints rates."""
        whole, rest = divmod(basis_points, 100)
        if rest == 0:
            return f'{whole}{c(("", "", self.point + "00", self.point + "0"))}' if self.rate_zeros else str(whole)
        return f'{whole}{self.point}{rest:02d}' if rest % 10 or self.rate_zeros else f'{whole}{self.point}{rest // 10}'

    rate_zeros = False
    negated = False
