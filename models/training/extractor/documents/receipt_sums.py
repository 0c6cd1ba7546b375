"""Below the goods: subtotal, reductions, tax, total, rounding, payment, tax table."""
from __future__ import annotations

from .draw import Run, run
from .goods import Item
from .scene import Scene
from .sums import Sums, tendered


def print_sums(scene: Scene, strip, items: list[Item], sums: Sums, cash: bool) -> None:
    c = scene.c
    leaders = c(('', '', '', '', '....', '.', '=', ':'))
    at = c((0., 0., 0., 0., c.f(.75, .97)))
    far_currency = c.p(.12)
    big = c((1., 1., 1.3, 1.6, 2.))

    def row(label: Run, value: Run, scale: float = 1.) -> None:
        if leaders and label and c.p(.8):
            filler = (leaders if leaders == '=' or not label[-1][0].endswith(':') else '') if leaders in '=:' else leaders[0] * c.n(3, 14)
            label = label[:-1] + [(label[-1][0] + filler, label[-1][1])] if c.p(.5) and label[-1][1] == 'other' else label + run(filler) if filler else label
        strip.pair(label, value, scale, at=at)

    def count_row() -> None:
        total = sum(abs(i.quantity) for i in items)
        row(scene.label('qty_total'), run(scene.quantity(total) if total % 1000 == 0 else str(len(items))) + (scene.money.run(sums.before, 'subtotal', 'none') if c.p(.12) and sums.before != sums.net else []))

    count_early, count_late = c.p(.14), c.p(.08)
    if count_early:
        count_row()
    plain = not (sums.discount or sums.service or sums.shipping)
    if sums.discount or sums.service or c.p(.35):
        is_net = not sums.gross and plain and not sums.untaxed
        tag = 'net' if is_net else 'subtotal'
        row(scene.label('subtotal' if not is_net or c.p(.6) else 'net'), scene.amount(sums.before, tag, key='net' if is_net else None))
    charges: list[tuple[Run, Run]] = []
    if sums.discount:
        rate = run(f'{scene.money.percent(sums.discount_rate, c)}%') if sums.discount_rate and c.p(.6) else []
        charges.append((scene.label('discount', False if rate else None) + rate, scene.amount(-sums.discount if c.p(.8) else sums.discount, 'discount')))
    elif c.p(.04):
        charges.append((scene.label('discount'), scene.amount(0, 'discount')))
    if sums.shipping:
        charges.append((scene.label('shipping'), scene.amount(sums.shipping, 'service')))
    if sums.service:
        charges.append((scene.label('service'), scene.amount(sums.service, 'service')))
    for pair in charges:
        row(*pair)
    taxed = not sums.untaxed and (not sums.gross or c.p(.25))
    if taxed:
        tax_rows(scene, row, sums)
    if sums.rounding or (scene.market.cash_step > 1 and c.p(.12)) or sums.tip:
        if c.p(.6):
            row(scene.label('subtotal' if c.p(.5) else 'total'), scene.amount(sums.with_tax, 'subtotal'))
        if sums.rounding or not sums.tip:
            row(scene.label('rounding'), scene.amount(sums.rounding, 'rounding', 'none' if c.p(.5) else 'sums'))
        if sums.tip:
            row(scene.label('tip'), scene.amount(sums.tip, 'tip'))
    strip.rule()
    total = scene.amount(sums.total, 'total', 'total', key='total')
    label = scene.label('total')
    if far_currency and not any(tag == 'currency' for _, tag in label + total):
        label = label + [(scene.money.sign, 'currency')]
    if sums.rounding and c.p(.08):  # the rounded sum stands below the rounding with nothing but its currency
        label = [(scene.money.sign, 'currency')]
    if c.p(.04):
        strip.line(label, 'm', big)
        strip.line(total, 'm', big)
    elif c.p(.04):
        words = total
        if label and len(total) == 1:
            words = [(label[-1][0].rstrip(':') + ':' + total[0][0], 'total')]
            label = label[:-1]
        strip.line(label + words, 'l', big)
    else:
        row(label, total, big)
    if count_late:
        count_row()
    if sums.gross and not sums.untaxed and not taxed and c.p(.35):
        included(scene, strip, row, sums)
    order = c.p(.7)
    table = not sums.untaxed and c.p(.45)
    if order:
        payment(scene, strip, row, sums, cash)
    if table:
        tax_table(scene, strip, sums)
    if not order:
        payment(scene, strip, row, sums, cash)


def tax_rows(scene: Scene, row, sums: Sums) -> None:
    """Net and tax above the total; with several rates a row for each and perhaps the sum of them."""
    c = scene.c
    if (sums.gross or sums.discount or sums.service or c.p(.15)) and c.p(.75):
        row(scene.label('net'), scene.amount(sums.net, 'net', key='net'))
    if len(sums.rows) == 1:
        rate = scene.rate(sums.rows[0][0], 'taxRate') if c.p(.55) else []
        row(scene.label('tax', False if rate else None) + rate, scene.amount(sums.tax, 'tax', key='tax'))
        return
    if c.p(.75):
        for rate, _, tax, _ in sums.rows:
            row(scene.label('tax', False) + scene.rate(rate, 'taxRate'), scene.amount(tax, 'taxAmount'))
        if c.p(.4):
            row(scene.label('tax'), scene.amount(sums.tax, 'tax', key='tax'))
    else:
        row(scene.label('tax'), scene.amount(sums.tax, 'tax', key='tax'))


def included(scene: Scene, strip, row, sums: Sums) -> None:
    """Tax that the total holds, named below it."""
    c = scene.c
    if c.p(.3):
        row(scene.label('net'), scene.amount(sums.net, 'net', key='net'))
    if len(sums.rows) == 1:
        rate = scene.rate(sums.rows[0][0], 'taxRate') if c.p(.6) else []
        label, value = scene.label('tax_included', False if rate else None) + rate, scene.amount(sums.tax, 'tax', key='tax')
        if c.p(.3):
            strip.line(label + value, c('ml'))
        else:
            row(label, value)
    else:
        with_gross = c.p(.5 if scene.language == 'pl' else .06)
        for rate, _, tax, gross in sums.rows:
            code = scene.rate_codes.get(rate, '')
            if with_gross:
                row(scene.words(scene.text('t_gross' if scene.language != 'pl' else 't_base') + ' ' + code), scene.money.run(gross, 'taxGross'))
            row(scene.label('tax_included', False) + run(code if with_gross else '') + scene.rate(rate, 'taxRate'), scene.amount(tax, 'taxAmount'))
        if with_gross or c.p(.2):
            row(scene.label('tax'), scene.amount(sums.tax, 'tax', key='tax'))


def payment(scene: Scene, strip, row, sums: Sums, cash: bool) -> None:
    c = scene.c
    k = c.random()
    if k < .13:
        return
    if cash:
        given = tendered(c, sums.total, scene.digits)
        row(scene.label('cash'), scene.amount(given if c.p(.96) else -given, 'cash'))
        if given != sums.total or c.p(.7):
            row(scene.label('change'), scene.amount(given - sums.total, 'change'))
        if c.p(.03):
            row(scene.label('due'), scene.amount(0, 'other'))
        return
    row(scene.label('card'), scene.amount(sums.total, 'cash'))
    if c.p(.12):
        row(scene.label('change'), scene.amount(0, 'change'))
    digits = c.digits(4)
    masked = c((f'************{digits}', f'XXXXXXXXXXXX{digits}', f'**** **** **** {digits}', f'XXXX XXXX XXXX {digits}', f'#{digits}', f'...{digits}', f'{c.digits(6)}******{digits}', f'xxxx{digits}', digits))
    if c.p(.55):
        words = run(masked)
        words[-1] = (words[-1][0], 'cardDigits')
        strip.line((scene.label('card') if c.p(.6) else []) + words, c('llm'))
    if c.p(.35):
        slip(scene, strip, row, sums)


def slip(scene: Scene, strip, row, sums: Sums) -> None:
    """What the card terminal adds."""
    c = scene.c
    rows: list[tuple[Run, Run]] = [
        (run(c(('Terminal-ID', 'TID:', 'Terminal', 'TERMINAL ID:'))), run(c.digits(8))), (run(c(('TA-Nr.', 'Trace', 'STAN', 'TRACE NO'))), run(c.digits(6))),
        (run(c(('AID', 'AID:'))), run(f'A0000000{c.digits(6)}')), (run(c(('Auth', 'AUTH CODE', 'Approval', 'Autorisation', 'Appr Code:'))), run(c.digits(6))),
        (run(c(('MID', 'Merchant', 'VU-Nr.'))), run(c.digits(c.n(8, 15)))), (run(c(('Ref', 'RRN', 'Batch'))), run(c.digits(c.n(4, 12)))),
        (scene.words(scene.text('total_again')), scene.money.run(sums.total, 'total', 'sums'))]
    rows.append((run(c(('Date', 'Datum', 'DATE/TIME', '')) if scene.language in ('en', 'de') else ''), scene.date(scene.day, 'date') + run(scene.dates.time(c))))
    for label, value in c.sample(rows, c.n(2, 7)):
        if c.p(.3):
            strip.line(label + value)
        else:
            row(label, value)
    if c.p(.4):
        strip.line(run(c(('APPROVED', 'Zahlung erfolgt', 'PIN VERIFIED', 'Contactless', 'NO SIGNATURE REQUIRED', 'TRANSACTION APPROVED', 'CONTACTLESS'))), 'm')


def tax_table(scene: Scene, strip, sums: Sums) -> None:
    """Columns in any order: code, rate, base, tax, gross; with a head and a row of totals, or not."""
    c, money = scene.c, scene.money
    strip.rule()
    columns = ['base', 'tax'] + (['gross'] if c.p(.5) else [])
    columns = c.shuffled(columns) if c.p(.35) else columns
    first = c(('rate', 'code', 'code-rate', 'rate')) if scene.rate_codes else 'rate'
    if first == 'code-rate':
        columns = ['code', 'rate', *columns]
    else:
        columns = [first, *columns]
    form = c(('{r}%', '{r}%', '{r}', '{r} %', '@{r}%'))
    if c.p(.3):
        strip.line(scene.words(scene.text('t_title')), c('lm'))
    n = len(columns)
    places = [(i + 1) / n if i else (0. if n > 1 else .3) for i in range(n)]
    if columns[0] == 'code' and columns[1] == 'rate':
        places = [0., .3, *[.3 + .7 * (i + 1) / (n - 2) for i in range(n - 2)]]
    anchors = ['l' if i == 0 else 'r' for i in range(n)]
    if c.p(.75):
        strip.cells([(x, a, scene.words(scene.text(f't_{key}'))) for x, a, key in zip(places, anchors, columns)])
    prefix = c(('', '', '', '', '='))

    def cell(key: str, rate: int, base: int, tax: int, gross: int) -> Run:
        if key == 'code':
            return run(scene.rate_codes.get(rate, '') or '-')
        if key == 'rate':
            words = scene.rate(rate, 'taxRate', form)
            code = scene.rate_codes.get(rate, '')
            return run(code + prefix) + words if code and 'code' not in columns and c.p(.7) else words
        return money.run({'base': base, 'tax': tax, 'gross': gross}[key], {'base': 'taxBase', 'tax': 'taxAmount', 'gross': 'taxGross'}[key], 'none')

    for rate, base, tax, gross in sums.rows:
        strip.cells([(x, a, cell(key, rate, base, tax, gross)) for x, a, key in zip(places, anchors, columns)])
    if c.p(.35):
        values = {'base': (sums.net, 'net'), 'tax': (sums.tax, 'tax'), 'gross': (sums.with_tax, 'total' if sums.with_tax == sums.total else 'subtotal')}
        cells = [(x, a, scene.amount(values[key][0], values[key][1], 'none', values[key][1] if values[key][1] != 'subtotal' else None)) for x, a, key in zip(places, anchors, columns) if key in values]
        if c.p(.8):
            cells.insert(0, (0., 'l', scene.words(scene.text('t_gross' if c.p(.3) else 'total'))))
        strip.cells(cells)
