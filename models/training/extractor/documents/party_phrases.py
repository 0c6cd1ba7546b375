"""Phrases that stand around names: slogans, branches, owners, carriers, tills. None of them names who sells."""
from __future__ import annotations

from .draw import Choice, invented_words, table
from .party_names import core_name, legal_form, person_name
from .scene import Scene


def phrase(scene: Scene, role: str) -> str:
    """One of a language's phrases for a role, its placeholders filled."""
    c, who, names = scene.c, scene.supplier, table('names', scene.language)
    text = c(names[role])
    while '{' in text:
        start, end = text.index('{'), text.index('}')
        key = text[start + 1:end]
        value = {'place': lambda: who.place, 'owner': lambda: who.owner if who.owner.lower() not in who.name.lower() else person_name(c, scene.market), 'w': lambda: c(invented_words(scene.language)).capitalize(), 'trade': lambda: c(names['trade']), 'front': lambda: c(names['front']), 'year': lambda: str(c.n(1840, 2024)),
                 'n': lambda: str(c.n(10, 9999)), 'd': lambda: str(c.n(1, 9))}[key]()
        text = text[:start] + value + text[end + 1:]
    return text.upper() if c.p(.3) and len(text.upper()) == len(text) else text


def other_company(scene: Scene, legal: float = .8) -> str:
    """A company that is not the one that sells: an owner, a carrier, a bank, who makes the till; or one of the same group."""
    c, market = scene.c, scene.market
    names = table('names', market.language)
    if c.p(.14):
        words = scene.supplier.core.split()
        return f'{" ".join(words[:c.n(1, len(words))])} {c(names["sister"])}{"" if c.p(.3) else " " + c(market.forms).replace("{owner}", "").lstrip(", ")}'.strip()
    surname = c(names['surname'])
    owner = f'{c(names["first"])} {surname}'
    name = core_name(c, market, surname, owner)
    if c.p(legal):
        form = legal_form(c, market, owner)
        name += form if form.startswith(',') else ' ' + form
    return name.upper() if c.p(.35) and len(name.upper()) == len(name) else name


def scribble(c: Choice) -> str:
    """A number or a word that somebody wrote by hand, as a reader takes it."""
    kinds = ('digits', 'digits', 'mixed', 'spaced', 'word')
    kind = c(kinds)
    if kind == 'word':
        return ''.join(c('AaoOscel01i') for _ in range(c.n(1, 5)))
    text = c.digits(c.n(1, 9))
    if kind == 'mixed':
        text = ''.join(c('oOlI>:"$r-fSs') if c.p(.25) else ch for ch in text)
    elif kind == 'spaced':
        at = c.n(1, len(text))
        text = f'{text[:at]} {" ".join(text[at:])}'
    return text.strip() or '1'
