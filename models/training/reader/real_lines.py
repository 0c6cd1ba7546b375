"""Kept crops of the labelled lines of SROIE, one set a side of the split, cached.

    /usr/bin/python3 models/training/reader/real_lines.py        # writes .cache/reader/sroie-{train,val,test}
"""
from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from corpus import Line, image_path, read_lines, splits
from line_crops import BOX_HEIGHT, HEIGHT, KEPT_HEIGHT, KEPT_MARGIN_X, KEPT_MARGIN_Y, MARGIN_X, MARGIN_Y, MAX_WIDTH, TRAIN_WIDTH, LineSet, load_lines, save_lines


def taps(low: float, high: float, count: int, source: int) -> np.ndarray:
    """The matrix [count, source] of triangle weights that resamples low..high (pixel edges) into `count` pixels; outside pixels repeat the border (design G1, G4)."""
    step = (high - low) / count
    reach = max(1., step)
    matrix = np.zeros((count, source))
    for o in range(count):
        centre = low + (o + .5) * step - .5
        i = np.arange(int(np.ceil(centre - reach + 1e-6)), int(np.floor(centre + reach - 1e-6)) + 1)
        weights = 1 - np.abs(i - centre) / reach
        np.add.at(matrix[o], i.clip(0, source - 1), weights / weights.sum())
    return matrix


def resample(gray: np.ndarray, left: float, top: float, right: float, bottom: float, width: int, height: int) -> np.ndarray:
    """The part left..bottom (pixel edges) of `gray` as uint8 [height, width]."""
    x0, x1 = int(np.clip(np.floor(left) - 4, 0, gray.shape[1] - 1)), int(np.clip(np.ceil(right) + 4, 1, gray.shape[1]))
    y0, y1 = int(np.clip(np.floor(top) - 4, 0, gray.shape[0] - 1)), int(np.clip(np.ceil(bottom) + 4, 1, gray.shape[0]))
    part = gray[y0:y1, x0:x1].astype(np.float64)
    out = taps(top - y0, bottom - y0, height, part.shape[0]) @ part @ taps(left - x0, right - x0, width, part.shape[1]).T
    return np.floor(out + .5).clip(0, 255).astype(np.uint8)


def keep(gray: np.ndarray, line: Line) -> np.ndarray:
    """The kept crop (51 px high) of a labelled line."""
    height = line.bottom - line.top
    left, right = line.left - KEPT_MARGIN_X * height, line.right + KEPT_MARGIN_X * height
    # Very long boxes are squeezed, so that the crop stays within what training takes.
    scale = BOX_HEIGHT / height
    width = int(np.clip(round((right - left) * scale), 8, TRAIN_WIDTH * 1.15))
    return resample(gray, left, line.top - KEPT_MARGIN_Y * height, right, line.bottom + KEPT_MARGIN_Y * height, width, KEPT_HEIGHT)


def reader_crop(gray: np.ndarray, line: Line) -> np.ndarray:
    """The crop that the reader cuts for this box (design G4, a straight line), before normalisation."""
    height = line.bottom - line.top
    left, right = line.left - MARGIN_X * height, line.right + MARGIN_X * height
    row = height * (1 + 2 * MARGIN_Y) / HEIGHT
    width = int(np.clip(np.floor((right - left) / row + .5), 8, MAX_WIDTH))
    return resample(gray, left, line.top - MARGIN_Y * height, right, line.bottom + MARGIN_Y * height, width, HEIGHT)


def real_lines(side: str, cache: Path) -> LineSet:
    """The kept crops of a side of the split; made on the first call."""
    stem = cache / f'sroie-{side}'
    if not stem.with_suffix('.json').exists():
        cache.mkdir(parents=True, exist_ok=True)
        crops, texts, groups = [], [], []
        for receipt in splits()[side]:
            gray = cv2.imread(str(image_path(receipt)), cv2.IMREAD_GRAYSCALE)
            for line in read_lines(receipt):
                crops.append(keep(gray, line))
                texts.append(line.text)
                groups.append(receipt)
        save_lines(stem, crops, texts, groups)
    return load_lines(stem)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--cache', type=Path, default=Path('.cache/reader'))
    options = parser.parse_args()
    for side in ('train', 'val', 'test'):
        print(side, len(real_lines(side, options.cache)), 'lines')


if __name__ == '__main__':
    main()
