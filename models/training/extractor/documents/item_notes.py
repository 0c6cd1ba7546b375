"""What stands under and between the line items of an invoice and is no part of their description: labelled facts, remarks, headings."""
from __future__ import annotations

from .draw import Run, invented_words, prose_words, run
from .goods import Item
from .scene import Scene

# Labels of facts about an item: dates, references, numbers, prices, words. The labels of the goods' own numbers are in `CODES`.
_DATES = {'en': 'Delivery date|Date of supply|Billing period|Service date', 'de': 'Lieferdatum|Leistungsdatum|Berechnungszeitraum|Leistungszeitraum|MHD', 'fr': 'Date de livraison|Période|Date de prestation',
          'es': 'Fecha de entrega|Periodo', 'it': 'Data consegna|Periodo', 'nl': 'Leverdatum|Periode', 'pt': 'Data de entrega|Período', 'pl': 'Data dostawy|Okres', 'cs': 'Datum dodání|Období', 'sv': 'Leveransdatum|Period',
          'da': 'Leveringsdato|Periode', 'fi': 'Toimituspäivä|Jakso'}
_NUMBERS = {'en': 'Delivery note|Your order|Order no.|Serial no.|Batch|Lot|Contract|Meter no.|Tariff code|Job|Cost centre|Line ref.', 'de': 'Lieferschein|Lieferschein-Nr.|Ihre Bestellung|Auftrag|Serien-Nr.|Charge|Vertrag|Zählernummer|Zolltarifnr.|Kostenstelle|Bestellposition|Projekt',
            'fr': 'Bon de livraison|Votre commande|N° de série|Lot|Contrat|Code douanier|Affaire', 'es': 'Albarán|Su pedido|N.º de serie|Lote|Contrato|Centro de coste', 'it': 'DDT|Vs. ordine|Matricola|Lotto|Contratto|Commessa',
            'nl': 'Pakbon|Uw bestelling|Serienr.|Partij|Contract|Kostenplaats', 'pt': 'Guia|V/ encomenda|N.º de série|Lote|Contrato', 'pl': 'Zamówienie|WZ|Nr seryjny|Partia|Umowa|PKWiU', 'cs': 'Objednávka|Dodací list|Výrobní č.|Šarže|Smlouva',
            'sv': 'Er order|Följesedel|Serienr|Parti|Avtal|Projekt', 'da': 'Deres ordre|Følgeseddel|Serienr.|Parti|Aftale|Sag', 'fi': 'Tilaus|Lähete|Sarjanro|Erä|Sopimus|Viite'}
_WORDS = {'en': 'Country of origin|Colour|Size|Weight|Place|Driver|Unit|Remark|Category', 'de': 'Herkunftsland|Farbe|Größe|Gewicht|Ort|Fahrer|Verpackung|Bemerkung|Kennzeichen|Kategorie', 'fr': "Pays d'origine|Couleur|Taille|Poids|Lieu|Remarque",
          'es': 'País de origen|Color|Talla|Peso|Lugar', 'it': 'Paese di origine|Colore|Taglia|Peso|Luogo', 'nl': 'Land van herkomst|Kleur|Maat|Gewicht|Plaats', 'pt': 'País de origem|Cor|Tamanho|Peso', 'pl': 'Kraj pochodzenia|Kolor|Rozmiar|Waga',
          'cs': 'Země původu|Barva|Velikost|Hmotnost', 'sv': 'Ursprungsland|Färg|Storlek|Vikt', 'da': 'Oprindelsesland|Farve|Størrelse|Vægt', 'fi': 'Alkuperämaa|Väri|Koko|Paino'}
_PRICES = {'en': 'Gross price|List price|Net price|Price per unit|Discount|Surcharge|Deposit incl.', 'de': 'Bruttopreis|Listenpreis|Nettopreis|Grundpreis|Rabatt|Zuschlag|Abschlag|inkl. Pfand', 'fr': 'Prix brut|Prix catalogue|Remise|Prix net', 'es': 'Precio bruto|Descuento|Precio neto',
           'it': 'Prezzo lordo|Sconto|Prezzo netto', 'nl': 'Brutoprijs|Korting|Nettoprijs', 'pt': 'Preço bruto|Desconto', 'pl': 'Cena brutto|Rabat|Cena katalogowa', 'cs': 'Ceníková cena|Sleva', 'sv': 'Bruttopris|Rabatt', 'da': 'Bruttopris|Rabat', 'fi': 'Bruttohinta|Alennus'}
_BASES = {'en': 'per|Price basis:|Per', 'de': 'Preisbasis:|per|je', 'fr': 'par|Base :|les', 'es': 'por', 'it': 'per', 'nl': 'per', 'pt': 'por', 'pl': 'za', 'cs': 'za', 'sv': 'per', 'da': 'pr.', 'fi': 'per'}
_CATEGORIES = {'en': 'standard rate|VAT (S)|reduced|Standard rated', 'de': 'Normalsatz|VAT (S)|Umsatzsteuer (S)|ermäßigt|Regelsteuersatz', 'fr': 'TVA|taux normal|TVA (S)'}
CODES = ('GTIN', 'EAN', 'SKU', 'GTIN:', 'EAN-Code', 'MPN')


def one_of(scene: Scene, labels: dict[str, str]) -> str:
    return scene.c(labels.get(scene.language, labels['en']).split('|'))


def price_basis(scene: Scene, item: Item) -> Run:
    """`per 100 pcs`, below a price."""
    c = scene.c
    return run(f'{one_of(scene, _BASES)} {c((1, 1, 1, 10, 100, 1000))} {item.unit if c.p(.8) else ""}')


def tax_category(scene: Scene) -> Run:
    return run(one_of(scene, _CATEGORIES))


class NoteHabit:
    """Which facts a document tells of each of its items, drawn once; the values differ from item to item."""

    def __init__(self, scene: Scene) -> None:
        c = scene.c
        self.scene = scene
        kinds = c.sample(('date', 'number', 'number', 'words', 'words', 'price', 'code'), c.n(1, 4))
        self.kinds = [(kind, one_of(scene, {'date': _DATES, 'number': _NUMBERS, 'words': _WORDS, 'price': _PRICES, 'code': {'en': '|'.join(CODES)}}[kind])) for kind in kinds]
        self.mark = c(('', '', '', '* ', '- ', '• ', '> '))
        self.colon = c((':', ':', ' :', ':', ':', ' ='))
        self.share = c.f(.35, 1.)
        self.heading = run(f'{c(prose_words(scene.language)).capitalize()} {c(prose_words(scene.language))}:') if c.p(.12) else []
        self.joined = c.p(.2)

    def rows(self, item: Item) -> list[Run]:
        c = self.scene.c
        if not c.p(self.share):
            return []
        facts = [self.fact(kind, label, item) for kind, label in self.kinds if c.p(.85)]
        rows = [[word for fact in facts for word in fact]] if self.joined and facts else facts
        return [self.heading, *rows] if self.heading and rows else rows

    def fact(self, kind: str, label: str, item: Item) -> Run:
        scene, c = self.scene, self.scene.c
        head = scene.words(f'{self.mark}{label.rstrip(":")}{self.colon}')
        if kind == 'date':
            day = scene.later(-60, 5)
            return head + scene.dates.run(day, 'otherDate') + (run(c(('-', '–', 'bis', 'to', 'au'))) + scene.dates.run(scene.later(5, 40), 'otherDate') if c.p(.3) else [])
        if kind == 'number':
            return head + run(scene.serial())
        if kind == 'price':
            return head + (scene.money.run(item.price, 'other', 'items') if c.p(.7) else run(f'{c.n(2, 40)} %'))
        if kind == 'code':
            return head + run(c.digits(13) if c.p(.7) else f'{c.letters(2)}-{c.digits(5)}', 'itemCode')
        return head + run(c((c(invented_words(scene.language)).capitalize(), scene.market.country, f'{c.n(1, 90)} {c(("kg", "g", "cm", "m", "L"))}', c(prose_words(scene.language)))))


def remark_between(scene: Scene) -> Run:
    """A row between items that belongs to none: `Delivery note 4711 of 12 March`, a heading of a group, a sentence. It stands apart from both."""
    c = scene.c
    words = prose_words(scene.language)
    kind = c(('delivery', 'heading', 'sentence', 'delivery'))
    if kind == 'delivery':
        return scene.words(one_of(scene, _NUMBERS)) + run(scene.serial()) + (run({'de': 'vom', 'en': 'of', 'fr': 'du'}.get(scene.language, '')) + scene.dates.run(scene.later(-40, 0), 'otherDate') if c.p(.7) else [])
    if kind == 'heading':
        return run(f'{c(words).capitalize()} {c(invented_words(scene.language))}{c(("", ":", ""))}')
    return run(' '.join(c(words) for _ in range(c.n(3, 11))).capitalize() + c(('.', '', ':')))
