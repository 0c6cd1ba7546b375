"""Training crops of the detector: a page is bent, turned, photographed badly and cut to a square; its truth follows as maps."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

import damage
from page import Page
from page_warp import LineEdges, PageWarp, target_maps, warp_lines

Rng = np.random.Generator


@dataclass(frozen=True)
class Source:
    """A page to cut crops from and the height of its capitals in px as the product measures it."""

    page: Page
    capital_height: float


def between(rng: Rng, low: float, high: float) -> float:
    return float(rng.uniform(low, high))


def random_warp(rng: Rng, source: Source, size: int) -> PageWarp:
    """Capitals of 16 px times 0.6 to 1.6; a quarter of the crops is turned by up to 12 degrees, some are bent, some seen at an angle."""
    scale = 16 / source.capital_height * float(np.exp(between(rng, np.log(0.6), np.log(1.6)) if rng.random() < 0.6 else rng.normal(0, 0.12)))
    angle = np.deg2rad(between(rng, -12, 12) if rng.random() < 0.3 else rng.normal(0, 1.0))
    turn = rng.random()
    if turn < 0.03:
        angle += np.pi
    elif turn < 0.07:
        angle += np.pi / 2 if turn < 0.05 else -np.pi / 2
    quads = source.page.quads
    if len(quads) and rng.random() < 0.9:
        centre = quads[int(rng.integers(len(quads)))].mean(0).astype(np.float64) + rng.normal(0, 0.15 * size / scale, 2)
    else:
        centre = rng.random(2) * source.page.gray.shape[::-1]
    stretch = np.exp(rng.normal(0, 0.06))
    cos, sin = np.cos(angle), np.sin(angle)
    affine = np.array([[cos * stretch, -sin], [sin * stretch, cos]]) * scale
    move = np.array([size / 2, size / 2]) - affine @ centre
    matrix = np.vstack([np.column_stack([affine, move]), [0, 0, 1]])
    if rng.random() < 0.3:
        tilt = np.eye(3)
        tilt[2, :2] = rng.uniform(-1, 1, 2) * 0.25 / size
        tilt[:2, 2] = 0
        back, there = np.eye(3), np.eye(3)
        back[:2, 2], there[:2, 2] = size / 2, -size / 2
        matrix = back @ tilt @ there @ matrix
    if rng.random() < 0.3:
        length = between(rng, 0.4, 2.0) * source.page.gray.shape[1]
        steepest = between(rng, 0.02, 0.12)  # slope of the text where the wave is steepest
        return PageWarp(matrix, steepest * length / (2 * np.pi), length, between(rng, 0, 2 * np.pi))
    return PageWarp(matrix)


def surface(rng: Rng, size: int) -> np.ndarray:
    """What lies round the paper: wood, cloth, stone or a plain desk, float32."""
    kind, level = rng.random(), between(rng, 20, 190)
    y, x = np.mgrid[:size, :size].astype(np.float32)
    cells = (int(rng.integers(3, 12)), int(rng.integers(40, 160)))
    if kind < 0.3:  # grain along one axis
        out = cv2.resize(rng.random(cells, dtype=np.float32), (size, size), interpolation=cv2.INTER_CUBIC) * between(rng, 20, 80)
        out = out.T if rng.random() < 0.5 else out
        out = out + between(rng, 0, 15) * np.sin((x if rng.random() < 0.5 else y) / between(rng, 3, 40) + out / 8)
    elif kind < 0.55:  # weave
        pitch = between(rng, 3, 14)
        out = (np.sin(x * 6.28 / pitch) * np.sin(y * 6.28 / pitch)) * between(rng, 5, 35)
    elif kind < 0.8:  # blobs
        grid = int(rng.integers(4, 80))
        out = cv2.resize(rng.random((grid, grid), dtype=np.float32), (size, size)) * between(rng, 10, 90)
    else:
        out = np.zeros((size, size), np.float32)
    return level + out - out.mean() + (x - size / 2) * between(rng, -0.08, 0.08) + rng.standard_normal((size, size), dtype=np.float32) * between(rng, 0, 6)


def lay_on_surface(rng: Rng, raster: np.ndarray, on_page: np.ndarray, size: int) -> np.ndarray:
    """Puts a surface round the page, with the shadow that the paper's edge throws and now and then another sheet beside it."""
    ground = surface(rng, size)
    if rng.random() < 0.35:
        corner, side = rng.uniform(-0.3, 1.0, 2) * size, rng.uniform(0.3, 1.2, 2) * size
        other = cv2.boxPoints(((corner + side / 2).tolist(), side.tolist(), between(rng, -40, 40))).astype(np.int32)
        sheet = np.zeros((size, size), np.uint8)
        cv2.fillPoly(sheet, [other], 1)
        ground = np.where(sheet == 1, between(rng, 120, 255), ground)
    mask = on_page.astype(np.float32)
    if rng.random() < 0.6:
        ground = ground * (1 - between(rng, 0.1, 0.6) * cv2.GaussianBlur(mask, (0, 0), between(rng, 1, 12)))
    return np.clip(np.where(on_page, raster, ground), 0, 255).astype(np.uint8)


def invert_blocks(rng: Rng, raster: np.ndarray, lines: list[LineEdges]) -> None:
    """White print on dark: a few level lines, or the whole picture. In place."""
    if rng.random() < 0.1:
        raster[:] = 255 - raster
        return
    for index in rng.integers(0, len(lines), int(rng.integers(1, 4))):
        outline = lines[index].polygon()
        if np.ptp(outline[:, 1]) > 1.4 * lines[index].height:
            continue
        pad = between(rng, 0.05, 0.3) * lines[index].height
        wide = between(rng, 0.2, 6) * lines[index].height
        left, right = int(max(0, outline[:, 0].min() - wide)), int(max(0, outline[:, 0].max() + wide))
        top, bottom = int(max(0, outline[:, 1].min() - pad)), int(max(0, outline[:, 1].max() + pad))
        block = raster[top:bottom, left:right]
        block[:] = np.clip(between(rng, 0.6, 1.0) * (255.0 - block) + between(rng, 0, 60), 0, 255)


def spoil(rng: Rng, raster: np.ndarray, px: float) -> np.ndarray:
    """Print, light, lens and file damage; a quarter of the crops stays nearly clean."""
    if rng.random() < 0.25:
        return raster
    chance = rng.random(14)
    if chance[0] < 0.08:
        raster = damage.fade(raster, rng, px)
    if chance[1] < 0.06:
        raster = damage.low_ink(raster, rng)
    if chance[2] < 0.06:
        raster = damage.thicken(raster, rng)
    if chance[3] < 0.05:
        raster = damage.banding(raster, rng, px)
    if chance[4] < 0.06:
        raster = damage.texture(raster, rng, px)
    if chance[5] < 0.08:
        raster = damage.crease(raster, rng, px)
    if chance[6] < 0.15:
        raster = damage.shade(raster, rng)
    if chance[7] < 0.22:
        raster = damage.hard_shadow(raster, rng, px * (1 if chance[8] < 0.5 else 8))
    if chance[9] < 0.2:
        raster = damage.gamma(raster, rng)
    if chance[10] < 0.25:
        raster = damage.blur(raster, rng, 1.5)
    if chance[11] < 0.12:
        raster = damage.resample(raster, rng, 0.45)
    if chance[12] < 0.2:
        raster = damage.noise(raster, rng)
    if chance[13] < 0.2:
        raster = damage.jpeg(raster, rng, 25)
    return raster


def around_text(rng: Rng, page: Page) -> Page:
    """The page cut to its text with a random margin, so that the paper's edge comes near the print."""
    points = page.quads.reshape(-1, 2)
    unit = float(np.median(page.quads[:, 3, 1] - page.quads[:, 0, 1]))
    margin = rng.uniform(0.3, 4, 4) * unit
    left, top = (int(max(0, v)) for v in points.min(0) - margin[:2])
    right, bottom = (int(v) for v in points.max(0) + margin[2:])
    return Page(page.gray[top:bottom, left:right], page.quads - np.array([left, top], np.float32), page.texts)


def training_crop(rng: Rng, source: Source, size: int) -> tuple[np.ndarray, np.ndarray]:
    """uint8 [size, size] and the maps of `target_maps`, float32 [4, size / 4, size / 4]."""
    photo = rng.random() < 0.3 and len(source.page.quads) > 0
    if photo:
        source = Source(around_text(rng, source.page), source.capital_height)
    warp = random_warp(rng, source, size)
    paper = int(source.page.gray[::8, ::8].max()) if rng.random() < 0.8 else int(rng.integers(0, 256))
    raster, on_page = warp.apply(source.page.gray, size, size, paper)
    lines = warp_lines(source.page.quads, warp)
    inside = [line for line in lines if line.right > 0 and line.left < size]
    if inside and rng.random() < 0.1:
        invert_blocks(rng, raster, inside)
    if photo:
        raster = lay_on_surface(rng, raster, on_page, size)
    return spoil(rng, raster, 22), target_maps(lines, size, size)
