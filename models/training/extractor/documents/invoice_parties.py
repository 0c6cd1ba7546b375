"""Blocks of rows about the seller and the buyer on a sheet of paper: address, telephone, tax and register numbers, account."""
from __future__ import annotations

from .draw import Choice, Run, run
from .identifiers import TAX_IDS, canonical
from .parties import Party
from .party_phrases import other_company, phrase
from .scene import Scene


def name_rows(c: Choice, name: Run, often: float = .1) -> list[Run]:
    """A name on one row, or on two: long ones mostly, others now and then."""
    length = sum(len(word) + 1 for word, _ in name)
    at = c.n(1, len(name) - 1) if len(name) > 2 and c.p(.45 if length > 34 else often) else 0
    return [name[:at], name[at:]] if at else [name]


def supplier_rows(scene: Scene, what: set[str]) -> list[Run]:
    """Rows of the supplier's block below the name, as far as `what` asks for them."""
    c, who = scene.c, scene.supplier
    rows: list[Run] = []
    if 'address' in what:
        lines = who.address
        if c.p(.22):
            rows.append(run(c((', ', ' - ', ' · ', ' | ', ' ')).join(line.rstrip(',') for line in lines), 'address'))
            rows[-1] = [(w, 'other' if w in '-·|' else tag) for w, tag in rows[-1]]
        else:
            rows += [run(line, 'address') for line in lines]
        scene.truth.setdefault('address', ' '.join(lines))
    contacts: list[Run] = []
    if 'contact' in what:
        glue = c((':', ':', '', ' :', '.:'))
        for key, value, p in (('phone', who.phone, .8), ('fax', who.fax, .25), ('mail', who.mail, .65), ('web', who.web, .55)):
            if c.p(p):
                label = run(c(scene.labels[key]).rstrip(':') + glue) if c.p(.75 if key in ('phone', 'fax') else .5) else []
                contacts.append(label + run(value, 'contact'))
        if len(contacts) > 1 and c.p(.2):
            contacts = [contacts[0] + contacts[1], *contacts[2:]]
    tax = [tax_row(scene)] if 'tax' in what else []
    if 'register' in what and c.p(.5):
        tax.append(register_row(scene))
    rows += contacts + tax if c.p(.7) else tax + contacts
    if rows and 'contact' in what and c.p(.07):
        rows.insert(c.n(0, len(rows)), run(phrase(scene, 'person')))
    if rows and 'contact' in what and c.p(.06):  # somebody else's name near the seller's numbers
        rows.insert(c.n(0, len(rows)), run(phrase(scene, c(('keeper', 'branch', 'hours', 'slogan')))) if c.p(.75) else run(f'{phrase(scene, "owned")} {other_company(scene)}'))
    return rows


def tax_row(scene: Scene) -> Run:
    scene.truth['supplierTaxId'] = scene.supplier.tax_value()
    return scene.joined(scene.words(scene.supplier.tax_label.rstrip(':') + scene.c((':', ':', '', ' :'))), scene.supplier.tax_run())


def register_row(scene: Scene) -> Run:
    """The number in the register of companies. Where it is the tax number too, it has that tag."""
    c, who, country = scene.c, scene.supplier, scene.market.country
    label, number, tag = c(scene.labels['reg']).rstrip(':'), who.register, 'other'
    digits = ''.join(ch for ch in who.tax_id if ch.isdigit())
    if country == 'DE':
        label, number = ('HRB', number[4:]) if c.p(.4) else (f'Amtsgericht {who.place}', number)
    elif country == 'FR' and len(digits) >= 9:
        number = f'{digits[-9:-6]} {digits[-6:-3]} {digits[-3:]}' + (f' 000{c.digits(2)}' if label.endswith('SIRET') else '')
    elif country == 'CZ':
        number = digits
    elif country in ('DK', 'FI', 'SE') and label not in ('P-nr.', 'Kotipaikka', 'Kaupparek.'):
        number, tag = {'DK': digits, 'FI': f'{digits[:-1]}-{digits[-1:]}', 'SE': f'{digits[:6]}-{digits[6:10]}'}[country], 'supplierTaxId'
        scene.truth.setdefault('supplierTaxId', canonical(number))
    return scene.words(label + c((':', '', ':'))) + run(number, tag)


def bank_rows(scene: Scene, grouped: bool) -> list[Run]:
    c, who = scene.c, scene.supplier
    rows = []
    if c.p(.7):
        rows.append((run(c(scene.labels['bank']) + ':') if c.p(.5) else []) + run(who.bank))
    if c.p(.2):  # the account is the seller's own, rarely a bank's or that of somebody who bought the claim
        rows.append(run(phrase(scene, 'holder')) + (run(who.name, 'supplier') if c.p(.85) else run(other_company(scene))))
    if who.iban:
        scene.truth['iban'] = who.iban
        rows.append(scene.words(c(scene.labels['iban']).rstrip(':') + c((':', '', ' :', ':'))) + who.iban_run(c, grouped))
    else:
        rows.append(run({'AU': 'BSB:', 'NZ': 'Account:', 'US': 'Routing No:', 'IN': 'IFSC:'}.get(scene.market.country, 'Account No:')) + run(c.digits(c.n(6, 12))))
        rows.append(run(c(('Account No:', 'A/C:', 'Acct', 'Account'))) + run(c((c.digits(9), c.digits(12), f'{c.digits(4)}-{c.digits(4)}-{c.digits(4)}'))))
    if c.p(.6):
        rows.append(run(c(scene.labels['bic']) + c((':', ''))) + run(who.bic))
    return rows


def buyer(scene: Scene) -> Party:
    c = scene.c
    party = Party(c, scene.market, shop=False, person=.3)
    party.brand = ''
    return party


def buyer_rows(scene: Scene, party: Party, tag: str = 'buyer') -> list[Run]:
    c = scene.c
    rows = name_rows(c, run(party.name, tag), .05)
    if c.p(.2) and party.name != party.owner:
        prefix = run({'en': c(('Attn:', 'Attn', 'c/o')), 'de': c(('z.Hd.', 'Herrn', 'Frau')), 'fr': c(("À l'attention de", 'M.', 'Mme')), 'nl': 't.a.v.', 'it': "c.a."}.get(scene.language, ''))
        rows.append(prefix + run(party.owner, tag))
    if c.p(.3):
        rows.append(run(', '.join(line.rstrip(',') for line in party.address), tag))
    else:
        rows += [run(line, tag) for line in party.address]
    if c.p(.25):
        rows.append(scene.words(party.tax_label.rstrip(':') + ':') + run(TAX_IDS[scene.market.ids](c)))
    if c.p(.1):
        rows.append(run(c(scene.labels['phone']) + ' ') + run(party.phone))
    return rows
