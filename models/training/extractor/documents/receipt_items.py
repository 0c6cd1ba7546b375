"""The goods on a receipt: one row, two rows, columns with a head, codes, weights, reductions."""
from __future__ import annotations

from .draw import Run, run, table
from .goods import Item, rounded
from .scene import Scene
from .sums import Sums

CODE_SETS = (('A', 'B', 'C', 'D'), ('1', '2', '3', '4'), ('SR', 'ZRL', 'ZR', 'OS'), ('T', 'N', 'F', 'X'), ('*', '', '#', ''), ('B', 'A', 'C', 'D'), ('S', 'Z', 'E', 'R'), ('a', 'b', 'c', 'd'))


def reductions(scene: Scene, items: list[Item]) -> None:
    """Reductions in rows of their own, deposits for bottles, things taken back."""
    c = scene.c
    if c.p(.12):
        for item in items:
            if item.amount > 50 and c.p(.4):
                item.off = -(rounded(item.amount * c((10, 20, 25, 50, 5)), 100) if c.p(.6) else min(item.amount // 2, c.n(5, 99)))
                item.off_label = c(('', '@', '')) + scene.text('discount') + c(('', '', ' 10%', ' 2F1', ''))
    if c.p(.1) and scene.language in ('de', 'sv', 'da', 'nl', 'fi', 'pl', 'cs'):
        word = {'de': ('Pfand', 'PFAND 0,25', 'Leergut', 'Einwegpfand'), 'sv': ('Pant',), 'da': ('Pant',), 'nl': ('Statiegeld',), 'fi': ('Pantti', 'Palautuspantti'), 'pl': ('Kaucja',), 'cs': ('Záloha lahev',)}[scene.language]
        price = c((8, 15, 25, 25, 100))
        back = c.p(.35) and len(items) > 2
        n = c.n(1, 6)
        items.insert(c.n(1, len(items)), Item(c(word), n * 1000, price, items[0].rate, -n * price if back else n * price))
    if c.p(.03) and len(items) > 2:
        item = items[c.n(1, len(items) - 1)]
        if item.off == 0:
            item.amount, item.quantity = -item.amount, -item.quantity
            if sum(i.total() for i in items) <= 0:
                item.amount, item.quantity = -item.amount, -item.quantity


def fuel_item(scene: Scene) -> Item:
    c = scene.c
    name = {'de': ('Super E10', 'Diesel', 'Super Plus'), 'fr': ('SP95-E10', 'Gazole'), 'es': ('Gasolina 95', 'Gasóleo A'), 'it': ('Benzina', 'Gasolio'), 'nl': ('Euro 95', 'Diesel'), 'pl': ('PB95', 'ON'), 'cs': ('Natural 95', 'Nafta')}
    item = Item(c(name.get(scene.language, ('Diesel', 'Unleaded', 'Super', 'RON95', 'PRIMAX 95'))), c.n(3000, 75000) // 10 * 10, c.n(105, 229) if scene.digits == 2 else c.n(90, 300), scene.market.rates[0], unit=c(('L', 'l', 'Ltr', 'LTR', 'Liter' if scene.language == 'de' else 'L')))
    if scene.digits == 2 and c.p(.6):
        item.price_digits, item.price = 3, item.price * 10 + 9
    item.amount = rounded(item.quantity * item.price, 1000 * (10 if item.price_digits == 3 else 1))
    return item


def print_items(scene: Scene, strip, items: list[Item], sums: Sums) -> None:
    c, money = scene.c, scene.money
    rates = [row[0] for row in sums.rows]
    codes = dict(zip(rates, c(CODE_SETS))) if c.p(.38) and not sums.untaxed else {}
    scene.rate_codes = codes
    glued, as_percent = c.p(.2), c.p(.12) and not sums.untaxed
    rate_first, percent_form = c.p(.5), c(('{r}%', '{r}%', '{r} %', '{r}'))
    scene.name_above = c((1., 1., 0.))
    design = c.weighted(('one', 'two', 'front', 'table', 'table-two'), (.34, .16, .2, .15, .15))
    with_code = c.p(.3)
    code_label = run(c(('BARCODE:', 'ITEM NO. :', 'Art.', '#', 'Code:', 'SKU'))) if c.p(.08) else []
    number_rows = c.p(.07)
    times = c(('x', 'X', '*', '@', 'x', 'á'))
    below = c.p(.6)
    show_single = c.p(.25)
    unit_words = c.p(.15)
    size = strip.size
    columns = table_columns(scene, strip, design) if design.startswith('table') else []
    groups = c.p(.05)
    for index, item in enumerate(items):
        n = index
        if groups and c.p(.4):
            strip.line(run(c((c(table('names', scene.language)['trade']).upper(), f'*** {c(table("names", scene.language)["front"])} ***', f'DEPT {c.n(1, 20)}'))))
        text = (f'{index + 1}. ' if number_rows else '') + item.description
        name = run(text, 'itemDescription')
        if number_rows:
            name[0] = (name[0][0], 'other')
        amount = money.run(item.amount, 'itemAmount', 'items')
        code = codes.get(item.rate, '')
        shown_rate = False
        if as_percent:
            rate = scene.rate(item.rate, 'itemTaxRate', percent_form)
            amount = rate + amount if rate_first else amount + rate
            shown_rate = True
        elif code and glued and not code.isdigit():
            amount = amount[:-1] + [(amount[-1][0] + code, amount[-1][1])]
        elif code:
            amount = amount + run(code, 'itemTaxRate')
        quantity = scene.quantity(abs(item.quantity))
        if item.quantity < 0:
            quantity = '-' + quantity
        unit = run(item.unit, 'itemUnit') if unit_words or item.quantity % 1000 else []
        price = money.run(item.price, 'itemUnitPrice', 'items', item.price_digits if scene.digits == 2 else None)
        code_run = run(item.code, 'itemCode') if with_code and item.code else []
        if code_label and design in ('one', 'two') and item.code:
            strip.line(code_label + run(item.code, 'itemCode'), item=n)
            code_run = []
        several = item.quantity != 1000 or show_single
        if design == 'one':
            calc = run(quantity, 'itemQuantity') + unit + run(times) + price
            if c.p(.03):
                calc = [(f'{quantity}{times}', 'itemQuantity')] + price
            label = code_run + name
            if several and not below:
                strip.line(calc, item=n, indent=size * 2)
            elif several and c.p(.25) and strip.sheet.room(label + calc + amount, size) < strip.inner - 2 * size:
                label, calc = label + calc, []
            strip.pair(label, amount, item=n)
            if several and below and calc:
                strip.line(calc, item=n, indent=size * 2)
            scene.line_truth(n, item, item.description, quantity=several, price=several, rate=shown_rate, off=item.off != 0)
        elif design == 'two':
            strip.line(code_run + name, item=n)
            calc = run(quantity, 'itemQuantity') + unit + run(times) + price if c.p(.9) else run(quantity, 'itemQuantity') + price
            strip.pair(calc, amount, item=n, indent=size * c((0, 2, 4)))
            scene.line_truth(n, item, item.description, quantity=True, price=True, rate=shown_rate, off=item.off != 0)
        elif design == 'front':
            lead = [(quantity + c(('', '', 'x', 'x')), 'itemQuantity')] if c.p(.7) else run(quantity, 'itemQuantity') + run(times)
            strip.pair(lead + name, amount, item=n)
            if item.quantity != 1000 and below:
                strip.line(run(c(('@', 'á', 'à'))) + price if c.p(.6) else price, item=n, indent=size * 3)
            scene.line_truth(n, item, item.description, quantity=True, price=item.quantity != 1000 and below, rate=shown_rate, off=item.off != 0)
        else:
            print_columns(scene, strip, columns, design, item, n, name, run(quantity, 'itemQuantity'), price, amount, run(item.code, 'itemCode'))
            scene.line_truth(n, item, item.description, quantity=True, price='price' in columns, rate=shown_rate, off=item.off != 0)
        for extra in item.extra:
            strip.line(run(extra, 'itemDescription'), item=n, indent=size)
            scene.lines[-1]['description'] += ' ' + extra
        if item.off:
            strip.pair(run(item.off_label), money.run(item.off, 'itemDiscount', 'items'), item=n, indent=size * c((0, 1, 2)))


def table_columns(scene: Scene, strip, design: str) -> dict[str, tuple[float, str]]:
    """Places of the columns; the head is printed if there is one."""
    c = scene.c
    if design == 'table':  # all in one row
        columns = {'name': (0., 'l'), 'qty': (c.f(.56, .62), 'r'), 'price': (c.f(.76, .8), 'r'), 'amount': (1., 'r')}
        if c.p(.35):
            columns = {'qty': (0., 'l'), 'name': (c.f(.08, .14), 'l'), 'amount': (1., 'r')}
            if c.p(.5):
                columns['price'] = (c.f(.76, .8), 'r')
    else:  # name in a row of its own, numbers below or above
        columns = {'code': (0., 'l'), 'qty': (c.f(.4, .5), 'r'), 'price': (c.f(.66, .75), 'r'), 'amount': (c.f(.93, 1.), 'r')}
        if c.p(.3):
            columns.pop('code')
    heads = {'name': 'h_description', 'qty': 'h_qty', 'price': 'h_price', 'amount': 'h_amount', 'code': 'h_code'}
    if c.p(.8):
        cells = [(x, anchor, scene.words(scene.text(heads[key]))) for key, (x, anchor) in columns.items()]
        if design == 'table-two' and c.p(.4):
            strip.line(scene.words(scene.text('h_description')))
        fits, right = [], -1.
        for x, anchor, words in sorted(cells):  # heads that would run into each other are left out
            w = strip.sheet.room(words, strip.size) / strip.inner
            start = x - w if anchor == 'r' else x
            if start > right + .02 or right < 0:
                fits.append((x, anchor, words))
                right = start + w
        strip.cells(fits)
        strip.rule()
    return columns


def print_columns(scene: Scene, strip, columns: dict, design: str, item: Item, n: int, name: Run, quantity: Run, price: Run, amount: Run, code: Run) -> None:
    values = {'name': name, 'qty': quantity, 'price': price, 'amount': amount, 'code': code}
    if design == 'table-two':
        above = scene.c.random() < scene.name_above
        if above:
            strip.line(name, item=n)
        strip.cells([(x, anchor, values[key]) for key, (x, anchor) in columns.items()], item=n)
        if not above:
            strip.line(name, item=n)
        return
    x, _ = columns['name']
    limit = min([strip.inner * at - strip.sheet.room(values[key], strip.size) for key, (at, anchor) in columns.items() if anchor == 'r' and at > x]) - strip.inner * x - strip.size * .8
    rows = strip.sheet.wrapped(name, strip.size, max(limit, strip.inner * .25))
    if strip.sheet.room(rows[0], strip.size) > limit:  # does not fit beside the numbers
        for row in strip.sheet.wrapped(name, strip.size, strip.inner):
            strip.line(row, item=n)
        rows = [[]]
    values['name'] = rows[0]
    strip.cells([(at, anchor, values[key]) for key, (at, anchor) in columns.items()], item=n)
    for row in rows[1:]:
        strip.line(row, item=n, indent=strip.inner * x)
