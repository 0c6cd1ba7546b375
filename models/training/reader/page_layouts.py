"""Receipts, invoices and letters: what stands where."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

import page_marks as marks
import texts
from fonts import Font, choose_font
from page import Page
from page_canvas import Canvas, Style
from texts import Choice

Rng = np.random.Generator
NEEDED = 'AEOaeo0123456789.,:'


def pick_font(rng: Rng, language: str, kinds: tuple[str, ...], held_out: bool) -> Font:
    """A face of one of the kinds that has the letters of the language; failing that one that has the figures."""
    for needed in (NEEDED + ''.join(ch for ch in texts.LETTERS[language] if ch.isalpha()), NEEDED):
        for _ in range(12):
            font = choose_font(rng, needed, held_out, kinds[int(rng.integers(len(kinds)))])
            if font is not None and font.kind in kinds:
                return font
    font = choose_font(rng, NEEDED, held_out)
    if font is None:
        raise SystemExit('no font with figures')
    return font


class Writer:
    """Texts of one document, short enough for a width."""

    def __init__(self, rng: Rng, language: str, canvas: Canvas, all_words: bool) -> None:
        self.rng, self.language, self.canvas, self.all_words = rng, language, canvas, all_words
        self.c = Choice(rng)

    def fitting(self, make: Callable[[], str], width: float, style: Style) -> str:
        """A text that fits the width; cut at a space if none of a few does."""
        text = ''
        for _ in range(4):
            text = make()
            if self.canvas.measure(text, style) <= width:
                return text
        while text and self.canvas.measure(text, style) > width:
            text = text.rsplit(' ', 1)[0] if ' ' in text else text[:-1]
        return text

    def words(self, low: int, high: int) -> str:
        return texts.words(self.c, self.language, self.c.n(low, high), self.all_words)

    def amount(self) -> str:
        return texts.amount(self.c, self.language) if self.c.p(0.3) else texts.number(self.c, self.language)

    def label(self) -> str:
        return texts.label(self.c, self.language) + self.c((':', ':', '', '', ' :'))

    def value(self) -> str:
        c = self.c
        return c((lambda: texts.date(c, self.language), lambda: texts.code(c), lambda: texts.clock(c)))()

    def contact(self) -> str:
        c, language = self.c, self.language
        return c((lambda: texts.address(c, language, self.all_words), lambda: texts.phone(c), lambda: texts.web(c, language), lambda: texts.code(c)))()


def receipt(rng: Rng, language: str, held_out: bool, all_words: bool) -> Page:
    """A till's receipt: header, details, goods, sums, tax table, codes, thanks."""
    font = pick_font(rng, language, ('receipt', 'receipt', 'receipt', 'bitmap', 'narrow', 'sans', 'ocr'), held_out)
    style = Style(font, float(rng.uniform(15, 27)), int(rng.integers(0, 90)))
    columns = int(rng.integers(24, 46))
    probe = Canvas(8, 8)
    inner = columns * probe.measure('0', style)
    margin = float(rng.uniform(0.4, 3)) * style.capital
    pitch = style.capital * float(rng.uniform(1.45, 2.1))
    canvas = Canvas(int(inner + 2 * margin), int(pitch * 110))
    w = Writer(rng, language, canvas, all_words)
    left, right, middle = margin, margin + inner, margin + inner / 2
    y = pitch * float(rng.uniform(1, 3))
    big = style.sized(float(rng.choice((1, 1, 1.4, 1.8, 2.4))), float(rng.choice((1, 1, 1.3))))
    if rng.random() < 0.3:
        side = rng.uniform(3, 7) * pitch
        marks.logo(rng, canvas, middle - side / 2, y, side, side * 0.6)
        y += side * 0.6 + 1.5 * pitch
    y += 0.5 * (big.capital - style.capital)
    canvas.text(middle, y, w.fitting(lambda: w.words(1, 3), inner, big), big, 'm')
    y += max(pitch, big.capital * 1.4)
    anchor, at = ('m', middle) if rng.random() < 0.8 else ('l', left)
    for _ in range(int(rng.integers(1, 7))):
        canvas.text(at, y, w.fitting(w.contact, inner, style), style, anchor)
        y += pitch

    def rule_or_gap() -> None:
        nonlocal y
        if rng.random() < 0.7:
            marks.rule(rng, canvas, left, right, y - style.capital / 2, style)
        y += pitch * float(rng.uniform(0.7, 1.2))

    def pair(name: str, value: str, look: Style) -> None:
        nonlocal y
        value = w.fitting(lambda: value, inner * 0.6, look)
        width = canvas.text(left, y, w.fitting(lambda: name, inner - canvas.measure(value, look) - 2.2 * look.capital, look), look)
        near = left + width + float(rng.uniform(1.4, 2.2)) * look.capital  # a gap just wide enough to be one
        if rng.random() < 0.25:
            canvas.text(near, y, value, look)
        else:
            canvas.text(right, y, value, look, 'r')
        y += max(pitch, look.capital * 1.6)

    rule_or_gap()
    for _ in range(int(rng.integers(1, 6))):
        if rng.random() < 0.4:
            canvas.text(left, y, w.fitting(lambda: f'{w.label()} {w.value()}', inner, style), style)
            y += pitch
        else:
            pair(w.label(), w.value(), style)
    rule_or_gap()
    layout, goods_gap = int(rng.integers(4)), float(rng.uniform(1.4, 3.5))
    for _ in range(int(rng.integers(1, 20))):
        if layout == 0:
            pair(w.words(1, 3), w.amount(), style)
        elif layout == 1:
            canvas.text(left, y, w.fitting(lambda: w.words(1, 4), inner, style), style)
            y += pitch
            canvas.text(left + inner * 0.1, y, w.fitting(lambda: f'{w.c.n(1, 20)} x {texts.number(w.c, language)}', inner * 0.45, style), style)
            canvas.text(right, y, w.fitting(w.amount, inner * 0.35, style), style, 'r')
            y += pitch
        elif layout == 2:
            x = left + canvas.text(left, y, str(w.c.n(1, 20)), style) + goods_gap * style.capital
            canvas.text(x, y, w.fitting(lambda: w.words(1, 3), inner * 0.5, style), style)
            canvas.text(right, y, w.fitting(w.amount, inner * 0.3, style), style, 'r')
            y += pitch
        else:
            canvas.text(left, y, w.fitting(lambda: f'{texts.code(w.c)} {w.words(1, 2)}', inner, style), style)
            y += pitch
            for share in (0.35, 0.6, 1.0):
                canvas.text(left + inner * share, y, w.fitting(lambda: texts.number(w.c, language), inner * 0.22, style), style, 'r')
            y += pitch
    rule_or_gap()
    for index in range(int(rng.integers(2, 8))):
        pair(w.label(), w.amount(), style.sized(float(rng.choice((1.3, 1.6))), 1) if index == 0 and rng.random() < 0.4 else style)
    if rng.random() < 0.5:
        rule_or_gap()
        for _ in range(int(rng.integers(2, 5))):
            for share in (0.22, 0.48, 0.74, 1.0):
                canvas.text(left + inner * share, y, w.fitting(lambda: w.c((texts.number(w.c, language), texts.percent(w.c, language))), inner * 0.2, style), style, 'r')
            y += pitch
    for _ in range(int(rng.integers(0, 5))):
        text = texts.line(rng, language, all_words, columns)
        if any(ch.isalnum() for ch in text):  # rows of signs are rules, not text
            canvas.text(middle, y, w.fitting(lambda: text, inner, style), style, 'm')
        y += pitch
    y = codes(rng, canvas, w, left, inner, y, style)
    return crop_bottom(canvas, y + pitch * float(rng.uniform(0, 3)), f'receipt-{language}')


def codes(rng: Rng, canvas: Canvas, w: Writer, left: float, inner: float, y: float, style: Style) -> float:
    """A bar code with its number, a square code with text beside it, a scribble. Returns the y below."""
    if rng.random() < 0.35:
        width, height = inner * float(rng.uniform(0.4, 0.95)), style.capital * float(rng.uniform(2, 5))
        marks.barcode(rng, canvas, left + (inner - width) / 2, y, width, height)
        y += height + style.capital * float(rng.uniform(1.3, 1.8))
        canvas.text(left + inner / 2, y, w.c.digits(13), style, 'm')
        y += 2 * style.capital
    if rng.random() < 0.3:
        side = min(inner * 0.6, style.capital * float(rng.uniform(5, 11)))
        beside = rng.random() < 0.5
        marks.square_code(rng, canvas, left if beside else left + (inner - side) / 2, y, side)
        if beside:
            for row in range(int(side / (1.8 * style.capital))):
                x = left + side + style.capital
                canvas.text(x, y + (row + 0.8) * 1.8 * style.capital, w.fitting(lambda: w.words(1, 4), inner - side - 2 * style.capital, style), style)
        y += side + 2 * style.capital
    if rng.random() < 0.15:
        marks.signature(rng, canvas, left + inner * 0.2, y + 2 * style.capital, inner * 0.5, 3 * style.capital)
        y += 5 * style.capital
    return y


def crop_bottom(canvas: Canvas, y: float, name: str) -> Page:
    page = canvas.page(name)
    page.gray = page.gray[: int(min(canvas.height, max(64.0, y)))]
    return page
