"""Suppliers and buyers, invented: names with and without legal form, addresses, telephones, tax numbers, accounts."""
from __future__ import annotations

import unicodedata

from .draw import Choice, Run, invented_words, prose_words, run, table
from .identifiers import TAX_IDS, canonical, de_local, iban
from .locales import MALAY, NO_IBAN, Market

PLAIN = {'ø': 'o', 'Ø': 'O', 'æ': 'ae', 'Æ': 'Ae', 'ł': 'l', 'Ł': 'L', 'ß': 'ss', 'å': 'a', 'ð': 'd', 'œ': 'oe'}


def plain(text: str) -> str:
    """Letters without accents, lower case: for web addresses and keys."""
    text = ''.join(PLAIN.get(ch, ch) for ch in text)
    return ''.join(ch for ch in unicodedata.normalize('NFKD', text).lower() if ch.isascii() and ch.isalnum())


def filled(c: Choice, pattern: str) -> str:
    """9 becomes a digit, N a digit but 0, A a letter; runs of other text stay."""
    return ''.join(c.digits(1) if ch == '9' else str(c.n(1, 9)) if ch == 'N' else ch for ch in pattern)


def coined(c: Choice, language: str) -> str:
    return c(invented_words(language)).capitalize()


def town(c: Choice, market: Market) -> str:
    return c(market.towns) if c.p(.7) or market.country in ('SG', 'XX') else coined(c, market.language) + (f' {c(("am", "an der", "bei"))} {coined(c, market.language)}' if market.country == 'DE' and c.p(.1) else '')


def postal(c: Choice, market: Market, place: str) -> str:
    pattern = c(market.post.split('|'))
    out = []
    for part in pattern.split(' '):
        if '{' in part:
            part = filled(c, part)
            out.append(part.replace('{town}', place) if 'AA' not in part else part.replace('AA', c.letters(2)))
        elif part.startswith('A-9'):
            out.append('A-' + filled(c, part[2:]))
        elif any(ch.isdigit() for ch in part) or part in ('AA', '(AA)', 'AA,'):
            out.append(''.join(c.letters(1) if ch == 'A' else ch for ch in filled(c, part)))
        else:
            out.append(filled(c, part) if part == 'N' else part)
    return ' '.join(out)


def street(c: Choice, market: Market) -> str:
    names = table('names', market.language)
    if market.country == 'MY' and c.p(.85):
        text = c(MALAY['street']).replace('{w}', c(MALAY['w']))
        while '{n}' in text:
            text = text.replace('{n}', str(c.n(1, 99)), 1)
        return text if text.startswith(('NO', 'LOT')) else f'{c(("NO ", "NO. ", "LOT ", "", "NO.", "NO: "))}{c.n(1, 300)}{c(("", "", "A", "-G", f" & {c.n(1, 300)}"))}{c((", ", ",", " "))}{text}'
    w = coined(c, market.language) if c.p(.55) else c(names['surname']).split(' ')[-1]
    name = c(names['street']).replace('{w}', w)
    no = f'{c.n(1, 220)}{c(("", "", "", "", "a", "B", "/2", f"-{c.n(2, 30)}", " bis" if market.language == "fr" else ""))}'
    if market.language == 'en' and market.country != 'IN' or market.language == 'fr':
        text = f'{no}{"," if market.language == "fr" and c.p(.4) else ""} {name}'
    else:
        text = f'{name}{c((", ", " ", " n. ")) if market.language == "it" else c((", ", " nº ", " ")) if market.language in ("es", "pt") else " "}{no}'
    return text


def extra_line(c: Choice, market: Market) -> str:
    """What stands between name and street: floors, estates, districts, P.O. boxes."""
    w = coined(c, market.language)
    if market.country == 'MY':
        return c((f'TAMAN {w.upper()},', f'TAMAN {c(MALAY["w"])},', f'BANDAR {w.upper()},', f'KAWASAN PERINDUSTRIAN {c(MALAY["w"])},', f'GROUND FLOOR, NO. {c.n(1, 99)},', f'{c(MALAY["w"])},'))
    return c({'en': (f'Unit {c.n(1, 40)}', f'{w} House', f'{w} Industrial Estate', f'Suite {c.n(100, 900)}', f'P.O. Box {c.n(10, 9999)}', f'{c.n(1, 9)}th Floor, {w} Building', f'Shop {c.n(1, 90)}, {w} Mall'), 'de': (f'Gebäude {c.n(1, 9)}', f'Gewerbepark {w}', f'Postfach {c.n(10, 99)} {c.n(10, 99)} {c.n(10, 99)}', f'{c.n(1, 5)}. OG'),
              'fr': (f'BP {c.n(10, 999)}', f'Z.I. {w}', f'Centre commercial {w}', f'Bâtiment {c("ABCD")}'), 'es': (f'Pol. Ind. {w}', f'Local {c.n(1, 30)}', f'{c.n(1, 8)}º {c("ABCD")}'), 'it': (f'Zona Ind. {w}', f'Fraz. {w}', f'Centro Comm. {w}')}
             .get(market.language, (w, f'{w} Center', f'{w} {c.n(1, 9)}')))


class Party:
    """A supplier or a buyer. `name` is as printed, `address` is a list of lines."""

    def __init__(self, c: Choice, market: Market, shop: bool, person: float = 0.) -> None:
        self.market, self.language = market, market.language
        names = table('names', market.language)
        self.brand = self.person = ''
        surname = c(names['surname'])
        self.owner = f'{c(names["first"])} {surname}'
        form = c(market.forms).replace('{owner}', self.owner)
        if c.p(person):
            self.name, form = self.owner, ''
            self.core = self.owner
        else:
            self.core = self.core_name(c, names, surname)
            legal = c.p(.5 if shop else .82) or market.country == 'MY' and c.p(.5)
            self.name = f'{self.core}{"" if form.startswith(",") else " "}{form}' if legal else self.core
        self.legal = form if self.name != self.core else ''
        if c.p(.42 if shop or market.country == 'MY' else .15):
            upper = self.name.upper()
            self.name = upper if len(upper) == len(self.name) else self.name
        elif c.p(.015):
            self.name = self.name.lower()
        if shop and self.legal and c.p(.3) or c.p(.04):
            self.brand = c((coined(c, market.language), self.core.split(' ')[0], f'{c(names["front"])} {c(names["trade"])}', f'{coined(c, market.language)} {c(names["trade"])}')).upper() if c.p(.6) else coined(c, market.language)
        self.place = town(c, market)
        self.street, self.post = street(c, market), postal(c, market, self.place)
        if market.country == 'MY' and c.p(.6):
            self.post = self.post.upper()
        self.address = [self.street, self.post]
        if c.p(.28):
            self.address.insert(c.n(0, 1), extra_line(c, market))
        if market.country == 'MY' and c.p(.5):
            self.address.insert(1, extra_line(c, market))
        if c.p(.14):
            self.address.append(c(market.name))
        if c.p(.1 if market.country != 'MY' else .25):
            self.address = [line.upper() for line in self.address]
        if market.country in ('MY', 'IN', 'SG') and c.p(.5):
            self.address = [line if line.endswith((',', '.')) else line + c(',,.') for line in self.address]
            self.address[-1] = self.address[-1].rstrip(',') + c(('', '.'))
        host = (plain(self.brand or self.core)[:c.n(6, 22)] or 'shop') + '.' + (c(('com', 'net', 'eu', 'shop', 'org')) if c.p(.3) else {'GB': 'co.uk', 'MY': 'com.my', 'SG': 'com.sg', 'AU': 'com.au', 'ZA': 'co.za', 'US': 'com', 'NZ': 'co.nz', 'XX': 'com', 'BR': 'com.br', 'MX': 'com.mx'}.get(market.country, market.country.lower()))
        self.web = c(('www.', 'www.', 'http://www.', '', 'https://')) + host
        self.mail = f'{c(("info", "office", "sales", "contact", "hello", "mail", "accounts", plain(surname) or "post"))}@{host}'
        self.phone, self.fax = filled(c, c(market.phone)), filled(c, c(market.phone))
        self.tax_id = TAX_IDS[market.ids](c)
        self.tax_label = c(market.id_labels)
        if market.country == 'DE' and c.p(.22):
            self.tax_id, self.tax_label = de_local(c), c(('Steuernummer', 'St.-Nr.', 'Steuer-Nr.', 'StNr', 'Steuernr.:', 'Steuer-Nr:'))
        self.id_suffix = c((' MWST', '', ' HR')) if market.country == 'CH' and self.tax_id.startswith('CHE') else ''
        self.iban = iban(c, market.country) if market.country not in NO_IBAN else ''
        if self.iban and c.p(.04):
            self.iban = iban(c, c(('DE', 'LU', 'IE', 'NL', 'BE')))
        self.bic = c.letters(6) + c(('XXX', 'DEFF', '2A', '22', 'FF370', '21'))
        self.bank = c((f'{coined(c, market.language)} Bank', f'Bank of {coined(c, market.language)}', f'{self.place} Bank', 'Volksbank eG' if market.language == 'de' else 'National Bank', coined(c, market.language) + 'bank'))
        self.register = c((f'{c.n(100000, 1999999)}-{c("ABDHKMPTUVWX")}', f'{c.n(2000, 99999)}-{c("DHKMPT")}', f'20{c.n(10, 23)}0{c.n(1, 9)}{c.digits(6)} ({c.n(100000, 1999999)}-{c("ADHKTVX")})')) if market.country == 'MY' else \
            f'HRB {c.n(100, 99999)}' if market.country == 'DE' else c((c.digits(8), c.digits(9), f'{c.n(100, 999)} {c.digits(3)} {c.digits(3)}', f'{c.letters(1)}{c.digits(6)}', f'{c.letters(2)} {c.digits(6)}'))

    @staticmethod
    def core_name(c: Choice, names: dict, surname: str) -> str:
        language_words = names['trade']
        k = c.random()
        trade, front = c(language_words), c(names['front'])
        new = c(names['_new']) if '_new' in names else c(names['surname'])
        if k < .13:
            return f'{surname} {trade}'
        if k < .2:
            return f'{trade} {surname}'
        if k < .26:
            return f'{surname} & {c(names["surname"])}{c(("", f" {trade}"))}'
        if k < .45:
            return f'{new} {trade}'
        if k < .56:
            return f'{front} {trade}' if c.p(.6) else f'{front} {new}'
        if k < .66:
            return new
        if k < .75:
            return f'{new} {c(names["_new"])} {trade}'
        if k < .8:
            return f'{c.letters(c.n(2, 4))} {trade}' if c.p(.7) else f'{c.letters(1)}.{c.letters(1)}.{c.letters(1)}. {trade}'
        if k < .84:
            return f'{c.n(2, 99)} {trade}' if c.p(.4) else f"{surname}'s" if c.p(.5) else f"{surname}'s {trade}"
        if k < .86:
            return f'{plain(new)}{c(("", "24", "-" + plain(trade), plain(trade)))}.{c(("com", "net", "shop", "eu", "online"))}' if c.p(.5) else f'{new} {c.n(2, 99)}'
        if k < .9:
            return f'{trade} {new}'
        if k < .95:
            return f'{new} {trade} & {c(language_words)}'
        return f'{new}-{c(names["_new"])}' if c.p(.5) else f'{new}{c(names["_new"]).lower()}'

    def key(self) -> str:
        return f'{self.market.country}-{plain(self.name)}'

    def iban_run(self, c: Choice, grouped: bool) -> Run:
        text = ' '.join(self.iban[i:i + 4] for i in range(0, len(self.iban), 4)) if grouped else self.iban
        return run(text, 'iban')

    def tax_run(self) -> Run:
        return run(self.tax_id, 'supplierTaxId') + run(self.id_suffix)

    def tax_value(self) -> str:
        return canonical(self.tax_id)


def registered_names(language: str) -> None:
    """Gives the table of a language its invented names; once per process."""
    names = table('names', language)
    names.setdefault('_new', tuple(w.capitalize() for w in invented_words(language)) + tuple(w.capitalize() for w in prose_words(language) if len(w) > 3)[:150])
