"""Bends, turns and crops a page and carries its lines along: a wave of the paper, then a projective map, both exactly invertible."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

CELL = 4  # px of the detector's output cells
UNIT = 16.0  # px that up and down are given in
CORE = 0.5  # the central share of a line's height that is its core
SHRINK = 0.15  # the core is shorter than the line by this share of the height at both ends
BESIDE_CORE = 0.3  # weight of cells inside a line but outside its core: where the core ends is a matter of taste


@dataclass(frozen=True)
class PageWarp:
    """Source px to target px: y += amplitude * sin(2 pi x / length + phase), then the homography `matrix`."""

    matrix: np.ndarray
    amplitude: float = 0.0
    length: float = 1.0
    phase: float = 0.0

    def bend(self, x: np.ndarray) -> np.ndarray:
        return self.amplitude * np.sin(2 * np.pi * x / self.length + self.phase)

    def forward(self, points: np.ndarray) -> np.ndarray:
        """Target positions of source points [..., 2]."""
        bent = np.stack([points[..., 0], points[..., 1] + self.bend(points[..., 0]), np.ones(points.shape[:-1])], -1) @ self.matrix.T
        return bent[..., :2] / bent[..., 2:]

    def sources(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """Source x and y (float32 [height, width], pixel edges) of every target pixel."""
        inverse = np.linalg.inv(self.matrix)
        inverse = (inverse / inverse[2, 2]).astype(np.float32)
        x, y = np.arange(width, dtype=np.float32)[None] + 0.5, np.arange(height, dtype=np.float32)[:, None] + 0.5
        scale = 1 / (inverse[2, 0] * x + inverse[2, 1] * y + 1)
        source_x = (inverse[0, 0] * x + inverse[0, 1] * y + inverse[0, 2]) * scale
        source_y = (inverse[1, 0] * x + inverse[1, 1] * y + inverse[1, 2]) * scale
        return source_x, source_y - self.bend(source_x).astype(np.float32) if self.amplitude else source_y

    def apply(self, gray: np.ndarray, width: int, height: int, paper: int) -> tuple[np.ndarray, np.ndarray]:
        """The target raster and the mask of its pixels that lie on the page; off the page it has the value `paper`."""
        x, y = self.sources(width, height)
        raster = cv2.remap(gray, x - 0.5, y - 0.5, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=paper)
        return raster, (x > 0) & (x < gray.shape[1]) & (y > 0) & (y < gray.shape[0])


@dataclass(frozen=True)
class LineEdges:
    """A line in the target: x ascending along its top and bottom edge (both reach beyond the line's ends), its ends and mean height."""

    top: np.ndarray
    bottom: np.ndarray
    left: float
    right: float
    height: float

    def at(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.interp(x, self.top[:, 0], self.top[:, 1]), np.interp(x, self.bottom[:, 0], self.bottom[:, 1])

    def polygon(self) -> np.ndarray:
        """Outline of the line, clockwise from the top left."""
        xs = np.linspace(self.left, self.right, max(2, int((self.right - self.left) / 16)))
        top, bottom = self.at(xs)
        return np.concatenate([np.stack([xs, top], 1), np.stack([xs, bottom], 1)[::-1]])


def warp_lines(quads: np.ndarray, warp: PageWarp) -> list[LineEdges]:
    """The lines of a page after the warp. A page turned upside down keeps top above bottom."""
    lines = []
    for quad in quads.astype(np.float64):
        top_left, top_right, bottom_right, bottom_left = quad
        height = (np.linalg.norm(bottom_left - top_left) + np.linalg.norm(bottom_right - top_right)) / 2
        along = top_right - top_left
        width = float(np.linalg.norm(along))
        if width < 1 or height < 1:
            continue
        reach = 0.6 * height / width
        steps = np.linspace(-reach, 1 + reach, max(4, int(width / 10)))[:, None]
        top = warp.forward(top_left + steps * along)
        bottom = warp.forward(bottom_left + steps * (bottom_right - bottom_left))
        ends = warp.forward(np.array([(top_left + bottom_left) / 2, (top_right + bottom_right) / 2]))
        if ends[1, 0] < ends[0, 0]:
            top, bottom, ends = bottom[::-1], top[::-1], ends[::-1]
        if np.any(np.diff(top[:, 0]) <= 0) or np.any(np.diff(bottom[:, 0]) <= 0):
            continue
        tall = float(np.mean(bottom[:, 1] - top[:, 1]))
        if tall > 0:
            lines.append(LineEdges(top, bottom, float(ends[0, 0]), float(ends[1, 0]), tall))
    return lines


def target_maps(lines: list[LineEdges], width: int, height: int) -> np.ndarray:
    """float32 [4, height / 4, width / 4]: core (0 or 1), up, down (px / 16, on core cells), weight of the core's loss."""
    rows, columns = height // CELL, width // CELL
    maps = np.zeros((4, rows, columns), np.float32)
    maps[3] = 1
    for beside in (True, False):  # all surroundings first, so that no line's weight falls on another's core
        for line in lines:
            ends = (line.left, line.right) if beside else (line.left + SHRINK * line.height, line.right - SHRINK * line.height)
            first, last = int(np.ceil((ends[0] - 2) / CELL)), int(np.floor((ends[1] - 2) / CELL))
            if last < first:
                first = last = round(((line.left + line.right) / 2 - 2) / CELL)
            at = np.arange(max(0, first), min(columns - 1, last) + 1)
            if len(at) == 0:
                continue
            top, bottom = line.at(CELL * at + 2.0)
            centre, half = (top + bottom) / 2, (bottom - top) / 2 * (1.0 if beside else CORE)
            low, high = max(0, int(np.floor((centre - half).min() / CELL)) - 1), min(rows - 1, int(np.ceil((centre + half).max() / CELL)) + 1)
            if high < low:
                continue
            y = CELL * np.arange(low, high + 1)[:, None] + 2.0
            inside = np.abs(y - centre) <= np.maximum(half, CELL / 2)
            part = maps[:, low : high + 1, at[0] : at[-1] + 1]
            if beside:
                part[3][inside] = BESIDE_CORE if line.height >= 5 else 0
            else:
                part[0][inside], part[3][inside] = 1, 1 if line.height >= 5 else 0
                part[1][inside], part[2][inside] = ((y - top) / UNIT)[inside], ((bottom - y) / UNIT)[inside]
    return maps
