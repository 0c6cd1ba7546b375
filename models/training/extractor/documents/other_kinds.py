"""What is no receipt and no invoice: credit notes, delivery notes, orders, statements, contracts, and pages that are not about money."""
from __future__ import annotations

from . import invoice, invoice_head, invoice_parties, invoice_table, receipt
from .dates import random_day
from .draw import Choice, Run, invented_words, prose_words, run, table
from .goods import description, price
from .invoice_sums import print_sums
from .layout import Sheet
from .paper import Paper, page_numbers
from .scene import Scene
from .strip import Strip

Made = tuple[Scene, str, list[Sheet]]


def credit_note(c: Choice) -> Made:
    return receipt.receipt(c, True) if c.p(.25) else invoice.invoice(c, True)


def delivery_note(c: Choice) -> Made:
    """Goods with quantities; mostly without prices."""
    scene, items, sums = invoice.prepared(c, 'delivery-note')
    paper = Paper(c)
    invoice_head.print_head(scene, paper, 'delivery-note', scene.text('delivery'))
    invoice_table.print_table(scene, paper, items, sums, priced=c.p(.2))
    if c.p(.5):
        paper.block(paper.left, paper.y, paper.span, [invoice.prose(scene, c.n(4, 20)) for _ in range(c.n(1, 3))])
    invoice.small_print(scene, paper)
    page_numbers(c, paper, c(scene.labels['page']), '/')
    return scene, 'delivery-note', paper.sheets


def order(c: Choice) -> Made:
    """An order or an offer with prices and sums: looks like an invoice."""
    scene, items, sums = invoice.prepared(c, 'order')
    paper = Paper(c)
    invoice_head.print_head(scene, paper, 'order', scene.text('order'))
    invoice_table.print_table(scene, paper, items, sums)
    print_sums(scene, paper, sums)
    invoice.payment_text(scene, paper, sums, False)
    invoice.small_print(scene, paper)
    page_numbers(c, paper, c(scene.labels['page']), '/')
    return scene, 'order', paper.sheets


def statement(c: Choice) -> Made:
    """Rows of bookings with dates, numbers, amounts and balances. The last balance is what is owed."""
    scene, paper = Scene(c, False), Paper(c)
    invoice_head.print_head(scene, paper, 'statement', scene.text('statement'))
    columns = c(((0., .16, .5, .75, 1.), (0., .2, .62, .82, 1.), (0., .14, .4, .7, 1.)))
    heads = [scene.words(scene.text(role)) for role in ('date', 'number', 'h_amount', 'total_again')]
    heads = [words[:2] for words in heads]
    count = c.weighted((c.n(2, 8), c.n(8, 30), c.n(30, 70)), (.5, .4, .1))
    dates = [scene.dates.run(day, 'otherDate') for day in sorted(scene.later(-90, 0) for _ in range(count))]
    second = paper.left + max(paper.span * columns[1], max(paper.sheet.room(words, paper.size) for words in (*dates, heads[0])) + paper.size)
    paper.sheet.put(paper.left, paper.y, heads[0], paper.size)
    paper.sheet.put(second, paper.y, heads[1], paper.size)
    paper.sheet.put(paper.left + paper.span * columns[3], paper.y, heads[2], paper.size, 'r')
    paper.sheet.put(paper.right, paper.y, heads[3], paper.size, 'r')
    paper.step(1.5)
    balance = price(c, scene.digits, True) if c.p(.4) else 0
    for date in dates:
        if not paper.need(2):
            paper.step(2)
        value = price(c, scene.digits, True) * (-1 if c.p(.3) else 1)
        balance += value
        text = run(scene.serial()) if c.p(.6) else run(c(prose_words(scene.language)) + ' ' + c(invented_words(scene.language)))
        paper.sheet.put(paper.left, paper.y, date, paper.size)
        paper.sheet.put(second, paper.y, text, paper.size)
        paper.sheet.put(paper.left + paper.span * columns[3], paper.y, scene.money.run(value, 'other', 'none'), paper.size, 'r')
        paper.sheet.put(paper.right, paper.y, scene.money.run(balance, 'other', 'none'), paper.size, 'r')
        paper.step(1.1)
    paper.step()
    paper.need(2)
    paper.sheet.put(paper.right - paper.span * .45, paper.y, scene.label('due' if c.p(.6) else 'total'), paper.size)
    paper.sheet.put(paper.right, paper.y, scene.amount(balance, 'total', 'total', key='total'), paper.size, 'r')
    paper.step(2)
    invoice.small_print(scene, paper)
    page_numbers(c, paper, c(scene.labels['page']), '/')
    return scene, 'statement', paper.sheets


def paragraphs(scene: Scene, paper: Paper, count: int, columns: int = 1) -> None:
    """Prose with amounts, dates and numbers in it that are none of the document's."""
    c = scene.c
    for at in range(count):
        words: Run = invoice.prose(scene, c.n(8, 60))
        if c.p(.25):
            words += scene.money.run(price(c, scene.digits, True), 'other', 'total') + invoice.prose(scene, c.n(3, 12))
        if c.p(.2):
            words += scene.dates.run(random_day(c), 'otherDate') + invoice.prose(scene, c.n(2, 10))
        if c.p(.2):
            words = run(c((f'{at + 1}.', f'§ {at + 1}', f'{at + 1}.1', f'({at + 1})', f'Art. {at + 1}'))) + words
        rows = paper.sheet.wrapped(words, paper.size, paper.span * (1. if columns == 1 else .47))
        if not paper.need(len(rows)) and len(paper.sheets) > 3:
            return
        paper.y = paper.block(paper.left, paper.y, paper.span * (1. if columns == 1 else .47), [words]) + paper.pitch * c.f(.3, 1.2)


def contract(c: Choice) -> Made:
    """Parties, clauses, sums to be paid, signatures: no total, no date of issue but that of signing."""
    scene, paper = Scene(c, False), Paper(c)
    party = invoice_parties.buyer(scene)
    who = scene.supplier
    x, anchor = c((((paper.left + paper.right) / 2, 'm'), (paper.left, 'l')))
    paper.y = paper.block(x, paper.y + paper.size, paper.span, [scene.words(scene.text('contract'))], anchor, 1.6) + paper.pitch
    if c.p(.5):
        paper.y = paper.pairs(paper.left, paper.y, paper.span * .6, [(scene.label('number'), scene.number(scene.serial())), (scene.label('date'), scene.date(scene.day, 'date'))], 'aligned') + paper.pitch
    scene.truth['address'] = ' '.join(who.address)
    for name, lines, tags in ((who.name, who.address, ('supplier', 'address')), (party.name, party.address, ('buyer', 'buyer'))):
        if c.p(.5):
            paper.y = paper.block(paper.left, paper.y, paper.span, [run(name, tags[0]) + run(','), *[run(line, tags[1]) for line in lines]])
        else:
            paper.y = paper.block(paper.left, paper.y, paper.span, [invoice.prose(scene, c.n(1, 4))[:-1] + run(name, tags[0]) + run(', '.join(lines), tags[1]) + invoice.prose(scene, c.n(2, 8))])
        paper.step(.7)
    paragraphs(scene, paper, c.n(4, 22))
    paper.need(4)
    paper.step(2)
    paper.sheet.put(paper.left, paper.y, run(who.place + ',') + scene.date(scene.day, 'date') if c.p(.7) else run('_____________'), paper.size)
    paper.sheet.put(paper.right, paper.y, run(party.owner) if c.p(.5) else run('______________'), paper.size, 'r')
    page_numbers(c, paper, c(scene.labels['page']), '/')
    return scene, 'contract', paper.sheets


def letter(scene: Scene, paper: Paper) -> None:
    c = scene.c
    party = invoice_parties.buyer(scene)
    scene.footer_takes = {'contact'} if c.p(.5) else set()
    paper.y = paper.block(paper.left, paper.y, paper.span, [run(scene.supplier.name, 'supplier'), *invoice_parties.supplier_rows(scene, {'address', 'contact'})], 'l') + paper.pitch * 2
    paper.y = paper.block(paper.left, paper.y, paper.span * .5, invoice_parties.buyer_rows(scene, party)) + paper.pitch
    paper.sheet.put(c((paper.right, paper.left + paper.span * .9)), paper.y, run(scene.supplier.place + ',') + scene.date(scene.day, 'date') if c.p(.5) else scene.date(scene.day, 'date'), paper.size, 'r')
    paper.step(2)
    paragraphs(scene, paper, c.n(2, 8))
    paper.step(2)
    paper.block(paper.left, paper.y, paper.span, [run(scene.supplier.owner)])
    if c.p(.5):
        invoice.small_print(scene, paper)


def menu(scene: Scene, paper: Paper) -> None:
    """Prices without a sum."""
    c, who = scene.c, scene.supplier
    middle = (paper.left + paper.right) / 2
    paper.y = paper.block(middle, paper.y + paper.size, paper.span, [run(who.name, 'supplier')], 'm', 2.2)
    if c.p(.5):
        paper.y = paper.block(middle, paper.y, paper.span, invoice_parties.supplier_rows(scene, {'address', 'contact'}), 'm')
    for _ in range(c.n(2, 6)):
        paper.step(1.2)
        if not paper.need(4):
            return
        paper.y = paper.block(c((paper.left, middle)), paper.y, paper.span, [run(c(invented_words(scene.language)).upper())], 'l', 1.3)
        for _ in range(c.n(2, 9)):
            if not paper.need(1):
                return
            paper.sheet.put(paper.left, paper.y, run(description(c, scene.language, 'meal')), paper.size)
            paper.sheet.put(paper.right, paper.y, scene.money.run(price(c, scene.digits, False), 'other', 'sums'), paper.size, 'r')
            paper.step(1.1)


def flyer(scene: Scene, paper: Paper) -> None:
    c = scene.c
    for _ in range(c.n(4, 16)):
        scale = c.f(.8, 4)
        words = run(c(table('names', scene.language)[c(('trade', 'food', 'service', 'front'))])) if c.p(.4) else run(' '.join(c(prose_words(scene.language)) for _ in range(c.n(1, 8))))
        if c.p(.25):
            words += scene.money.run(price(c, scene.digits, False), 'other', 'total')
        if c.p(.1):
            words += scene.dates.run(random_day(c), 'otherDate')
        if c.p(.1):
            words += run(f'-{c.n(5, 70)}%')
        x, anchor = c(((paper.left, 'l'), ((paper.left + paper.right) / 2, 'm'), (paper.right, 'r')))
        paper.y = paper.block(x, paper.y + paper.size * scale * .6, paper.span, [words], anchor, scale) + paper.pitch * c.f(0, 3)
        if paper.y > paper.bottom:
            break
    if c.p(.6):
        paper.footer([[run(scene.supplier.name, 'supplier'), *invoice_parties.supplier_rows(scene, {'address', 'contact'})]], .8)


def not_financial(c: Choice) -> Made:
    """Letters, menus, flyers, prose, tickets, lists of numbers. A name of a sender is still one; nothing is owed."""
    scene = Scene(c, False)
    kind = c.weighted(('letter', 'menu', 'flyer', 'prose', 'numbers', 'slip'), (.3, .15, .2, .15, .1, .1))
    if kind == 'slip':
        strip = Strip(c)
        strip.line(run(scene.supplier.name, 'supplier'), 'm', 1.5)
        for _ in range(c.n(3, 20)):
            words = run(' '.join(c(prose_words(scene.language)) for _ in range(c.n(1, 7))))
            if c.p(.2):
                strip.pair(words, run(c((c.digits(c.n(1, 6)), scene.dates.time(c), c.letters(3)))))
            else:
                strip.line(words, c('lm'))
        if c.p(.5):
            strip.line(scene.date(scene.day, 'date') + run(scene.dates.time(c)))
        strip.sheet.height = int(strip.y + strip.pitch)
        return scene, 'not-financial', [strip.sheet]
    paper = Paper(c)
    if kind in ('letter', 'menu', 'flyer'):
        {'letter': letter, 'menu': menu, 'flyer': flyer}[kind](scene, paper)
    elif kind == 'prose':
        paper.y = paper.block(paper.left, paper.y + paper.size, paper.span, [run(' '.join(c(prose_words(scene.language)) for _ in range(c.n(1, 6))).title())], 'l', 1.8) + paper.pitch
        paragraphs(scene, paper, c.n(3, 14), c.n(1, 2))
    else:
        columns = c.n(2, 7)
        for _ in range(c.n(5, 40)):
            for at in range(columns):
                words = run(c(invented_words(scene.language))) if at == 0 else run(c((scene.money.plain(c.n(0, 999999)), c.digits(c.n(1, 5)), f'{c.n(0, 100)}%', scene.dates.time(c))))
                paper.sheet.put(paper.left + paper.span * at / columns, paper.y, words, paper.size)
            paper.step(1.1)
            if not paper.need(1):
                break
    scene.truth.pop('total', None)
    return scene, 'not-financial', paper.sheets
