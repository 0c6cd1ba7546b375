"""A sheet to print on that remembers where each piece of text went."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw

from charset import fold
from fonts import Font
from page import Page, PageWord

GAP = 1.0  # pieces on one baseline that are closer than this many capital heights are one line to the reader; SROIE's boxes split from about there


@dataclass(frozen=True)
class Style:
    """A face at a height of its capitals (px), its ink (0 black), and stretch as till printers do (double width, double height)."""

    font: Font
    capital: float
    ink: int = 0
    wide: float = 1.0

    def sized(self, factor: float, wide: float = 1.0) -> Style:
        return Style(self.font, self.capital * factor, self.ink, wide)


@functools.lru_cache(maxsize=None)
def capital_share(path: str, index: int, size: int, font: Font) -> float:
    """Height of an H in px at a font size."""
    box = font.at(size).getbbox('H', anchor='ls')
    return float(max(1, -box[1]))


def drawn_size(style: Style) -> tuple[int, float, float]:
    """Font size to draw at and the factors (x, y) to stretch the drawing by."""
    font = style.font
    if font.kind == 'bitmap':
        size = font.size(np.random.default_rng(0), 0, 0)
        factor = max(1, round(style.capital / capital_share(font.path, font.index, size, font)))
        return size, factor * style.wide, factor
    share = capital_share(font.path, font.index, 100, font) / 100
    return max(6, round(style.capital / share)), style.wide, 1.0


@dataclass
class Piece:
    """One piece of text: baseline, ends, edges and its words' ends, px."""

    text: str
    baseline: float
    left: float
    right: float
    top: float
    bottom: float
    capital: float
    words: list[tuple[str, float, float]] = field(default_factory=list)


class Canvas:
    def __init__(self, width: int, height: int, paper: int = 255) -> None:
        self.image = Image.new('L', (width, height), paper)
        self.draw = ImageDraw.Draw(self.image)
        self.width, self.height = width, height
        self.pieces: list[Piece] = []

    def measure(self, text: str, style: Style) -> float:
        size, wide, _ = drawn_size(style)
        return style.font.at(size).getlength(text) * wide

    def text(self, x: float, baseline: float, text: str, style: Style, anchor: str = 'l', inverse: bool = False) -> float:
        """Prints one piece, its left end, right end ('r') or middle ('m') at x. Returns its width; characters without glyph are left out."""
        text = fold(''.join(ch for ch in text if ch == ' ' or ch in style.font.glyphs))
        if not text:
            return 0.0
        size, wide, tall = drawn_size(style)
        face = style.font.at(size)
        width = face.getlength(text) * wide
        x -= {'l': 0.0, 'm': width / 2, 'r': width}[anchor]
        left, top, right, bottom = face.getbbox(text, anchor='ls')
        if right <= left or bottom <= top:
            return 0.0
        mask = Image.new('L', (int(right - left) + 2, int(bottom - top) + 2), 0)
        pen = ImageDraw.Draw(mask)
        pen.fontmode = '1' if style.font.kind == 'bitmap' else 'L'
        pen.text((1 - left, 1 - top), text, fill=255, font=face, anchor='ls')
        if wide != 1 or tall != 1:
            method = Image.NEAREST if style.font.kind == 'bitmap' else Image.BILINEAR
            mask = mask.resize((max(1, round(mask.width * wide)), max(1, round(mask.height * tall))), method)
        self.image.paste(255 - style.ink if inverse else style.ink, (round(x + (left - 1) * wide), round(baseline + (top - 1) * tall)), mask)
        capital = style.capital
        words, at = [], 0
        for word in text.split(' '):
            words.append((word, x + face.getlength(text[:at]) * wide, x + face.getlength(text[: at + len(word)]) * wide))
            at += len(word) + 1
        up, down = max(1.15 * capital, -top * tall + 0.06 * capital), max(0.2 * capital, bottom * tall + 0.06 * capital)
        ends = (x + left * wide - 0.12 * capital, x + right * wide + 0.12 * capital)
        self.pieces.append(Piece(text, baseline, ends[0], ends[1], baseline - up, baseline + down, capital, words))
        return width

    def page(self, name: str) -> Page:
        """The sheet with its truth; neighbouring pieces on one baseline are joined."""
        joined: list[Piece] = []
        for piece in sorted(self.pieces, key=lambda p: (p.baseline, p.left)):
            before = joined[-1] if joined else None
            if before and before.baseline == piece.baseline and piece.left - before.right < GAP * max(piece.capital, before.capital):
                before.text, before.right = f'{before.text} {piece.text}', piece.right
                before.top, before.bottom = min(before.top, piece.top), max(before.bottom, piece.bottom)
                before.words += piece.words
            else:
                joined.append(piece)
        quads = [[[p.left, p.top], [p.right, p.top], [p.right, p.bottom], [p.left, p.bottom]] for p in joined]
        words = [PageWord(text, i, (left, p.top, right, p.bottom)) for i, p in enumerate(joined) for text, left, right in p.words]
        return Page(np.array(self.image), np.array(quads, np.float32).reshape(-1, 4, 2), [p.text for p in joined], words, name)
