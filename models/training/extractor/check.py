"""Checks generated documents: `check.py [--count 3000] [--seed 1]`. Undamaged documents must say what their truth says, and add up.

Amounts are compared by their digits, whatever separators a document prints.
"""
from __future__ import annotations

import argparse
import re
from collections import Counter

from documents.draw import Choice
from documents.generate import document, prepare, printed
from documents.identifiers import canonical
from documents.money import CURRENCIES, decimal

TAGS = frozenset('''other supplier address supplierTaxId contact buyer number orderNumber date dueDate otherDate currency net tax total taxRate taxBase taxAmount taxGross
    subtotal discount tip service rounding prepaid cash change cardDigits iban itemDescription itemCode itemQuantity itemUnit itemUnitPrice itemTaxRate itemAmount itemDiscount'''.split())


def expect(holds: bool, identity: str, what: str) -> None:
    if not holds:
        raise AssertionError(f'{identity}: {what}')


def runs(document: dict, tag: str) -> list[str]:
    """Texts of the neighbouring words of a row that share a tag."""
    found = []
    for page in document['pages']:
        last = None
        for word in page['words']:
            if word['tag'] == tag:
                far = last is not None and word['box'][0] - last['box'][0] - last['box'][2] > 1.05 * word['box'][3] * page['height'] / page['width']
                if last is None or far or last['line'] != word['line'] or last.get('item') != word.get('item'):
                    found.append(word['text'])
                else:
                    found[-1] += ' ' + word['text']
            last = word if word['tag'] == tag else None
    return found


def minor(text: str, digits: int) -> int:
    """An amount's digits; '12,-' stands for whole units. Letters and labels glued to it ("Total (3):1.20") do not count."""
    number = re.sub(r'\D', '', re.sub(r'^.*:(?=.*\d)', '', text))
    if not number:
        return -1
    return int(number) * 10**digits if re.search(r'\d,-', text) else int(number)


def check_words(document: dict) -> None:
    identity = document['id']
    for page in document['pages']:
        last = 0
        for word in page['words']:
            x, y, w, h = word['box']
            expect(word['tag'] in TAGS, identity, f"tag {word['tag']}")
            expect(word['text'] != '' and not re.search(r'\s', word['text']), identity, f"text {word['text']!r}")
            expect(0 <= x <= 1 and 0 <= y <= 1 and 0 <= w and 0 <= h and x + w <= 1.00002 and y + h <= 1.00002, identity, f'box {word}')
            expect(0 <= word['p'] <= 1, identity, 'p')
            expect(word['line'] - last in (0, 1), identity, f"line {word['line']} after {last}")
            last = word['line']


def check_values(document: dict) -> None:
    identity, truth, digits = document['id'], document['truth'], CURRENCIES[document["currency"]][0]
    for tag in ('total', 'net', 'tax'):
        found = runs(document, tag)
        broken = [a + b for a, b in zip(found, found[1:])]  # '1' at the end of a row, '.20' in the next
        for at, text in enumerate(found):
            expect(tag in truth, identity, f'{tag} {text} without truth')
            expect(any(minor(t, digits) == abs(minor(truth[tag], 0)) for t in (text, *broken[max(0, at - 1):at + 1])), identity, f'{tag} {text} is not {truth[tag]}')
    for key, tag in (('supplierTaxId', 'supplierTaxId'), ('iban', 'iban'), ('number', 'number')):
        if key in truth:
            whole = canonical(''.join(runs(document, tag)))
            expect(canonical(truth[key]) in whole, identity, f'{key} {truth[key]} is not printed ({whole})')
    for key in ('date', 'dueDate', 'address', 'supplier'):
        expect(key not in truth or bool(runs(document, key)), identity, f'{key} is not printed')
        expect(key in truth or not runs(document, key), identity, f'{key} without truth')
    words = ' '.join(runs(document, 'supplier')).split()
    expect(all(word in words for word in truth.get('supplier', '').split()), identity, f'supplier {truth.get("supplier")} is not printed')
    if 'iban' in truth:
        moved = truth['iban'][4:] + truth['iban'][:4]
        expect(int(''.join(str(int(ch, 36)) for ch in moved)) % 97 == 1, identity, 'iban')
    lines = truth.get('lines', [])
    for index, line in enumerate(lines):
        amounts = [w['text'] for page in document['pages'] for w in page['words'] if w.get('item') == index and w['tag'] == 'itemAmount']
        if 'amount' in line:
            expect(minor(''.join(amounts), digits) == abs(minor(line['amount'], 0)), identity, f'line {index} {amounts} is not {line["amount"]}')
        described = ' '.join(w['text'] for page in document['pages'] for w in page['words'] if w.get('item') == index and w['tag'] == 'itemDescription')
        if document['pages'][0]['width'] > 1100:  # sheets of paper: word by word, as a narrow column parts them
            expect(described == line['description'], identity, f'line {index} {described!r} is not {line["description"]!r}')
        else:  # letters alone, since tills part words
            expect(sorted(described.replace(' ', '').replace('-', '')) == sorted(line['description'].replace(' ', '').replace('-', '')), identity, f'line {index} {described!r} is not {line["description"]!r}')


def overlapping(document: dict) -> int:
    """Pairs of words that stand in each other: more than a sixth of the narrower one's width and a third of the lower one's height."""
    found = 0
    for page in document['pages']:
        boxes = sorted((word['box'] for word in page['words']), key=lambda box: box[1])
        for at, (x, y, w, h) in enumerate(boxes):
            for left, top, wide, high in boxes[at + 1:]:
                if top >= y + h:
                    break
                across, down = min(x + w, left + wide) - max(x, left), min(y + h, top + high) - max(y, top)
                found += across > .15 * min(w, wide) and down > .35 * min(h, high)
    return found


def check_sums(identity: str, document: dict, scene) -> None:
    """The arithmetic behind the document, and that the printed table of tax is the same."""
    s, digits = scene.sums, scene.digits
    expect(s.total == s.net + s.tax + s.rounding + s.tip, identity, 'net + tax + rounding + tip is not total')
    parts = sum(item.total() for item in scene.items)
    expect(parts == s.before, identity, 'lines are not the sum before reductions')
    goal = s.net + s.tax if s.gross or s.untaxed else s.net
    expect(s.before - s.discount + s.shipping + s.service == goal, identity, 'lines and charges are not the goal')
    for rate, base, tax, gross in s.rows:
        expect(base + tax == gross and abs(base * rate / 10000 - tax) <= 1, identity, f'row {rate} {base} {tax} {gross}')
    for tag, at in (('taxBase', 1), ('taxAmount', 2), ('taxGross', 3)):
        texts = runs(document, tag)
        expect(all(minor(text, digits) in [abs(row[at]) for row in s.rows] for text in texts), identity, f'{tag} {texts} are not {s.rows}')
    if scene.truth.get('total') and document['truth'].get('total'):
        expect(document['truth']['total'] == decimal(s.total, digits), identity, 'total')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--count', type=int, default=3000)
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()
    prepare()
    kinds, languages, tags, failures, overlaps = Counter(), Counter(), Counter(), [], Counter()
    for index in range(options.count):
        clean = document(options.seed, index, clean=True)
        scene, kind, _ = printed(Choice(f'{options.seed}-{index}'))
        try:
            check_words(clean)
            check_words(document(options.seed, index))
            check_values(clean)
            if scene.sums is not None and kind != 'statement':
                check_sums(clean['id'], clean, scene)
        except AssertionError as error:
            failures.append(str(error))
        kinds[clean['type']] += 1
        overlaps['paper' if clean['pages'][0]['width'] > 1100 else 'till', clean['id']] = overlapping(clean)
        languages[clean['language']] += 1
        tags.update({word['tag'] for page in clean['pages'] for word in page['words']})
    print(dict(kinds), dict(languages), {tag: round(n / options.count, 3) for tag, n in tags.most_common()}, sep='\n')
    print('never printed:', sorted(TAGS - set(tags)))
    for where in ('paper', 'till'):
        found = Counter({key[1]: n for key, n in overlaps.items() if key[0] == where and n})
        print(f'{sum(found.values())} pairs of words overlap in {len(found)} of {sum(key[0] == where for key in overlaps)} documents on {where}:', found.most_common(6))
    print(f'{len(failures)} of {options.count} fail', *failures[:40], sep='\n')
    raise SystemExit(bool(failures))


if __name__ == '__main__':
    main()
