"""Real receipts with other suppliers' names: `rename.py FILE.jsonl ... --out renamed.jsonl [--variants 4] [--seed 5]`.

Some hundred real receipts name some hundred companies, which a network learns by heart instead of how names stand on paper. Here every receipt of the
training split gets names that nobody has: each word of the name becomes another one of its kind, or all of them a name as the country has them, wherever
they stand on the page, in their place and case. Legal forms stay. The supplier's key stays, too, so that variants are on the same side of every split as
their original.

What stands above the name (brands, a customer's name written by hand) gets other words as well, and where nothing does, some receipts get a row of it, or
a network learns that the first row is the seller.
"""
from __future__ import annotations

import argparse
import json
import pathlib
import re

from documents.draw import Choice, invented_words, prose_words, table
from documents.locales import MALAY, MARKETS
from documents.party_names import brand_word, core_name, person_name

LETTERS = re.compile(r"[^\W\d_]{2,}")
DIGITS = re.compile(r'\d{1,4}')
# Legal forms and little words: they stay as they are.
KEPT = frozenset('SDN BHD SON BHO S B M CO LTD LIMITED INC PTE PLT PLC LLP THE OF AND DAN FOR AT BY DE KL MALAYSIA SEA SEL JM GST ID NO REG ROC TEL FAX'.split())
TRADES = frozenset('''ENTERPRISE TRADING RESTAURANT RESTORAN SYARIKAT PERNIAGAAN MARKET SUPERMARKET HYPERMARKET MART STATIONERY HARDWARE CAFE COFFEE STORE STORES SHOP COMPANY KEDAI BAKERY BAKERIES PHARMACY
    FARMASI CLINIC KLINIK HOTEL BOOK BOOKS FOOD FOODS KITCHEN BISTRO HOUSE CENTRE CENTER INDUSTRIES SERVICE SERVICES MOTOR MOTORS STATION GALLERY GROUP HOLDINGS ELECTRICAL MACHINERY AUTO FASHION BEAUTY SEAFOOD GARDEN
    TIMBER PAPER GIFT GIFTS DECO DECORATION HEALTHCARE HEALTH CARE LEISURE RAIL PETROL SPEED SUPPLY SUPPLIES MARKETING RETAIL TECHNOLOGY VENTURES RESOURCES HANDICRAFT TAILORING BURGER PIZZA TEA NOODLE HOUSE TOYS'''.split())
# Words that say what a paper is, not who gives it.
PLAIN = frozenset('TAX INVOICE RECEIPT CASH BILL SALES OFFICIAL COPY ORIGINAL REPRINT DUPLICATE SIMPLIFIED WELCOME TO THANK YOU DATE TIME TABLE ORDER QUEUE YOUR CUSTOMER CASHIER COUNTER TAKE AWAY DINE IN'.split())
SYLLABLES = '''AH BEE BENG BOON CHAI CHAN CHEE CHENG CHIN CHONG CHUA CHUAN ENG FATT FOO GIM GUAN HAI HAN HENG HOCK HONG HOE HUAT HUP JIA KAH KEAT KEE KENG KIM KOK KONG KWEE LAI LAM LEE LENG LIAN LIM LING LOKE MENG MING NAM NGAI ONN PENG PIN SAN SENG SHENG SIN SIONG
    SOON SWEE TAI TAN TECK TEO THENG THONG TIAN TONG WAH WAI WAN WENG WONG XIN YAN YAP YEE YEW YIK YONG YUEN ZHONG'''.split()


MALAYSIA = next(market for market in MARKETS if market.country == 'MY')


class Names:
    """Words for names, by kind, drawn by one seeded choice."""

    def __init__(self, c: Choice) -> None:
        self.c = c
        english = table('names', 'en')
        self.trades = [word for name in english['trade'] for word in name.split()] + sorted(TRADES)
        self.others = (SYLLABLES, [w for name in MALAY['w'] for w in name.split()], [w for name in english['surname'] + english['front'] for w in name.split()], invented_words('en'), invented_words('it'), prose_words('en'), prose_words('es'))

    def instead_of(self, word: str) -> str:
        """Another word of the same kind; of about its length, since it takes its place."""
        c, upper = self.c, word.upper()
        for _ in range(12):
            drawn = c(self.trades) if upper in TRADES else c(c(self.others))
            if c.p(.12) and upper not in TRADES:
                drawn = c.letters(c.n(2, 4))
            drawn = ''.join(ch for ch in drawn if ch.isalpha())
            if len(drawn) >= 2 and abs(len(drawn) - len(word)) <= max(2, len(word) // 3) and drawn.upper() not in KEPT:
                break
        return drawn.upper() if word.isupper() else drawn.lower() if word.islower() else drawn.capitalize()


def renamed(document: dict, variant: int, seed: int) -> dict | None:
    c = Choice(f'{seed} {document["id"]} {variant}')
    names, known = Names(c), {}

    def other(match: re.Match) -> str:
        word = match.group()
        if word.upper() in KEPT:
            return word
        if word.upper() in TRADES and c.p(.4):
            known.setdefault(word.upper(), word)
        if word.upper() not in known:
            known[word.upper()] = names.instead_of(word)
        new = known[word.upper()]
        return new.upper() if word.isupper() else new.capitalize() if word[0].isupper() else new.lower()

    digits = c.p(.5)
    own = [word for page in document['pages'] for word in page['words'] if word['tag'] == 'supplier']
    if not own:
        return None
    if variant % 2:
        known |= whole_name(c, own)
    top = min(word['box'][1] for word in own)
    above = [word for word in document['pages'][0]['words'] if word['tag'] == 'other' and word['box'][1] + word['box'][3] < top + .002]
    texts = {id(word): LETTERS.sub(other, DIGITS.sub(lambda m: c.digits(len(m.group())) if digits else m.group(), word['text'])) for word in own}
    texts |= {id(word): LETTERS.sub(lambda m: m.group() if m.group().upper() in PLAIN else other(m), word['text']) for word in above}

    def text_of(word: dict) -> str:
        if id(word) in texts:
            return texts[id(word)]
        # The same words elsewhere: brands, web addresses, thanks.
        return LETTERS.sub(lambda m: other(m) if m.group().upper() in known and len(m.group()) > 2 else m.group(), word['text'])

    pages = [{**page, 'words': [{**{k: v for k, v in word.items() if k != 'alternatives'}, 'text': text_of(word)} for word in page['words']]} for page in document['pages']]
    if not above and c.p(.25):
        pages[0]['words'][:0] = row_above(c, min(own, key=lambda word: word['box'][1]))
    truth = {**document['truth'], 'supplier': LETTERS.sub(lambda m: other(m) if m.group().upper() in known else m.group(), document['truth'].get('supplier', ''))}
    return {**document, 'id': f'{document["id"]}-renamed-{variant}', 'truth': truth, 'pages': pages}


def whole_name(c: Choice, own: list[dict]) -> dict[str, str]:
    """What each word of the name becomes so that they make a name as the country has them; nothing where none of as many words is drawn."""
    words = list(dict.fromkeys(match.upper() for word in own for match in LETTERS.findall(word['text']) if match.upper() not in KEPT))
    length = sum(len(word) for word in words)
    for _ in range(40):
        drawn = LETTERS.findall(core_name(c, MALAYSIA, c(table('names', 'en')['surname']), person_name(c, MALAYSIA)))
        if len(drawn) == len(words) and abs(sum(len(word) for word in drawn) - length) <= max(4, length * .3):
            return dict(zip(words, drawn))
    return {}


def row_above(c: Choice, first: dict) -> list[dict]:
    """A row above the name's first word: somebody's name or a brand, in letters of about its height; none where the page has no room for it."""
    left, top, width, height = first['box']
    tall = height * c.f(.9, 1.8)
    y = top - tall - height * c.f(.2, 1.5)
    if y < 0:
        return []
    text = person_name(c, MALAYSIA) if c.p(.6) else brand_word(c)
    text = text.lower() if c.p(.5) else text.upper() if c.p(.3) else text
    letter = width / max(1, len(first['text'])) * tall / height
    x, words = c.f(.05, .5), []
    for part in text.split():
        wide = letter * len(part)
        if x + wide > 1:
            break
        words.append({**{k: v for k, v in first.items() if k not in ('alternatives', 'item')}, 'text': part, 'box': [round(v, 5) for v in (x, y, wide, tall)], 'p': round(c.f(.4, .95), 3), 'line': -1, 'tag': 'other'})
        x += wide + letter
    return words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('files', nargs='+', type=pathlib.Path)
    parser.add_argument('--out', type=pathlib.Path, required=True)
    parser.add_argument('--variants', type=int, default=4)
    parser.add_argument('--seed', type=int, default=5)
    options = parser.parse_args()
    count = 0
    with options.out.open('w', encoding='utf-8') as out:
        for file in options.files:
            for line in file.read_text(encoding='utf-8').splitlines():
                document = json.loads(line)
                for variant in range(options.variants if document.get('split', 'train') == 'train' else 0):
                    changed = renamed(document, variant, options.seed)
                    if changed:
                        out.write(json.dumps(changed, ensure_ascii=False, separators=(',', ':')) + '\n')
                        count += 1
    print(f'{count} documents')


if __name__ == '__main__':
    main()
