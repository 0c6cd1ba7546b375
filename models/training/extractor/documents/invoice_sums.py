"""Below the table of an invoice: net, tax, total, what was paid before; the table of tax by rate."""
from __future__ import annotations

from .draw import Run, run
from .paper import Paper
from .scene import Scene
from .sums import Sums


def sum_rows(scene: Scene, sums: Sums) -> list[tuple[Run, Run, bool]]:
    """Label, amount and whether it is the total."""
    c = scene.c
    rows: list[tuple[Run, Run, bool]] = []
    plain = not (sums.discount or sums.shipping or sums.service)
    if sums.untaxed:
        if not plain or c.p(.4):
            rows.append((scene.label('subtotal'), scene.amount(sums.before, 'subtotal'), False))
    elif not sums.gross:
        if not plain:
            rows.append((scene.label('subtotal' if c.p(.7) else 'net'), scene.amount(sums.before, 'subtotal'), False))
        elif c.p(.95):
            rows.append((scene.label('net'), scene.amount(sums.net, 'net', key='net'), False))
    elif not plain or c.p(.3):
        rows.append((scene.label('subtotal'), scene.amount(sums.before, 'subtotal'), False))
    if sums.discount:
        rate = run(f'{scene.money.percent(sums.discount_rate, c)}%') if sums.discount_rate and c.p(.7) else []
        rows.append((scene.label('discount', False if rate else None) + rate, scene.amount(-sums.discount if c.p(.8) else sums.discount, 'discount'), False))
    if sums.shipping:
        rows.append((scene.label('shipping'), scene.amount(sums.shipping, 'service'), False))
    if not sums.untaxed and (sums.gross and c.p(.4) or not sums.gross and not plain and c.p(.75)):
        rows.append((scene.label('net'), scene.amount(sums.net, 'net', key='net'), False))
    tax: list[tuple[Run, Run, bool]] = []
    if not sums.untaxed:
        role = 'tax_included' if sums.gross and c.p(.7) else 'tax'
        if len(sums.rows) == 1:
            rate = scene.rate(sums.rows[0][0], 'taxRate') if c.p(.75) else []
            base = [*run(c(('auf', 'of', 'su', 'sur', 'on', 'von', 'de')) if c.p(.5) else '(')] if rate and c.p(.06) else []
            tax.append((scene.label(role, False if rate else None) + rate + (base + scene.money.run(sums.net, 'taxBase', 'none') if base else []), scene.amount(sums.tax, 'tax', key='tax'), False))
        else:
            with_base = c.p(.2)
            for rate, base, amount, _ in sums.rows:
                label = scene.label(role, False) + scene.rate(rate, 'taxRate') if c.p(.8) else scene.rate(rate, 'taxRate') + scene.label(role)
                tax.append((label + (run(c(('auf', 'of', 'on', 'su', 'z'))) + scene.money.run(base, 'taxBase', 'none') if with_base else []), scene.amount(amount, 'taxAmount'), False))
            if c.p(.35):
                tax.append((scene.label('tax'), scene.amount(sums.tax, 'tax', key='tax'), False))
    total = (scene.label('total'), scene.amount(sums.total, 'total', 'total', key='total'), True)
    if sums.gross and c.p(.6):
        rows += [total, *tax]
    else:
        if sums.rounding:
            rows += [*tax, (scene.label('rounding'), scene.amount(sums.rounding, 'rounding', 'none'), False), total]
        else:
            rows += [*tax, total]
    if sums.prepaid:
        due = sums.total - sums.prepaid
        rows.append((scene.label('prepaid'), scene.amount(-sums.prepaid if c.p(.7) else sums.prepaid, 'prepaid'), False))
        rows.append((scene.label('due'), scene.amount(due, 'other', 'total'), c.p(.5)))
        scene.truth['due'] = scene.amount_text(due)
    return rows


def print_sums(scene: Scene, paper: Paper, sums: Sums) -> None:
    c = scene.c
    rows = sum_rows(scene, sums)
    paper.need(len(rows) * 1.3 + 1)
    design = c.weighted(('right', 'full', 'bar', 'left', 'middle'), (.66, .12, .1, .06, .06))
    if design == 'bar' and len(rows) < 8:
        paper.bar([(label, amount) for label, amount, _ in rows])
        return
    room = max(paper.sheet.room(label, paper.size) + paper.sheet.room(amount, paper.size) for label, amount, _ in rows) + paper.size * 2
    width = min(paper.span, max(room * 1.3, paper.span * c.f(.3, .5))) if design != 'full' else paper.span
    right = paper.left + width if design == 'left' else (paper.left + paper.right + width) / 2 if design == 'middle' else paper.right
    big, leading, near = c((1., 1., 1.15, 1.4, 1.8)), c.f(1., 1.7), c.p(.25)
    for label, amount, is_total in rows:
        size = paper.size * (big if is_total else 1.)
        if is_total and c.p(.4):
            paper.step(.3)
        need = paper.sheet.room(label, size) + paper.sheet.room(amount, size) + size
        if need > width:
            size = paper.size
        if near:
            paper.sheet.put(right - max(paper.sheet.room(a, paper.size * big) for _, a, _ in rows) - size * 1.2, paper.y, label, size, 'r')
        else:
            paper.sheet.put(right - max(width, need), paper.y, label, size)
        paper.sheet.put(right, paper.y, amount, size, 'r')
        paper.y += max(paper.pitch * leading, size * 1.25)
    paper.step(c.f(.3, 1.5))


def tax_table(scene: Scene, paper: Paper, sums: Sums) -> None:
    c, money = scene.c, scene.money
    category: Run = []
    columns = ['rate', *c.shuffled(['base', 'tax'] + (['gross'] if c.p(.5) else []))] if c.p(.25) else ['rate', 'base', 'tax'] + (['gross'] if c.p(.5) else [])
    if scene.rate_codes and c.p(.7):
        columns.insert(0, 'code')
    elif c.p(.25):
        columns.insert(0, 'kind')
        category = run(f'{scene.tax_name if c.p(.7) else "VAT"} {c(("(S)", "(S)", "", "(AA)"))}')
    width = paper.span * c.f(.4, .8)
    x0 = c((paper.left, paper.left, paper.right - width))
    size = paper.size * c((1., .9, .85))
    heads = {key: scene.words(scene.text(f't_{key}')) if key != 'kind' else run(c(('Art (Kategorie)', 'Art', 'Steuerart')) if scene.language == 'de' else c(('Type', 'Category', 'Code'))) for key in columns}
    least = max(max(paper.sheet.room(words, size) for words in heads.values()), paper.sheet.room(money.run(max(abs(sums.with_tax), 1), 'other', 'none'), size)) + size * .8
    step = max(width / len(columns), least) if least * len(columns) < paper.span else width / len(columns)
    if x0 > paper.left:
        x0 = paper.right - step * len(columns)
    if step < least:
        heads = {key: words[:1] for key, words in heads.items()}
    form = c(('{r}%', '{r} %', '{r}'))
    paper.need(len(sums.rows) + 4)
    if c.p(.35):
        paper.sheet.put(x0, paper.y, scene.words(scene.text('t_title')), size)
        paper.step()
    if c.p(.92):
        for at, key in enumerate(columns):
            paper.sheet.put(x0 + (at + 1) * step, paper.y, heads[key], size, 'r')
        paper.step(1.1)
    for rate, base, tax, gross in sums.rows:
        cells = {'kind': category, 'code': run(scene.rate_codes.get(rate, '') or '-'), 'rate': scene.rate(rate, 'taxRate', form), 'base': money.run(base, 'taxBase', 'none'), 'tax': money.run(tax, 'taxAmount', 'none'), 'gross': money.run(gross, 'taxGross', 'none')}
        for at, key in enumerate(columns):
            paper.sheet.put(x0 + (at + 1) * step, paper.y, cells[key], size, 'r')
        paper.step()
    if len(sums.rows) > 1 and c.p(.5) or c.p(.15):
        values = {'base': scene.amount(sums.net, 'net', 'none', 'net'), 'tax': scene.amount(sums.tax, 'tax', 'none', 'tax')}
        if sums.with_tax == sums.total:
            values['gross'] = money.run(sums.total, 'total', 'none')
        if c.p(.6):
            paper.sheet.put(x0, paper.y, scene.words(scene.text('total_again')), size)
        for at, key in enumerate(columns):
            if key in values:
                paper.sheet.put(x0 + (at + 1) * step, paper.y, values[key], size, 'r')
        paper.step()
    paper.step(.6)
