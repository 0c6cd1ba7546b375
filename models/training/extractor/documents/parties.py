"""Suppliers and buyers, invented: names with and without legal form, addresses, telephones, tax numbers, accounts."""
from __future__ import annotations

import unicodedata

from .draw import Choice, Run, invented_words, prose_words, run, table
from .identifiers import TAX_IDS, canonical, de_local, iban
from .locales import NO_IBAN, Market
from .party_address import address, coined, filled, town
from .party_names import brand_word, core_name, legal_form, person_name

PLAIN = {'ø': 'o', 'Ø': 'O', 'æ': 'ae', 'Æ': 'Ae', 'ł': 'l', 'Ł': 'L', 'ß': 'ss', 'å': 'a', 'ð': 'd', 'œ': 'oe'}
HOSTS = {'GB': 'co.uk', 'MY': 'com.my', 'SG': 'com.sg', 'AU': 'com.au', 'ZA': 'co.za', 'US': 'com', 'NZ': 'co.nz', 'XX': 'com', 'BR': 'com.br', 'MX': 'com.mx'}


def plain(text: str) -> str:
    """Letters without accents, lower case: for web addresses and keys."""
    text = ''.join(PLAIN.get(ch, ch) for ch in text)
    return ''.join(ch for ch in unicodedata.normalize('NFKD', text).lower() if ch.isascii() and ch.isalnum())


def capitals(text: str) -> str:
    """In capitals, unless that changes its length."""
    return text.upper() if len(text.upper()) == len(text) else text


class Party:
    """A supplier or a buyer. `name` is as printed, `address` is a list of lines, `brand` what may stand above the name."""

    def __init__(self, c: Choice, market: Market, shop: bool, person: float = 0.) -> None:
        self.market, self.language = market, market.language
        names = table('names', market.language)
        surname = c(names['surname'])
        self.owner = f'{c(names["first"])} {surname}' if c.p(.85) else person_name(c, market)
        self.place = town(c, market)
        self.named(c, shop, person, surname)
        self.brand = self.brand_of(c) if shop and self.legal and c.p(.42) or c.p(.07) else ''
        if plain(self.brand) == plain(self.name):
            self.brand = ''  # the sign says the name itself
        self.address = address(c, market, self.place)
        self.reached(c, surname)
        self.numbered(c)

    def named(self, c: Choice, shop: bool, person: float, surname: str) -> None:
        """The name, with or without legal form, as it is printed."""
        market, form = self.market, ''
        malaysian = market.country == 'MY'
        if c.p(person):
            self.core = self.name = self.owner
        else:
            self.core = self.name = core_name(c, market, surname, self.owner)
            if not shop and c.p(.06):  # associations and offices: initials, what they do, where
                initials = ''.join(word[0] for word in self.core.split(' ') if word[0].isalpha()).upper() or c.letters(3)
                self.core = self.name = f'{initials + " " if c.p(.6) else ""}{self.core} {c(table("names", self.language)["trade"])} {self.place}'
            if c.p(.5 if shop else .82) or malaysian and c.p(.45):
                form = legal_form(c, market, self.owner)
                self.name = f'{self.core}{"" if form.startswith(",") else " "}{form}'
            elif shop and c.p(.06):  # one of several shops, called by where it is
                self.name = self.core = f'{self.core} {c((self.place, self.place, f"({self.place})"))}'
        self.legal = form
        if c.p(.68 if malaysian else .42 if shop else .15):
            self.name = capitals(self.name)
        elif form and c.p(.12):  # the name large, the form as it is
            self.name = self.name.replace(self.core, capitals(self.core), 1)
        elif c.p(.015):
            self.name = self.name.lower()

    def brand_of(self, c: Choice) -> str:
        """What is on the sign above the door: rarely the company's own name."""
        names, market = table('names', self.language), self.market
        words = self.core.split(' ')
        kind = c.weighted(('other', 'coined', 'part', 'own', 'initials', 'kin'), (.42, .26, .1, .06, .06, .1))
        if kind == 'other':
            brand = core_name(c, market, c(names['surname']), self.owner)
        elif kind == 'coined':
            word = brand_word(c) if c.p(.5) else coined(c, self.language)
            brand = word if c.p(.4) else f'{word} {c(names["trade"])}' if c.p(.6) else f'{c(names["front"])} {c(names["trade"])}'
        elif kind == 'initials':
            brand = ''.join(word[0] for word in words if word[0].isalnum())
        elif kind == 'kin':  # another word with the same trade
            brand = f'{c(names["front"]) if c.p(.5) else coined(c, self.language)} {coined(c, self.language) + " " if c.p(.3) else ""}{words[-1]}'
        else:
            brand = ' '.join(words[:c.n(1, 2)]) if kind == 'part' else self.core
        if c.p(.14):  # and where: a mall, a town
            brand += c((' ', ' - ', '-', ' @ ', ', ')) + (self.place if c.p(.6) else f'{coined(c, self.language)} {c(("Mall", "City", "Plaza", "Centre"))}')
        brand = brand if brand.strip('"&.- ') else brand_word(c)
        return capitals(brand) if c.p(.6) else brand

    def reached(self, c: Choice, surname: str) -> None:
        """Web, mail, telephone."""
        market = self.market
        ending = c(('com', 'net', 'eu', 'shop', 'org')) if c.p(.3) else HOSTS.get(market.country, market.country.lower())
        host = (plain(self.brand or self.core)[:c.n(6, 22)] or 'shop') + '.' + ending
        self.web = c(('www.', 'www.', 'http://www.', '', 'https://')) + host
        mailbox = c(('info', 'office', 'sales', 'contact', 'hello', 'mail', 'accounts', plain(surname) or 'post'))
        free = f'{plain(self.core)[:c.n(5, 14)] or "shop"}{c(("", str(c.n(1, 2020)), ""))}@{c(("gmail.com", "hotmail.com", "yahoo.com", "outlook.com"))}'
        self.mail = free if c.p(.08) else f'{mailbox}@{host}'
        self.phone, self.fax = filled(c, c(market.phone)), filled(c, c(market.phone))

    def numbered(self, c: Choice) -> None:
        """Numbers of the tax office, the register and the bank."""
        market, country = self.market, self.market.country
        self.tax_id, self.tax_label = TAX_IDS[market.ids](c), c(market.id_labels)
        if country == 'DE' and c.p(.22):
            self.tax_id, self.tax_label = de_local(c), c(('Steuernummer', 'St.-Nr.', 'Steuer-Nr.', 'StNr', 'Steuernr.:', 'Steuer-Nr:'))
        self.id_suffix = c((' MWST', '', ' HR')) if country == 'CH' and self.tax_id.startswith('CHE') else ''
        self.iban = iban(c, country) if country not in NO_IBAN else ''
        if self.iban and c.p(.04):
            self.iban = iban(c, c(('DE', 'LU', 'IE', 'NL', 'BE')))
        self.bic = c.letters(6) + c(('XXX', 'DEFF', '2A', '22', 'FF370', '21'))
        word = coined(c, self.language)
        self.bank = c((f'{word} Bank', f'Bank of {word}', f'{self.place} Bank', 'Volksbank eG' if self.language == 'de' else 'National Bank', word + 'bank', f'{word} {self.place} Banking', f'First {word} Bank'))
        self.register = register_number(c, country)

    def key(self) -> str:
        return f'{self.market.country}-{plain(self.name)}'

    def iban_run(self, c: Choice, grouped: bool) -> Run:
        text = ' '.join(self.iban[i:i + 4] for i in range(0, len(self.iban), 4)) if grouped else self.iban
        return run(text, 'iban')

    def tax_run(self) -> Run:
        return run(self.tax_id, 'supplierTaxId') + run(self.id_suffix)

    def tax_value(self) -> str:
        return canonical(self.tax_id)


def register_number(c: Choice, country: str) -> str:
    """A number in the register of companies, as it is printed beside the name."""
    if country == 'MY':
        old, letter = str(c.n(2000, 1999999)), c('ABDHKMPTUVWX')
        return c((f'{old}-{letter}', f'{old}-{letter}', f'{old}-{letter}', f'{old} {letter}', f'{old} - {letter}', f'{old}{letter}', f'00{c.digits(7)}-{letter}', f'{c(("JM", "SA", "PG", "KT", "CA", "AS"))}0{c.digits(6)}-{letter}', f'LLP00{c.digits(5)}-LGN',
                  f'20{c.n(10, 23)}0{c.n(1, 9)}{c.digits(6)} ({c.n(100000, 1999999)}-{letter})'))
    if country == 'DE':
        return f'HRB {c.n(100, 99999)}'
    return c((c.digits(8), c.digits(9), f'{c.n(100, 999)} {c.digits(3)} {c.digits(3)}', f'{c.letters(1)}{c.digits(6)}', f'{c.letters(2)} {c.digits(6)}'))


def registered_names(language: str) -> None:
    """Gives the table of a language its invented names; once per process."""
    names = table('names', language)
    names.setdefault('_new', tuple(w.capitalize() for w in invented_words(language)) + tuple(w.capitalize() for w in prose_words(language) if len(w) > 3)[:600])
