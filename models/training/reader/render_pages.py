"""Renders receipts, invoices and letters in twelve languages with their truth.

    render_pages.py --count 20 --seed 1 --out DIR [--damage none|fade|shadow|blur|half|noise|rotate8|rotate90|wave|photo] [--held-out]
    render_pages.py --count 300 --seed 1 --pool FILE.npz        (training material of train_detector.py)

A page NNN of --out is NNN.png (.jpg for photo) and NNN.json: {width, height, name, lines: [{quad: [[x, y] * 4], text}], words: [{text, line,
box: [left, top, right, bottom]}]} in px, after the damage. --held-out uses fonts and words that no training page or line has.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

import damage
from page import Page, PageWord, save_pages
from page_augment import lay_on_surface
from page_layouts import receipt
from page_sheets import invoice, letter
from page_warp import PageWarp
from words import LANGUAGES

Rng = np.random.Generator
DAMAGES = ('none', 'fade', 'shadow', 'blur', 'half', 'noise', 'rotate8', 'rotate90', 'wave', 'photo')


def render_page(rng: Rng, kind: str | None = None, held_out: bool = False, language: str | None = None, all_words: bool = False) -> Page:
    """One clean page: half of them receipts, a third invoices, the rest letters."""
    language = language or LANGUAGES[int(rng.integers(len(LANGUAGES)))]
    draw = rng.random()
    kind = kind or ('receipt' if draw < 0.5 else 'invoice' if draw < 0.85 else 'letter')
    page = {'receipt': receipt, 'invoice': invoice, 'letter': letter}[kind](rng, language, held_out, all_words)
    return page if len(page.quads) >= 5 else render_page(rng, kind, held_out, language, all_words)


def warped(page: Page, warp: PageWarp, width: int, height: int, paper: int = 255) -> tuple[Page, np.ndarray]:
    """The page after a warp, its truth as quads and boxes round what they became, and the mask of the page's own pixels."""
    raster, on_page = warp.apply(page.gray, width, height, paper)
    quads = warp.forward(page.quads.astype(np.float64)).astype(np.float32)
    words = []
    for word in page.words:
        left, top, right, bottom = word.box
        corners = warp.forward(np.array([[left, top], [right, top], [right, bottom], [left, bottom]]))
        words.append(PageWord(word.text, word.line, (*corners.min(0).tolist(), *corners.max(0).tolist())))
    return Page(raster, quads, page.texts, words, page.name), on_page


def turned(page: Page, degrees: float) -> tuple[Page, np.ndarray]:
    """The page turned clockwise on a sheet that holds all of it."""
    height, width = page.gray.shape
    angle = np.deg2rad(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    new_width, new_height = (int(np.ceil(v - 1e-6)) for v in (abs(width * cos) + abs(height * sin), abs(width * sin) + abs(height * cos)))
    matrix = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1.0]])
    matrix[:2, 2] = np.array([new_width / 2, new_height / 2]) - matrix[:2, :2] @ np.array([width / 2, height / 2])
    return warped(page, PageWarp(matrix), new_width, new_height)


def waved(page: Page, rng: Rng) -> tuple[Page, np.ndarray]:
    """The paper bent: the text rises and falls by up to 7 % along a wave of about the page's width."""
    height, width = page.gray.shape
    length = width * float(rng.uniform(0.7, 1.4))
    amplitude = 0.07 * length / (2 * np.pi)
    shift = np.array([[1, 0, 0], [0, 1, amplitude], [0, 0, 1.0]])
    return warped(page, PageWarp(shift, amplitude, length, float(rng.uniform(0, 6.28))), width, int(height + 2 * amplitude))


def photographed(page: Page, rng: Rng) -> Page:
    """The sheet on a desk, seen at an angle, in a shadow, as JPEG."""
    height, width = page.gray.shape
    border = 0.12 * width
    out_width, out_height = int(width + 2 * border), int(height + 2 * border)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = corners + np.float32(border) + rng.uniform(-0.05, 0.05, (4, 2)).astype(np.float32) * width
    out, on_page = warped(page, PageWarp(cv2.getPerspectiveTransform(corners, seen).astype(np.float64)), out_width, out_height)
    side = max(out_width, out_height)
    square = np.zeros((side, side), np.uint8)
    square[:out_height, :out_width] = out.gray
    mask = np.zeros((side, side), bool)
    mask[:out_height, :out_width] = on_page
    gray = lay_on_surface(rng, square, mask, side)[:out_height, :out_width]
    out.gray = damage.jpeg(damage.noise(damage.hard_shadow(gray, rng, width / 10), rng), rng, 40)
    return out


def damaged(page: Page, kind: str, rng: Rng) -> Page:
    """The page after one kind of damage of fixed strength, as the benchmark names them."""
    if kind == 'rotate8':
        return turned(page, 8.0 if rng.random() < 0.5 else -8.0)[0]
    if kind == 'rotate90':
        return turned(page, 90.0)[0]
    if kind == 'wave':
        return waved(page, rng)[0]
    if kind == 'half':
        return page.scaled(0.5)
    if kind == 'photo':
        return photographed(page, rng)
    gray = page.gray
    if kind == 'fade':
        gray = damage.fade(gray, rng, 24)
    elif kind == 'shadow':
        gray = damage.hard_shadow(gray, rng, gray.shape[1] / 20)
    elif kind == 'blur':
        gray = cv2.GaussianBlur(gray, (0, 0), 1.2)
    elif kind == 'noise':
        gray = damage.noise(gray, rng)
    return Page(gray, page.quads, page.texts, page.words, page.name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--count', type=int, default=20)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--out', type=Path)
    parser.add_argument('--pool', type=Path)
    parser.add_argument('--damage', choices=DAMAGES, default='none')
    parser.add_argument('--kind', choices=('receipt', 'invoice', 'letter'))
    parser.add_argument('--held-out', action='store_true')
    args = parser.parse_args()
    cv2.setNumThreads(1)
    rng = np.random.default_rng(args.seed)
    pages = [render_page(rng, args.kind, args.held_out, all_words=args.held_out) for _ in range(args.count)]
    if args.pool:
        save_pages(args.pool, pages)
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
        for i, page in enumerate(pages):
            spoiled = damaged(page, args.damage, np.random.default_rng((args.seed, i)))
            image = f'{i:03d}.{"jpg" if args.damage == "photo" else "png"}'
            cv2.imwrite(str(args.out / image), spoiled.gray)
            (args.out / f'{i:03d}.json').write_text(json.dumps({'image': image, 'name': spoiled.name, 'damage': args.damage, **spoiled.truth()}, ensure_ascii=False))


if __name__ == '__main__':
    main()
