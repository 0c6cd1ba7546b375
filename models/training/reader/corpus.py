"""SROIE: where it lies, how it is split by supplier, its lines. The split is the same as in test/bench/reading/split.ts."""
from __future__ import annotations

import functools
import json
import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from charset import fold

ROOT = Path(__file__).resolve().parents[3]
SROIE = Path(os.environ.get('TICKMARK_SROIE', ROOT.parent / 'shared' / 'corpora' / 'sroie'))
BIG_CHAIN = 10   # suppliers with more receipts than this are training material: in a test they would drown the others


@dataclass(frozen=True)
class Line:
    """One labelled line: its box in px (pixel edges), text upper case as SROIE has it."""
    receipt: str
    left: int
    top: int
    right: int
    bottom: int
    text: str


def _key(company: str) -> str:
    return re.sub(r'[^A-Z0-9]', '', company.upper())[:5]


def _hash(key: str) -> int:
    """32-bit FNV-1a of the characters."""
    value = 2166136261
    for ch in key:
        value = ((value ^ ord(ch)) * 16777619) & 0xFFFFFFFF
    return value


@functools.lru_cache(maxsize=None)
def splits() -> dict[str, list[str]]:
    """Receipt ids of 'train', 'val' and 'test'; no supplier is on two sides."""
    keys = {p.stem: _key(json.loads(p.read_text(encoding='utf8')).get('company', '')) for p in sorted((SROIE / 'key').glob('*.json'))}
    sizes = Counter(keys.values())
    out: dict[str, list[str]] = {'train': [], 'val': [], 'test': []}
    for receipt, key in keys.items():
        h = _hash(key)
        test_half = (h >> 8) % 2 != 0
        if sizes[key] > BIG_CHAIN:
            side = 'train'
        elif test_half and (h >> 16) % 5 < 4:
            side = 'test'
        elif not test_half and (h >> 16) % 4 == 0:
            side = 'val'
        else:
            side = 'train'
        out[side].append(receipt)
    return out


def read_lines(receipt: str) -> list[Line]:
    """The labelled lines of a receipt; text folded and upper-cased."""
    lines: list[Line] = []
    for row in (SROIE / 'box' / f'{receipt}.csv').read_text(encoding='utf8', errors='replace').splitlines():
        parts = row.split(',')
        if len(parts) < 9:
            continue
        text = fold(','.join(parts[8:])).upper()
        xs, ys = [int(v) for v in parts[0:8:2]], [int(v) for v in parts[1:8:2]]
        if text and max(ys) - min(ys) >= 6 and max(xs) - min(xs) >= 4:
            lines.append(Line(receipt, min(xs), min(ys), max(xs), max(ys), text))
    return lines


def image_path(receipt: str) -> Path:
    return SROIE / 'img' / f'{receipt}.jpg'


def train_texts() -> list[str]:
    """Texts of the training receipts only; empty where the corpus is absent."""
    return [line.text for receipt in splits()['train'] for line in read_lines(receipt)] if SROIE.exists() else []


if __name__ == '__main__':
    print({side: (len(ids), sum(len(read_lines(i)) for i in ids)) for side, ids in splits().items()})
