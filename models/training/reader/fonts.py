"""Fonts to render lines and pages with, from what Debian has installed.

An allow list by family, since a font that maps 'A' to a symbol or to a small capital teaches wrong labels. Families that copy each
other's design (C059 and TeX Gyre Schola) are on the same side of the split.
"""
from __future__ import annotations

import functools
import subprocess
from dataclasses import dataclass

import numpy as np
from PIL import ImageFont

from charset import CHARSET

# kind -> families. 'receipt': fixed pitch as of printers and tills; 'bitmap': drawn on a pixel grid, enlarged without smoothing.
FAMILIES: dict[str, tuple[str, ...]] = {
    'receipt': ('DejaVu Sans Mono', 'Liberation Mono', 'FreeMono', 'Courier Prime', 'Courier Prime Code', 'Courier Prime Sans', 'Nimbus Mono PS',
                'Anonymous Pro', 'Noto Sans Mono', 'Noto Mono', 'Hack', 'JetBrains Mono', 'Go Mono', 'mononoki', 'B612 Mono', 'Oxygen Mono',
                'TeX Gyre Cursor', 'Latin Modern Mono', 'Latin Modern Mono Prop', 'Latin Modern Mono Light Cond', 'League Mono',
                'M PLUS Code Latin 50', 'M PLUS Code Latin 60', 'M PLUS 1 Code', 'Monoid', 'Hermit', 'Tlwg Mono', 'Linux Libertine Mono O',
                'Cousine', 'Inconsolata', 'PT Mono', 'Fira Code', 'Fira Mono', 'Fantasque Sans Mono', 'Ubuntu Mono', 'Roboto Mono'),
    'bitmap': ('Terminus', 'Spleen 8x16', 'Spleen 12x24', 'Spleen 16x32', 'Spleen 6x12', 'ProggyTinyTT', 'ProggyCleanTT', 'Unifont'),
    'ocr': ('OCR B', 'OCRA', 'OCRABold'),
    'narrow': ('Liberation Sans Narrow', 'Nimbus Sans Narrow', 'Roboto Condensed', 'Open Sans Condensed', 'TeX Gyre Heros Cn', 'DejaVu Sans Condensed',
               'Latin Modern Sans Demi Cond', 'PT Sans Narrow', 'Fira Sans Condensed'),
    'sans': ('DejaVu Sans', 'Liberation Sans', 'FreeSans', 'Arimo', 'Roboto', 'Open Sans', 'Lato', 'Carlito', 'Noto Sans', 'Noto Sans Display', 'Cantarell',
             'Clear Sans', 'Inter', 'Inter Display', 'Manrope', 'Nimbus Sans', 'TeX Gyre Heros', 'TeX Gyre Adventor', 'URW Gothic', 'Go', 'B612', 'Oxygen-Sans',
             'Play', 'M PLUS 1', 'M PLUS 2', 'Linux Biolinum O', 'Latin Modern Sans', 'Junction', 'PT Sans', 'PT Sans Caption', 'Cabin', 'Fira Sans'),
    'serif': ('DejaVu Serif', 'Liberation Serif', 'FreeSerif', 'Tinos', 'Noto Serif', 'Noto Serif Display', 'Caladea', 'Roboto Slab', 'TeX Gyre Termes',
              'TeX Gyre Bonum', 'TeX Gyre Pagella', 'P052', 'Nimbus Roman', 'URW Bookman', 'Latin Modern Roman', 'EB Garamond', 'Gentium', 'Vollkorn',
              'Linux Libertine O', 'C059', 'TeX Gyre Schola', 'PT Serif', 'PT Serif Caption'),
}
# Never rendered for training: the rendered validation and test lines use only these.
HELD_OUT = frozenset(('Inconsolata', 'PT Mono', 'Fira Code', 'Fira Mono', 'Fira Sans', 'Fira Sans Condensed', 'Spleen 12x24', 'PT Sans Narrow', 'PT Sans',
                      'PT Sans Caption', 'Cabin', 'C059', 'TeX Gyre Schola', 'PT Serif', 'PT Serif Caption', 'Fantasque Sans Mono'))
# Share of lines per kind: receipts first, invoices second.
KIND_WEIGHTS = {'receipt': .40, 'bitmap': .10, 'ocr': .03, 'narrow': .12, 'sans': .25, 'serif': .10}
_SKIP_STYLE = ('Thin', 'ExtraLight', 'Extra Light', 'UltraLight', 'Ultra Light', 'Hairline', 'Caps', 'Demi Oblique Condensed')
# Pixel sizes that bitmap fonts are drawn for; other sizes would fail (Terminus) or blur the grid.
BITMAP_SIZES = {'Terminus': (16, 20, 24, 28, 32), 'Spleen 8x16': (16,), 'Spleen 12x24': (24,), 'Spleen 16x32': (32,), 'Spleen 6x12': (12,),
                'ProggyTinyTT': (16,), 'ProggyCleanTT': (16,), 'Unifont': (16,)}


@dataclass(frozen=True)
class Font:
    """One face. `glyphs` are the characters of the reader's charset that it has."""
    path: str
    index: int
    family: str
    style: str
    kind: str
    glyphs: frozenset[str]

    @property
    def italic(self) -> bool:
        return any(s in self.style for s in ('Italic', 'Oblique', 'Slanted'))

    @property
    def bold(self) -> bool:
        return any(s in self.style for s in ('Bold', 'Black', 'Heavy'))

    def covers(self, text: str) -> bool:
        """Whether every character of `text` has a glyph."""
        return self.glyphs.issuperset(text)

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """The face at `size` px, cached."""
        return _open(self.path, self.index, size)

    def size(self, rng: np.random.Generator, low: int, high: int) -> int:
        """A random px size in low..high; for a bitmap font one that it is drawn for."""
        fixed = BITMAP_SIZES.get(self.family)
        return int(rng.choice(fixed)) if fixed else int(rng.integers(low, high + 1))


@functools.lru_cache(maxsize=4000)
def _open(path: str, index: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, index=index, layout_engine=ImageFont.Layout.BASIC)


def _glyphs(charset: str) -> frozenset[str]:
    """Characters of CHARSET in fontconfig's list of hexadecimal ranges."""
    codes: set[int] = set()
    for part in charset.split():
        first, _, last = part.partition('-')
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(c for c in CHARSET if ord(c) in codes)


@functools.lru_cache(maxsize=None)
def load_fonts(held_out: bool) -> tuple[Font, ...]:
    """All usable faces of the training families (or of the held-out ones), sorted by path; at least all ASCII is covered."""
    listing = subprocess.run(['fc-list', '--format', '%{file}\t%{index}\t%{family[0]}\t%{style[0]}\t%{charset}\n'], capture_output=True, text=True, check=True)
    kinds = {family: kind for kind, families in FAMILIES.items() for family in families}
    fonts: list[Font] = []
    seen: set[tuple[str, str]] = set()
    for row in sorted(listing.stdout.splitlines()):
        path, index, family, style, charset = row.split('\t')
        if family not in kinds or (family in HELD_OUT) != held_out or (family, style) in seen or any(s in style for s in _SKIP_STYLE):
            continue
        if not path.endswith(('.ttf', '.otf', '.otb')) or int(index) >= 1 << 16:   # high bits: instances of a variable font, which PIL opens as the default
            continue
        glyphs = _glyphs(charset)
        if not all(chr(c) in glyphs for c in range(33, 127)):
            continue
        kind = 'narrow' if 'Condensed' in style and kinds[family] == 'sans' else kinds[family]
        fonts.append(Font(path, int(index), family, style, kind, glyphs))
        seen.add((family, style))
    if not fonts:
        raise SystemExit('no usable fonts: see the README for the Debian packages')
    return tuple(fonts)


@functools.lru_cache(maxsize=None)
def _families(held_out: bool) -> dict[str, list[list[Font]]]:
    """Faces by kind, then by family, so that a family of forty faces weighs no more than one of two."""
    tree: dict[str, dict[str, list[Font]]] = {}
    for font in load_fonts(held_out):
        tree.setdefault(font.kind, {}).setdefault(font.family, []).append(font)
    return {kind: list(families.values()) for kind, families in tree.items()}


def choose_font(rng: np.random.Generator, text: str, held_out: bool = False, kind: str | None = None) -> Font | None:
    """A face that has all glyphs of `text`: kind by KIND_WEIGHTS, then family, then face (upright preferred). None if none fits in 20 draws."""
    tree = _families(held_out)
    kinds = [k for k in KIND_WEIGHTS if k in tree]
    weights = np.array([KIND_WEIGHTS[k] for k in kinds])
    for _ in range(20):
        chosen = kind if kind in tree else kinds[rng.choice(len(kinds), p=weights / weights.sum())]
        family = tree[chosen][rng.integers(len(tree[chosen]))]
        font = family[rng.integers(len(family))]
        if font.italic and rng.random() < .75:
            continue
        if font.covers(text.replace(' ', '')):
            return font
    return None
