"""Heads of invoices that programs print from data: one column of labelled rows, each party in a block of its own with its numbers."""
from __future__ import annotations

from .draw import Run, invented_words, prose_words, run, table
from .invoice_parties import buyer, buyer_rows, name_rows, register_row, supplier_rows, tax_row
from .invoice_sheet import print_parties
from .paper import Pair, Paper
from .parties import Party
from .scene import Scene

# Numbers that a party is known by; none of them is the document's own.
_PARTY_NUMBERS = {'en': 'Number|ID|Identifier|Global ID|GLN|Supplier no.|Party ID', 'de': 'Nummer|Kennung|Globale Nummer|GLN|ID|Lieferanten-Nr.|Kundennummer', 'fr': 'Numéro|Identifiant|GLN|SIRET|Code client', 'es': 'Número|Código|GLN', 'it': 'Numero|Codice|GLN',
                  'nl': 'Nummer|GLN|ID', 'pt': 'Número|Código|GLN', 'pl': 'Numer|Kod|GLN', 'cs': 'Číslo|Kód|GLN', 'sv': 'Nummer|GLN|ID', 'da': 'Nummer|GLN|ID', 'fi': 'Numero|Tunnus|GLN'}
# Other parties: where the goods go, who is paid, who stands in for the seller before the tax office.
_OTHERS = {'en': 'Ship to|Payee|Tax representative|Invoicee|Deliver from', 'de': 'Abweichender Warenempfänger|Abweichender Zahlungsempfänger|Steuerbevollmächtigter des Verkäufers|Rechnungsempfänger|Lieferort', 'fr': 'Livré à|Bénéficiaire|Représentant fiscal|Facturé à',
           'es': 'Enviar a|Beneficiario|Representante fiscal', 'it': 'Destinazione merce|Beneficiario|Rappresentante fiscale', 'nl': 'Afleveradres|Begunstigde|Fiscaal vertegenwoordiger', 'pt': 'Local de entrega|Beneficiário', 'pl': 'Odbiorca|Odbiorca płatności',
           'cs': 'Příjemce|Příjemce platby', 'sv': 'Leveransadress|Betalningsmottagare', 'da': 'Leveringsadresse|Betalingsmodtager', 'fi': 'Toimitusosoite|Maksunsaaja'}
# Rows about the data themselves.
_ABOUT = {'en': 'Business process|Specification|Guideline|Document type|Version', 'de': 'Geschäftsprozess|Anwendungsempfehlung|Spezifikation|Belegart|Stylesheet-Version', 'fr': 'Processus métier|Spécification|Type de document'}


def form_head(scene: Scene, paper: Paper, party: Party, meta: list[Pair], heading: Run, inside: set[str], rest) -> None:
    """One column: rows about the form, the title with the number, labels with values, then the parties. `rest` prints title and pairs."""
    c, left, who = scene.c, paper.left, scene.supplier
    scene.form = True
    y = paper.y
    for _ in range(c.n(0, 3)):
        line = [(word, 'other') for word in (c(prose_words(scene.language)) for _ in range(c.n(3, 9)))]
        big = c((1., 1.2, .8))
        y = paper.block(left if c.p(.6) else left + paper.span * .3, y + paper.size * max(0., big - 1.), paper.span * .7, [line], 'l', big) + paper.size * max(0., 1. - big)
    paper.y = y + paper.pitch * c.f(0, 1)
    rest(scene, paper, meta, c(('title', 'below')), 'inline', heading)
    if c.p(.35):
        rows = [run(f'{of(scene, _ABOUT)} :') + run(c((f'urn:{c(invented_words(scene.language))}:{c.digits(5)}:{c.n(2014, 2026)}', c(invented_words(scene.language)).capitalize(), f'{c.n(1, 3)}.{c.n(0, 9)}'))) for _ in range(c.n(1, 3))]
        paper.y = paper.block(left, paper.y, paper.span, rows) + paper.pitch * c.f(0, 1)
    if c.p(.35):
        print_parties(scene, paper, party)
        return
    numbered = c.p(.5)
    scene.truth.setdefault('address', ' '.join(who.address))
    seller = [scene.label('from', True), *numbers(scene, numbered), *name_rows(c, run(who.name, 'supplier'), .16), *marked(scene, who.address), *supplier_rows(scene, inside - {'address'})]
    buyers = [scene.label('bill_to', True), *numbers(scene, numbered), *buyer_rows(scene, party)]
    blocks = [seller, buyers] if c.p(.75) else [buyers, seller]
    for _ in range(c.n(1, 2) if c.p(.35) else 0):
        other = party if c.p(.3) else buyer(scene)
        blocks.append([run(of(scene, _OTHERS) + ':'), *numbers(scene, numbered), *buyer_rows(scene, other, 'buyer' if other is party else 'other')])
    if c.p(.3):
        blocks.append(imprint(scene))
    beside = c.p(.2)
    top, lowest = paper.y, paper.y
    for at, rows in enumerate(blocks):
        width = paper.span * (.46 if beside else .8)
        if not beside:
            paper.need(len(rows))
            lowest = top = paper.y
        y = paper.block(left + (paper.span * .52 if beside and at % 2 else 0.), top, width, rows)
        lowest = max(lowest, y)
        if not beside or at % 2 or at + 1 == len(blocks):
            paper.y = top = lowest + paper.pitch * c.f(0, 1.5)


def of(scene: Scene, labels: dict[str, str]) -> str:
    return scene.c(labels.get(scene.language, labels['en']).split('|'))


def numbers(scene: Scene, wanted: bool) -> list[Run]:
    """What the data call a party by: `Number : 549910`."""
    c = scene.c
    if not wanted or not c.p(.8):
        return []
    rows = []
    for _ in range(c.n(1, 2)):
        scheme = run(c(('(GTIN)', '(DUNS)', '(0088)', '(GLN)'))) if c.p(.2) else []
        rows.append(run(f'{of(scene, _PARTY_NUMBERS)}{c((":", " :", ":"))}') + run(c.digits(c((5, 6, 8, 9, 13)))) + scheme)
    return rows


def marked(scene: Scene, lines: list[str]) -> list[Run]:
    """An address with the country's code before the postcode, as data have it."""
    c, code = scene.c, scene.market.country
    return [(run(code) if c.p(.6) and any(ch.isdigit() for ch in line) and i + 1 == len(lines) else []) + run(line, 'address') for i, line in enumerate(lines)]


def imprint(scene: Scene) -> list[Run]:
    """A note in which the seller names itself once more: name, address, managers, register."""
    c, who = scene.c, scene.supplier
    rows = [run(' '.join(c(prose_words(scene.language)) for _ in range(c.n(1, 4))).capitalize() + ':')] if c.p(.6) else []
    rows += [*name_rows(c, run(who.name, 'supplier')), *[run(line, 'address') for line in who.address]]
    rows.append(run({'de': c(('Geschäftsführer:', 'Geschäftsführung:', 'Vorstand:')), 'fr': 'Gérant :', 'en': c(('Directors:', 'Managing director:'))}.get(scene.language, '') + ' ' + who.owner))
    if c.p(.6):
        rows.append(register_row(scene))
    if c.p(.4):
        rows.append(tax_row(scene))
    if c.p(.3):
        rows.append(run(c(table('names', scene.language)['first']) + ' ' + c(table('names', scene.language)['surname'])))
    return rows
