"""What happens between paper and words: misread letters, words cut or run together, lost and invented words, skew, wave, rows torn apart.

A word keeps the tag of what it is, however badly it was read; truth is what the paper says. Words run together take the tag of the
value if the other one was a label, else of the longer one.
"""
from __future__ import annotations

import math
import unicodedata

from .draw import Choice
from .layout import Sheet
from .parties import PLAIN

CONFUSED: dict[str, tuple[str, ...]] = {
    '0': ('O', 'o', '8', 'D', '6', 'Q'), '1': ('I', 'l', '7', '|', 'i', '!'), '2': ('Z', '7', 'z'), '3': ('8', '5', '9'), '4': ('A', '1', '9'), '5': ('S', '6', '3', 's'), '6': ('8', '5', 'G', 'b', '0'),
    '7': ('1', 'T', '?'), '8': ('B', '6', '3', '0'), '9': ('4', 'g', '8', '3'), 'O': ('0', 'Q', 'D'), 'I': ('1', 'l', '|'), 'l': ('1', 'I', 'i', 't'), 'S': ('5', 's', '8'), 'B': ('8', 'E', 'R'), 'Z': ('2', 'z'),
    'G': ('6', 'C', '0'), 'D': ('0', 'O'), 'E': ('F', 'B', 'L'), 'F': ('P', 'E'), 'T': ('1', 'I', '7'), 'A': ('4', 'R'), 'R': ('A', 'K'), 'M': ('N', 'H', 'W'), 'N': ('M', 'H'), 'H': ('N', 'M'), 'U': ('V', 'O'),
    'a': ('o', 'e', 's'), 'e': ('c', 'o', 'a'), 'c': ('e', 'o'), 'o': ('0', 'a', 'e'), 'm': ('rn', 'n', 'nn'), 'n': ('r', 'm', 'h', 'u'), 'u': ('v', 'n', 'ii'), 'h': ('b', 'n'), 't': ('f', 'l', 'r'), 'i': ('l', 'j', '1'),
    'r': ('n', 't'), 's': ('5', 'a'), 'g': ('9', 'q'), 'd': ('cl', 'o'), 'w': ('vv', 'u'), 'f': ('t',), 'y': ('v',), '€': ('E', 'C', '6', '£'), '£': ('E', 'L', 'f', '€'), '$': ('S', '5', '8'), '.': (',', '', ' ', ':'), ',': ('.', '', ' ', ';'),
    ':': ('.', ';', '', 'i'), '-': ('', '~', '_', '='), '/': ('1', '7', 'l', 'I'), '%': ('96', '9', '°/', 'X'), '&': ('8', 'R'), '#': ('H', '4'), '(': ('C', '{', '['), ')': ('}', ']', 'J'), "'": ('', '`'), '*': ('+', 'x', ''), '@': ('0', 'a', 'Q'),
    'ä': ('a', 'á', 'ã'), 'ö': ('o', 'ó', '6'), 'ü': ('u', 'ii'), 'ß': ('B', 'ss', '8'), 'é': ('e', 'è', '6'), 'è': ('e', 'é'), 'ç': ('c',), 'ñ': ('n', 'fi'), 'ø': ('o', '0', 'ö'), 'å': ('a', 'ä'), 'æ': ('ae', 'e'), 'ł': ('l', 't'),
    'ó': ('o', '6'), 'á': ('a', 'à'), 'í': ('i', 'l'), 'č': ('c', 'é'), 'ř': ('r', 'f'), 'š': ('s',), 'ž': ('z',), 'ý': ('y',), 'ě': ('e',), 'ą': ('a',), 'ę': ('e',), 'ż': ('z',), 'ś': ('s',), 'Ä': ('A',), 'Ö': ('O', '0'), 'Ü': ('U',), 'ã': ('a',), 'ê': ('e',),
}
_LETTERS = 'äöüÄÖÜéèêëàâáãåąçčćñńøòóôõłíîïřšśžżźýěęúùûůďťÅØÉÁÍÓÚČŘŠŽŁŚŻ'
_PLAIN = {ord(ch): PLAIN.get(ch) or unicodedata.normalize('NFKD', ch)[0] for ch in _LETTERS}
JUNK = '|_-.,~=\'"`^*:;/\\[](){}<>!il1IoO0cCvVaAeE§«»°ŒÉ&'


def broken(c: Choice, text: str) -> str:
    """One or more characters read as others; never empty, never with a space."""
    k = c.random()
    if k < .08:
        return text.swapcase() if c.p(.3) else text[0].swapcase() + text[1:]
    if k < .14:
        return text + c((".", ",", "'", ":", "-", "_", "|", "i"))
    if k < .18:
        return c(('.', "'", '|', '-', '"', '(')) + text
    if k < .24 and len(text) > 2:
        at = c.n(0, len(text) - 1)
        return text[:at] + text[at + 1:]
    if 'rn' in text and c.p(.5):
        return text.replace('rn', 'm', 1)
    out = list(text)
    for _ in range(1 if c.p(.75) else c.n(2, 4)):
        at = c.n(0, len(out) - 1)
        out[at] = c(CONFUSED.get(out[at], (out[at],)))
    return ''.join(out).replace(' ', '') or text


def garbled(c: Choice, text: str) -> str:
    """Artful letters, as a reader takes them: several misread, a word perhaps in pieces or without its ends."""
    for _ in range(c.n(0, 1 + len(text) // 5)):
        text = ' '.join(broken(c, word) for word in text.split()) or text
    k = c.random()
    if k < .12 and len(text) > 4:
        return text[:len(text) - c.n(1, 2)]
    if k < .2 and len(text) > 4:
        return text[c.n(1, 2):]
    if k < .28 and len(text) > 3:
        at = c.n(1, len(text) - 1)
        return f'{text[:at]} {text[at:]}'
    return f'{c("3E5(@*«")}{text}' if k < .34 else text


def add_junk(c: Choice, sheet: Sheet, strength: float) -> None:
    """Dust, logos, stamps and the table below the paper, read as words. Tag 'junk' until boxes are made."""
    count = c.n(0, int(2 + strength * 9))
    size = c.f(.6, 1.6) * (sheet.words[0][4] if sheet.words else 20)
    logo = c.p(.2)
    for _ in range(count):
        text = ''.join(c(JUNK) for _ in range(c.n(1, 4))) if c.p(.75) else c.letters(c.n(2, 6)) if c.p(.5) else c.digits(c.n(1, 5))
        x, y = c.f(0, sheet.width * .95), (c.f(size, sheet.height * .08 + size) if logo else c.f(size, max(size * 2, sheet.height - size)))
        sheet.words.append([text, x, y, len(text) * size * .5, size * c.f(.6, 1.3), 'junk', None])


def photographed(c: Choice, sheet: Sheet) -> None:
    """More background around the paper."""
    left, right, top, bottom = (c.f(0, .25) if c.p(.6) else 0. for _ in range(4))
    dx, dy = left * sheet.width, top * sheet.height
    for word in sheet.words:
        word[1] += dx
        word[2] += dy
    sheet.width, sheet.height = int(sheet.width * (1 + left + right)), int(sheet.height * (1 + top + bottom * .5))


class Damage:
    """What one document suffers; the same for all its pages. `strength` is 0 to 1."""

    def __init__(self, c: Choice) -> None:
        self.c = c
        self.strength = s = c.random() ** 1.6
        self.slope = c.f(-.012, .012) * (2.5 if c.p(.12) else 1.) if c.p(.75) else 0.
        self.wave, self.phase = (c.f(0, .012) if c.p(.25) else 0.), c.f(0, 6)
        self.jitter = c.f(.01, .1)
        self.no_accents, self.upper = c.p(.08), c.p(.03)
        self.misread, self.cut, self.joined, self.lost = s * .14 + .005, s * .02 + .001, s * .025 + .001, s * .02
        self.large, self.dense = (c.f(1, 5) if c.p(.4) else 1.), (c.f(2, 30) if c.p(.12) else 1.)  # letters of large type, and the spaces between them, at the head of a page
        self.torn = c.p(.2)
        self.doubt = c.f(.01, .12) + .2 * s
        self.sure = c.f(0, .35)

    def page(self, words: list[list], width: int, height: int) -> list[list]:
        """Words of `layout.boxed`, damaged, lines counted anew."""
        c, out, line, last = self.c, [], -1, -1
        rows: dict[int, list[list]] = {}
        for word in words:
            rows.setdefault(word[7], []).append(word)
        body = sorted(word[4] for word in words)[len(words) // 2] if words else 0.
        top = min((word[2] for word in words), default=0.) + height * .12
        for row in rows.values():
            if c.p(self.strength * .006):
                continue  # a row that was not found
            head = row[0][2] < top
            row = self.read_row(row, self.large if head and row[0][4] > 1.2 * body else 1., self.dense if head else 1.)
            if not row:
                continue
            pieces = [row]
            if self.torn and len(row) > 1:
                for at in range(1, len(row)):
                    if row[at][1] - row[at - 1][1] - row[at - 1][3] > 2.5 * row[at][4] and c.p(.3):
                        pieces = [row[:at], row[at:]]
                        break
            for piece in pieces:
                line += 1
                for word in piece:
                    word[7] = line
                self.bend(piece, width, height)
                out += piece
        return out

    def read_row(self, row: list[list], large: float = 1., dense: float = 1.) -> list[list]:
        """The words of a row. `large` times as many are misread or cut, `dense` times as many run together."""
        c, out = self.c, []
        random = c.random
        lost, misread, cut, joined, doubt = self.lost, min(.5, self.misread * large), self.cut * large, min(.6, (self.joined + .004) * dense), self.doubt
        for word in row:
            k = random()
            if k < lost:
                continue
            text = word[0]
            if self.no_accents:
                text = text.translate(_PLAIN)
            if self.upper and len(text.upper()) == len(text):
                text = text.upper()
            word[8] = 1. - doubt * random() ** 2.5
            if word[5] == 'junk':
                word[5], word[8] = 'other', c.f(.05, .8)
            elif k > 1 - misread:
                changed = broken(c, text)
                if changed != text:
                    text = changed
                    if not c.p(self.sure):
                        word[8] = c.f(.15, .92)
            word[0] = text
            out.append(word)
            if random() < (cut * 3 if len(text) > 11 else cut) and len(text) > (3 if large == 1. else 2) and ':' not in text[1:-1]:
                at = c.n(1, len(text) - 1)
                share = at / len(text)
                tail = list(word)
                word[0], tail[0] = text[:at], text[at:]
                tail[1], tail[3] = word[1] + word[3] * share, word[3] * (1 - share)
                word[3] *= share * .97
                word[8], tail[8] = min(word[8], c.f(.3, .97)), min(word[8], c.f(.3, .97))
                out.append(tail)
            elif len(out) > 1 and random() < joined and word[1] - out[-2][1] - out[-2][3] < .9 * word[4]:
                first = out[-2]
                tag = word[5] if first[5] in ('other', 'currency') else first[5] if word[5] in ('other', 'currency') else first[5] if len(first[0]) > len(text) else word[5]
                owner = word if tag == word[5] else first
                first[6] = owner[6]
                first[0], first[5] = first[0] + text, tag
                first[3] = word[1] + word[3] - first[1]
                first[8] = min(first[8], word[8], c.f(.5, 1.))
                out.pop()
        return out

    def bend(self, row: list[list], width: int, height: int) -> None:
        """Boxes of a row that is not level; a tilted word needs a taller box."""
        c, slope, wave = self.c, self.slope, self.wave
        shift = c.f(-1, 1) * self.jitter * row[0][4]
        grow = c.f(-1, 1) * self.jitter
        for word in row:
            h = word[4]
            word[1] += c.f(-.5, .5) * self.jitter * h
            word[3] = max(h * .1, word[3] + c.f(-.5, .5) * self.jitter * h)
            word[2] += shift - grow * h / 2
            word[4] = h * (1 + grow)
            if slope or wave:
                middle = word[1] + word[3] / 2
                tilt = slope + (wave * math.cos(middle / width * 5 + self.phase) if wave else 0.)
                word[2] += slope * (middle - width / 2) + (wave * width / 5 * math.sin(middle / width * 5 + self.phase) if wave else 0.) - abs(tilt) * word[3] / 2
                word[4] += abs(tilt) * word[3]


def damaged(c: Choice, sheets: list[Sheet], boxed) -> list[list[list]]:
    """The words of all pages of a document as a reader of pictures gives them."""
    damage = Damage(c)
    photo = c.p(.3)
    out = []
    for sheet in sheets:
        if photo:
            photographed(c, sheet)
        if c.p(.4):
            add_junk(c, sheet, damage.strength)
        out.append(damage.page(boxed(c, sheet, True), sheet.width, sheet.height))
    return out
