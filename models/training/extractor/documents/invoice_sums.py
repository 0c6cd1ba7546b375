"""Below the table of an invoice: net, tax, total, what was paid before."""
from __future__ import annotations

from .draw import Run, run
from .paper import Paper
from .scene import Scene
from .sums import Sums
from .table_tax import tax_table


def sum_rows(scene: Scene, sums: Sums) -> list[tuple[Run, Run, bool]]:
    """Label, amount and whether it is the total."""
    c = scene.c
    rows: list[tuple[Run, Run, bool]] = []
    if scene.form and c.p(.35):  # as the data sum them up, also where there are none
        rows += [(scene.label('subtotal'), scene.amount(sums.before, 'subtotal'), False), (scene.label('shipping'), scene.amount(sums.shipping + sums.service, 'service'), False), (scene.label('discount'), scene.amount(-sums.discount, 'discount'), False)]
        scene.charged = True
    plain = scene.charged or not (sums.discount or sums.shipping or sums.service)
    before = sums.before - sums.discount + sums.shipping + sums.service if scene.charged else sums.before
    if sums.untaxed:
        if not plain or c.p(.4):
            rows.append((scene.label('subtotal'), scene.amount(before, 'subtotal'), False))
    elif not sums.gross:
        if not plain:
            rows.append((scene.label('subtotal' if c.p(.7) else 'net'), scene.amount(before, 'subtotal'), False))
        elif c.p(.95):
            rows.append((scene.label('net'), scene.amount(sums.net, 'net', key='net'), False))
    elif not plain or c.p(.3):
        rows.append((scene.label('subtotal'), scene.amount(before, 'subtotal'), False))
    if sums.discount and not scene.charged:
        rate = run(f'{scene.money.percent(sums.discount_rate, c)}%') if sums.discount_rate and c.p(.7) else []
        rows.append((scene.label('discount', False if rate else None) + rate, scene.amount(-sums.discount if c.p(.8) else sums.discount, 'discount'), False))
    if sums.shipping and not scene.charged:
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


def beside(scene: Scene, paper: Paper, sums: Sums) -> bool:
    """The table of tax at the left and the sums at the right of the same rows; false where the page has no room for that."""
    c = scene.c
    rows = sum_rows(scene, sums)
    size = paper.size
    need = max(paper.sheet.room(label, size) + paper.sheet.room(amount, size) for label, amount, _ in rows) + size * 2
    if need > paper.span * .44:
        return False
    paper.need(max(len(rows) * 1.7, len(sums.rows) + 5) + 1)
    top, sheet = paper.y, paper.sheet
    paper.y = top + paper.pitch * c.f(0, 1.)
    tax_table(scene, paper, sums, paper.span * .52)
    low = paper.y
    if paper.sheet is sheet:
        paper.y = top
    print_rows(scene, paper, rows, 'right', max(need, paper.span * c.f(.32, .44)), 1.)
    paper.y = max(paper.y, low)
    return True


def print_sums(scene: Scene, paper: Paper, sums: Sums) -> None:
    c = scene.c
    rows = sum_rows(scene, sums)
    paper.need(len(rows) * 1.3 + 1)
    design = c.weighted(('right', 'full', 'bar', 'left', 'middle'), (.66, .12, .1, .06, .06) if not scene.form else (.4, .25, .05, .24, .06))
    if design == 'bar' and len(rows) < 8:
        paper.bar([(label, amount) for label, amount, _ in rows])
        return
    room = max(paper.sheet.room(label, paper.size) + paper.sheet.room(amount, paper.size) for label, amount, _ in rows) + paper.size * 2
    width = min(paper.span, max(room * 1.3, paper.span * c.f(.3, .5))) if design != 'full' else paper.span
    print_rows(scene, paper, rows, design, width, c((1., 1., 1.15, 1.4, 1.8)))


def print_rows(scene: Scene, paper: Paper, rows: list[tuple[Run, Run, bool]], design: str, width: float, big: float) -> None:
    """Labels with amounts below each other; the total may be bigger than the rest."""
    c = scene.c
    right = paper.left + width if design == 'left' else (paper.left + paper.right + width) / 2 if design == 'middle' else paper.right
    leading, near = c.f(1., 1.7), c.p(.25)
    for label, amount, is_total in rows:
        size = paper.size * (big if is_total else 1.)
        if is_total and c.p(.4):
            paper.step(.3)
        need = paper.sheet.room(label, size) + paper.sheet.room(amount, size) + size
        if need > width:
            size = paper.size
        paper.y += max(0., size - paper.size) * .8
        if near:
            paper.sheet.put(right - max(paper.sheet.room(a, paper.size * big) for _, a, _ in rows) - size * 1.2, paper.y, label, size, 'r')
        else:
            paper.sheet.put(right - max(width, need), paper.y, label, size)
        paper.sheet.put(right, paper.y, amount, size, 'r')
        paper.y += max(paper.pitch * leading, size * 1.25)
    paper.step(c.f(.3, 1.5))
