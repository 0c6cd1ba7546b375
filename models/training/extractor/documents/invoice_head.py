"""The upper third of an invoice: who sells, who buys, the numbers and dates, in many arrangements."""
from __future__ import annotations

from .draw import Run, run, table
from .invoice_form import form_head
from .invoice_parties import buyer, buyer_rows, supplier_rows
from .paper import Pair, Paper
from .parties import Party
from .party_letterhead import letterhead, print_letterhead, sender_row
from .party_phrases import other_company, phrase
from .scene import Scene


def meta_pairs(scene: Scene, kind: str) -> list[Pair]:
    """Numbers and dates; the document's own number and date come nearly always."""
    c = scene.c
    main: list[Pair] = []
    if c.p(.96 if kind != 'statement' else .3):
        label = scene.label({'credit-note': 'credit_no', 'order': 'order_no'}.get(kind, 'number')) if kind != 'delivery-note' else scene.words(f'{scene.text("delivery")} {c(("No.", "Nr.", "N°", "#", "no", ":"))}')
        main.append((label, scene.number(scene.serial())))
    if c.p(.07):
        main.append((run(scene.supplier.place.split(' ')[0] + ',' + {'de': c((' den', ' am', '')), 'fr': ' le', 'it': ' il', 'pl': ' dnia', 'cs': ' dne', 'sv': ' den', 'da': ' den'}.get(scene.language, '')), scene.date(scene.day, 'date')))
    elif c.p(.97):
        main.append((scene.label('date'), scene.date(scene.day, 'date')))
    if c.p(.42) and kind == 'invoice':
        main.append((scene.label('due_date'), scene.date(scene.later(0, 60), 'dueDate')))
    rest: list[Pair] = []
    if kind == 'invoice' and scene.sums is not None and not scene.sums.prepaid and c.p(.09):
        rest.append((scene.label('total'), scene.amount(scene.sums.total, 'total', 'total', key='total')))
    if c.p(.45):
        rest.append((scene.label('customer_no'), run(c((c.digits(c.n(3, 8)), f'{c.letters(2)}{c.digits(4)}', f'K-{c.digits(5)}')))))
    if c.p(.32) and kind != 'order':
        rest.append((scene.label('order_no'), run(scene.serial(), 'orderNumber')))
        if c.p(.3):
            rest.append((scene.label('order_date'), scene.date(scene.later(-40, 0), 'otherDate')))
    if c.p(.34):
        rest.append((scene.label('delivery_date'), scene.date(scene.later(-20, 5), 'otherDate')))
    if c.p(.12):
        start = scene.later(-60, -30)
        rest.append((scene.label('period'), scene.date(start, 'otherDate') + run(c(('-', '–', 'to', 'bis', 'au', 'al')) if c.p(.8) else '-') + scene.date(scene.later(-29, 0), 'otherDate')))
    if c.p(.35):
        rest.append((scene.label('your_ref'), run(c((scene.supplier.owner, c.letters(2) + '/' + c.letters(2).lower(), c.digits(5), c(table('names', scene.language)['first']))))))
    if c.p(.25):
        rest.append((scene.label('terms'), run(scene.text('terms_text'))))
    if c.p(.12):
        rest.append((scene.label('page'), run(c(('1', '1/1', '1 / 2')))))
    if c.p(.06):
        rest.append((scene.label('print_date'), scene.date(scene.later(0, 3), 'otherDate')))
    if c.p(.06):  # who carries the goods or the money
        rest.append((run(phrase(scene, 'carrier')), run(other_company(scene, .6))))
    if kind == 'credit-note' and c.p(.5):
        rest.append((scene.label('number'), run(scene.serial())))
    if c.p(.55):
        return main + c.shuffled(rest)
    return c.shuffled(main + rest)


def print_head(scene: Scene, paper: Paper, kind: str, title: str) -> Party:
    """Everything above the table. What cannot stand beside each other stands below each other."""
    c, who = scene.c, scene.supplier
    party = buyer(scene)
    style = c.weighted(('letter', 'split', 'columns', 'centre', 'stacked'), (.33, .23, .14, .12, .18))
    grouped = c.p(.75)
    inside = {'address', 'contact', 'tax', 'register'} if c.p(.45) else {'address', 'contact'} if c.p(.6) else {'address', 'tax'} if c.p(.5) else {'address'}
    scene.footer_takes = {'tax', 'bank', 'register'} - inside
    name_in_footer_only = style == 'letter' and c.p(.12)
    big = c.weighted((1., 1.3, 1.7, 2.2, 3.), (.18, .28, .28, .18, .08))
    lettered = letterhead(scene)
    meta = meta_pairs(scene, kind)
    for label, value in c.sample(meta, c.n(0, len(meta))) if c.p(.05) else []:
        meta.remove((label, value))
    heading = scene.words(title)
    half, left, right = paper.span * .46, paper.left, paper.right
    design = c.weighted(('aligned', 'inline', 'right', 'stacked'), (.42, .26, .24, .08))
    meta_place = c.weighted(('beside', 'bar', 'below', 'title'), (.56, .16, .16, .12))
    if scene.supplier.iban and c.p(.1):
        scene.truth['iban'] = who.iban

    if style == 'letter':
        at = c(('l', 'r', 'r', 'l', 'm'))
        x = left if at == 'l' else right if at == 'r' else (left + right) / 2
        y = paper.y + paper.size * (big - 1) * .7
        if name_in_footer_only:
            scene.footer_takes |= {'name', 'address', 'contact'}
            y += paper.pitch * 3
        else:
            y = print_letterhead(paper, lettered, x, y, paper.span * .7, at, big)
            y = paper.block(x, y, paper.span * .5, supplier_rows(scene, inside), at, c((1., .85, .8))) if c.p(.7) else y
            if not any(w[5] == 'address' for w in paper.sheet.words):
                scene.footer_takes |= {'name', 'address', 'contact'}
        paper.y = y + paper.pitch * c.f(.5, 4)
        if c.p(.55):  # the sender's row above the window of the envelope
            sender_row(scene, paper)
        parties_and_meta(scene, paper, party, meta, meta_place, design, heading, c.p(.25))
    elif style == 'split':
        title_right = c.p(.7)
        x, anchor = (left, 'l') if title_right else (right, 'r')
        y0 = paper.y + paper.size * (big - 1) * .7
        y = print_letterhead(paper, lettered, x, y0, paper.span * .52, anchor, big)
        y = paper.block(x, y, half, supplier_rows(scene, inside), anchor)
        other = paper.block(right if title_right else left, y0, paper.span * .45, [heading], 'r' if title_right else 'l', c((1.5, 2., 2.6)))
        if meta_place == 'beside':
            other = paper.pairs(right - paper.span * .4 if title_right else left, other + paper.pitch * .5, paper.span * .4, meta, design, 1., scene.joined)
            meta = []
        paper.y = max(y, other) + paper.pitch * c.f(.8, 2.5)
        if c.p(.22):
            sender_row(scene, paper)
        parties_and_meta(scene, paper, party, meta, 'bar' if meta_place == 'bar' else 'below', design, [], True)
    elif style == 'columns':  # seller and buyer side by side, each below its label
        y = paper.y
        if c.p(.6):
            y = paper.block(left, y + paper.size, paper.span * .6, [heading], 'l', 1.6) if c.p(.5) else paper.block(right, y + paper.size, paper.span * .6, [heading], 'r', 1.6)
            heading = []
        if meta_place == 'title' or c.p(.4):
            y = paper.pairs(left if c.p(.4) else right - half, y, half, meta, design, 1., scene.joined)
            meta = []
        y += paper.pitch
        sides = [left, left + paper.span * .54]
        if c.p(.25):
            sides.reverse()
        labelled = c.p(.85)
        y1 = paper.block(sides[0], y, half, ([scene.label('from')] if labelled else []) + lettered.rows() + supplier_rows(scene, inside))
        y2 = paper.block(sides[1], y, half, ([scene.label('bill_to')] if labelled else []) + buyer_rows(scene, party))
        paper.y = max(y1, y2) + paper.pitch
        rest(scene, paper, meta, meta_place, design, heading)
    elif style == 'stacked':
        form_head(scene, paper, party, meta, heading, inside, rest)
    else:
        middle = (left + right) / 2
        y = print_letterhead(paper, lettered, middle, paper.y + paper.size * (big - 1) * .7, paper.span, 'm', big)
        y = paper.block(middle, y, paper.span * .8, supplier_rows(scene, inside), 'm')
        paper.y = y + paper.pitch * c.f(.5, 2)
        if c.p(.5):
            paper.y = paper.block(middle, paper.y + paper.size * .5, paper.span, [heading], 'm', c((1., 1.4, 1.8)))
            heading = []
        if c.p(.22):
            sender_row(scene, paper)
        parties_and_meta(scene, paper, party, meta, meta_place, design, heading, c.p(.7))
    return party


def parties_and_meta(scene: Scene, paper: Paper, party: Party, meta: list[Pair], place: str, design: str, heading: Run, labelled: bool) -> None:
    """Buyer at one side; at the other numbers, or where the goods go, or nothing."""
    c, half = scene.c, paper.span * .44
    buyer_left = c.p(.76 if scene.market.country not in ('FR', 'IT', 'PT', 'ES', 'BE', 'CH') else .4)
    mine, other = (paper.left, paper.right - half) if buyer_left else (paper.right - half, paper.left)
    if c.p(.93):
        rows = ([scene.label('bill_to')] if labelled else []) + buyer_rows(scene, party)
        y = paper.block(mine, paper.y, half, rows, 'l', 1., c((1., 1., 1.1)))
    else:
        y = paper.y
    if place == 'beside' and meta:
        y2 = paper.pairs(other, paper.y + paper.pitch * c((0, 0, 1, 2)), half, meta, design, 1., scene.joined)
        meta = []
    elif c.p(.2):
        ship = party if c.p(.5) else buyer(scene)
        y2 = paper.block(other, paper.y, half, [scene.label('ship_to')] + buyer_rows(scene, ship, 'buyer' if ship is party else 'other'))
    else:
        y2 = paper.y
    paper.y = max(y, y2) + paper.pitch * c.f(.8, 3)
    rest(scene, paper, meta, place, design, heading)


def rest(scene: Scene, paper: Paper, meta: list[Pair], place: str, design: str, heading: Run) -> None:
    c = scene.c
    if heading:
        words = heading
        if meta and place == 'title' and any(tag == 'number' for _, tag in meta[0][1]):
            words = heading + (meta[0][0] if c.p(.3) else []) + meta[0][1]
            meta = meta[1:]
            if meta and any(tag == 'date' for _, tag in meta[0][1]) and c.p(.4):
                words = words + run({'en': c(('of', 'dated')), 'de': 'vom', 'fr': 'du', 'es': 'de', 'it': 'del', 'nl': 'van', 'pt': 'de', 'pl': 'z dnia', 'cs': 'ze dne', 'sv': 'den', 'da': 'af'}.get(scene.language, '')) + meta[0][1]
                meta = meta[1:]
        x, anchor = c(((paper.left, 'l'), (paper.left, 'l'), (paper.left, 'l'), ((paper.left + paper.right) / 2, 'm'), (paper.right, 'r')))
        big = c((1., 1.2, 1.5, 2.))
        paper.y = paper.block(x, paper.y + paper.size * (.5 + (big - 1) * .8), paper.span, [words], anchor, big) + paper.pitch * .4
    if meta:
        if place == 'bar':
            paper.bar(meta)
        elif c.p(.25):
            paper.y = paper.block(paper.left, paper.y, paper.span, [[w for label, value in meta for w in label + value]])
        else:
            x = c((paper.left, paper.left, paper.right - paper.span * .45))
            paper.y = paper.pairs(x, paper.y, paper.span * .45, meta, design, 1., scene.joined)
        paper.step(c.f(.3, 1.2))
