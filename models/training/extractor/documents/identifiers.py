"""Tax numbers with right check digits, IBANs, register numbers. Each maker returns the number as it is printed; canonical is letters and digits."""
from __future__ import annotations

import re

from .draw import Choice


def canonical(printed: str) -> str:
    return re.sub(r'[^0-9A-Z]', '', printed.upper())


def luhn(digits: str) -> int:
    """The digit that makes `digits` + it hold."""
    total = sum(d if i % 2 else d * 2 - 9 * (d > 4) for i, d in enumerate(int(ch) for ch in reversed(digits)))
    return -total % 10


def weighted(digits: str, weights) -> int:
    return sum(int(d) * w for d, w in zip(digits, weights))


def mod11_10(digits: str) -> int:
    product = 10
    for d in digits:
        product = (int(d) + product) % 10 or 10
        product = product * 2 % 11
    return (11 - product) % 10


def retry(make):
    """Some sums have no digit; those numbers are not given out."""
    def maker(c: Choice) -> str:
        while True:
            number = make(c)
            if number:
                return number
    return maker


def first(c: Choice, count: int) -> str:
    return str(c.n(1, 9)) + c.digits(count - 1)


def de(c):
    d = first(c, 8)
    d += str(mod11_10(d))
    return c((f'DE{d}', f'DE{d}', f'DE {d}', f'DE {d[:3]} {d[3:6]} {d[6:]}'))


def de_local(c):
    return c((f'{c.digits(2)}/{c.digits(3)}/{c.digits(5)}', f'{c.digits(3)}/{c.digits(3)}/{c.digits(5)}', f'{c.digits(3)}/{c.digits(4)}/{c.digits(4)}', f'{c.digits(2)} {c.digits(3)} {c.digits(5)}'))


def at(c):
    d = c.digits(7)
    s = sum(int(x) if i % 2 == 0 else int(x) * 2 // 10 + int(x) * 2 % 10 for i, x in enumerate(d))
    return f'ATU{d}{(96 - s) % 10}'


def ch(c):
    d = '1' + c.digits(7)
    k = -weighted(d, (5, 4, 3, 2, 7, 6, 5, 4)) % 11
    return '' if k == 10 else c((f'CHE-{d[:3]}.{d[3:6]}.{d[6:]}{k}', f'CHE {d[:3]} {d[3:6]} {d[6:]}{k}', f'CHE-{d[:3]}.{d[3:6]}.{d[6:]}{k}'))


def fr(c):
    d = c.digits(8)
    d += str(luhn(d))
    key = (12 + 3 * (int(d) % 97)) % 97
    return c((f'FR{key:02d}{d}', f'FR {key:02d} {d}', f'FR{key:02d} {d[:3]} {d[3:6]} {d[6:]}', f'FR {key:02d} {d[:3]} {d[3:6]} {d[6:]}'))


def it(c):
    d = f'0{c.digits(6)}{c.n(1, 100):03d}'  # the last three are the office's
    d += str(luhn(d))
    return c((d, d, f'IT{d}', f'IT {d}'))


def es(c):
    d = c.digits(7)
    if c.p(.75):
        s = sum(int(x) for x in d[1::2]) + sum(int(x) * 2 // 10 + int(x) * 2 % 10 for x in d[::2])
        n = f'{c("AB")}{d}{-s % 10}'
        return c((n, n, f'ES{n}', f'{n[0]}-{n[1:]}', f'{n[0]}{n[1:3]}.{n[3:6]}.{n[6:]}'))
    d = c.digits(8)
    letter = 'TRWAGMYFPDXBNJZSQVHLCKE'[int(d) % 23]
    return c((f'{d}{letter}', f'{d}-{letter}', f'{d[:2]}.{d[2:5]}.{d[5:]}-{letter}'))


def nl(c):
    d = c.digits(8)
    k = weighted(d, range(9, 1, -1)) % 11
    return '' if k == 10 else c((f'NL{d}{k}B01', f'NL{d[:4]}.{d[4:6]}.{d[6:]}{k}.B01', f'NL {d}{k} B01', f'NL{d}{k}B02'))


def be(c):
    d = '0' + str(c.n(4, 7)) + c.digits(6)
    n = d + f'{97 - int(d) % 97:02d}'
    return c((f'BE{n}', f'BE {n[:4]}.{n[4:7]}.{n[7:]}', f'BE {n}', f'BE{n[:4]} {n[4:7]} {n[7:]}'))


def pt(c):
    d = c('5512') + c.digits(7)
    k = 11 - weighted(d, range(9, 1, -1)) % 11
    n = d + str(k if k < 10 else 0)
    return c((n, n, f'PT{n}', f'PT {n}', f'{n[:3]} {n[3:6]} {n[6:]}'))


def pl(c):
    d = first(c, 9)
    k = weighted(d, (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11
    n = f'{d}{k}'
    return '' if k == 10 else c((n, f'{n[:3]}-{n[3:6]}-{n[6:8]}-{n[8:]}', f'{n[:3]}-{n[3:5]}-{n[5:7]}-{n[7:]}', f'PL{n}'))


def cz(c):
    d = c('246') + c.digits(6)
    k = 11 - weighted(d, range(8, 1, -1)) % 11
    return f'CZ{d}{k % 10 if k != 11 else 1}'


def se(c):
    d = '5' + c('569') + c.digits(7)
    n = d + str(luhn(d))
    return c((f'SE{n}01', f'SE{n}01', f'{n[:6]}-{n[6:]}', f'SE {n[:6]}-{n[6:]}01'))


def dk(c):
    d = first(c, 7)
    k = -weighted(d, (2, 7, 6, 5, 4, 3, 2)) % 11
    n = f'{d}{k}'
    return '' if k == 10 else c((n, n, f'DK{n}', f'{n[:2]} {n[2:4]} {n[4:6]} {n[6:]}', f'DK-{n}'))


def fi(c):
    d = c.digits(7)
    k = -weighted(d, (7, 9, 10, 5, 8, 4, 2)) % 11
    return '' if k == 10 else c((f'{d}-{k}', f'{d}-{k}', f'FI{d}{k}'))


def gb(c):
    d = first(c, 7)
    k = -(weighted(d, range(8, 1, -1)) + 55) % 97 if c.p(.3) else -weighted(d, range(8, 1, -1)) % 97
    n = f'{d}{k:02d}'
    return c((f'GB{n}', f'GB {n[:3]} {n[3:7]} {n[7:]}', f'{n[:3]} {n[3:7]} {n[7:]}', f'GB{n[:3]} {n[3:7]} {n[7:]}', n))


def ie(c):
    d = c.digits(7)
    return f'IE{d}{"WABCDEFGHIJKLMNOPQRSTUV"[weighted(d, range(8, 1, -1)) % 23]}'


def au(c):
    d = c.digits(9)
    for lead in c.shuffled(range(11, 100)):
        n = f'{lead}{d}'
        if (weighted(n, (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)) - 10) % 89 == 0:
            return c((f'{n[:2]} {n[2:5]} {n[5:8]} {n[8:]}', f'{n[:2]} {n[2:5]} {n[5:8]} {n[8:]}', n))
    return ''


def nz(c):
    d = str(c.n(10, 99)) + c.digits(6)
    k = -weighted(d, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
    if k == 10:
        k = -weighted(d, (7, 4, 3, 2, 5, 2, 7, 6)) % 11
    return '' if k == 10 else c((f'{d[:2]}-{d[2:5]}-{d[5:]}{k}', f'{d[:3]}-{d[3:6]}-{d[6:]}{k}'))


def gstin(c):
    signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    n = f'{c.n(1, 37):02d}{c.letters(3)}{c("ABCFGHLJPT")}{c.letters(1)}{c.digits(4)}{c.letters(1)}1Z'
    s = sum(sum(divmod(signs.index(ch) * (2 if i % 2 else 1), 36)) for i, ch in enumerate(n))
    return n + signs[-s % 36]


def my(c):
    return c((f'00{c.digits(10)}', f'00{c.digits(10)}', f'{c("WBJ")}{c.digits(2)}-{c.digits(4)}-{c.digits(8)}'))


def sg(c):
    d = str(c.n(1975, 2022)) + c.digits(5)
    return c((d + 'ZKCMDNERGWH'[weighted(d, (10, 8, 6, 4, 9, 7, 5, 3, 1)) % 11], f'M{c.n(2, 9)}-{c.digits(7)}-{c.n(0, 9)}'))


def za(c):
    d = '4' + c.digits(8)
    return d + str(luhn(d))


def ca(c):
    d = str(c.n(1, 8)) + c.digits(7)
    d += str(luhn(d))
    return c((f'{d} RT0001', f'{d}RT0001', f'{d[:3]} {d[3:6]} {d[6:]} RT0001'))


def us(c):
    return f'{c.n(10, 99)}-{c.digits(7)}'


def br(c):
    d = c.digits(8) + '0001'
    for weights in ((5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)):
        k = 11 - weighted(d, weights) % 11
        d += str(k if k < 10 else 0)
    return f'{d[:2]}.{d[2:5]}.{d[5:8]}/{d[8:12]}-{d[12:]}'


def mx(c):
    return f'{c.letters(3)}{c.n(1, 22):02d}{c.n(1, 12):02d}{c.n(1, 28):02d}{c.letters(2)}{c.n(0, 9)}'


def no(c):
    d = c('89') + c.digits(7)
    k = -weighted(d, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
    n = f'{d[:8]}{k}'
    return '' if k == 10 else c((n, f'NO {n[:3]} {n[3:6]} {n[6:]}', f'NO{n}'))


def other(c):
    return c((c.digits(9), c.digits(10), f'{c.letters(2)}{c.digits(9)}', c.digits(13), f'3{c.digits(13)}3'))


TAX_IDS = {k.upper(): retry(v) for k, v in dict(de=de, at=at, ch=ch, fr=fr, it=it, es=es, nl=nl, be=be, pt=pt, pl=pl, cz=cz, se=se, dk=dk, fi=fi, gb=gb, ie=ie, au=au, nz=nz,
                                                my=my, sg=sg, za=za, ca=ca, us=us, br=br, mx=mx, no=no, other=other).items()}
TAX_IDS['IN'] = gstin
IBAN_SHAPES = {'DE': '18d', 'AT': '16d', 'CH': '17d', 'FR': '23d', 'IT': 'a22d', 'ES': '20d', 'NL': 'bank10d', 'BE': '12d', 'PT': '21d', 'PL': '24d', 'CZ': '20d', 'SE': '20d',
               'DK': '14d', 'FI': '14d', 'GB': 'bank14d', 'IE': 'bank14d', 'LU': '16d', 'NO': '11d'}


def iban(c: Choice, country: str) -> str:
    """An account with right check digits, without spaces."""
    shape = IBAN_SHAPES[country]
    body = (c(('ABNA', 'INGB', 'RABO', 'BARC', 'LOYD', 'NWBK', 'AIBK', 'BOFI')) + c.digits(int(shape[4:-1])) if shape.startswith('bank')
            else c.letters(1) + c.digits(int(shape[1:-1])) if shape.startswith('a') else c.digits(int(shape[:-1])))
    value = int(''.join(str(int(ch, 36)) for ch in body + country + '00'))
    return f'{country}{98 - value % 97:02d}{body}'
