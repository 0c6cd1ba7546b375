"""Letterheads: the name, a brand above it or instead of it, owners, branches, slogans; and the sender's row above the window of the envelope."""
from __future__ import annotations

from dataclasses import dataclass, field

from .draw import Run, run, table
from .invoice_parties import name_rows
from .noise import garbled
from .paper import Paper
from .party_names import brand_word
from .party_phrases import other_company, phrase
from .scene import Scene

SEPARATORS = (' - ', ' · ', ', ', ' | ', ' • ', ' * ', ' ; ', '  ', ' – ')


@dataclass
class Letterhead:
    """Rows in large type and rows below them in the type of the page; `named` if the company is among them."""

    large: list[Run] = field(default_factory=list)
    small: list[Run] = field(default_factory=list)
    named: bool = True

    def rows(self) -> list[Run]:
        return [*self.large, *self.small]


def letterhead(scene: Scene) -> Letterhead:
    """What stands at the head. Where the company is not named there, the small print at the foot is asked to do so."""
    c, who = scene.c, scene.supplier
    form = c.weighted(('both', 'brand', 'brand-of', 'name'), (.52, .26, .08, .14)) if who.brand else c.weighted(('name', 'logo', 'logo-name', 'web'), (.9, .035, .045, .02))
    name, brand = run(who.name, 'supplier'), run(who.brand)
    head = Letterhead(named=form not in ('brand', 'logo', 'web'))
    if form == 'both':
        head.large, head.small = ([brand], [name]) if c.p(.7) else ([brand, name], [])
    elif form == 'brand':
        head.large = [brand]
    elif form == 'brand-of':
        head.large, head.small = [brand], [brand + run(phrase(scene, 'tradename')) + name if c.p(.5) else run(phrase(scene, 'tradename')) + name]
    elif form == 'web':
        head.large = [run(who.web, 'contact')]
    elif form == 'name':
        head.large = name_rows(c, name, .09)
    else:
        text = garbled(c, brand_word(c) if c.p(.6) else who.core)
        head.large = [run(text.upper() if c.p(.5) else text)]
        if form == 'logo-name':
            head.small = [name]
    if not head.named:
        scene.footer_takes |= {'name', 'address', 'contact'}
    head.small += around(scene, head.named)
    if scene.market.country in ('MY', 'SG') and head.named and c.p(.55):
        register = run(f'({who.register})' if c.p(.7) else who.register)
        if head.small and head.small[0] == name:
            head.small[0] = name + register
        elif head.large[-1] == name and c.p(.6):
            head.large[-1] = name + register
        else:
            head.small.insert(0, register)
    return head


def around(scene: Scene, named: bool) -> list[Run]:
    """Rows below the name: what is made or sold, who owns it, which branch, what it was called before."""
    c, rows, names = scene.c, [], table('names', scene.language)
    if c.p(.1):
        rows.append(run(c(names['service']).capitalize() + c((' & ', ', ')) + c(names['service'])))
    if c.p(.07):
        rows.append(run(phrase(scene, 'slogan')))
    if c.p(.05):
        rows.append(run(f'{c(names["trade"])}{c((" · ", " - ", " | ", ", "))}{c(names["trade"])}{c((" · ", " - ", " | ", ", "))}{c(names["trade"])}'))
    if c.p(.08 if not scene.supplier.legal else .02):
        rows.append(run(phrase(scene, 'keeper')))
    if c.p(.06):
        rows.append(run(phrase(scene, 'branch')))
    if c.p(.035):
        rows.append(run(f'{phrase(scene, "owned")} {other_company(scene)}'))
    if named and c.p(.012):
        rows.append(run(f'{phrase(scene, "former")} {other_company(scene)}'))
    return c.shuffled(rows)


def print_letterhead(paper: Paper, head: Letterhead, x: float, y: float, width: float, anchor: str, big: float) -> float:
    """Large rows, then small ones. Returns the baseline of the next row."""
    y = paper.block(x, y, width, head.large, anchor, big)
    if not head.small:
        return y
    return paper.block(x, y - paper.pitch * (big - 1) * .6, width, head.small, anchor)


def sender_row(scene: Scene, paper: Paper) -> None:
    """The sender in small type above the window of the envelope: name and address in one row, or the name and the place."""
    c, who = scene.c, scene.supplier
    separator = c(SEPARATORS)
    mark = separator.strip() if separator.strip() != ',' else ''
    parts = [run(who.name, 'supplier') if not who.brand or c.p(.9) else run(who.brand)]
    lines = who.address[:3] if c.p(.85) else who.address[:2]
    parts += [run(line.rstrip(',') + (',' if ',' in separator and index + 1 < len(lines) else ''), 'address') for index, line in enumerate(lines)]
    row: Run = []
    for index, part in enumerate(parts):
        row += ([(mark, 'other')] if index and mark else []) + part
    scene.truth.setdefault('address', ' '.join(who.address))
    size = paper.size * c.f(.45, .72)
    row = fitting(paper, row, size)
    paper.sheet.put(paper.left, paper.y, row, size)
    paper.step(1.3)


def fitting(paper: Paper, row: Run, size: float) -> Run:
    """As many words as the page has room for."""
    while len(row) > 3 and paper.sheet.room(row, size) > paper.span:
        row = row[:-1]
    return row
