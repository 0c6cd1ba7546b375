"""What some tills add: signatures of the tax office, proposals for tips, who the goods are for, empty fields."""
from __future__ import annotations

from .draw import Run, run
from .parties import Party
from .scene import Scene
from .sums import Sums


def signature(scene: Scene, strip) -> None:
    """Rows of long codes and times, as fiscal printers put them below everything."""
    c = scene.c
    stamp = f'{scene.day.isoformat()}T{c.n(7, 21):02d}:{c.n(0, 59):02d}:{c.n(0, 59):02d}.000Z'
    code = ''.join(c('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') for _ in range(c.n(24, 90)))
    scene.truth.setdefault('date', scene.day.isoformat())
    rows: list[Run] = [
        run(c(('TSE-Signatur:', 'Signatur', 'TSE Signature:', 'SIGN', 'Hash', 'QR')) + ' ' + ' '.join(code[i:i + 20] for i in range(0, len(code), 20))),
        run(c(('TSE-Start:', 'Start', 'Begin'))) + run(stamp, 'date'), run(c(('TSE-Stop:', 'Ende', 'End'))) + run(stamp, 'date'),
        run(c(('Seriennummer', 'TSE-Seriennr.', 'S/N', 'RT', 'NIF', 'SN:')) + ' ' + c.letters(2) + c.digits(c.n(6, 12))), run(c(('TSE-Transaktion:', 'Trans.', 'Vorgang')) + ' ' + c.digits(c.n(3, 7))),
        run(c(('Signaturzähler:', 'Zähler', 'Counter')) + ' ' + c.digits(c.n(3, 8)))]
    for row in c.sample(rows, c.n(2, 6)):
        strip.line(row)


def tip_proposals(scene: Scene, strip, sums: Sums) -> None:
    c = scene.c
    strip.line(run(c(('Suggested Gratuity', 'Tip Guide', 'Suggested tips:'))), 'm')
    for percent in (15, 18, 20)[:c.n(2, 3)]:
        strip.line(run(c((f'{percent}% =', f'{percent}%:', f'{percent}%'))) + scene.money.run(sums.total * percent // 100, 'other'), c('lm'))
    if c.p(.5):
        for label in ('Tip:', 'Total:'):
            strip.line(run(f'{label} ' + '_' * c.n(6, 16)))


def sold_to(scene: Scene, strip) -> None:
    """The buyer's block on a cash bill."""
    c = scene.c
    party = Party(c, scene.market, shop=False, person=.3)
    strip.line(scene.label('bill_to') + (run(party.name, 'buyer') if c.p(.6) else []))
    if not any(word[5] == 'buyer' for word in strip.sheet.words[-8:]):
        strip.line(run(party.name, 'buyer'))
    if c.p(.6):
        for line in party.address:
            strip.line(run(line, 'buyer'))
    strip.step(.5)


def empty_fields(scene: Scene, strip) -> None:
    for role in scene.c.sample(('cashier', 'your_ref', 'customer_no', 'table', 'order_no'), scene.c.n(1, 2)):
        strip.line(scene.label(role, True))


def fuel(scene: Scene, strip) -> None:
    """Where the fuel came from; the goods follow as an item."""
    c = scene.c
    strip.line(run(c(({'en': 'PUMP', 'de': 'Zapfsäule', 'fr': 'Pompe', 'es': 'Surtidor', 'it': 'Pompa', 'nl': 'Pomp', 'pt': 'Bomba', 'pl': 'Dystrybutor', 'cs': 'Stojan', 'sv': 'Pump', 'da': 'Stander', 'fi': 'Mittari'}[scene.language],)) + f' {c.n(1, 16)}'))
