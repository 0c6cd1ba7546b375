"""The table of goods on an invoice: columns in varying order, with or without head, over several pages."""
from __future__ import annotations

from .draw import Run, prose_words, run
from .goods import Item, rounded
from .item_notes import NoteHabit, price_basis, remark_between, tax_category
from .paper import Paper
from .scene import Scene
from .sums import Sums

ORDERS = (
    ('pos', 'code', 'description', 'qty', 'unit', 'price', 'discount', 'rate', 'amount'), ('pos', 'description', 'qty', 'unit', 'price', 'rate', 'amount'), ('description', 'qty', 'price', 'rate', 'amount'),
    ('qty', 'description', 'price', 'amount'), ('qty', 'unit', 'code', 'description', 'price', 'discount', 'amount'), ('code', 'description', 'rate', 'qty', 'price', 'amount'), ('description', 'rate', 'price', 'qty', 'amount'),
    ('pos', 'qty', 'unit', 'description', 'price', 'amount'), ('description', 'price', 'qty', 'amount'), ('code', 'qty', 'description', 'price', 'rate', 'amount'), ('description', 'amount'), ('pos', 'description', 'amount'),
    ('description', 'qty', 'unit', 'price', 'discount', 'amount', 'rate'), ('rate', 'description', 'qty', 'price', 'amount'), ('code', 'description', 'unit', 'qty', 'price', 'discount', 'amount'),
)
HEADS = {'day': 'date', 'pos': 'h_pos', 'code': 'h_code', 'description': 'h_description', 'qty': 'h_qty', 'unit': 'h_unit', 'price': 'h_price', 'discount': 'h_discount', 'rate': 'h_rate', 'amount': 'h_amount', 'tax': 't_tax', 'gross': 't_gross'}


def chosen_columns(scene: Scene, items: list[Item], sums: Sums) -> list[str]:
    c = scene.c
    columns = [key for key in c(ORDERS) if key in ('description', 'amount', 'qty', 'price') or c.p(.8)]
    if sums.untaxed or len(columns) < 3 and c.p(.5):
        columns = [key for key in columns if key != 'rate']
    reduced = any(item.percent_off for item in items)
    if reduced and 'discount' not in columns:
        columns.insert(len(columns) - 1, 'discount')
    elif not reduced and c.p(.7):
        columns = [key for key in columns if key != 'discount']
    if all(item.quantity == 1000 for item in items) and c.p(.3):
        columns = [key for key in columns if key not in ('qty', 'unit')]
    return columns


def print_table(scene: Scene, paper: Paper, items: list[Item], sums: Sums, priced: bool = True, truth: bool = True) -> None:
    """`priced` false leaves the amounts out (delivery notes)."""
    c, money = scene.c, scene.money
    columns = chosen_columns(scene, items, sums)
    if not priced:
        columns = [key for key in columns if key in ('pos', 'code', 'description', 'unit')] + ['qty']
    if priced and c.p(.07):
        columns.insert(c.n(0, 1), 'day')
    if priced and not sums.gross and not sums.untaxed and c.p(.3 if scene.language in ('pl', 'cs', 'it') else .1):
        columns += c((['tax', 'gross'], ['gross'], ['tax']))
    days = sorted(scene.later(-35, 0) for _ in items)
    scale = c((1., 1., .92, .85))
    size, pitch = paper.size * scale, paper.pitch * scale
    scene.plain_quantity = c((1., 1., 0.)) if c.p(.8) else .5
    rate_form = c(('{r}%', '{r} %', '{r}', '{r}%'))
    off_form = c(('{r}%', '{r} %', '-{r}%', '{r}'))
    codes = scene.rate_codes
    codes_as_rate = bool(codes) and c.p(.7)
    code_below = 'code' not in columns and c.p(.1)
    # Several numbers of an article below each other, each after its label; the description may stand at the foot of them.
    stacked_codes = 'code' in columns and c.p(.2)
    foot = c.p(.45)
    notes = NoteHabit(scene) if c.p(.3) else None
    # Cells of two rows: what stands below the number in its own column.
    second = {key: c.p(share) for key, share in (('qty', .07), ('price', .1), ('rate', .05))} if c.p(.5) else {}
    # Where the numbers stand beside a description of several rows.
    level = c.weighted(('first', 'last', 'middle'), (.78, .14, .08))
    # The description in a row of its own above or below the numbers.
    own_row = c.weighted(('no', 'above', 'below'), (.88, .1, .02))
    split_words = c.p(.25)
    # A remark without a label stands apart, or nobody could tell it from more of the description.
    apart = c.f(.5, 1.4)

    def cell(key: str, index: int, item: Item) -> Run:
        if key == 'pos':
            return run(pos_form.format(index + 1))
        if key == 'day':
            return scene.dates.run(days[index], 'otherDate')
        if key == 'code':
            return run(item.code, 'itemCode')
        if key == 'description':
            return run(item.description, 'itemDescription')
        if key == 'qty':
            return ([(quantity_text[index] + item.unit, 'itemQuantity')] if glue_unit else run(quantity_text[index], 'itemQuantity') + (run(item.unit, 'itemUnit') if unit_behind else []))
        if key == 'unit':
            return run(item.unit, 'itemUnit')
        if key == 'price':
            return money.run(item.price, 'itemUnitPrice', 'items', item.price_digits if scene.digits == 2 else None)
        if key == 'discount':
            return run(off_form.replace('{r}', money.percent(item.percent_off, c)), 'itemDiscount') if item.percent_off else run('0%', 'itemDiscount') if c.p(.2) else []
        if key == 'rate':
            return run(codes.get(item.rate, '') or '-', 'itemTaxRate') if codes_as_rate else scene.rate(item.rate, 'itemTaxRate', rate_form)
        if key in ('tax', 'gross'):
            tax = rounded(item.amount * item.rate, 10000)
            return money.run(tax if key == 'tax' else item.amount + tax, 'other', 'items')
        return money.run(item.amount, 'itemAmount', 'items')

    pos_form = c(('{}', '{}', '{}.', '{:02d}', '{:03d}', '{}0'))
    quantity_text = [scene.quantity(item.quantity) for item in items]
    unit_behind = 'unit' not in columns and c.p(.22)
    glue_unit = unit_behind and c.p(.2)
    if 'unit' in columns or unit_behind:
        second.pop('qty', None)
    heads = {key: scene.words(scene.text(HEADS[key])) for key in columns}
    cells = [{key: cell(key, index, item) for key in columns} for index, item in enumerate(items)]
    stacks: list[list[Run]] = []
    if stacked_codes:
        for row, item in zip(cells, items):
            stacks.append(code_stack(scene, item))
            row['code'] = max(stacks[-1], key=lambda line: paper.sheet.room(line, size))
    places = column_places(scene, paper, columns, heads, cells, size)
    with_head, leading = c.p(.92), c.f(1.05, 1.9)

    def print_head_row() -> None:
        tallest = 1
        for key in columns:
            x, width, anchor = places[key]
            at = x if anchor == 'l' else x + width if anchor == 'r' else x + width / 2
            rows = paper.sheet.wrapped(heads[key], size, width + size)
            for row_index, row in enumerate(rows):
                paper.sheet.put(at, paper.y + row_index * pitch, row, size, anchor)
            tallest = max(tallest, len(rows))
        paper.y += pitch * (tallest + c.f(.2, 1.))

    if with_head:
        print_head_row()
    running, groups = 0, c.f(.08, .5) if c.p(.16) else 0.
    carry = c.p(.3)
    again = c.p(.7)
    for index, (item, row) in enumerate(zip(items, cells)):
        x, width, _ = places['description']
        if own_row != 'no':
            width = paper.right - x
        texts = paper.sheet.wrapped(hyphenated(scene, row['description'], paper, size, width) if split_words else row['description'], size, width)
        extras = [part for extra in item.extra for part in paper.sheet.wrapped(run(extra, 'itemDescription'), size * .95, width)]
        stack = stacks[index] if stacked_codes else []
        lead = max(0, len(stack) - len(texts) - len(extras)) if foot else 0
        if paper.y + pitch * max(len(stack), len(texts) + len(extras)) > paper.bottom and index:
            if carry and priced:
                paper.sheet.put(paper.right, paper.y, scene.label('subtotal') + scene.money.run(running, 'subtotal', 'none'), size, 'r')
            paper.new_page()
            paper.step(c.f(1, 4))
            if carry and priced:
                paper.sheet.put(paper.right, paper.y, scene.label('subtotal') + scene.money.run(running, 'subtotal', 'none'), size, 'r')
                paper.y += pitch * 1.5
            if with_head and again:
                print_head_row()
        if c.p(groups):
            remark = remark_between(scene)
            paper.y += pitch * apart
            at = c((places['description'][0], places['description'][0], paper.left))
            for part in paper.sheet.wrapped(remark, size, paper.right - at):
                paper.sheet.put(at, paper.y, part, size)
                paper.y += pitch
            paper.y += pitch * (leading - 1 + apart)
        body, deepest = len(texts) + len(extras), 0.
        down = {'no': {'first': 0., 'last': body - 1., 'middle': (body - 1) / 2}[level], 'above': float(body), 'below': 0.}[own_row]
        if own_row == 'below':
            lead = 1
        for key in columns:
            if key == 'code' and stack:
                for at, line in enumerate(stack):
                    paper.sheet.put(places[key][0], paper.y + at * pitch, line, size, 'l', index)
            elif key != 'description':
                x, width, anchor = places[key]
                at = x if anchor == 'l' else x + width if anchor == 'r' else x + width / 2
                paper.sheet.put(at, paper.y + down * pitch, row[key], size, anchor, index)
                under = below_cell(scene, key, item, second)
                if under and paper.sheet.room(under, size * .9) <= width + size:
                    paper.sheet.put(at, paper.y + (down + 1) * pitch, under, size * .9, anchor, index)
                    deepest = max(deepest, down + 2)
        x = places['description'][0]
        for at, text in enumerate(texts):
            paper.sheet.put(x, paper.y + (at + lead) * pitch, text, size, 'l', index)
        y = paper.y + (len(texts) + lead) * pitch
        for text in extras:
            paper.sheet.put(x, y, text, size * .95, 'l', index)
            y += pitch
        if code_below and item.code:
            paper.sheet.put(x, y, scene.words(scene.text('h_code') + ':') + run(item.code, 'itemCode'), size * .9, 'l', index)
            y += pitch
        y = max(y, paper.y + max(deepest, down + 1 if own_row != 'no' else 0.) * pitch)
        for note in notes.rows(item) if notes else []:
            for part in paper.sheet.wrapped(note, size * .95, max(width, paper.span * .3)):
                paper.sheet.put(x, y, part, size * .95, 'l', index)
                y += pitch
        paper.y = max(y, paper.y + len(stack) * pitch) + pitch * (leading - 1)
        running += item.amount
        if truth:
            scene.line_truth(index, item, ' '.join([item.description, *item.extra]), quantity='qty' in columns, price='price' in columns, rate='rate' in columns and not codes_as_rate)
            if not priced:
                scene.lines[-1].pop('amount')
    paper.step(c.f(.3, 1.5))


def below_cell(scene: Scene, key: str, item: Item, second: dict[str, bool]) -> Run:
    """What stands in the second row of a cell: the unit below the quantity, what the price is for, the words of the tax rate."""
    if not second.get(key):
        return []
    if key == 'qty':
        return run(item.unit, 'itemUnit')
    return price_basis(scene, item) if key == 'price' else tax_category(scene)


def hyphenated(scene: Scene, words: Run, paper: Paper, size: float, width: float) -> Run:
    """Words that are wider than their column, parted as programs without a dictionary do it: at any letter, with or without a hyphen."""
    out: Run = []
    for text, tag in words:
        while len(text) > 6 and paper.sheet.face.width(text) * size > width:
            keep = max(3, int(len(text) * width / (paper.sheet.face.width(text) * size)) - 1)
            out.append((text[:keep] + ('-' if scene.c.p(.5) else ''), tag))
            text = text[keep:]
        out.append((text, tag))
    return out


def code_stack(scene: Scene, item: Item) -> list[Run]:
    """An article's numbers below each other: the barcode, ours, yours; labels in rows of their own or before the number."""
    c = scene.c
    own = scene.text('h_code').rstrip('.:')
    lines: list[Run] = []
    numbers = [(c(('GTIN', 'EAN', 'GTIN', 'SKU')), c.digits(13)), (own, item.code or c.digits(6))]
    if c.p(.4):
        numbers.append((f'{own} {c(prose_words(scene.language))}', f'{c.letters(2)}{c.digits(4)}'))
    for label, number in numbers[c.n(0, 1):]:
        head, value = scene.words(f'{label}:'), run(number, 'itemCode')
        lines += [head, value] if c.p(.6) else [head + value]
    return lines


def column_places(scene: Scene, paper: Paper, columns: list[str], heads: dict, cells: list[dict], size: float) -> dict[str, tuple[float, float, str]]:
    """Left edge, width and alignment of each column; the description takes what the others leave."""
    c = scene.c
    room = paper.sheet.room
    gap = size * c.f(.7, 1.6)
    widths = {}
    for key in columns:
        if key == 'description':
            continue
        body = max(room(row[key], size) for row in cells)
        head = max((paper.sheet.face.width(text) * size for text, _ in heads[key]), default=0.)
        widths[key] = max(body, min(head, size * 6)) + gap
    free = paper.span - sum(widths.values())
    least = paper.span * .22
    if free < least:  # too many columns for this size: the gaps give way
        shrink = max(0., (least - free) / max(1, len(widths)))
        widths = {key: max(width - shrink, width - gap * .6) for key, width in widths.items()}
        free = max(least, paper.span - sum(widths.values()))
    if c.p(.22):  # narrow, so that every description goes over several rows
        free = min(free, paper.span * c.f(.12, .22))
    natural = max(room(row['description'], size) for row in cells) + gap * 2
    if free > natural and c.p(.35):  # spread what is left over all columns
        spare = (free - natural) / len(columns)
        widths = {key: width + spare for key, width in widths.items()}
        free = natural + spare
    numbers, left_unit = 'r' if c.p(.86) else c('lm'), c.p(.6)
    places, x = {}, paper.left
    for at, key in enumerate(columns):
        width = free if key == 'description' else widths[key]
        anchor = 'l' if key in ('pos', 'code', 'description', 'day') else 'l' if key == 'unit' and left_unit else numbers
        places[key] = (x, width if at == len(columns) - 1 else width - gap, anchor)
        x += width
    return places
