"""Parties as sheets print them that are made from the data of an e-invoice: each a list of labelled values below a heading."""
from __future__ import annotations

from .draw import Run, run, table
from .invoice_parties import tax_row
from .item_notes import one_of
from .paper import Pair, Paper
from .parties import Party
from .scene import Scene


def party_pairs(scene: Scene, party: Party, seller: bool) -> list[Pair]:
    """Name, street, town, country, who to ask, and numbers; address lines keep their words, however they are labelled."""
    c = scene.c
    name, place = ('supplier', 'address') if seller else ('buyer', 'buyer')
    pairs: list[Pair] = [(label(scene, 's_name'), run(party.name, name))]
    for at, line in enumerate(party.address):
        pairs.append((label(scene, 's_street' if at + 1 < len(party.address) else 's_city'), run(line, place)))
    if seller:
        scene.truth.setdefault('address', ' '.join(party.address))
    if c.p(.6):
        pairs.append((label(scene, 's_country'), run(scene.market.country)))
    if c.p(.5):
        pairs.append((label(scene, 's_contact'), run(f'{c(table("names", scene.language)["first"])} {c(table("names", scene.language)["surname"])}')))
    if seller:
        for key, value, share in (('phone', party.phone, .6), ('mail', party.mail, .7), ('web', party.web, .3)):
            if value and c.p(share):
                pairs.append((label(scene, key), run(value, 'contact')))
        row = tax_row(scene)
        first = next(at for at, (_, tag) in enumerate(row) if tag == 'supplierTaxId')
        pairs.append((row[:first], row[first:]))
    elif c.p(.5):
        pairs.append((label(scene, 'customer_no'), run(c.digits(c.n(3, 8)))))
    return pairs


def label(scene: Scene, role: str) -> Run:
    return scene.words(one_of(scene, role).rstrip(':') + (':' if scene.colon.strip() else ''))


def print_parties(scene: Scene, paper: Paper, party: Party) -> None:
    """Seller and buyer beside or below each other, either first."""
    c = scene.c
    design, together = c(('aligned', 'aligned', 'inline', 'right')), c.p(.55)
    lists = [(scene.label('from', False), party_pairs(scene, scene.supplier, True)), (scene.label('bill_to', False), party_pairs(scene, party, False))]
    if c.p(.4):
        lists.reverse()
    width, big = paper.span * (.46 if together else c((.6, .9))), c((1., 1.2, 1.4))
    top = lowest = paper.y + paper.pitch * .5
    for at, (heading, pairs) in enumerate(lists):
        if not together:
            paper.need(len(pairs) + 2)
            top = paper.y + paper.pitch * .5
        x = paper.left + (paper.span * .53 if together and at else 0.)
        y = paper.block(x, top, width, [heading], 'l', big)
        y = paper.pairs(x, y + paper.pitch * .2, width, pairs, design)
        lowest = max(lowest, y)
        paper.y = y if not together else lowest
    paper.y = lowest + paper.pitch * c.f(.3, 1.2)
