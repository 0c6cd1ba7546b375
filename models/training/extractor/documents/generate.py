"""One document from a seed: what kind it is, its sheets, its damage, its JSON."""
from __future__ import annotations

from . import invoice, noise, other_kinds, receipt, slips
from .draw import LANGUAGES, Choice
from .layout import Sheet, boxed
from .parties import registered_names
from .scene import Scene

DAMAGED = .6
MAKERS = ((receipt.receipt, .375), (slips.slip, .04), (invoice.paper_receipt, .03), (invoice.invoice, .35), (other_kinds.credit_note, .06), (other_kinds.delivery_note, .025), (other_kinds.order, .03), (other_kinds.statement, .03),
          (other_kinds.contract, .02), (other_kinds.not_financial, .045))


def prepare() -> None:
    """Tables that every document needs; once per process."""
    for language in LANGUAGES:
        registered_names(language)


def printed(c: Choice) -> tuple[Scene, str, list[Sheet]]:
    makers, weights = zip(*MAKERS)
    return c.weighted(makers, weights)(c)


def document(seed: int, index: int, clean: bool = False) -> dict:
    """`clean` leaves the damage out: what `check.py` looks at."""
    c = Choice(f'{seed}-{index}')
    scene, kind, sheets = printed(c)
    if c.p(DAMAGED) and not clean:
        source, pages = 'ocr', noise.damaged(c, sheets, boxed)
    else:
        source, pages = 'text', [boxed(c, sheet, False) for sheet in sheets]
    shown = [{'page': at + 1, 'width': sheet.width, 'height': sheet.height, 'source': source, 'words': [as_word(word, sheet) for word in words]} for at, (sheet, words) in enumerate(zip(sheets, pages))]
    tags = {word[5] for sheet in sheets for word in sheet.words}
    return scene.result(kind, f'gen-{seed}-{index:06d}', shown, tags)


def as_word(word: list, sheet: Sheet) -> dict:
    text, x, y, w, h, tag, item, line, p = word
    width, height = sheet.width, sheet.height
    left, top = min(max(x / width, 0.), 1.), min(max(y / height, 0.), 1.)
    out = {'text': text, 'box': [round(left, 5), round(top, 5), round(min(w / width, 1 - left), 5), round(min(h / height, 1 - top), 5)], 'p': round(p, 3), 'line': line, 'tag': tag}
    if item is not None:
        out['item'] = item
    return out
