"""Invoices and credit notes: head, table, sums, tax table, how to pay, small print."""
from __future__ import annotations

from . import invoice_head, invoice_parties, invoice_table
from .draw import Choice, Run, invented_words, prose_words, run
from .goods import Item, basket, with_gifts, with_returns
from .invoice_sums import beside, print_sums
from .layout import Sheet
from .paper import Pair, Paper, page_numbers
from .receipt_items import CODE_SETS
from .scene import Scene
from .sums import Sums, summed, tendered
from .table_foot import charges_table, terms_table
from .table_tax import tax_table


def prose(scene: Scene, count: int) -> Run:
    c, words = scene.c, prose_words(scene.language)
    text = [c(words) if c.p(.85) else c(invented_words(scene.language)) if c.p(.7) else str(c.n(1, 500)) for _ in range(count)]
    return run(' '.join(text).capitalize() + c(('.', '.', ':', '')))


def payment_text(scene: Scene, paper: Paper, sums: Sums, asks: bool) -> None:
    """Sentences and rows about how to pay."""
    c = scene.c
    rows: list[Run] = []
    if c.p(.35):
        rows.append(scene.label('terms') + run(scene.text('terms_text')))
    if asks and c.p(.25):
        due = scene.date(scene.later(5, 45), 'dueDate') if 'dueDate' not in scene.truth else scene.dates.run(scene.due_day(), 'dueDate')
        rows.append(scene.label('due_date') + due if c.p(.6) else prose(scene, c.n(2, 6))[:-1] + scene.label('due_date', False) + due + prose(scene, c.n(1, 4)))
    if asks and c.p(.12):
        rows.append(prose(scene, c.n(3, 7)) + scene.money.run(sums.total, 'total', 'total') + prose(scene, c.n(2, 6)))
    if sums.untaxed and c.p(.6) or not sums.tax and c.p(.7):
        rows.append(run(scene.text('exempt')))
    if c.p(.3):
        rows.append(run(scene.text('policy')))
    if c.p(.25):
        rows.append(prose(scene, c.n(5, 25)))
    if c.p(.4):
        rows.append(run(scene.text('thanks')))
    if asks and 'bank' in scene.footer_takes and c.p(.55):
        bank = invoice_parties.bank_rows(scene, c.p(.75))
        rows += [[w for row in bank for w in row]] if c.p(.3) else bank
        if c.p(.7):
            scene.footer_takes -= {'bank'}
    for row in c.shuffled(rows) if c.p(.3) else rows:
        if paper.need(1):
            paper.y = paper.block(paper.left, paper.y, paper.span * c((1., 1., .6)), [row]) + paper.pitch * c((0., 0., .5, 1.))


def small_print(scene: Scene, paper: Paper) -> None:
    c, who, takes = scene.c, scene.supplier, scene.footer_takes
    columns: list[list[Run]] = []
    if 'name' in takes or c.p(.3):
        columns.append([*invoice_parties.name_rows(c, run(who.name, 'supplier')), *invoice_parties.supplier_rows(scene, {'address'})])
    if 'contact' in takes or c.p(.25):
        columns.append(invoice_parties.supplier_rows(scene, {'contact'}))
    if 'bank' in takes and c.p(.75):
        columns.append(invoice_parties.bank_rows(scene, c.p(.75)))
    legal: list[Run] = []
    if 'tax' in takes and c.p(.9):
        legal.append(invoice_parties.tax_row(scene))
    if 'register' in takes and c.p(.5):
        legal.append(invoice_parties.register_row(scene))
    if c.p(.2):
        legal.append(run({'de': 'Geschäftsführer:', 'fr': 'Gérant :', 'en': 'Directors:', 'nl': 'Directie:'}.get(scene.language, '') + ' ' + who.owner))
    if legal:
        columns.append(legal)
    columns = [column for column in columns if column]
    if c.p(.2):
        columns = [[row for column in columns for row in column]] if columns else columns
    if columns:
        paper.footer(c.shuffled(columns) if c.p(.25) else columns, c.f(.55, .85))


def prepared(c: Choice, kind: str) -> tuple[Scene, list[Item], Sums]:
    scene = Scene(c, False)
    goods = c.weighted(('service', 'office', 'hardware', 'food'), (.42, .2, .26, .12))
    count = c.weighted((1, c.n(2, 4), c.n(3, 9), c.n(8, 20), c.n(18, 45)), (.2, .36, .28, .12, .04))
    items = basket(c, scene.language, goods, count, scene.market.rates, scene.digits, True)
    if goods == 'service' and c.p(.15):
        for item in items:
            if c.p(.7):
                start = scene.later(-90, -30)
                item.extra.append(f'{scene.dates.text(start)} {c(("-", "–", "to", "/"))} {scene.dates.text(scene.later(-29, 30))}')
    if kind == 'invoice' and c.p(.06):
        (with_returns if c.p(.6) else with_gifts)(c, items)
    scene.goods, scene.form, scene.charged, scene.table_edges = goods, False, False, None
    untaxed, gross = c.p(.09), c.p(.15)
    step = scene.market.cash_step if scene.market.country in ('CH', 'MY', 'IN') and scene.digits == 2 and scene.currency == scene.market.currency else 1
    sums = summed(c, items, gross, step, discount=.16, shipping=.22, prepaid=.05 if kind == 'invoice' else 0., untaxed=untaxed)
    scene.rate_codes = dict(zip([row[0] for row in sums.rows], c(CODE_SETS))) if c.p(.12) and not untaxed else {}
    scene.items, scene.sums = items, sums
    return scene, items, sums


def paid_rows(scene: Scene, paper: Paper, sums: Sums) -> None:
    """Payment on a sheet of paper: cash and change, a card, or just that it was paid."""
    c = scene.c
    rows: list[tuple[Run, Run]] = []
    if c.p(.4):
        given = tendered(c, sums.total, scene.digits)
        rows = [(scene.label('cash'), scene.amount(given, 'cash'))] + ([(scene.label('change'), scene.amount(given - sums.total, 'change'))] if c.p(.8) else [])
    elif c.p(.7):
        rows = [(scene.label('card') + (run('XXXX') + run(c.digits(4), 'cardDigits') if c.p(.4) else []), scene.amount(sums.total, 'cash'))]
    if c.p(.3):
        rows.append((scene.label('due'), scene.amount(0, 'other')))
    for label, amount in rows:
        if paper.need(1):
            paper.sheet.put(paper.right - paper.span * .42, paper.y, label, paper.size)
            paper.sheet.put(paper.right, paper.y, amount, paper.size, 'r')
            paper.step(1.2)


def payment_slip(scene: Scene, paper: Paper, sums: Sums) -> None:
    """The part at the bottom to pay with: account, name, sum, number again."""
    c, who = scene.c, scene.supplier
    number = scene.truth.get('number', '')
    rows: list[Pair] = [(scene.label('total'), scene.amount(sums.total, 'total', 'total', key='total')), (scene.label('from') if c.p(.4) else [], run(who.name, 'supplier'))]
    if who.iban:
        scene.truth['iban'] = who.iban
        rows.append((scene.words(c(scene.labels['iban'])), who.iban_run(c, c.p(.8))))
    if number:
        rows.append((scene.label('number'), run(number, 'number')))
    if 'dueDate' in scene.truth:
        rows.append((scene.label('due_date'), scene.dates.run(scene.due_day(), 'dueDate')))
    if not paper.need(len(rows) + 3):
        paper.step()
    paper.y = max(paper.y + paper.pitch, paper.height * c.f(.68, .78)) if paper.y < paper.height * .68 else paper.y + paper.pitch
    if paper.need(len(rows) * 2):
        if c.p(.35):
            paper.bar(c.shuffled(rows))
        else:
            paper.y = paper.pairs(paper.left + paper.span * c((0., 0., .4)), paper.y, paper.span * .55, c.shuffled(rows), c(('aligned', 'stacked', 'inline', 'right')))


def paper_receipt(c: Choice) -> tuple[Scene, str, list[Sheet]]:
    """A receipt of a hotel, a garage or a shop on a sheet of paper."""
    return invoice(c, paid=True)


def invoice(c: Choice, credit: bool = False, paid: bool = False) -> tuple[Scene, str, list[Sheet]]:
    kind = 'credit-note' if credit else 'receipt' if paid else 'invoice'
    scene, items, sums = prepared(c, kind)
    scene.money.negated = credit and c.p(.35)
    paper = Paper(c)
    invoice_head.print_head(scene, paper, kind, scene.text('credit' if credit else 'receipt' if paid else 'invoice'))
    if c.p(.3):
        paper.y = paper.block(paper.left, paper.y, paper.span, [prose(scene, c.n(2, 4)), *[prose(scene, c.n(6, 22)) for _ in range(c.n(0, 2))]]) + paper.pitch * .6
    invoice_table.print_table(scene, paper, items, sums)
    charges_table(scene, paper, sums)
    table_first = c.p(.2)
    has_table = not sums.untaxed and c.p(.33 if len(sums.rows) == 1 else .6)
    if has_table and not table_first and c.p(.15) and beside(scene, paper, sums):
        has_table = False
    else:
        if has_table and table_first:
            tax_table(scene, paper, sums)
        print_sums(scene, paper, sums)
    if has_table and not table_first:
        tax_table(scene, paper, sums)
    if kind == 'invoice' and not sums.prepaid and c.p(.05):
        terms_table(scene, paper, sums)
    if paid or kind == 'invoice' and not sums.prepaid and c.p(.05):
        paid_rows(scene, paper, sums)
    payment_text(scene, paper, sums, not credit and not paid)
    if kind == 'invoice' and not sums.prepaid and c.p(.09):
        payment_slip(scene, paper, sums)
    small_print(scene, paper)
    page_numbers(c, paper, c(scene.labels['page']), {'en': 'of', 'de': 'von', 'fr': 'sur', 'nl': 'van'}.get(scene.language, '/'))
    return scene, kind, paper.sheets
