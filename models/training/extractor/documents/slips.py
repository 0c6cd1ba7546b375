"""Receipts without goods: card slips, parking, taxis, tolls, tickets, hand-written bills. A sum, a day and who got it, little else."""
from __future__ import annotations

from . import receipt, receipt_sums
from .draw import Choice, run
from .goods import Item, description, price
from .layout import Sheet
from .scene import Scene
from .strip import Strip
from .sums import summed

WORDS = {'en': ('Parking', 'Taxi fare', 'Toll', 'Entrance', 'Ticket', 'Fare', 'Donation', 'Sale'), 'de': ('Parkgebühr', 'Taxifahrt', 'Maut', 'Eintritt', 'Fahrschein', 'Fahrpreis'), 'fr': ('Stationnement', 'Course taxi', 'Péage', 'Entrée', 'Billet'),
         'es': ('Aparcamiento', 'Taxi', 'Peaje', 'Entrada', 'Billete'), 'it': ('Parcheggio', 'Corsa taxi', 'Pedaggio', 'Ingresso', 'Biglietto'), 'nl': ('Parkeren', 'Taxirit', 'Toegang', 'Kaartje'), 'pt': ('Estacionamento', 'Táxi', 'Portagem', 'Bilhete'),
         'pl': ('Parking', 'Taxi', 'Przejazd', 'Bilet'), 'cs': ('Parkovné', 'Taxi', 'Vstupné', 'Jízdenka'), 'sv': ('Parkering', 'Taxi', 'Inträde', 'Biljett'), 'da': ('Parkering', 'Taxa', 'Entré', 'Billet'), 'fi': ('Pysäköinti', 'Taksi', 'Sisäänpääsy', 'Lippu')}


def slip(c: Choice) -> tuple[Scene, str, list[Sheet]]:
    scene, strip = Scene(c, True), Strip(c)
    item = Item(c(WORDS[scene.language]) if c.p(.7) else description(c, scene.language, 'service'), 1000, price(c, scene.digits, False), c(scene.market.rates[:2]))
    item.amount = item.price
    untaxed = c.p(.35)
    sums = summed(c, [item], c.p(.9), 1, untaxed=untaxed, tip=.05)
    scene.items, scene.sums = [item], sums
    receipt.head(scene, strip, False)
    strip.rule()
    card_only = c.p(.4)
    if not card_only and c.p(.7):
        strip.line(scene.words(scene.text('receipt')), c('lm'), c((1., 1.5)))
    receipt.meta(scene, strip)
    if c.p(.3):  # from when until when
        for role in ('period', 'due_date'):
            strip.line((scene.label(role) if role == 'period' else run(c(('to', '-', 'bis', 'until', 'à')))) + scene.dates.run(scene.day, 'otherDate') + run(scene.dates.time(c)))
    strip.rule()
    named = not card_only and c.p(.55)
    if named:
        with_amount = c.p(.6)
        strip.pair(run(item.description, 'itemDescription'), scene.money.run(item.amount, 'itemAmount', 'items') if with_amount else [], item=0)
        scene.line_truth(0, item, item.description)
        if not with_amount:
            scene.lines[-1].pop('amount')
    if card_only:
        receipt_sums.slip(scene, strip, lambda a, b, s=1.: strip.pair(a, b, s), sums)
    receipt_sums.print_sums(scene, strip, [item], sums, c.p(.4) and not card_only)
    strip.rule()
    receipt.footer(scene, strip)
    strip.sheet.height = int(strip.y + strip.pitch * c.f(.2, 4))
    return scene, 'receipt', [strip.sheet]
