"""What happens to a printed page on its way to a file: a third is nearly clean, a third scanned, a third photographed."""
from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from . import paths  # noqa: F401
import damage
from page_augment import surface
from page_warp import PageWarp

Rng = np.random.Generator
KINDS = (('clean', .34), ('scan', .34), ('photo', .32))


@dataclass
class Taken:
    """The picture, BGR or gray, and the way of points of the page to it."""
    raster: np.ndarray
    warp: PageWarp
    kind: str
    quality: int


def taken(rng: Rng, gray: np.ndarray, capital: float, kind: str, roll: bool) -> Taken:
    px = 1.5 * capital
    gray = on_paper(rng, printed(rng, gray, px, kind, roll), kind)
    warp, width, height = {'clean': laid_flat, 'scan': laid_askew, 'photo': held}[kind](rng, gray.shape[1], gray.shape[0])
    around = int(rng.integers(235, 256)) if rng.random() < .8 else int(rng.integers(0, 90))
    if warp is None:
        warp = PageWarp(np.eye(3))
    else:
        gray, on_page = warp.apply(gray, width, height, around)
        if kind == 'photo':
            gray = on_table(rng, gray, on_page)
    gray = lens_and_light(rng, gray, px, kind)
    return Taken(tinted(rng, gray, kind), warp, kind, int(rng.integers(75, 93) if kind == 'clean' else rng.integers(45, 92)))


def printed(rng: Rng, gray: np.ndarray, px: float, kind: str, roll: bool) -> np.ndarray:
    """Weak heads, worn ribbons, folds."""
    chance = rng.random(7)
    if kind == 'clean':
        return damage.thicken(gray, rng) if chance[0] < .05 and px > 20 else gray
    if roll and chance[1] < .12 and px > 20:
        gray = damage.dot_matrix(gray, rng, px)
    if chance[2] < .12:
        gray = faded(rng, gray, px)
    elif chance[2] < .24:
        gray = weak(rng, gray)
    if chance[3] < .06:
        gray = damage.banding(gray, rng, px)
    if chance[4] < .08:
        gray = cv2.addWeighted(gray, .5, damage.texture(gray, rng, px), .5, 0)  # at full strength stripes are all that a reader sees
    for _ in range(int(rng.integers(1, 4)) if chance[5] < .15 else 0):
        gray = damage.crease(gray, rng, px)
    return gray


def faded(rng: Rng, gray: np.ndarray, px: float) -> np.ndarray:
    """Thermal print that fades in places, never to nothing."""
    return np.minimum(damage.fade(gray, rng, 4 * px), 255 - ((255 - gray) * .35).astype(np.uint8))


def weak(rng: Rng, gray: np.ndarray) -> np.ndarray:
    return (255 - (255 - gray.astype(np.float32)) * rng.uniform(.4, .8)).astype(np.uint8)


def on_paper(rng: Rng, gray: np.ndarray, kind: str) -> np.ndarray:
    """Paper is not white, and its print not black."""
    paper = rng.uniform(.93, 1.) if kind == 'clean' else rng.uniform(.86 if kind == 'scan' else .72, 1.)
    return (gray.astype(np.float32) * paper).astype(np.uint8)


def laid_flat(rng: Rng, width: int, height: int) -> tuple[PageWarp | None, int, int]:
    if rng.random() < .6:
        return None, width, height
    return turned(width, height, float(rng.normal(0, .25)), 0.)


def laid_askew(rng: Rng, width: int, height: int) -> tuple[PageWarp | None, int, int]:
    return turned(width, height, float(np.clip(rng.normal(0, .9), -2.8, 2.8)), float(rng.uniform(0, .06)) * width)


def turned(width: int, height: int, degrees: float, margin: float) -> tuple[PageWarp, int, int]:
    """Turned about its middle on a glass that is larger by a margin."""
    angle = np.deg2rad(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    matrix = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1.]])
    out_width, out_height = round(width + 2 * margin), round(height + 2 * margin)
    matrix[:2, 2] = np.array([out_width / 2, out_height / 2]) - matrix[:2, :2] @ np.array([width / 2, height / 2])
    return PageWarp(matrix), out_width, out_height


def held(rng: Rng, width: int, height: int) -> tuple[PageWarp, int, int]:
    """Seen by a camera: corners out of place, now and then a wave in the paper."""
    border = rng.uniform(.01, .12) * width
    out_width, out_height = round(width + 2 * border), round(height + 2 * border)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    lean = rng.normal(0, .012) * np.array([[0, 0], [0, 1], [-1, 1], [-1, 0]]) * [height, width]
    seen = (corners + border + rng.uniform(-.03, .03, (4, 2)) * width + np.clip(lean, -.04 * width, .04 * width)).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, seen).astype(np.float64)
    if rng.random() < .4:
        length = rng.uniform(.8, 2.2) * width
        return PageWarp(matrix, rng.uniform(.01, .05) * length / (2 * np.pi), length, rng.uniform(0, 2 * np.pi)), out_width, out_height
    return PageWarp(matrix), out_width, out_height


def on_table(rng: Rng, gray: np.ndarray, on_page: np.ndarray) -> np.ndarray:
    """A table round the paper and the shadow of its edge; coarse, for nobody reads the table."""
    height, width = gray.shape
    ground = cv2.resize(surface(rng, 256), (width, height), interpolation=cv2.INTER_LINEAR)
    if rng.random() < .6:
        small = cv2.resize(on_page.astype(np.float32), (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
        ground = ground * (1 - rng.uniform(.1, .6) * cv2.resize(cv2.GaussianBlur(small, (0, 0), rng.uniform(1, 6)), (width, height)))
    return np.where(on_page, gray, np.clip(ground, 0, 255).astype(np.uint8))


def lens_and_light(rng: Rng, gray: np.ndarray, px: float, kind: str) -> np.ndarray:
    """Blur never beyond what leaves strokes apart: sigma grows with the size of the letters."""
    if kind == 'clean':
        return damage.blur(gray, rng, .5) if rng.random() < .3 else gray
    sharp_to = float(np.clip(px / 22, .5, 1.5))
    chance = rng.random(6)
    if kind == 'photo':
        if chance[0] < .6:
            gray = damage.shade(gray, rng)
        if chance[1] < .4:
            gray = damage.hard_shadow(gray, rng, px * (1 if rng.random() < .4 else 8))
        if chance[2] < .3:
            gray = damage.gamma(gray, rng)
    if chance[3] < (.6 if kind == 'photo' else .4):
        gray = damage.blur(gray, rng, sharp_to)
    if chance[4] < .12 and px > 18:
        gray = damage.resample(gray, rng, .6)
    if chance[5] < (.5 if kind == 'photo' else .25):
        grain = rng.standard_normal(gray.shape, dtype=np.float32) * rng.uniform(2, 11)
        gray = (gray + grain).clip(0, 255).astype(np.uint8)
    return gray


def tinted(rng: Rng, gray: np.ndarray, kind: str) -> np.ndarray:
    """Colour of paper and light."""
    if rng.random() < (.7 if kind == 'clean' else .35):
        return gray
    gains = np.array([rng.uniform(.8, 1.), rng.uniform(.92, 1.), 1.]) if rng.random() < .75 else rng.uniform(.85, 1., 3)
    return cv2.merge([cv2.convertScaleAbs(gray, alpha=float(gain)) for gain in gains])
