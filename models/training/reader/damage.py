"""What happens to print between the printer and the pixels. Every function takes and gives gray uint8 (0 = ink), any size, and a seeded generator.

`px` = height of a text line in px where a scale is needed, so that the same damage fits a 51 px line crop and a page of 40 lines.
"""
from __future__ import annotations

import cv2
import numpy as np

Gray = np.ndarray
Rng = np.random.Generator


def _field(rng: Rng, shape: tuple[int, int], cell: float) -> np.ndarray:
    """Smooth random field 0..1 with blobs of about `cell` px."""
    h, w = max(2, int(shape[0] / cell) + 1), max(2, int(shape[1] / cell) + 1)
    return cv2.resize(rng.random((h, w), dtype=np.float32), (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)


def _ink(gray: Gray, factor: np.ndarray | float) -> Gray:
    """Ink multiplied by `factor` (0 = gone, 1 = as it is)."""
    return (255 - (255 - gray.astype(np.float32)) * factor).clip(0, 255).astype(np.uint8)


def fade(gray: Gray, rng: Rng, px: float = 32) -> Gray:
    """Uneven fading of thermal paper."""
    low = rng.uniform(.25, .6)
    return _ink(gray, np.clip(low + _field(rng, gray.shape, px * rng.uniform(.4, 3)) * rng.uniform(.5, 1.1), 0, 1))


def low_ink(gray: Gray, rng: Rng) -> Gray:
    """The same weak ink everywhere."""
    return _ink(gray, rng.uniform(.25, .7))


def banding(gray: Gray, rng: Rng, px: float = 32) -> Gray:
    """Rows (weak head pulses) or columns (dead dots of a thermal head) that print lighter."""
    factor = np.ones(gray.shape, np.float32)
    if rng.random() < .5:
        rows = 1 - rng.uniform(.2, .7) * (rng.random((gray.shape[0], 1), dtype=np.float32) < rng.uniform(.05, .3))
        factor *= cv2.GaussianBlur(rows.astype(np.float32), (1, 3), .5)
    else:
        for _ in range(int(rng.integers(1, 4))):
            x = int(rng.integers(gray.shape[1]))
            factor[:, x:x + max(1, int(px * rng.uniform(.02, .06)))] = rng.uniform(0, .4)
    return _ink(gray, factor)


def dropout(gray: Gray, rng: Rng) -> Gray:
    """Single dots that did not print."""
    keep = rng.random(gray.shape, dtype=np.float32) > rng.uniform(.04, .2)
    return _ink(gray, keep.astype(np.float32))


def dot_matrix(gray: Gray, rng: Rng, px: float = 32) -> Gray:
    """Print cut into round dots, about 7 to 12 a line."""
    pitch = px / rng.uniform(7, 12)
    if pitch < 2:
        return gray
    yy, xx = np.mgrid[:gray.shape[0], :gray.shape[1]].astype(np.float32)
    distance = ((xx % pitch - pitch / 2) ** 2 + (yy % pitch - pitch / 2) ** 2) / (pitch * rng.uniform(.42, .6)) ** 2
    out = _ink(gray, np.clip(1.35 - distance, 0, 1))
    return cv2.GaussianBlur(out, (0, 0), rng.uniform(.4, .8))


def smear(gray: Gray, rng: Rng, px: float = 32) -> Gray:
    """Ink drawn along the paper's way, as by a finger or a rubbing head."""
    n = max(2, int(px * rng.uniform(.05, .25)))
    kernel = np.ones((1, n) if rng.random() < .6 else (n, 1), np.float32) / n
    return np.minimum(gray, cv2.filter2D(gray, -1, kernel)) if rng.random() < .4 else cv2.filter2D(gray, -1, kernel)


def crease(gray: Gray, rng: Rng, px: float = 32) -> Gray:
    """A fold: a thin line on which ink is gone and the paper dark or light."""
    h, w = gray.shape
    out = gray.copy()
    x0, x1 = rng.uniform(0, w, 2)
    ends = ((int(x0), 0), (int(x1), h)) if rng.random() < .6 else ((0, int(rng.uniform(0, h))), (w, int(rng.uniform(0, h))))
    cv2.line(out, ends[0], ends[1], int(rng.uniform(90, 255)), max(1, int(px * rng.uniform(.02, .08))), cv2.LINE_AA)
    return cv2.addWeighted(out, .7, gray, .3, 0)


def texture(gray: Gray, rng: Rng, px: float = 32) -> Gray:
    """Paper that is not white: fibres, a guilloche, print shining through."""
    weight = rng.uniform(10, 60)
    kind = rng.random()
    if kind < .5:
        pattern = _field(rng, gray.shape, px * rng.uniform(.1, .8))
    elif kind < .8:
        yy, xx = np.mgrid[:gray.shape[0], :gray.shape[1]].astype(np.float32)
        turn = rng.uniform(0, np.pi)
        pattern = .5 + .5 * np.sin((xx * np.cos(turn) + yy * np.sin(turn)) * 2 * np.pi / (px * rng.uniform(.12, .9)))
    else:
        pattern = cv2.GaussianBlur(255 - gray[::-1, ::-1], (0, 0), px * .06).astype(np.float32) / 255
    return (gray.astype(np.float32) - weight * pattern).clip(0, 255).astype(np.uint8)


def shade(gray: Gray, rng: Rng) -> Gray:
    """Light falling off across the picture."""
    ramp = np.linspace(rng.uniform(.5, 1), rng.uniform(.5, 1), gray.shape[1], dtype=np.float32)[None]
    return (gray * ramp).clip(0, 255).astype(np.uint8)


def hard_shadow(gray: Gray, rng: Rng, px: float = 32) -> Gray:
    """The straight edge of a shadow."""
    h, w = gray.shape
    yy, xx = np.mgrid[:h, :w].astype(np.float32)
    turn = rng.uniform(0, 2 * np.pi)
    side = (xx - rng.uniform(0, w)) * np.cos(turn) + (yy - rng.uniform(0, h)) * np.sin(turn)
    soft = px * rng.uniform(.03, .6)
    return (gray * (1 - rng.uniform(.2, .6) / (1 + np.exp(-(side / soft).clip(-30, 30))))).clip(0, 255).astype(np.uint8)


def gamma(gray: Gray, rng: Rng) -> Gray:
    """Another tone curve, as of a camera."""
    table = 255 * (np.arange(256) / 255) ** rng.uniform(.55, 1.8)
    return cv2.LUT(gray, table.astype(np.uint8))


def noise(gray: Gray, rng: Rng) -> Gray:
    """Sensor noise."""
    grain = rng.standard_normal(gray.shape, dtype=np.float32) * rng.uniform(3, 18)
    return (gray + grain).clip(0, 255).astype(np.uint8)


def blur(gray: Gray, rng: Rng, sigma: float) -> Gray:
    """Out of focus, sigma up to `sigma` px; one in four in one direction only."""
    s = rng.uniform(.3, sigma)
    if rng.random() < .25:
        return cv2.GaussianBlur(gray, (0, 0), s, sigmaY=.3) if rng.random() < .5 else cv2.GaussianBlur(gray, (0, 0), .3, sigmaY=s)
    return cv2.GaussianBlur(gray, (0, 0), s)


def thicken(gray: Gray, rng: Rng) -> Gray:
    """Strokes one pixel wider or thinner."""
    kernel = np.ones((2, 2), np.uint8) if rng.random() < .6 else np.ones((1, 2), np.uint8)
    return cv2.erode(gray, kernel) if rng.random() < .5 else cv2.dilate(gray, kernel)


def resample(gray: Gray, rng: Rng, lowest: float = .45) -> Gray:
    """Scanned small and enlarged again."""
    f = rng.uniform(lowest, .85)
    h, w = gray.shape
    small = cv2.resize(gray, (max(2, int(w * f)), max(2, int(h * f))), interpolation=cv2.INTER_AREA if rng.random() < .8 else cv2.INTER_LINEAR)
    return cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR if rng.random() < .7 else cv2.INTER_CUBIC)


def jpeg(gray: Gray, rng: Rng, lowest: int = 15) -> Gray:
    """Blocks and ringing of JPEG."""
    ok, data = cv2.imencode('.jpg', gray, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(lowest, 75))])
    return cv2.imdecode(data, cv2.IMREAD_GRAYSCALE) if ok else gray
