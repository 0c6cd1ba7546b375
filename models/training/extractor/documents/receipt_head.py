"""The head of a receipt: who sells, where, under which numbers, in the many orders that tills print it."""
from __future__ import annotations

from . import receipt_names
from .draw import Run, run
from .party_phrases import phrase
from .receipt_above import print_above
from .scene import Scene
from .strip import Strip

ORDERS = (('address', 'contact', 'tax'), ('address', 'tax', 'contact'), ('tax', 'address', 'contact'), ('tax', 'contact', 'address'), ('contact', 'address', 'tax'), ('contact', 'tax', 'address'))
ORDER_WEIGHTS = (.58, .22, .11, .03, .04, .02)


def head(scene: Scene, strip: Strip, late_tax: bool) -> None:
    """Name, branch, register number, address, telephone, tax number; what some tills print above and between them."""
    c = scene.c
    anchor = c.weighted(('m', 'l', 'r'), (.76, .21, .03))
    print_above(scene, strip, anchor)
    late_register = receipt_names.print_names(scene, strip, anchor)
    blocks = {'address': lambda: address(scene, strip, anchor), 'contact': lambda: printed(strip, contact_rows(scene), anchor), 'tax': lambda: printed(strip, [] if late_tax or c.p(.12) else [tax_row(scene)], anchor)}
    order = list(c.weighted(ORDERS, ORDER_WEIGHTS))
    if c.p(.05):
        order.remove('address')
    extras = [late_register] if late_register else []
    if c.p(.06):
        extras.append(run(phrase(scene, 'branch')))
    if c.p(.05):
        extras.append(run(phrase(scene, 'hours')))
    if c.p(.03):
        extras.append(run(phrase(scene, 'slogan')))
    if c.p(.02):
        extras.append(run(phrase(scene, 'notice')))
    places = [c.n(0 if c.p(.3) else 1, len(order)) for _ in extras]
    for at in range(len(order) + 1):
        printed(strip, [row for row, place in zip(extras, places) if place == at], anchor)
        if at < len(order):
            blocks[order[at]]()


def printed(strip: Strip, rows: list[Run], anchor: str) -> None:
    for row in rows:
        strip.line(row, anchor)


def tax_row(scene: Scene) -> Run:
    c, who = scene.c, scene.supplier
    row = scene.joined(scene.words(who.tax_label + c((':', '', ' :', ':'))), who.tax_run()) if c.p(.97) else who.tax_run()
    scene.truth['supplierTaxId'] = who.tax_value()
    if c.p(.12 if scene.market.country == 'MY' else .04) and not row[0][0].startswith('('):
        row = [('(' + row[0][0], row[0][1]), *row[1:-1], (row[-1][0] + ')', row[-1][1])] if len(row) > 1 else row
    return row


def address(scene: Scene, strip: Strip, anchor: str) -> None:
    c, lines = scene.c, scene.supplier.address
    k = c.random()
    if k < .25:
        strip.line(run(', '.join(line.rstrip(',') for line in lines), 'address'), anchor)
    elif k < .32 and len(lines) > 2:
        strip.line(run(' '.join(lines[:-1]), 'address'), anchor)
        strip.line(run(lines[-1], 'address'), anchor)
    else:
        for line in lines:
            strip.line(run(line, 'address'), anchor)
    scene.truth['address'] = ' '.join(lines)


def contact_rows(scene: Scene) -> list[Run]:
    c, who = scene.c, scene.supplier
    rows: list[Run] = []
    glue = c((': ', ':', ' ', ' : ', '. '))
    if c.p(.72):
        label = c(scene.labels['phone']).rstrip(':')
        row = run(label + glue.strip()) if glue.strip() and c.p(.8) else run(label) if c.p(.8) else []
        if row and glue == ':' and c.p(.4):
            parts = who.phone.split()
            row = [(row[-1][0] + parts[0], 'contact')] + run(' '.join(parts[1:]), 'contact')
        else:
            row = row + run(who.phone, 'contact')
        if c.p(.25):
            row = row + run(c(scene.labels['fax']) + c((':', '', ' :'))) + run(who.fax, 'contact')
        rows.append(row)
    if c.p(.28):
        rows.append((run(c(scene.labels['web']) + ':') if c.p(.2) else []) + run(who.web, 'contact'))
    if c.p(.14):
        rows.append((run(c(scene.labels['mail']) + ':') if c.p(.5) else []) + run(who.mail, 'contact'))
    return rows
