"""Measures an ONNX detector as the product runs it (node, one thread) on receipts of suppliers never trained on and on rendered pages.

    evaluate_detector.py --model detector.onnx --sets val                       (one set)
    evaluate_detector.py --model detector.onnx --sets val --tune                (grid over threshold, minCells and shrink; never on test)
    evaluate_detector.py --model detector.onnx --report logs/detector/report.json    (all sets)

A set is val, test or rendered, with +damage for one of render_pages.py's: test+rotate8, rendered+blur. Needs `node` on the path.
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

import geometry
from corpus import splits
from line_metrics import LineScore, score_lines
from page import Page
from page_warp import LineEdges, PageWarp, warp_lines
from real_pages import capital_height_of, read_receipt
from render_pages import damaged, render_page

HERE = Path(__file__).resolve().parent
DEFAULTS = {'threshold': 0.3, 'minCells': 2, 'shrink': 0.15}
DAMAGES = ('fade', 'shadow', 'blur', 'half', 'noise', 'rotate8', 'wave', 'photo')
RENDERED_SEED = 90210
RENDERED_PAGES = 40


@dataclass
class Case:
    """One page: its name, raster for the detector and true lines in the raster's px; the maps once the detector has run."""

    name: str
    raster: np.ndarray
    lines: list[LineEdges]
    scale: float
    maps: np.ndarray | None = None


def make_case(page: Page) -> Case:
    height, width = page.gray.shape
    out_width, out_height, scale = geometry.detector_size(width, height, capital_height_of(page))
    raster = geometry.scale_triangle(page.gray, out_width, out_height)
    lines = warp_lines(page.quads, PageWarp(np.diag([out_width / width, out_height / height, 1.0])))
    return Case(page.name, raster, lines, scale)


def load_set(name: str, cache: Path | None = None) -> list[Case]:
    """The cases of a set; with `cache` kept there, since making them takes longer than running the net."""
    file = cache / f'{name}.pickle' if cache else None
    if file and file.exists():
        return pickle.loads(file.read_bytes())
    base, _, damage = name.partition('+')
    if base == 'rendered':
        rng = np.random.default_rng(RENDERED_SEED)
        pages = [render_page(rng, held_out=True, all_words=True) for _ in range(RENDERED_PAGES)]
    else:
        pages = [read_receipt(receipt) for receipt in splits()[base]]
    cases = [make_case(damaged(page, damage or 'none', np.random.default_rng((RENDERED_SEED, i)))) for i, page in enumerate(pages)]
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pickle.dumps(cases))
    return cases


def run_model(model: Path, cases: list[Case]) -> list[dict]:
    """Fills in the cases' maps; returns the time a page took."""
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for i, case in enumerate(cases):
            (Path(folder) / str(i)).write_bytes(case.raster.tobytes())
            rows.append({'file': str(i), 'width': case.raster.shape[1], 'height': case.raster.shape[0]})
        (Path(folder) / 'pages.json').write_text(json.dumps(rows))
        subprocess.run(['node', str(HERE / 'run-detector.mjs'), str(model.resolve()), folder], check=True)
        for i, case in enumerate(cases):
            height, width = (-(-side // 32) * 8 for side in case.raster.shape)
            case.maps = np.fromfile(Path(folder) / f'{i}.maps', np.float32).reshape(3, height, width)
        return json.loads((Path(folder) / 'times.json').read_text())


def score_case(case: Case, options: dict) -> LineScore:
    if case.maps is None:
        raise ValueError(f'{case.name} was not run')
    return score_lines(case.lines, geometry.maps_to_lines(case.maps, options['threshold'], options['minCells'], options['shrink']))


def measure(model: Path, name: str, options: dict, cache: Path | None) -> dict:
    """Scores, times and the five worst pages of a set."""
    cases = load_set(name, cache)
    times = run_model(model, cases)
    total, rows = LineScore(), []
    for case in cases:
        score = score_case(case, options)
        total.add(score)
        rows.append({'page': case.name, **score.summary()})
    ms = sorted(t['ms'] for t in times)
    speed = [t['ms'] / t['pixels'] * 0.8e6 for t in times]
    result = {'set': name, 'pages': len(cases), **total.summary(), 'msP50': round(ms[len(ms) // 2], 1), 'msP95': round(ms[int(len(ms) * 0.95)], 1)}
    return result | {'msPer0.8Mpx': round(float(np.median(speed)), 1), 'worst': sorted(rows, key=lambda r: r['recall50'])[:5]}


def tune(model: Path, names: list[str], cache: Path | None) -> list[dict]:
    """All combinations on the sets together, best first: coverage and recall count alike, surplus detections a little."""
    if any(name.startswith('test') for name in names):
        raise SystemExit('nothing is tuned on test')
    cases = [case for name in names for case in load_set(name, cache)]
    run_model(model, cases)
    rows = []
    for threshold in (0.3, 0.4, 0.5, 0.6):
        for min_cells in (2, 3, 5):
            for shrink in (0.12, 0.15, 0.2, 0.25):
                options = {'threshold': threshold, 'minCells': min_cells, 'shrink': shrink}
                total = LineScore()
                for case in cases:
                    total.add(score_case(case, options))
                value = total.recall + total.coverage - 0.05 * max(0.0, total.per_line - 1)
                rows.append({**options, 'value': round(value, 4), **total.summary()})
    return sorted(rows, key=lambda r: -r['value'])


def draw(model: Path, name: str, options: dict, cache: Path | None, folder: Path, count: int) -> None:
    """Overlays to look at: truth red, found green."""
    folder.mkdir(parents=True, exist_ok=True)
    cases = load_set(name, cache)
    run_model(model, cases)
    scored = sorted(cases, key=lambda case: score_case(case, options).recall)
    for case in scored[:count]:
        picture = cv2.cvtColor(case.raster, cv2.COLOR_GRAY2BGR)
        for line in case.lines:
            cv2.polylines(picture, [line.polygon().astype(np.int32)], True, (0, 0, 255), 1)
        for line in geometry.maps_to_lines(case.maps, options['threshold'], options['minCells'], options['shrink']):
            outline = [[k.x, k.top] for k in line.knots] + [[k.x, k.bottom] for k in reversed(line.knots)]
            cv2.polylines(picture, [np.array(outline).astype(np.int32)], True, (0, 160, 0), 1)
        cv2.imwrite(str(folder / f'{name}-{case.name}.png'), picture)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--model', type=Path, required=True)
    parser.add_argument('--sets', nargs='*', default=[])
    parser.add_argument('--tune', action='store_true')
    parser.add_argument('--options', type=json.loads, default=DEFAULTS, help='{"threshold": .3, "minCells": 2, "shrink": .15}')
    parser.add_argument('--report', type=Path)
    parser.add_argument('--draw', type=Path)
    parser.add_argument('--cache', type=Path)
    args = parser.parse_args()
    cv2.setNumThreads(1)
    if args.tune:
        for row in tune(args.model, args.sets, args.cache)[:12]:
            print(json.dumps(row))
        return
    names = args.sets or ['val', 'test', 'rendered', *[f'{base}+{d}' for base in ('test', 'rendered') for d in DAMAGES]]
    results = []
    for name in names:
        results.append(measure(args.model, name, args.options, args.cache))
        print(json.dumps({k: v for k, v in results[-1].items() if k != 'worst'}), flush=True)
        if args.draw:
            draw(args.model, name, args.options, args.cache, args.draw, 3)
    if args.report:
        args.report.write_text(json.dumps({'options': args.options, 'sets': results}, indent=1))


if __name__ == '__main__':
    main()
