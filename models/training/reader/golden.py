"""Writes the golden pages: what each step of the geometry makes of 50 small pages, for the TypeScript side to repeat.

    golden.py --out test/fixtures/golden-pages --model ../../reader/v1

The format is described in README.md ("Golden pages"). The detector's and the recogniser's outputs are kept in few bits, so that both sides
start from the same numbers whatever the runtime; needs `node` on the path to run the models.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import subprocess
import tempfile
from pathlib import Path

import cv2
import numpy as np

import geometry
from ctc import decode, words_of
from page import Page, measure_capital_height
from render_pages import damaged, render_page
from words import LANGUAGES

HERE = Path(__file__).resolve().parent
PAGES = 50
BOX = (420, 600)  # width and height that a page is shrunk and cut to
GRAYS = 8  # gray levels of a page: keeps the files small
CORE_STEP, EDGE_STEP, LOGIT_STEP = 1 / 16, 1 / 64, 1 / 8
CROPS_PER_PAGE = 3
READ_PER_PAGE = 1
KINDS = ('none', 'rotate8', 'wave', 'blur', 'shadow')


def digest(array: np.ndarray) -> str:
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


def short(*values: float) -> list[float]:
    """Numbers for the JSON: 5 decimals, which is what both sides are compared to."""
    return [round(v, 5) for v in values]


def golden_page(rng: np.random.Generator, index: int) -> Page:
    """A small page; damage and kind of document change from page to page."""
    page = render_page(rng, ('receipt', 'receipt', 'invoice')[index % 3], language=LANGUAGES[index % len(LANGUAGES)])
    page = damaged(page, KINDS[index % len(KINDS)], rng)
    width, height = BOX
    if index % 3 == 2:
        page = page.scaled(0.65)
    elif page.gray.shape[1] > width:
        page = page.scaled(width / page.gray.shape[1])
    left, top = (int(rng.integers(0, max(0, side - limit) // 2 + 1)) for side, limit in zip(page.gray.shape[::-1], BOX))
    gray = page.gray[top : top + height, left : left + width].astype(np.float64)
    levels = 255 / (GRAYS - 1)
    page.gray = (np.floor(gray / levels + 0.5) * levels).astype(np.uint8)
    return page


def run_detector(model: Path, raster: np.ndarray) -> np.ndarray:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / 'page').write_bytes(raster.tobytes())
        (Path(folder) / 'pages.json').write_text(json.dumps([{'file': 'page', 'width': raster.shape[1], 'height': raster.shape[0]}]))
        subprocess.run(['node', str(HERE / 'run-detector.mjs'), str(model), folder], check=True)
        height, width = (-(-side // 32) * 8 for side in raster.shape)
        return np.fromfile(Path(folder) / 'page.maps', np.float32).reshape(3, height, width)


def run_recogniser(model: Path, crops: list[np.ndarray]) -> list[np.ndarray]:
    """Logits [classes, frames] of each crop."""
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for i, crop in enumerate(crops):
            columns = -(-crop.shape[1] // 8) * 8
            x = np.zeros((32, columns), np.float32)
            x[:, : crop.shape[1]] = geometry.normalise_crop(crop)
            x.tofile(Path(folder) / str(i))
            rows.append({'file': str(i), 'width': columns})
        (Path(folder) / 'crops.json').write_text(json.dumps(rows))
        subprocess.run(['node', str(HERE / 'run-crops.mjs'), str(model), folder], check=True)
        shapes = json.loads((Path(folder) / 'shapes.json').read_text())
        return [np.fromfile(Path(folder) / f'{i}.logits', np.float32).reshape(shape) for i, shape in enumerate(shapes)]


class Binary:
    """The bytes beside the JSON; `add` returns where an array lies in them."""

    def __init__(self) -> None:
        self.data = bytearray()

    def add(self, array: np.ndarray) -> dict:
        start = len(self.data)
        self.data += np.ascontiguousarray(array).tobytes()
        return {'offset': start, 'shape': list(array.shape)}


def quantised_maps(maps: np.ndarray) -> np.ndarray:
    """uint8: core = (q - 128) / 16, up and down = q / 64; cells that are no line (core below -2) are all alike, which keeps the file small."""
    core = np.clip(np.floor(maps[:1] / CORE_STEP + 128.5), 0, 255)
    edges = np.clip(np.floor(maps[1:] / EDGE_STEP + 0.5), 0, 255) * (maps[:1] > -2)
    core = np.where(maps[:1] > -2, core, 64)
    return np.concatenate([core, edges]).astype(np.uint8)


def maps_of(quantised: np.ndarray) -> np.ndarray:
    values = quantised.astype(np.float64)
    return np.concatenate([(values[:1] - 128) * CORE_STEP, values[1:] * EDGE_STEP])


def describe_crop(gray: np.ndarray, lines: list[geometry.Line], index: int) -> tuple[dict, np.ndarray]:
    crop, frame = geometry.crop_line(gray, lines[index]), geometry.crop_frame(lines[index])
    where = {'left': frame.left, 'stepX': frame.step_x, 'stepY': frame.step_y, 'width': frame.width}
    range90 = {'high': geometry.percentile(crop, 0.90), 'low': geometry.percentile(crop, 0.02)}
    return {'line': index, 'frame': where, **range90, 'sha256': digest(crop)}, crop


def describe_reading(logits: np.ndarray, charset: str, line: geometry.Line, binary: Binary) -> dict:
    """Logits in steps of 1/8 from -16 (int8) and what G5 makes of them."""
    quantised = np.clip(np.floor(logits / LOGIT_STEP + 0.5), -128, 127).astype(np.int8)
    values = quantised.astype(np.float64) * LOGIT_STEP
    characters = decode(values, charset)
    words = words_of(characters, line, geometry.crop_frame(line))
    return {
        'logits': binary.add(quantised),
        'text': ''.join(c.text for c in characters),
        'characters': [[c.text, round(c.p, 6), c.frame] for c in characters],
        'words': [{'text': w.text, 'box': short(w.left, w.top, w.right, w.bottom), 'meanLogP': round(w.mean_log_p, 6), 'minLogP': round(w.min_log_p, 6)} for w in words],
    }


def describe_page(page: Page, name: str, model: Path, manifest: dict, binary: Binary, rng: np.random.Generator) -> dict:
    capital = measure_capital_height(page.gray)
    height, width = page.gray.shape
    out_width, out_height, scale = geometry.detector_size(width, height, capital)
    raster = geometry.scale_triangle(page.gray, out_width, out_height)
    quantised = quantised_maps(run_detector(model / manifest['detector']['file'], raster))
    options = manifest['detector']
    lines = geometry.maps_to_lines(maps_of(quantised), options['threshold'], options['minCells'], options['shrink'])
    on_page = [geometry.scale_line(line, 1 / scale) for line in lines]
    chosen = sorted(rng.permutation(len(lines))[:CROPS_PER_PAGE].tolist())
    described = [describe_crop(page.gray, on_page, i) for i in chosen]
    if 'recogniser' in manifest and described:
        some = sorted(described, key=lambda d: d[1].shape[1])[: READ_PER_PAGE + 1][-READ_PER_PAGE:]
        logits = run_recogniser(model / manifest['recogniser']['file'], [crop for _, crop in some])
        for (entry, _), values in zip(some, logits):
            entry['reading'] = describe_reading(values, manifest['recogniser']['charset'], on_page[entry['line']], binary)
    return {
        'file': name,
        'width': width,
        'height': height,
        'sha256': digest(page.gray),
        'capitalHeight': capital,
        'scale': scale,
        'raster': {'width': out_width, 'height': out_height, 'sha256': digest(raster)},
        'maps': binary.add(quantised),
        'lines': [{'knots': [short(k.x, k.top, k.bottom) for k in line.knots], 'height': round(line.height, 5), 'p': round(line.p, 6)} for line in lines],
        'crops': [entry for entry, _ in described],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--model', type=Path, default=HERE.parents[1] / 'reader' / 'v1')
    parser.add_argument('--seed', type=int, default=50)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    manifest = json.loads((args.model / 'manifest.json').read_text(encoding='utf8'))
    rng, binary, pages = np.random.default_rng(args.seed), Binary(), []
    for i in range(PAGES):
        page = golden_page(rng, i)
        name = f'{i:02d}.png'
        cv2.imwrite(str(args.out / name), page.gray, [cv2.IMWRITE_PNG_COMPRESSION, 9])
        pages.append(describe_page(page, name, args.model, manifest, binary, rng))
    detector = {k: manifest['detector'][k] for k in ('threshold', 'minCells', 'shrink')}
    golden = {'detector': detector, 'crop': {'marginX': 0.15, 'marginY': 0.10, 'maxWidth': 2048}, 'charset': manifest.get('recogniser', {}).get('charset', ''), 'pages': pages}
    (args.out / 'golden.json').write_text(json.dumps(golden, ensure_ascii=False, separators=(',', ':')) + '\n', encoding='utf8')
    (args.out / 'golden.bin.gz').write_bytes(gzip.compress(bytes(binary.data), 9, mtime=0))
    print('bytes', sum(f.stat().st_size for f in args.out.iterdir()), 'lines', sum(len(p['lines']) for p in pages), 'read', sum('reading' in c for p in pages for c in p['crops']))


if __name__ == '__main__':
    main()
