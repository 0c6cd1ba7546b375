"""What stands below the items and looks like them: charges and reductions of the whole document in the columns of the table; terms of payment as a table."""
from __future__ import annotations

from .draw import Run, run
from .goods import rounded
from .item_notes import one_of
from .paper import Paper
from .scene import Scene
from .sums import Sums
from .table_columns import Columns, wrapped


def print_charges(scene: Scene, paper: Paper, table: Columns, sums: Sums, pitch: float) -> None:
    """Shipping, packaging, surcharges and reductions as rows of the table. They are no items, and do not stand among the sums again."""
    c = scene.c
    if not (sums.shipping or sums.discount or sums.service) or 'amount' not in table.places or not c.p(.5):
        return
    scene.charged = True
    rows: list[tuple[Run, int, str]] = []
    parts = shared(scene, sums.shipping)
    for part in parts:
        rows.append((scene.words(one_of(scene, 'charges') if c.p(.75) else one_of(scene, 'shipping')), part, 'service'))
    if sums.service:
        rows.append((scene.words(one_of(scene, 'service')), sums.service, 'service'))
    if sums.discount:
        rate = run(f'{scene.money.percent(sums.discount_rate, c)} %') if sums.discount_rate and c.p(.7) else []
        rows.append((scene.words(one_of(scene, 'discount')) + rate, -sums.discount, 'discount'))
    spaced, numbered, counted = c.f(0., 1.), c.p(.3), c.p(.35) and 'description' in table.places
    paper.y += pitch * spaced
    rate = max(sums.rows, key=lambda row: row[1])[0] if sums.rows else 0
    for at, (label, amount, tag) in enumerate(rows):
        if paper.y + pitch > paper.bottom:
            paper.new_page()
        cells = {'amount': scene.money.run(amount, tag, 'items')}
        if numbered and 'pos' in table.places:
            cells['pos'] = run(str(len(scene.items) + at + 1))
        if counted:
            cells['qty'], cells['price'] = run('1'), scene.money.run(amount, 'other', 'items')
        if c.p(.4) and not sums.untaxed and len(sums.rows) == 1:
            cells['rate'] = scene.rate(rate, 'other')
        taken = [(x, width) for key, (x, width, _) in table.places.items() if key in cells]
        x = table.places['description'][0] if 'description' in table.places else table.left + (table.places['pos'][1] + table.gap if 'pos' in cells else 0.)
        limit = min([left + table.places[key][1] - paper.sheet.room(cells[key], table.size) * 1.02 for key, (left, _, _) in table.places.items() if key in cells and left > x] + [paper.right]) - x - table.gap * .4
        if 'description' not in table.places or limit < table.size * 5:
            limit = table.places['description'][1] if 'description' in table.places else limit
        if not taken or limit < table.size * 3:
            limit = paper.span * .3
        for key, words in cells.items():
            if key in table.places and (key == 'amount' or paper.sheet.room(words, table.size) <= table.places[key][1]):
                point, anchor = table.point(key)
                paper.sheet.put(point, paper.y, words, table.size, anchor)
        for row in wrapped(c, paper.sheet, label, table.size, limit):
            paper.sheet.put(x, paper.y, row, table.size)
            paper.y += pitch
        paper.y += pitch * c.f(.05, .4)


def charges_table(scene: Scene, paper: Paper, sums: Sums) -> None:
    """Charges and reductions of the whole document in a table of their own below the items: reason, base, percentage, amount."""
    c = scene.c
    if scene.charged or not (sums.shipping or sums.discount or sums.service) or not c.p(.55 if scene.form else .06):
        return
    scene.charged = True
    before = scene.money.run(sums.before, 'other', 'items')
    entries = [(one_of(scene, 'charges' if c.p(.6) else 'shipping'), sums.shipping, 0, 'service'), (one_of(scene, 'service'), sums.service, sums.service_rate, 'service'), (one_of(scene, 'discount'), -sums.discount, sums.discount_rate, 'discount')]
    with_base, with_rate, category = c.p(.6), c.p(.7), run(one_of(scene, 'tax_category')) if c.p(.3) else []
    rows = [[scene.words(label), *([before if percent or c.p(.4) else []] if with_base else []), *([run(f'{scene.money.percent(percent, c)} %') if percent else []] if with_rate else []), *([category] if category else []), scene.money.run(amount, tag, 'items')] for label, amount, percent, tag in entries if amount]
    size, room = paper.size * c((1., .92)), paper.sheet.room
    gap = size * c.f(.9, 3.)
    widths = [max(room(row[at], size) for row in rows) for at in range(len(rows[0]))]
    left = paper.left + c((0., 0., c.f(0., .3) * paper.span))
    stretch = max(0., (paper.right - left - sum(widths) - gap * (len(widths) - 1)) / len(widths)) if c.p(.6) else 0.
    if sum(widths) + gap * (len(widths) - 1) > paper.right - left or not paper.need(len(rows) + 3):
        left, stretch = paper.left, 0.
    if c.p(.5):
        paper.block(left, paper.y, paper.span, [scene.label('discount' if sums.discount else 'shipping', True)])
        paper.step(1.1)
    for row in rows:
        x = left
        for at, words in enumerate(row):
            paper.sheet.put(x if at == 0 else x + widths[at], paper.y, words, size, 'l' if at == 0 else 'r')
            x += widths[at] + gap + stretch
        paper.step(c.f(1.05, 1.4))
    paper.step(c.f(.2, .8))


def shared(scene: Scene, amount: int) -> list[int]:
    """One charge, or the same sum in two or three."""
    c = scene.c
    if amount < 300 or not c.p(.45):
        return [amount] if amount else []
    first = c.n(1, amount // 2)
    rest = amount - first
    return [first, rest] if c.p(.7) or rest < 200 else [first, rest // 2, rest - rest // 2]


def terms_table(scene: Scene, paper: Paper, sums: Sums) -> None:
    """`10 days 2 % | 15.03.2024 | 2,38 | 116,62`: when what is to be paid. No row is an item, and the reduced sums are not the total."""
    c = scene.c
    steps = c.sample((3, 7, 8, 10, 14, 20), c.n(1, 2))
    days = sorted(steps)
    percents = sorted((c((100, 150, 200, 250, 300, 400)) for _ in days), reverse=True)
    rows: list[list[Run]] = []
    with_date, with_off = c.p(.7), c.p(.5)
    for count, percent in zip(days, percents):
        off = rounded(sums.total * percent, 10000)
        text = one_of(scene, 'within').replace('{d}', str(count)).replace('{p}', scene.money.percent(percent, c))
        rows.append([run(text), *([scene.dates.run(scene.later(count, count), 'otherDate')] if with_date else []), *([scene.money.run(off, 'other', 'items')] if with_off else []), scene.money.run(sums.total - off, 'other', 'items')])
    last = c((30, 30, 14, 45, 60))
    due = [scene.dates.run(scene.due_day(), 'dueDate') if 'dueDate' in scene.truth else scene.date(scene.later(last, last), 'dueDate')] if with_date else []
    rows.append([run(one_of(scene, 'net_days').replace('{d}', str(last))), *due, *([[]] if with_off else []), scene.amount(sums.total, 'total', 'items', key='total')])
    size, room = paper.size * c((1., .9)), paper.sheet.room
    widths = [max(room(row[at], size) for row in rows) + size * 1.2 for at in range(len(rows[0]))]
    if sum(widths) > paper.span or not paper.need(len(rows) + 1):
        return
    stretch = c((0., 0., (paper.span - sum(widths)) / len(widths)))
    for row in rows:
        x = paper.left
        for at, words in enumerate(row):
            paper.sheet.put(x if at == 0 else x + widths[at] - size * 1.2, paper.y, words, size, 'l' if at == 0 else 'r')
            x += widths[at] + stretch
        paper.step(1.1)
    paper.step(.5)
