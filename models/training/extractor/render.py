"""Pictures of generated documents: `render.py [CLEAN.jsonl] --count 400 --seed 11 --out FOLDER [--split val] [--first N]`.

Draws every page, damages it as scanners, telephones and pockets do, and writes it as JPEG, with a JSON for each document that holds its
properties and the words' boxes on the pictures. Without a file the documents are made by the generator, without its noise. With
`--split val` the faces are those that no network was trained on. `read-rendered.ts` goes on from here.
"""
from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import os
import pathlib
import time

import cv2
import numpy as np

from documents.generate import document as generated
from documents.generate import prepare
from rendering.decorate import decorate
from rendering.typeset import Print, load_fonts, print_page
from rendering.weather import KINDS, taken

Rng = np.random.Generator


def render(document: dict, seed: int, number: int, split: str, out: pathlib.Path) -> int:
    """One document; gives the count of its pages."""
    rng = np.random.default_rng((seed, number))
    identity = f'rendered-{seed}-{number:06d}'
    roll = all(page['width'] < 1000 for page in document['pages'])
    kind = str(rng.choice([name for name, _ in KINDS], p=[share for _, share in KINDS]))
    faces, dots, pages = None, float(rng.uniform(110, 200)), []
    for page in document['pages']:
        sheet, faces = print_page(rng, page, faces, split == 'val', roll, dots)
        decorate(rng, sheet)
        picture = taken(rng, np.array(sheet.canvas.image), sheet.capital, kind, roll)
        height, width = picture.raster.shape[:2]
        image = f'{identity}-{page["page"]}.jpg'
        cv2.imwrite(str(out / image), picture.raster, [cv2.IMWRITE_JPEG_QUALITY, picture.quality])
        pages.append({'page': page['page'], 'image': image, 'width': width, 'height': height, 'words': words_on(sheet, page, picture.warp.forward, width, height)})
    about = {**document, 'id': identity, 'source': 'rendered', 'split': split, 'variant': kind, 'pages': pages}
    part = out / f'{identity}.part'
    part.write_text(json.dumps(about, ensure_ascii=False, separators=(',', ':')), encoding='utf-8')
    part.rename(out / f'{identity}.json')
    return len(pages)


def words_on(sheet: Print, page: dict, forward, width: int, height: int) -> list[dict]:
    """The drawn words with boxes round what the damage made of theirs, fractions of the picture."""
    out = []
    for word in sheet.words:
        left, top, right, bottom = word.box
        corners = forward(np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)) / [width, height]
        (x0, y0), (x1, y1) = corners.min(0), corners.max(0)
        source = page['words'][word.index]
        shown = {'text': source['text'], 'box': [round(float(v), 5) for v in (x0, y0, x1 - x0, y1 - y0)], 'line': source['line'], 'tag': source['tag']}
        out.append({**shown, 'item': source['item']} if 'item' in source else shown)
    return out


def work(job: tuple[int, str | None, argparse.Namespace]) -> int:
    number, line, options = job
    document = json.loads(line) if line else generated(options.seed, number, clean=True)
    return render(document, options.seed, number, options.split, options.out)


def begin() -> None:
    cv2.setNumThreads(1)
    prepare()


def jobs(options: argparse.Namespace):
    numbers = range(options.first, options.first + options.count)
    if options.file is None:
        yield from ((number, None, options) for number in numbers)
        return
    with options.file.open(encoding='utf-8') as lines:
        yield from ((options.first + at, line, options) for at, line in enumerate(itertools.islice(lines, options.first, options.first + options.count)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('file', nargs='?', type=pathlib.Path, help='clean documents; the generator makes them if it is left out')
    parser.add_argument('--count', type=int, default=100)
    parser.add_argument('--first', type=int, default=0)
    parser.add_argument('--seed', type=int, default=11)
    parser.add_argument('--out', type=pathlib.Path, required=True)
    parser.add_argument('--split', choices=('train', 'val'), default='train')
    parser.add_argument('--processes', type=int, default=min(2, os.cpu_count() or 1))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    load_fonts(options.split == 'val')  # where there are none it ends here: a pool starts workers anew that end, and never ends itself
    started, pages = time.monotonic(), 0
    with multiprocessing.get_context('fork').Pool(options.processes, begin) as pool:
        for count in pool.imap_unordered(work, jobs(options), 8):
            pages += count
    spent = time.monotonic() - started
    print(f'{options.count} documents, {pages} pages, {spent:.0f} s, {spent / max(1, pages):.2f} s a page', flush=True)


if __name__ == '__main__':
    main()
