"""Where a party sits: streets, towns and postcodes as its country prints them."""
from __future__ import annotations

from .draw import Choice, invented_words, table
from .locales import MALAY, Market


def filled(c: Choice, pattern: str) -> str:
    """9 becomes a digit, N a digit but 0, A a letter; runs of other text stay."""
    return ''.join(c.digits(1) if ch == '9' else str(c.n(1, 9)) if ch == 'N' else ch for ch in pattern)


def coined(c: Choice, language: str) -> str:
    return c(invented_words(language)).capitalize()


def town(c: Choice, market: Market) -> str:
    if c.p(.7) or market.country in ('SG', 'XX'):
        return c(market.towns)
    river = f' {c(("am", "an der", "bei"))} {coined(c, market.language)}' if market.country == 'DE' and c.p(.1) else ''
    return coined(c, market.language) + river


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


def malay_street(c: Choice) -> str:
    text = c(MALAY['street']).replace('{w}', c(MALAY['w']))
    while '{n}' in text:
        text = text.replace('{n}', str(c.n(1, 99)), 1)
    if text.startswith(('NO', 'LOT')):
        return text
    front = c(('NO ', 'NO. ', 'LOT ', '', 'NO.', 'NO: '))
    return f'{front}{c.n(1, 300)}{c(("", "", "A", "-G", f" & {c.n(1, 300)}"))}{c((", ", ",", " "))}{text}'


# Share of streets without a number: quays, parades, parks, villages. Elsewhere than in English they are squares and ways out of town.
NO_NUMBER = {'en': .2}


def street(c: Choice, market: Market) -> str:
    names = table('names', market.language)
    if market.country == 'MY' and c.p(.85):
        return malay_street(c)
    w = coined(c, market.language) if c.p(.55) else c(names['surname']).split(' ')[-1]
    name = c(names['street']).replace('{w}', w)
    if c.p(NO_NUMBER.get(market.language, .05)):
        return name
    no = f'{c.n(1, 220)}{c(("", "", "", "", "a", "B", "/2", f"-{c.n(2, 30)}", " bis" if market.language == "fr" else ""))}'
    if market.language == 'en' and market.country != 'IN' or market.language == 'fr':
        return f'{no}{"," if market.language == "fr" and c.p(.4) else ""} {name}'
    between = c((', ', ' ', ' n. ')) if market.language == 'it' else c((', ', ' nº ', ' ')) if market.language in ('es', 'pt') else ' '
    return f'{name}{between}{no}'


def extra_line(c: Choice, market: Market) -> str:
    """What stands between name and street: floors, estates, districts, P.O. boxes."""
    w, m = coined(c, market.language), c(MALAY['w'])
    if market.country == 'MY':
        return c((f'TAMAN {w.upper()},', f'TAMAN {m},', f'BANDAR {w.upper()},', f'BANDAR BARU {m},', f'KAWASAN PERINDUSTRIAN {m},', f'GROUND FLOOR, NO. {c.n(1, 99)},', f'{m},', f'LEVEL {c.n(1, 9)}, {w.upper()} MALL,', f'SEKSYEN {c.n(1, 30)},',
                  f'LOT {c("FGLU")}-{c.n(1, 99)}, {c.n(1, 5)}F, PLAZA {m},', f'OFF JALAN {m},', f'KAMPUNG {w.upper()},'))
    return c({'en': (f'Unit {c.n(1, 40)}', f'{w} House', f'{w} Industrial Estate', f'Suite {c.n(100, 900)}', f'P.O. Box {c.n(10, 9999)}', f'{c.n(1, 9)}th Floor, {w} Building', f'Shop {c.n(1, 90)}, {w} Mall'),
              'de': (f'Gebäude {c.n(1, 9)}', f'Gewerbepark {w}', f'Postfach {c.n(10, 99)} {c.n(10, 99)} {c.n(10, 99)}', f'{c.n(1, 5)}. OG'),
              'fr': (f'BP {c.n(10, 999)}', f'Z.I. {w}', f'Centre commercial {w}', f'Bâtiment {c("ABCD")}'), 'es': (f'Pol. Ind. {w}', f'Local {c.n(1, 30)}', f'{c.n(1, 8)}º {c("ABCD")}'),
              'it': (f'Zona Ind. {w}', f'Fraz. {w}', f'Centro Comm. {w}')}.get(market.language, (w, f'{w} Center', f'{w} {c.n(1, 9)}')))


def address(c: Choice, market: Market, place: str) -> list[str]:
    """The lines of an address, as printed."""
    malaysian = market.country == 'MY'
    post = postal(c, market, place)
    if malaysian and c.p(.6):
        post = post.upper()
    lines = [street(c, market), post]
    if c.p(.28):
        lines.insert(c.n(0, 1), extra_line(c, market))
    if malaysian and c.p(.5):
        lines.insert(1, extra_line(c, market))
    if c.p(.14):
        lines.append(c(market.name))
    if malaysian and c.p(.35):  # capitals are not all there is
        return ended(c, market, [' '.join(w if any(ch.isdigit() for ch in w) else w.capitalize() for w in line.split(' ')) for line in lines])
    if c.p(.1 if not malaysian else .25):
        lines = [line.upper() for line in lines]
    return ended(c, market, lines)


def ended(c: Choice, market: Market, lines: list[str]) -> list[str]:
    """Lines with commas or stops at their ends, where that is usual."""
    if market.country not in ('MY', 'IN', 'SG') or not c.p(.5):
        return lines
    lines = [line if line.endswith((',', '.')) else line + c(',,.') for line in lines]
    lines[-1] = lines[-1].rstrip(',') + c(('', '.'))
    return lines
