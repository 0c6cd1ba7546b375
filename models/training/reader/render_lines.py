"""Renders lines of text as receipts and invoices show them, into chunks of kept crops (see line_crops.py).

    /usr/bin/python3 models/training/reader/render_lines.py --lines 176000            # for training, fonts of the training side
    /usr/bin/python3 models/training/reader/render_lines.py --lines 236000 --needle .4 --skew .3   # goes on where the first ended
    /usr/bin/python3 models/training/reader/render_lines.py --held-out --lines 4800   # validation and test: other fonts, all words
"""
from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

import damage
from fonts import Font, choose_font
from line_crops import BOX_HEIGHT, KEPT_HEIGHT, KEPT_MARGIN_X, KEPT_MARGIN_Y, TRAIN_WIDTH, save_lines
from texts import Choice, line, words
from words import LANGUAGES

CHUNK = 4000
# Share of each language in training; English more, since codes and brands everywhere are English.
WEIGHTS = np.array([.16] + [.84 / 11] * 11)


@dataclass(frozen=True)
class Mix:
    """Shares of lines printed dot by dot in few dots, and of lines that lie askew in their box."""
    needle: float = 0.
    skew: float = 0.


def _needle(c: Choice, gray: np.ndarray) -> tuple[np.ndarray, int]:
    """A picture of few pixels printed as round dots, and how much larger it is. Any font: drivers print Arial on needle printers too."""
    k = c.n(3, 5)
    yy, xx = np.mgrid[:k, :k] + .5
    dot = np.clip(1.4 - ((yy - k / 2) ** 2 + (xx - k / 2) ** 2) / (k * c.rng.uniform(.38, .62)) ** 2, 0, 1)
    ink = (255 - gray) / 255. * (c.rng.random(gray.shape) > c.rng.choice((0, .02, .1, .2))) * c.rng.uniform(.75, 1., gray.shape)
    dots = np.kron(ink, dot) * c.rng.uniform(.3, 1)
    return cv2.GaussianBlur((255 * (1 - dots)).astype(np.uint8), (0, 0), k * c.rng.uniform(.1, .45)), k


def _draw(draw: ImageDraw.ImageDraw, x: float, y: float, text: str, font: ImageFont.FreeTypeFont, spacing: float) -> float:
    """Draws `text` and returns where it ends; letter by letter where it is spaced."""
    if not spacing:
        draw.text((x, y), text, fill=0, font=font)
        return x + font.getlength(text)
    for ch in text:
        draw.text((x, y), ch, fill=0, font=font)
        x += font.getlength(ch) + spacing
    return x - spacing


def _surroundings(c: Choice, draw: ImageDraw.ImageDraw, image: Image.Image, font: ImageFont.FreeTypeFont, language: str, origin: tuple[float, float], box: tuple[float, float, float, float]) -> None:
    """Neighbouring lines that peek in, rules, an underline."""
    x0, y0, x1, y1 = box
    height = y1 - y0
    for side in (-1, 1):
        if c.p(.3):
            pitch = height * c.rng.uniform(1.12, 1.6)
            other = words(c, language, c.n(1, 5)) if c.p(.6) else line(c.rng, language)
            draw.text((origin[0] + c.rng.uniform(-2, 2) * height, origin[1] + side * pitch), other, fill=0, font=font)
    if c.p(.05):
        y = c((y0 - height * c.rng.uniform(.12, .3), y1 + height * c.rng.uniform(.12, .3)))
        draw.line((0, y, image.width, y), fill=0, width=max(1, int(height * c.rng.uniform(.03, .08))))
    if c.p(.025):
        y = y1 + height * c.rng.uniform(.02, .1)
        draw.line((x0, y, x1, y), fill=0, width=max(1, int(height * .06)))


def _print(c: Choice, text: str, language: str, font: Font, needle: bool) -> tuple[np.ndarray, tuple[float, float, float, float]] | None:
    """Ink on paper (0 and 255) at a printer's size, and the line's box in it."""
    face = font.at(font.size(c.rng, 12, 20) if needle else font.size(c.rng, 15, 40))
    spacing = c.rng.uniform(.04, .3) * face.size if c.p(.08) else 0.
    cap, ink = face.getbbox('HA0'), face.getbbox(text)
    if cap[3] - cap[1] < 6:
        return None
    top, bottom = min(cap[1], ink[1]), max(cap[3], ink[3])
    if c.p(.12):   # a box drawn tightly round low letters
        top, bottom = ink[1], ink[3]
        if bottom - top < .55 * (cap[3] - cap[1]):
            top, bottom = cap[1], cap[3]
    margin = int((bottom - top) * .8) + 4
    length = face.getlength(text) + spacing * len(text)
    image = Image.new('L', (int(length) + 2 * margin, int(bottom - top) + 2 * margin), 255)
    draw = ImageDraw.Draw(image)
    if needle or font.kind == 'bitmap' or (font.kind in ('receipt', 'narrow', 'ocr') and c.p(.3)):
        draw.fontmode = '1'
    x, y = float(margin), float(margin - top)
    end = _draw(draw, x, y, text, face, spacing)
    if c.p(.03):
        draw.text((x + max(1, face.size // 20), y), text, fill=0, font=face)   # struck twice
    box = (x + min(0, ink[0]), float(margin), max(end, x + ink[2] if not spacing else end), float(margin + bottom - top))
    _surroundings(c, draw, image, face, language, (x, y), box)
    if not needle:
        return np.asarray(image), box
    dots, k = _needle(c, np.asarray(image))
    return dots, tuple(k * v for v in box)


def _tilt(c: Choice, gray: np.ndarray, box: tuple[float, float, float, float]) -> tuple[np.ndarray, tuple[float, float, float, float]]:
    """The line turned by up to 3.5 degrees; the box stays upright and grows by part of what the ends rise, as a labeller's would."""
    x0, y0, x1, y1 = box
    slope = min(.06, .8 * (y1 - y0) / (x1 - x0)) * c.rng.uniform(-1, 1)
    turn = np.array([[1, 0, 0], [slope, 1, -slope * (x0 + x1) / 2]], np.float32)
    rise = abs(slope) * (x1 - x0) / 2 * c.rng.uniform(.3, 1)
    return cv2.warpAffine(gray, turn, gray.shape[::-1], flags=cv2.INTER_LINEAR, borderValue=255), (x0, y0 - rise, x1, y1 + rise)


def _wear(c: Choice, gray: np.ndarray, px: float, font: Font) -> np.ndarray:
    """Printer, paper and time; about half of the lines stay clean."""
    rng, thermal = c.rng, font.kind in ('receipt', 'bitmap', 'narrow')
    if font.kind in ('receipt', 'bitmap') and c.p(.12):
        gray = damage.dot_matrix(gray, rng, px)
    if c.p(.25 if thermal else .08):
        gray = damage.fade(gray, rng, px)
    if c.p(.15 if thermal else .05):
        gray = damage.low_ink(gray, rng)
    if c.p(.10 if thermal else .02):
        gray = damage.banding(gray, rng, px)
    if c.p(.08):
        gray = damage.dropout(gray, rng)
    if c.p(.05):
        gray = damage.smear(gray, rng, px)
    if c.p(.05):
        gray = 255 - gray   # white on black
    if c.p(.08):
        gray = damage.texture(gray, rng, px)
    if c.p(.04):
        gray = damage.crease(gray, rng, px)
    dark, light = rng.uniform(0, 90), rng.uniform(150, 255)
    tone = dark + np.arange(256) / 255 * (light - dark)
    gray = cv2.LUT(gray, tone.astype(np.uint8))
    return damage.noise(gray, rng) if c.p(.3) else gray


def render(rng: np.random.Generator, text: str, language: str, held_out: bool = False, mix: Mix = Mix()) -> np.ndarray | None:
    """The kept crop of `text`, or None where no font fits or the line is too long."""
    c = Choice(rng)
    font = choose_font(rng, text, held_out)
    printed = _print(c, text, language, font, c.p(mix.needle)) if font and text else None
    if printed is None:
        return None
    if c.p(mix.skew):
        printed = _tilt(c, *printed)
    gray, (x0, y0, x1, y1) = printed
    gray = _wear(c, gray, y1 - y0, font)
    loose = (y1 - y0) * .06
    y0, y1 = y0 - rng.uniform(-.5, 1) * loose, y1 + rng.uniform(-.5, 1) * loose
    x0, x1 = x0 - rng.uniform(-.5, 2) * loose, x1 + rng.uniform(-.5, 2) * loose
    height = y1 - y0
    k = rng.random()
    wide = rng.uniform(1.4, 2) if k < .05 else rng.uniform(.5, .75) if k < .13 else rng.uniform(.8, 1.2) if k < .6 else 1.
    scale = BOX_HEIGHT / height
    if (x1 - x0) * scale * wide > TRAIN_WIDTH * 1.1:
        wide = 1.
        if (x1 - x0) * scale > TRAIN_WIDTH * 1.1:
            return None
    left, top = x0 - KEPT_MARGIN_X * height, y0 - KEPT_MARGIN_Y * height
    width = max(8, int(round((x1 - x0 + 2 * KEPT_MARGIN_X * height) * scale * wide)))
    if scale < .8:   # average before sampling, as a smaller scan would have
        gray = cv2.GaussianBlur(gray, (0, 0), .35 / scale)
    sx, sy = 1 / (scale * wide), 1 / scale
    to_print = np.array([[sx, 0, left + sx / 2 - .5], [0, sy, top + sy / 2 - .5]], np.float32)
    how = cv2.INTER_NEAREST if font.kind == 'bitmap' and rng.random() < .4 else cv2.INTER_CUBIC if rng.random() < .5 else cv2.INTER_LINEAR
    return cv2.warpAffine(gray, to_print, (width, KEPT_HEIGHT), flags=how | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE)


def render_chunk(seed: int, count: int, held_out: bool, receipt_texts: list[str], mix: Mix = Mix()) -> tuple[list[np.ndarray], list[str], list[str]]:
    """`count` crops with texts and languages. A few lines of English take their text from training receipts, in any case."""
    rng = np.random.default_rng(seed)
    crops, texts, groups = [], [], []
    while len(crops) < count:
        language = LANGUAGES[len(crops) % 12] if held_out else LANGUAGES[rng.choice(12, p=WEIGHTS)]
        text = line(rng, language, all_words=held_out)
        if receipt_texts and rng.random() < .10:
            text = receipt_texts[rng.integers(len(receipt_texts))]
            k = rng.random()
            text = text if k < .5 else text.title() if k < .8 else text.lower()
        crop = render(rng, text, language, held_out, mix)
        if crop is not None:
            crops.append(crop)
            texts.append(text)
            groups.append(language)
    return crops, texts, groups


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--cache', type=Path, default=Path('.cache/reader'))
    parser.add_argument('--lines', type=int, default=176_000)
    parser.add_argument('--seed', type=int, default=7)
    parser.add_argument('--held-out', action='store_true')
    parser.add_argument('--needle', type=float, default=0.)
    parser.add_argument('--skew', type=float, default=0.)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    options.cache.mkdir(parents=True, exist_ok=True)
    receipt_texts: list[str] = []
    if not options.held_out:
        from corpus import train_texts
        receipt_texts = train_texts()
    name, base = ('heldout', 900_000) if options.held_out else ('rendered', 0)
    started = time.time()
    for k in range(0, options.lines, CHUNK):
        stem = options.cache / f'{name}-{k // CHUNK:03d}'
        if stem.with_suffix('.json').exists():
            continue
        save_lines(stem, *render_chunk(options.seed * 1_000_003 + base + k, min(CHUNK, options.lines - k), options.held_out, receipt_texts, Mix(options.needle, options.skew)))
        print(f'{stem.name} {time.time() - started:.0f} s', flush=True)


if __name__ == '__main__':
    main()
