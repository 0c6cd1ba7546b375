"""A4 pages: invoices with a table and letters in one or two columns."""

from __future__ import annotations

import numpy as np

import page_marks as marks
import texts
from page import Page
from page_canvas import Canvas, Style
from page_layouts import Writer, codes, crop_bottom, pick_font

Rng = np.random.Generator
A4 = 297 / 210


class Sheet:
    """A sheet of paper with margins, a body face and a heading face."""

    def __init__(self, rng: Rng, language: str, held_out: bool, all_words: bool, width: int) -> None:
        self.rng, self.language = rng, language
        kinds = ('sans', 'sans', 'serif', 'narrow') if rng.random() < 0.85 else ('receipt', 'bitmap')
        self.style = Style(pick_font(rng, language, kinds, held_out), width / 1240 * float(rng.uniform(11, 18)), int(rng.integers(0, 80)))
        self.head = Style(pick_font(rng, language, kinds, held_out), self.style.capital * float(rng.choice((1.3, 1.7, 2.2, 3.0))), int(rng.integers(0, 120)))
        self.canvas = Canvas(width, int(width * A4), int(rng.choice((255, 255, 250, 240))))
        self.w = Writer(rng, language, self.canvas, all_words)
        self.pitch = self.style.capital * float(rng.uniform(1.6, 2.2))
        self.left, self.right = width * float(rng.uniform(0.05, 0.11)), width * float(rng.uniform(0.89, 0.95))

    def rows(self, x: float, y: float, width: float, count: int, make, anchor: str = 'l', style: Style | None = None) -> float:
        """`count` lines of text under each other. Returns the baseline after the last."""
        look = style or self.style
        pitch = self.pitch * look.capital / self.style.capital
        for _ in range(count):
            self.canvas.text(x, y, self.w.fitting(make, width, look), look, anchor)
            y += pitch
        return y

    def pairs(self, x: float, y: float, width: float, count: int) -> float:
        """Labels at the left and values at the right of a block."""
        aligned_right = self.rng.random() < 0.5
        for _ in range(count):
            self.canvas.text(x, y, self.w.fitting(self.w.label, width * 0.48, self.style), self.style)
            value = self.w.fitting(lambda: self.w.value() if self.rng.random() < 0.6 else self.w.amount(), width * 0.42, self.style)
            self.canvas.text(x + width if aligned_right else x + width * 0.55, y, value, self.style, 'r' if aligned_right else 'l')
            y += self.pitch
        return y

    def footer(self) -> None:
        """Small print in columns at the bottom."""
        small = self.style.sized(float(self.rng.uniform(0.6, 0.85)))
        columns, top = int(self.rng.integers(2, 5)), self.canvas.height - self.pitch * 5
        width = (self.right - self.left) / columns
        if self.rng.random() < 0.5:
            self.canvas.draw.line((self.left, top - 1.6 * self.pitch, self.right, top - 1.6 * self.pitch), 0, 1)
        for i in range(columns):
            self.rows(self.left + i * width, top, width - 2 * small.capital, int(self.rng.integers(2, 5)), lambda: texts.line(self.rng, self.language, True, 36), style=small)


def table(sheet: Sheet, y: float) -> float:
    """Goods in columns: header (plain, shaded or white on dark), rules or stripes. Returns the y below."""
    rng, canvas, w, style, pitch = sheet.rng, sheet.canvas, sheet.w, sheet.style, sheet.pitch
    span = sheet.right - sheet.left
    shares = (0.0, 0.08, 0.58, 0.7, 0.85, 1.0) if rng.random() < 0.6 else (0.0, 0.45, 0.6, 0.8, 1.0)
    edges = [sheet.left + share * span for share in shares]
    inset, grid, striped, look = style.capital * 0.6, rng.random() < 0.35, rng.random() < 0.3, rng.random()
    row_height = pitch * float(rng.uniform(1.0, 1.5))

    def cells(baseline: float, texts_of, inverse: bool = False) -> None:
        for i, (x0, x1) in enumerate(zip(edges, edges[1:])):
            text = w.fitting(lambda: texts_of(i), x1 - x0 - 2 * inset - 0.8 * style.capital, style)
            words = i <= 1 if len(edges) == 6 else i == 0
            canvas.text(x0 + inset if words else x1 - inset, baseline, text, style, 'l' if words else 'r', inverse)

    def value(i: int) -> str:
        if len(edges) == 6 and i == 0:
            return str(w.c.n(1, 99))
        if i == (1 if len(edges) == 6 else 0):
            return w.words(1, 6)
        return str(w.c.n(1, 200)) if i == 2 and rng.random() < 0.5 else texts.number(w.c, sheet.language)

    top = y
    if look < 0.55:
        canvas.draw.rectangle((edges[0], y, edges[-1], y + row_height), style.ink if look < 0.25 else int(rng.integers(190, 240)))
    cells(y + row_height / 2 + style.capital / 2, lambda i: texts.label(w.c, sheet.language), look < 0.25)
    y += row_height
    for index in range(int(rng.integers(2, 14))):
        if striped and index % 2 == 0:
            canvas.draw.rectangle((edges[0], y, edges[-1], y + row_height), int(rng.integers(215, 245)))
        cells(y + row_height / 2 + style.capital / 2, value)
        if rng.random() < 0.25:
            y += pitch * 0.9
            x = edges[1] if len(edges) == 6 else edges[0]
            canvas.text(x + inset, y + row_height / 2 + style.capital / 2, w.fitting(lambda: w.words(2, 6), span * 0.4, style), style)
        y += row_height
        if grid:
            canvas.draw.line((edges[0], y, edges[-1], y), style.ink, 1)
    if grid:
        for x in edges:
            canvas.draw.line((x, top, x, y), style.ink, 1)
    return y + pitch


def invoice(rng: Rng, language: str, held_out: bool, all_words: bool, width: int = 1400) -> Page:
    sheet = Sheet(rng, language, held_out, all_words, width)
    canvas, w, style, pitch = sheet.canvas, sheet.w, sheet.style, sheet.pitch
    span, y = sheet.right - sheet.left, width * float(rng.uniform(0.05, 0.1))
    if rng.random() < 0.6:
        marks.logo(rng, canvas, sheet.left, y, span * 0.2, width * 0.08)
    canvas.text(sheet.right, y + sheet.head.capital, w.fitting(lambda: w.words(1, 3), span * 0.6, sheet.head), sheet.head, 'r')
    sheet.rows(sheet.right, y + sheet.head.capital + 1.6 * pitch, span * 0.4, int(rng.integers(2, 6)), w.contact, 'r')
    y += width * 0.16
    below = sheet.rows(sheet.left, y, span * 0.45, int(rng.integers(3, 6)), w.contact)
    below = max(below, sheet.pairs(sheet.left + span * 0.58, y, span * 0.42, int(rng.integers(2, 7)))) + pitch
    canvas.text(sheet.left, below + sheet.head.capital * 0.4, w.fitting(lambda: f'{w.label()} {texts.code(w.c)}', span, sheet.head), sheet.head)
    y = sheet.rows(sheet.left, below + sheet.head.capital + pitch, span, int(rng.integers(0, 4)), lambda: w.words(6, 12)) + 0.3 * pitch
    y = table(sheet, y)
    y = sheet.pairs(sheet.left + span * 0.55, y + 0.5 * pitch, span * 0.45, int(rng.integers(2, 6))) + pitch
    if y < canvas.height * 0.75:
        y = sheet.rows(sheet.left, y, span * 0.9, int(rng.integers(0, 5)), lambda: texts.line(rng, language, all_words, 60)) + pitch
    if y < canvas.height * 0.68:
        codes(rng, canvas, w, sheet.left, span * float(rng.uniform(0.3, 0.6)), y, style)
    sheet.footer()
    if rng.random() < 0.2:
        marks.stamp(rng, canvas, width * float(rng.uniform(0.6, 0.85)), canvas.height * float(rng.uniform(0.12, 0.8)), width * float(rng.uniform(0.05, 0.1)), style)
    return crop_bottom(canvas, canvas.height, f'invoice-{language}')


def letter(rng: Rng, language: str, held_out: bool, all_words: bool, width: int = 1400) -> Page:
    sheet = Sheet(rng, language, held_out, all_words, width)
    canvas, w, pitch = sheet.canvas, sheet.w, sheet.pitch
    span, y = sheet.right - sheet.left, width * float(rng.uniform(0.06, 0.12))
    canvas.text(sheet.left, y + sheet.head.capital, w.fitting(lambda: w.words(1, 4), span, sheet.head), sheet.head)
    y = sheet.rows(sheet.left, y + sheet.head.capital + 2 * pitch, span * 0.5, int(rng.integers(3, 7)), w.contact) + pitch
    canvas.text(sheet.right, y, texts.date(w.c, language), sheet.style, 'r')
    y += 2 * pitch
    columns = int(rng.integers(1, 3))
    gutter = float(rng.uniform(2.2, 4)) * sheet.style.capital
    column = (span - gutter * (columns - 1)) / columns
    for i in range(columns):
        x, at = sheet.left + i * (column + gutter), y
        while at < canvas.height * float(rng.uniform(0.6, 0.85)):
            lines = int(rng.integers(2, 7))
            at = sheet.rows(x, at, column, lines - 1, lambda: w.words(10, 16) if columns == 1 else w.words(6, 9))
            at = sheet.rows(x, at, column * float(rng.uniform(0.2, 0.9)), 1, lambda: w.words(2, 8)) + pitch * float(rng.choice((0, 0.5, 1)))
    marks.signature(rng, canvas, sheet.left, canvas.height * 0.88, span * 0.25, 3 * pitch)
    sheet.footer()
    return crop_bottom(canvas, canvas.height, f'letter-{language}')
