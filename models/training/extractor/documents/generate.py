"""One document from a seed: what kind it is, its sheets, its damage, its JSON."""
from __future__ import annotations

from . import invoice, receipt
from .draw import LANGUAGES, Choice
from .layout import boxed
from .parties import registered_names


def prepare() -> None:
    """Tables that every document needs; once per process."""
    for language in LANGUAGES:
        registered_names(language)


def document(seed: int, index: int) -> dict:
    c = Choice(f'{seed}-{index}')
    identity = f'gen-{seed}-{index:06d}'
    scene, kind, sheets = c.weighted((receipt.receipt, invoice.invoice), (.55, .45))(c, identity)
    ocr = c.p(.6)
    pages = [{'page': at + 1, 'width': sheet.width, 'height': sheet.height, 'source': 'ocr' if ocr else 'text', 'words': [shown(word, sheet) for word in boxed(c, sheet, ocr)]}
             for at, sheet in enumerate(sheets)]
    return scene.result(kind, identity, pages)


def shown(word: list, sheet) -> dict:
    text, x, y, w, h, tag, item, line, p = word
    width, height = sheet.width, sheet.height
    left, top = min(max(x / width, 0.), 1.), min(max(y / height, 0.), 1.)
    out = {'text': text, 'box': [round(left, 5), round(top, 5), round(min(w / width, 1 - left), 5), round(min(h / height, 1 - top), 5)], 'p': p, 'line': line, 'tag': tag}
    if item is not None:
        out['item'] = item
    return out
