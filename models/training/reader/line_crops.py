"""A line's crop: how it is kept for training, cut as the reader cuts it, damaged, and normalised.

Kept crops are gray uint8, 51 px high: the line's box is 32 px high (rows 9.6 to 41.6) with .30 of its height above and below and .40 at both
ends, so that training can move the edges about. The reader's own crop (geometry G4) is 32 px high: the box and .10 above and below.
"""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

import damage

KEPT_HEIGHT, BOX_HEIGHT, KEPT_MARGIN_Y, KEPT_MARGIN_X = 51, 32, .30, .40
HEIGHT, MARGIN_Y, MARGIN_X, MAX_WIDTH = 32, .10, .15, 2048
TRAIN_WIDTH = 912   # longest crop in training; the net is convolutional and reads longer ones


@dataclass
class LineSet:
    """Kept crops in one flat buffer. `group` is the receipt's id or the language."""
    buffer: np.ndarray
    offsets: np.ndarray
    widths: list[int]
    texts: list[str]
    groups: list[str]

    def __len__(self) -> int:
        return len(self.texts)

    def image(self, i: int) -> np.ndarray:
        return self.buffer[self.offsets[i]:self.offsets[i + 1]].reshape(KEPT_HEIGHT, self.widths[i])


def save_lines(stem: Path, crops: list[np.ndarray], texts: list[str], groups: list[str]) -> None:
    """Writes `stem`.npy and `stem`.json, the json last, so that a half-written set is never read."""
    np.save(stem.with_suffix('.npy'), np.concatenate([c.ravel() for c in crops]))
    part = stem.with_suffix('.part')
    part.write_text(json.dumps({'widths': [c.shape[1] for c in crops], 'texts': texts, 'groups': groups}, ensure_ascii=False))
    part.rename(stem.with_suffix('.json'))


def load_lines(stem: Path) -> LineSet:
    meta = json.loads(stem.with_suffix('.json').read_text())
    offsets = np.concatenate([[0], np.cumsum(np.array(meta['widths'], np.int64) * KEPT_HEIGHT)])
    return LineSet(np.load(stem.with_suffix('.npy'), mmap_mode='r'), offsets, meta['widths'], meta['texts'], meta['groups'])


def normalise(gray: np.ndarray) -> np.ndarray:
    """The network's values: paper 0, ink 1, from the 90th and 2nd percentile of the histogram (design, 'Recogniser')."""
    cumulative = np.cumsum(np.bincount(gray.ravel(), minlength=256))
    hi = int(np.searchsorted(cumulative, .90 * gray.size))
    lo = int(np.searchsorted(cumulative, .02 * gray.size))
    return np.clip((hi - gray.astype(np.float32)) / max(30, hi - lo), -.5, 1.5)


def cut(kept: np.ndarray, top: float, bottom: float, left: float, right: float, slope: float = 0., shear: float = 0., stretch: float = 1.) -> np.ndarray:
    """The 32 px crop of a kept one. `top`.. are the margins outside the box in units of its height (negative cuts into it)."""
    width = kept.shape[1]
    margin = KEPT_MARGIN_X * BOX_HEIGHT
    y0, y1 = KEPT_MARGIN_Y * BOX_HEIGHT - top * BOX_HEIGHT, (KEPT_MARGIN_Y + 1 + bottom) * BOX_HEIGHT
    x0, x1 = max(0., margin - left * BOX_HEIGHT), min(float(width), width - margin + right * BOX_HEIGHT)
    sy = (y1 - y0) / HEIGHT
    out = int(np.clip(round((x1 - x0) / sy * stretch), 8, TRAIN_WIDTH))
    sx = (x1 - x0) / out
    to_kept = np.array([[sx, shear * sy, x0 - shear * sy * HEIGHT / 2 + sx / 2 - .5], [slope, sy, y0 - slope * out / 2 + sy / 2 - .5]], np.float32)
    return cv2.warpAffine(kept, to_kept, (out, HEIGHT), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE)


def plain(kept: np.ndarray) -> np.ndarray:
    """The crop as the reader would cut it from the true box."""
    return cut(kept, MARGIN_Y, MARGIN_Y, MARGIN_X, MARGIN_X)


def augment(kept: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A crop as of a detector's box on a worse photo: edges off, sloped, sheared, stretched, and a few damages."""
    u = rng.uniform
    die = rng.random(16)
    if die[0] < .10:
        kept = damage.resample(kept, rng)
    elif die[0] < .15:
        kept = damage.dot_matrix(kept, rng, BOX_HEIGHT)
    elif die[0] < .17:
        kept = damage.dropout(kept, rng)
    if die[1] < .75:
        edges = (u(-.05, .24), u(-.05, .24), u(-.04, .38), u(-.04, .38))
    else:
        edges = (MARGIN_Y + u(-.04, .04), MARGIN_Y + u(-.04, .04), MARGIN_X + u(-.05, .05), MARGIN_X + u(-.05, .05))
    slope = u(-1, 1) * min(.06, 11 / max(40, kept.shape[1])) if die[2] < .45 else 0.
    if slope and die[15] < .6:   # a box round a sloping line is higher than the line
        rise = abs(slope) * kept.shape[1] / 2 / BOX_HEIGHT * u(.2, 1)
        edges = (edges[0] + rise, edges[1] + rise, *edges[2:])
    gray = cut(kept, *edges, slope=slope, shear=u(-.2, .2) if die[3] < .4 else 0., stretch=u(.80, 1.22) if die[4] < .6 else 1.)
    if die[5] < .12:
        gray = damage.thicken(gray, rng)
    if die[6] < .24:
        gray = damage.blur(gray, rng, 1.3)
    if die[7] < .10:
        gray = damage.shade(gray, rng)
    if die[8] < .06:
        gray = damage.hard_shadow(gray, rng)
    if die[9] < .15:
        gray = damage.gamma(gray, rng)
    if die[10] < .20:
        gray = damage.noise(gray, rng)
    if die[11] < .08:
        gray = damage.fade(gray, rng)
    if die[12] < .08:
        gray = damage.jpeg(gray, rng)
    if die[13] < .02:
        gray = 255 - gray
    if die[14] < .02:
        gray = damage.crease(gray, rng)
    return gray
