"""What stands on receipts and invoices: words of twelve languages, invented words with their letters, amounts, dates, codes.

Words are kept in `words.py`. Every tenth word is left out of training, so that the rendered test lines hold words never rendered before.
"""
from __future__ import annotations

import functools
from collections import Counter

import numpy as np

from charset import fold
from words import CURRENCIES, LABELS, LANGUAGES, LETTERS, MONTHS, STREETS, TOWNS, WORDS

Rng = np.random.Generator


class Choice:
    """Random draws that read like sentences: `c(items)` one of them, `c.p(.3)` true three times in ten."""

    def __init__(self, rng: Rng) -> None:
        self.rng = rng

    def __call__(self, items):
        return items[int(self.rng.random() * len(items))]

    def p(self, probability: float) -> bool:
        return self.rng.random() < probability

    def n(self, low: int, high: int) -> int:
        """An integer in low..high, both included."""
        return low + int(self.rng.random() * (high - low + 1))

    def digits(self, count: int) -> str:
        return ''.join('0123456789'[int(v * 10)] for v in self.rng.random(count))


@functools.lru_cache(maxsize=None)
def vocabulary(language: str, all_words: bool) -> tuple[str, ...]:
    """Words of a language; without every tenth unless `all_words`."""
    words = WORDS[language].split()
    return tuple(words) if all_words else tuple(w for i, w in enumerate(words) if i % 10 != 7)


@functools.lru_cache(maxsize=None)
def _pairs(language: str) -> dict[str, tuple[list[str], np.ndarray]]:
    """Letter statistics: what follows each pair of letters, from the words; '^' starts and '$' ends a word."""
    counts: dict[str, Counter] = {}
    for word in vocabulary(language, False):
        padded = '^^' + word.lower() + '$'
        for i in range(2, len(padded)):
            counts.setdefault(padded[i - 2:i], Counter())[padded[i]] += 1
    return {pair: (list(c), np.cumsum(np.array(list(c.values()), float)) / sum(c.values())) for pair, c in counts.items()}


def invented(c: Choice, language: str) -> str:
    """A word that does not exist, with the letters of the language; accents and rare letters more often than in print, since they need the practice."""
    table, word = _pairs(language), '^^'
    while len(word) < 16:
        letters, odds = table.get(word[-2:], (['$'], np.array([1.])))
        letter = letters[int(np.searchsorted(odds, c.rng.random()))]
        if letter == '$':
            break
        word += letter
    word = word[2:] or 'a'
    if c.p(.35):
        at = c.n(0, len(word) - 1)
        word = word[:at] + c(LETTERS[language]) + word[at + 1:]
    return word


def word(c: Choice, language: str, all_words: bool = False) -> str:
    return c(vocabulary(language, all_words)) if c.p(.72) else invented(c, language)


def cased(c: Choice, text: str) -> str:
    """Upper, lower, title or as it is, as receipts mix them. Text whose upper case has another length ('ß') is not upper-cased."""
    k = c.rng.random()
    if k < .36:
        return text.upper() if len(text.upper()) == len(text) else text
    if k < .60:
        return ' '.join(w[:1].upper() + w[1:] for w in text.split(' '))
    if k < .72:
        return text[:1].upper() + text[1:].lower()
    return text.lower() if k < .84 else text


def words(c: Choice, language: str, count: int, all_words: bool = False) -> str:
    return cased(c, ' '.join(word(c, language, all_words) for _ in range(count)))


def number(c: Choice, language: str, decimals: int = 2) -> str:
    """A number with the separators of the language (or, one in five, of another)."""
    value = c([c.n(0, 999), c.n(0, 9999), c.n(0, 9999), c.n(0, 99999), c.n(0, 999999), c.n(0, 99999999)]) / 100
    text = f'{value:,.{decimals}f}'
    style = c(('point', 'comma', 'space', 'none', 'apostrophe')) if c.p(.2) else 'point' if language == 'en' else 'space' if language in ('fr', 'pl', 'cs', 'sv', 'fi') else 'comma'
    if c.p(.25):
        text = text.replace(',', '')
    table = {'point': ',.', 'comma': '.,', 'space': ' ,', 'none': '\0,', 'apostrophe': "'."}[style]
    return text.replace(',', '\1').replace('.', table[1]).replace('\1', table[0]).replace('\0', '')


def amount(c: Choice, language: str) -> str:
    """Money as printed: sign, currency before or behind, brackets, tax letter behind."""
    text = number(c, language)
    currency = c(CURRENCIES[language]) if c.p(.7) else c(('€', '£', '$', 'EUR', 'USD', 'GBP', 'CHF', 'RM', 'kr', 'zł', 'Kč', 'S$', 'PLN', 'SEK', 'DKK', 'CZK', '¥'))
    k = c.rng.random()
    if k < .22:
        text = f'{currency}{c(("", " ", " "))}{text}'
    elif k < .42:
        text = f'{text}{c((" ", " ", ""))}{currency}'
    k = c.rng.random()
    if k < .07:
        text = f'-{text}'
    elif k < .09:
        text = f'{text}-'
    elif k < .12:
        text = f'({text})'
    elif k < .20:
        text += c((' A', ' B', ' *', 'A', ' C', ' 1', ' 2', ' T', ' SR', ' ZRL', '*', ' S', ' N', ' F'))
    elif k < .215:
        text = f'{c.n(1, 30)},-' if c.p(.5) else f'{c.n(1, 300)},–'
    return text


def percent(c: Choice, language: str) -> str:
    value = c(('6', '7', '19', '20', '21', '23', '8', '10', '5', '12', '25', '24', '14', '5.5', '7.7', '2.5', '13.5', '0', '22', '4', '15'))
    value = value if language == 'en' else value.replace('.', ',')
    if c.p(.3):
        value += '.00' if language == 'en' else ',00'
    return value + c(('%', '%', ' %'))


def date(c: Choice, language: str) -> str:
    day, month, year = c.n(1, 31), c.n(1, 12), c.n(2005, 2029)
    name = c(MONTHS[language])
    name = name.upper() if c.p(.3) else name if c.p(.6) else name[:1].upper() + name[1:]
    sep, short = c('..//--'), f'{year % 100:02d}'
    month_name_forms = (f'{day} {name} {year}', f'{day:02d} {name} {year}', f'{day}. {name} {year}', f'{name} {day}, {year}', f'{day:02d}-{name}-{year}', f'{day:02d}-{name}-{short}',
                        f"{day} {name} '{short}", f'{name} {year}', f'{day:02d}{name}{short}')
    forms = (f'{day:02d}{sep}{month:02d}{sep}{year}', f'{day:02d}{sep}{month:02d}{sep}{year}', f'{day:02d}{sep}{month:02d}{sep}{short}', f'{day}{sep}{month}{sep}{year}',
             f'{year}{sep}{month:02d}{sep}{day:02d}', f'{month}{sep}{day}{sep}{year}', f'{day}{sep}{month}{sep}{short}', f'{day}. {month}. {year}', f'{year}{month:02d}{day:02d}', f'{month:02d}/{short}')
    text = c(month_name_forms) if c.p(.3) else c(forms)
    return f'{text}{c((" ", "  ", " - ", ", "))}{clock(c)}' if c.p(.3) else text


def clock(c: Choice) -> str:
    h, m, s = c.n(0, 23), c.n(0, 59), c.n(0, 59)
    return c((f'{h:02d}:{m:02d}', f'{h:02d}:{m:02d}:{s:02d}', f'{h}:{m:02d}', f'{h % 12 + 1}:{m:02d} {c(("AM", "PM", "am", "pm"))}', f'{h:02d}.{m:02d}', f'{h:02d}h{m:02d}',
              f'{h % 12 + 1:02d}:{m:02d}:{s:02d}{c(("AM", "PM"))}'))


def iban(c: Choice) -> str:
    country, length = c((('DE', 22), ('FR', 27), ('ES', 24), ('IT', 27), ('NL', 18), ('PT', 25), ('PL', 28), ('CZ', 24), ('SE', 24), ('DK', 18), ('FI', 18), ('GB', 22), ('AT', 20), ('BE', 16), ('CH', 21), ('LU', 20)))
    body = country + c.digits(length - 2)
    if country in ('NL', 'GB'):
        body = body[:4] + c(('ABNA', 'INGB', 'RABO', 'BARC', 'NWBK', 'LOYD')) + body[8:]
    return ' '.join(body[i:i + 4] for i in range(0, len(body), 4)) if c.p(.7) else body


def code(c: Choice) -> str:
    """Invoice numbers, article codes, tax ids, terminals, serial numbers."""
    k, d = c.rng.random(), c.digits
    if k < .2:
        return d(c.n(3, 14))
    if k < .35:
        return c(('INV', 'RE', 'R', 'F', 'FA', 'FV', 'CS', 'A', 'NO', 'SO', 'PO', 'K', 'BON', 'TR', 'OR', 'FT')) + c(('-', '', '/', ' ', '#')) + c(('', '', f'{c.n(2015, 2029)}{c("-/")}')) + d(c.n(3, 8))
    if k < .5:
        return c((f'DE{d(9)}', f'ATU{d(8)}', f'FR {d(2)} {d(9)}', f'ES{c("ABJ")}{d(8)}', f'IT{d(11)}', f'NL{d(9)}B{d(2)}', f'PT{d(9)}', f'PL{d(10)}', f'CZ{d(8)}', f'SE{d(12)}', f'DK{d(8)}', f'FI{d(8)}',
                  f'GB {d(3)} {d(4)} {d(2)}', f'CHE-{d(3)}.{d(3)}.{d(3)} MWST', f'{d(3)}-{d(3)}-{d(2)}-{d(2)}', f'{d(12)}', f'{d(6)}-{c("ABDHKMPTUVWX")}'))
    if k < .58:
        return c((f'****{d(4)}', f'XXXX XXXX XXXX {d(4)}', f'************{d(4)}', f'#{d(4)}', f'{d(4)} {d(2)}** **** {d(4)}', f'A{d(13)}'))
    letters = '0123456789' * 2 + 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' + '-/.' + ('abcdefghijklmnopqrstuvwxyz' if c.p(.25) else '')
    return ''.join(c(letters) for _ in range(c.n(2, 13)))


def phone(c: Choice) -> str:
    d = c.digits
    return c((f'+{c((49, 44, 33, 34, 39, 31, 351, 48, 420, 46, 45, 358, 60))} {d(c.n(1, 3))} {d(3)} {d(4)}', f'0{d(2)}-{d(7)}', f'0{d(3)}/{d(6)}', f'(0{d(1)}) {d(4)} {d(4)}', f'0{d(1)} {d(2)} {d(2)} {d(2)} {d(2)}',
              f'{d(3)} {d(3)} {d(3)}', f'+{d(2)} (0){d(2)} {d(6)}', f'0{d(2)}-{d(3)} {d(4)}', f'{d(2)} {d(2)} {d(2)} {d(2)}'))


def web(c: Choice, language: str) -> str:
    """Addresses of mail and web, without accents."""
    plain = lambda: ''.join(ch for ch in word(c, language).lower() if ch.isascii() and ch.isalnum()) or 'shop'
    top = c(('com', 'net', 'org', 'eu', 'info', 'shop', 'co.uk', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'cz', 'se', 'dk', 'fi', 'com.my'))
    host = f'{plain()}{c(("", "-", ""))}{plain() if c.p(.4) else ""}.{top}'
    text = c((f'www.{host}', f'WWW.{host.upper()}', f'https://{host}', f'http://www.{host}/{plain()}', host, f'{plain()}@{host}', f'{plain()}.{plain()}@{host}', f'{c(("info", "office", "kontakt", "service", "billing"))}@{host}'))
    return text if c.p(.7) else f'{c(("E-Mail: ", "email: ", "Web: ", "Internet: ", "e-mail "))}{text}'


def address(c: Choice, language: str, all_words: bool = False) -> str:
    street, town, no = c(STREETS[language].split()), c(TOWNS[language].split()), f'{c.n(1, 199)}{c(("", "", "", "a", "B", "/2", "-12"))}'
    name = word(c, language, all_words).capitalize()
    line = {'en': f'{no} {name} {street}', 'de': f'{name}{street} {no}', 'nl': f'{name}{street} {no}', 'sv': f'{name}{street} {no}', 'da': f'{name}{street} {no}', 'fi': f'{name}{street} {no}'}.get(language, f'{street} {name} {no}')
    place = {'en': f'{town} {c("ABCDEFGLMNSW")}{c.n(1, 30)} {c.n(1, 9)}{c("ABDEFGHJLNPQRSTUWXYZ")}{c("ABDEFGHJLNPQRSTUWXYZ")}', 'nl': f'{c.digits(4)} {c("ABCDEFGHJKLMNPRSTVWXZ")}{c("ABCDEFGHJKLMNPRSTVWXZ")} {town}',
             'pl': f'{c.digits(2)}-{c.digits(3)} {town}', 'cs': f'{c.digits(3)} {c.digits(2)} {town}', 'sv': f'{c.digits(3)} {c.digits(2)} {town}', 'pt': f'{c.digits(4)}-{c.digits(3)} {town}',
             'da': f'{c.digits(4)} {town}'}.get(language, f'{c.digits(5)} {town}')
    text = c((line, place, f'{line}, {place}'))
    return text.upper() if c.p(.35) and len(text.upper()) == len(text) else text


def label(c: Choice, language: str) -> str:
    text = c(LABELS[language].split('|'))
    return text.upper() if c.p(.4) and len(text.upper()) == len(text) else text


def _pair(c: Choice, left: str, right: str) -> str:
    """Label and value on one line, as tills set them: colon, spaces or leader dots."""
    k = c.rng.random()
    if k < .45:
        return f'{left}{c((": ", ": ", " : ", ":", " "))}{right}'
    if k < .85:
        return f'{left} {right}'
    return f'{left}{c((" ", ""))}{c("..._-=·") * c.n(3, 14)}{c((" ", ""))}{right}'


def _item(c: Choice, language: str, all_words: bool) -> str:
    """A row of goods: quantity, name, price."""
    name = words(c, language, c.n(1, 3), all_words)
    quantity = c((f'{c.n(1, 20)} x', f'{c.n(1, 9)}x', f'{c.n(1, 9)} X', f'{c.n(1, 12)}', f'{number(c, language, 3)} kg', f'{c.n(1, 9)} St', f'x{c.n(2, 9)}', f'{c.n(1, 6)}*', f'{c.n(1, 9)} ×'))
    return c((f'{name} {amount(c, language)}', f'{quantity} {name}', f'{quantity} {number(c, language)}', f'{quantity} {name} {number(c, language)}', f'{quantity} {number(c, language)} {amount(c, language)}',
              f'{code(c)} {name}', f'{name} {c.n(50, 900)}{c(("g", "ml", " g", "cl", "G", "ML"))}', f'{c.n(1, 40):03d} {name}', f'{c.n(1, 9)} {number(c, language)} {number(c, language)}', f'{number(c, language)} {number(c, language)}'))


def _signs(c: Choice) -> str:
    """Anything in any order: nothing to guess from."""
    pool = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~€£§°–„“”«»•×²³½©®ºª¿¡¢¥’·'
    return ' '.join(''.join(c(pool) for _ in range(c.n(1, 8))) for _ in range(c.n(1, 3)))


def line(rng: Rng, language: str, all_words: bool = False, longest: int = 56) -> str:
    """One line of text, folded to the charset, at most `longest` characters."""
    c = Choice(rng)
    k = rng.random()
    if k < .13:
        text = amount(c, language)
    elif k < .22:
        text = date(c, language) if c.p(.6) else _pair(c, c(DATE_LABELS[language]), date(c, language))
    elif k < .36:
        text = _pair(c, label(c, language), amount(c, language) if c.p(.7) else c((code(c), percent(c, language), date(c, language), f'{percent(c, language)} {amount(c, language)}', str(c.n(1, 99)))))
    elif k < .50:
        text = _item(c, language, all_words)
    elif k < .57:
        text = code(c) if c.p(.4) else _pair(c, label(c, language), code(c))
    elif k < .61:
        text = phone(c) if c.p(.4) else f'{c(("Tel", "TEL", "Tel.", "Fax", "Tél", "Tlf", "Puh", "FAX", "Mob"))}{c((": ", ". ", " ", ":"))}{phone(c)}'
    elif k < .64:
        text = web(c, language)
    elif k < .67:
        text = iban(c) if c.p(.5) else f'IBAN{c((": ", " "))}{iban(c)}'
    elif k < .72:
        text = address(c, language, all_words)
    elif k < .74:
        text = clock(c)
    elif k < .765:
        text = _signs(c)
    elif k < .775:
        text = c('-=*._+#~') * c.n(3, 40)
    else:
        text = words(c, language, c((1, 1, 2, 2, 3, 4, 5, 6)), all_words)
        if c.p(.12):
            text = c((f'({text})', f'"{text}"', f'„{text}“', f'«{text}»', f'“{text}”', f'{text}!', f'*** {text} ***', f'• {text}', f'{text}.', f'{text},', f'{text} & {words(c, language, 1)}', f'¡{text}!', f'¿{text}?', f'- {text}', f'{text}’s', f'{text}°', f'{text}®', f'© {c.n(2001, 2029)} {text}'))
    text = fold(text)
    return text if len(text) <= longest else text[:longest].rsplit(' ', 1)[0]


DATE_LABELS = {language: [t for t in labels.split('|') if any(s in t.lower() for s in ('dat', 'fecha', 'fälligk', 'échéance', 'vencimento', 'päiv', 'pvm', 'eräp', 'termin'))] or ['Date'] for language, labels in LABELS.items()}
__all__ = ['LANGUAGES', 'line', 'words', 'word', 'amount', 'date', 'clock', 'address', 'iban', 'code', 'phone', 'web', 'percent', 'number', 'label', 'Choice', 'vocabulary']
