"""Receipts of tills: a narrow strip with head, items, sums, tax, payment and thanks, in many designs."""
from __future__ import annotations

from . import receipt_extras, receipt_items, receipt_sums
from .draw import Choice, Run, invented_words, run, table
from .goods import basket
from .layout import Sheet
from .party_names import person_name
from .party_phrases import other_company, phrase
from .receipt_head import head
from .scene import Scene
from .strip import Strip
from .sums import summed


def meta(scene: Scene, strip: Strip) -> None:
    """Date, number, till, cashier: pairs in a column, two in a row, or all in one row without labels."""
    c = scene.c
    date, clock = scene.date(scene.day, 'date'), run(scene.dates.time(c)) if c.p(.75) else []
    serial = scene.number(scene.serial()) if c.p(.8) else []
    small: list[tuple[Run, Run]] = []
    if c.p(.55):
        small.append((scene.label('cashier'), run(c((c(table('names', scene.language)['first']), str(c.n(1, 999)), c(table('names', scene.language)['surname']), person_name(c, scene.market), person_name(c, scene.market).upper(), c.letters(2), f'{c.n(1, 99):03d} {c(table("names", scene.language)["first"])}')))))
    if c.p(.5):
        small.append((scene.label('till'), run(c((str(c.n(1, 30)), f'{c.n(1, 9999):04d}', f'{c.letters(2)}{c.n(1, 99)}')))))
    if c.p(.16):
        small.append((scene.label('table'), run(str(c.n(1, 60)))))
    if c.p(.1):
        small.append((scene.label('customer_no'), run(c.digits(c.n(3, 9)))))
    if c.p(.08):
        small.append((scene.label('your_ref'), run(c.letters(2) + c.digits(4))))
    if c.p(.05):
        small.append((scene.label('bill_to'), run(scene.c(table('names', scene.language)['first']) + ' ' + c(table('names', scene.language)['surname']), 'buyer')))
    main = [(scene.label('receipt_no'), serial)] if serial else []
    with_clock = date + (run(c(('-', 'at', '/'))) if c.p(.06) else []) + clock
    if not clock or c.p(.6):
        main.insert(c.n(0, len(main)), (scene.label('date') if c.p(.62) else [], with_clock))
    else:
        main.insert(c.n(0, len(main)), (scene.label('date'), date))
        main.append((scene.label('time'), clock))
    pairs = main + small if c.p(.6) else c.shuffled(main + small)
    design = c.weighted(('rows', 'ends', 'columns', 'two', 'bare'), (.4, .1, .18, .2, .12))
    if design == 'bare':
        flat = c.shuffled([date + clock, serial, *[value for _, value in small]])
        strip.line([word for part in flat for word in part], c('lm'))
    elif design == 'two':
        for at in range(0, len(pairs), 2):
            right = pairs[at + 1] if at + 1 < len(pairs) else ([], [])
            strip.pair(scene.joined(*pairs[at]), scene.joined(*right))
    elif design == 'columns':
        x = max([strip.sheet.room(label, strip.size) for label, _ in pairs]) + strip.size * c.f(.6, 2)
        for label, value in pairs:
            if x + strip.sheet.room(value, strip.size) < strip.inner:
                strip.sheet.put(strip.left, strip.y, label, strip.size)
                strip.sheet.put(strip.left + x, strip.y, value, strip.size)
                strip.step()
            else:
                strip.line(scene.joined(label, value))
    elif design == 'ends':
        for label, value in pairs:
            strip.pair(label, value)
    else:
        anchor = 'm' if c.p(.15) else 'l'
        for label, value in pairs:
            strip.line(scene.joined(label, value), anchor)


def footer(scene: Scene, strip: Strip) -> None:
    c, language = scene.c, scene.language
    anchor = c.weighted(('m', 'l'), (.8, .2))
    rows = [run(scene.text(c(('thanks', 'thanks', 'policy', 'policy')))) for _ in range(c.n(0, 4))]
    if c.p(.2):
        rows.append(run(' '.join(c(invented_words(language)) for _ in range(c.n(3, 14)))))
    if c.p(.12):
        rows.append(run(scene.supplier.web, 'contact'))
    if c.p(.12):
        rows.append(scene.label('points') + run(str(c.n(1, 3000))))
    if c.p(.1):
        rows.append(scene.label('print_date') + scene.date(scene.later(0, 2), 'otherDate'))
    if c.p(.1):
        rows.append(run(c.digits(c.n(12, 22))))
    named = any(word[5] == 'supplier' for word in strip.sheet.words)
    if scene.name_late or named and c.p(.06):
        rows.append(run(scene.supplier.name, 'supplier'))
    if c.p(.03):
        rows.append(run(f'{(scene.supplier.brand or scene.supplier.core).split(" ")[0]} {scene.supplier.place}'))  # the shop, not the company
    if c.p(.05):  # who makes the till, who moves the money
        rows.append(run(phrase(scene, c(('system', 'system', 'carrier'))) + ' ' + other_company(scene, .5)))
    if named and scene.supplier.brand and c.p(.06):
        rows.append(run(f'{scene.supplier.brand}:') + run(phrase(scene, 'tradename')) + run(scene.supplier.name, 'supplier'))
    if c.p(.04):
        rows.append(run(phrase(scene, c(('hours', 'notice', 'slogan')))))
    for row in c.shuffled(rows):
        strip.line(row, anchor)
        if c.p(.2):
            strip.step(.6)
    if c.p(.08):
        strip.line(run(c.digits(13)), 'm')


def receipt(c: Choice, credit: bool = False) -> tuple[Scene, str, list[Sheet]]:
    scene, strip = Scene(c, True), Strip(c)
    if c.p(.3):
        strip.step(c.f(1, 5))  # a logo that is not read
    market = scene.market
    kind = c.weighted(('food', 'meal', 'hardware', 'office', 'service'), (.42, .3, .15, .07, .06))
    count = c.weighted((1, c.n(2, 4), c.n(4, 9), c.n(8, 20), c.n(15, 40)), (.16, .34, .3, .16, .04))
    gross, untaxed = c.p(market.gross), c.p(.1)
    items = basket(c, scene.language, kind, count, market.rates, scene.digits, False)
    fuel = c.p(.05)
    if fuel:
        items = [receipt_items.fuel_item(scene), *items[:c.n(0, 1)]]
    receipt_items.reductions(scene, items)
    cash = c.p(.5)
    step = market.cash_step if scene.digits == 2 and scene.currency == market.currency and (cash or market.country in ('MY', 'IN')) else 1
    sums = summed(c, items, gross, step, discount=.1, service=.12 if kind == 'meal' else .01, tip=.1 if kind == 'meal' else .0, untaxed=untaxed, shipping=.01)
    scene.items, scene.sums = items, sums
    scene.money.negated = credit and c.p(.4)
    late_meta, late_tax = c.p(.22), c.p(.12)
    head(scene, strip, late_tax)
    strip.rule()
    titled = c.p(.5)
    if titled:
        title = scene.text('credit' if credit else 'receipt')
        strip.line(scene.words(title if c.p(.97) else ' '.join(title.replace(' ', ''))), c('mml'), c((1., 1., 1.4)))
    if not late_meta:
        meta(scene, strip)
        if c.p(.08):
            receipt_extras.empty_fields(scene, strip)
        strip.rule()
    if c.p(.13 if market.country in ('MY', 'SG', 'IN') else .07):
        receipt_extras.sold_to(scene, strip)
    if fuel:
        receipt_extras.fuel(scene, strip)
    if c.p(.12):  # the currency above the column of amounts
        strip.line([(c((scene.money.sign, scene.currency)), 'currency')], 'r')
    receipt_items.print_items(scene, strip, items, sums)
    strip.rule()
    receipt_sums.print_sums(scene, strip, items, sums, cash)
    if late_meta:
        strip.rule()
        meta(scene, strip)
    if late_tax:
        strip.line(scene.words(scene.supplier.tax_label + ':') + scene.supplier.tax_run(), c('lm'))
        scene.truth['supplierTaxId'] = scene.supplier.tax_value()
    if c.p(.12 if scene.language not in ('de', 'it', 'pt', 'cs', 'pl') else .3):
        receipt_extras.signature(scene, strip)
    if kind == 'meal' and market.country in ('US', 'CA') and c.p(.4):
        receipt_extras.tip_proposals(scene, strip, sums)
    strip.rule()
    footer(scene, strip)
    strip.sheet.height = int(strip.y + strip.pitch * c.f(.2, 5))
    return scene, 'credit-note' if credit else 'receipt', [strip.sheet]
