"""The geometry of the reader, G1 to G4: how a page becomes the detector's raster, its maps become lines and lines become crops (G5: ctc.py).

This file is the reference. src-main/workers/reading/own-reader follows it, and the golden pages (golden.py) hold both to the same pixels.
Conventions: coordinates are pixel edges (the centre of pixel 0 lies at 0.5); all arithmetic is float64, sums run in the order written here;
rounding is floor(v + 0.5), that of gray values to bytes floor(v + 0.5 + 1e-6); a raster is a uint8 array [height, width], 255 is white.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, sqrt

import numpy as np

CAPITAL_HEIGHT = 16.0  # height of a capital in the detector's raster, px
MAX_PIXELS = 2_500_000  # of the detector's raster
UNKNOWN_WIDTH = 800.0  # width of the detector's raster where the page's capital height is unknown, px
CELL = 4  # side of an output cell of the detector, px
STRIDE = 32  # the detector's input is padded to multiples of this
UNIT = 16.0  # up and down are given in this many px
LINK = 0.5  # two neighbouring cells belong to one line if the centres they vote for are closer than this share of the lower height
SMOOTH = 4  # half width of the moving mean along a line, columns
END_COLUMNS = 12  # columns at an end of a line that its slope is taken from
MIN_SLOPE_COLUMNS = 4  # shorter lines are taken as level beyond their ends
KNOT_COLUMNS = 4  # distance of two knots, columns
MIN_HEIGHT = 4.0  # lines lower than this are dropped, px
MIN_WIDTH = 3.0  # lines narrower than this are dropped, px
CROP_HEIGHT = 32  # rows of a crop
TIE = 1e-6  # gray values closer than this to a half count as a half


@dataclass(frozen=True)
class Knot:
    """Top and bottom edge of a line at one x."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Line:
    """A line of text; knots ascend in x. `height` is the median distance of bottom and top, `p` the mean probability of its cells."""

    knots: tuple[Knot, ...]
    height: float
    p: float


def round_half_up(value: np.ndarray | float) -> np.ndarray:
    return np.floor(np.asarray(value, np.float64) + 0.5)


def to_uint8(values: np.ndarray) -> np.ndarray:
    """Bytes, halves rounded up; the mean of two pixels is a half however the last bit of the sum came out."""
    return np.clip(np.floor(np.asarray(values, np.float64) + (0.5 + TIE)), 0, 255).astype(np.uint8)


# --- G1: resampling -----------------------------------------------------------------------------------------------------------------


def triangle_taps(centres: np.ndarray, radius: float, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Clamped source indices and normalised weights of a triangle of the given radius round each centre (pixel centres at integers).

    Taps are ceil(c - r + 1e-6) .. floor(c + r - 1e-6), ascending, weight 1 - |i - c| / r. Both arrays are [..., taps]; rows that have
    fewer taps than the widest end in taps of weight 0, which change no sum.
    """
    first = np.ceil(centres - radius + 1e-6)
    last = np.floor(centres + radius - 1e-6)
    count = int((last - first).max()) + 1
    index = first[..., None] + np.arange(count)
    weight = np.where(index <= last[..., None], 1 - np.abs(index - centres[..., None]) / radius, 0.0)
    weight = np.maximum(weight, 0.0)
    total = np.zeros(centres.shape)
    for tap in range(count):
        total = total + weight[..., tap]
    return np.clip(index, 0, size - 1).astype(np.intp), weight / total[..., None]


def scale_triangle(gray: np.ndarray, width: int, height: int) -> np.ndarray:
    """G1: resamples a raster to width x height with triangles: rows first (kept as float32), then columns, then rounded."""
    rows, columns = gray.shape
    index, weight = triangle_taps((np.arange(height) + 0.5) * (rows / height) - 0.5, max(1.0, rows / height), rows)
    tall = np.zeros((height, columns))
    for tap in range(index.shape[1]):
        tall += weight[:, tap, None] * gray[index[:, tap]]
    tall32 = tall.astype(np.float32)
    index, weight = triangle_taps((np.arange(width) + 0.5) * (columns / width) - 0.5, max(1.0, columns / width), columns)
    out = np.zeros((height, width))
    for tap in range(index.shape[1]):
        out += weight[None, :, tap] * tall32[:, index[:, tap]]
    return to_uint8(out)


# --- G2: the detector's raster ------------------------------------------------------------------------------------------------------


def detector_size(width: int, height: int, capital_height: float | None) -> tuple[int, int, float]:
    """G2: width, height and scale of the detector's raster of a page of the given size whose capitals are `capital_height` px high."""
    scale = CAPITAL_HEIGHT / capital_height if capital_height else UNKNOWN_WIDTH / width
    scale = min(3.0, max(0.1, scale))
    if width * height * scale * scale > MAX_PIXELS:
        scale = sqrt(MAX_PIXELS / (width * height))
    return max(1, floor(width * scale + 0.5)), max(1, floor(height * scale + 0.5)), scale


def detector_input(raster: np.ndarray) -> np.ndarray:
    """float32 [1, 1, H, W]: (255 - gray) / 255, padded with 0 at the right and at the bottom to multiples of 32."""
    height, width = (ceil(side / STRIDE) * STRIDE for side in raster.shape)
    out = np.zeros((1, 1, height, width), np.float32)
    out[0, 0, : raster.shape[0], : raster.shape[1]] = (255 - raster.astype(np.float32)) / np.float32(255)
    return out


# --- G3: maps to lines --------------------------------------------------------------------------------------------------------------


def sigmoid(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logits))


def link_cells(mask: np.ndarray, centre: np.ndarray, height: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Connected components of the mask's cells: (flat index of each cell, its component's smallest flat index), cells in raster order.

    Two of the 8 neighbours are connected if the line centres they vote for differ by less than LINK times the smaller of their heights:
    so two rows that a blot joins stay two lines.
    """
    columns = mask.shape[1]
    cells = np.flatnonzero(mask)
    label = np.full(mask.size, -1, np.int64)
    label[cells] = cells
    flat_centre, flat_height = centre.ravel(), height.ravel()
    pairs = []
    for down, right in ((0, 1), (1, -1), (1, 0), (1, 1)):
        inside = (cells % columns + right >= 0) & (cells % columns + right < columns) & (cells // columns + down < mask.shape[0])
        one = cells[inside]
        other = one + down * columns + right
        near = np.abs(flat_centre[one] - flat_centre[other]) < LINK * np.minimum(flat_height[one], flat_height[other])
        keep = (label[other] >= 0) & near
        pairs.append((one[keep], other[keep]))
    one, other = (np.concatenate(side) for side in zip(*pairs))
    while True:  # the smallest label spreads until nothing changes; labels are followed to their root to make it quick
        before = label[cells]
        low = np.minimum(label[one], label[other])
        np.minimum.at(label, label[one], low)
        np.minimum.at(label, label[other], low)
        np.minimum.at(label, one, low)
        np.minimum.at(label, other, low)
        label[cells] = label[label[cells]]
        if np.array_equal(before, label[cells]):
            return cells, label[cells]


def smooth(values: np.ndarray) -> np.ndarray:
    """Centred moving mean of 2 * SMOOTH + 1 columns; near an end the window shrinks on both sides alike, so that a slope stays a slope."""
    out = np.empty(len(values))
    for j in range(len(values)):
        half = min(SMOOTH, j, len(values) - 1 - j)
        total = 0.0
        for value in values[j - half : j + half + 1]:
            total += value
        out[j] = total / (2 * half + 1)
    return out


def median(values: np.ndarray) -> float:
    ordered = np.sort(values)
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else float((ordered[middle - 1] + ordered[middle]) / 2)


def end_knot(x: float, xs: np.ndarray, tops: np.ndarray, bottoms: np.ndarray) -> Knot:
    """The knot at an end: the mean of the given columns moved along the least-squares slope of their centres."""
    n = len(xs)
    mean_x, mean_top, mean_bottom = sum(xs.tolist()) / n, sum(tops.tolist()) / n, sum(bottoms.tolist()) / n
    slope = 0.0
    if n >= MIN_SLOPE_COLUMNS:
        across = along = 0.0
        for column, top, bottom in zip(xs.tolist(), tops.tolist(), bottoms.tolist()):
            across += (column - mean_x) * ((top + bottom) / 2 - (mean_top + mean_bottom) / 2)
            along += (column - mean_x) * (column - mean_x)
        slope = across / along
    return Knot(x, mean_top + slope * (x - mean_x), mean_bottom + slope * (x - mean_x))


def component_line(rows: np.ndarray, columns: np.ndarray, prob: np.ndarray, up: np.ndarray, down: np.ndarray, shrink: float) -> Line | None:
    """One line from the cells of one component, given in raster order. A component has a cell in every column between its ends."""
    first = int(columns.min())
    at = columns - first
    weight = np.bincount(at, prob)
    y = CELL * rows + CELL / 2
    tops = smooth(np.bincount(at, prob * (y - UNIT * up)) / weight)
    bottoms = smooth(np.bincount(at, prob * (y + UNIT * down)) / weight)
    height = median(bottoms - tops)
    n = len(tops)
    xs = CELL * (first + np.arange(n)) + CELL / 2
    left, right = CELL * first - shrink * height, CELL * (first + n) + shrink * height
    if height < MIN_HEIGHT or right - left < MIN_WIDTH:
        return None
    end = n if n < 2 * END_COLUMNS else END_COLUMNS
    knots = [end_knot(left, xs[:end], tops[:end], bottoms[:end])]
    knots += [Knot(float(xs[j]), float(tops[j]), float(bottoms[j])) for j in range(0, n, KNOT_COLUMNS)]
    knots.append(end_knot(right, xs[n - end :], tops[n - end :], bottoms[n - end :]))
    return Line(tuple(knots), height, sum(prob.tolist()) / len(prob))


def maps_to_lines(maps: np.ndarray, threshold: float, min_cells: int, shrink: float) -> list[Line]:
    """G3: lines in px of the detector's raster from its output [3, H / 4, W / 4] (core logit, up, down), in raster order of their first cells."""
    core, up, down = maps.astype(np.float64)
    prob = sigmoid(core)
    y = CELL * np.arange(core.shape[0])[:, None] + CELL / 2
    cells, roots = link_cells(prob > threshold, y + UNIT * (down - up) / 2, UNIT * (up + down))
    order = np.argsort(roots, kind='stable')
    lines = []
    for part in np.split(order, np.flatnonzero(np.diff(roots[order])) + 1):
        if len(part) < max(1, min_cells):
            continue
        at = cells[part]
        line = component_line(at // core.shape[1], at % core.shape[1], prob.ravel()[at], up.ravel()[at], down.ravel()[at], shrink)
        if line is not None:
            lines.append(line)
    return lines


def scale_line(line: Line, factor: float) -> Line:
    knots = tuple(Knot(k.x * factor, k.top * factor, k.bottom * factor) for k in line.knots)
    return Line(knots, line.height * factor, line.p)


# --- G4: crops ----------------------------------------------------------------------------------------------------------------------


def along(knots: tuple[Knot, ...], values: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Values of the knots at x, linear between them and beyond the ends."""
    xs = np.array([k.x for k in knots])
    at = np.clip(np.searchsorted(xs, x, side='right') - 1, 0, len(xs) - 2)
    return values[at] + (values[at + 1] - values[at]) * ((x - xs[at]) / (xs[at + 1] - xs[at]))


@dataclass(frozen=True)
class CropFrame:
    """Where a crop lies: x of its left edge and px of the raster per column and per row."""

    left: float
    step_x: float
    step_y: float
    width: int


def crop_frame(line: Line, margin_x: float = 0.15, margin_y: float = 0.10, max_width: int = 2048) -> CropFrame:
    left, right = line.knots[0].x - margin_x * line.height, line.knots[-1].x + margin_x * line.height
    step_y = line.height * (1 + 2 * margin_y) / CROP_HEIGHT
    width = int(min(max_width, max(8, floor((right - left) / step_y + 0.5))))
    return CropFrame(left, (right - left) / width, step_y, width)


def crop_line(gray: np.ndarray, line: Line, margin_x: float = 0.15, margin_y: float = 0.10, max_width: int = 2048) -> np.ndarray:
    """G4: the line (px of `gray`) straightened to a uint8 crop of 32 rows: each column is shifted along the line's centre."""
    frame = crop_frame(line, margin_x, margin_y, max_width)
    centres = np.array([(k.top + k.bottom) / 2 for k in line.knots])
    x = frame.left + (np.arange(frame.width) + 0.5) * frame.step_x
    origin = along(line.knots, centres, x) - line.height * (0.5 + margin_y)
    x_index, x_weight = triangle_taps(x - 0.5, max(1.0, frame.step_x), gray.shape[1])
    y = origin[None, :] + (np.arange(CROP_HEIGHT)[:, None] + 0.5) * frame.step_y - 0.5
    y_index, y_weight = triangle_taps(y, max(1.0, frame.step_y), gray.shape[0])
    out = np.zeros((CROP_HEIGHT, frame.width))
    for x_tap in range(x_index.shape[-1]):
        column = np.zeros_like(out)
        for y_tap in range(y_index.shape[-1]):
            column += y_weight[..., y_tap] * gray[y_index[..., y_tap], x_index[None, :, x_tap]]
        out += x_weight[None, :, x_tap] * column
    return to_uint8(out)


def percentile(crop: np.ndarray, share: float) -> int:
    """The smallest gray value that at least `share` of the pixels do not exceed."""
    return int(np.searchsorted(np.cumsum(np.bincount(crop.ravel(), minlength=256)), share * crop.size))


def normalise_crop(crop: np.ndarray) -> np.ndarray:
    """float32 of the recogniser: 0 is paper (90th percentile), 1 is ink (2nd percentile), clipped to -0.5 .. 1.5."""
    high, low = percentile(crop, 0.90), percentile(crop, 0.02)
    return np.clip((high - crop.astype(np.float64)) / max(30, high - low), -0.5, 1.5).astype(np.float32)
