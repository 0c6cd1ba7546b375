"""Reads the corpus, merges its labels, and splits so that near-copies of one name never stand on both sides."""
import csv
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from features import normalise


@dataclass(frozen=True)
class Line:
    text: str
    category: str
    kind: str    # 'merchant' or 'item'
    source: str  # the corpus's own source: cord, express, zenodo


def load_table(path: Path) -> tuple[dict[str, str], set[str], dict[str, list[str]]]:
    """(label -> category, labels that say nothing, category -> keyword lines)."""
    table = json.loads(path.read_text('utf-8'))
    merge = {label: name for name, entry in table['categories'].items() for label in entry['labels']}
    return merge, set(table['uninformative']), {name: entry['keywords'] for name, entry in table['categories'].items()}


def clean_label(label: str) -> str:
    return ' '.join(re.sub(r'[_-]', ' ', label.lower().replace('&', 'and')).split())


def load_lines(folder: Path, merge: dict[str, str], uninformative: set[str]) -> tuple[list[Line], dict[str, int]]:
    """One line for each different normalised text: its most frequent category. Counts tell what was left out, and how often labels clash."""
    rows: dict[str, list[Line]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for name, column, kind in (('merchants.csv', 'merchant', 'merchant'), ('items.csv', 'item', 'item')):
        with (folder / name).open(encoding='utf-8', newline='') as file:
            for row in csv.DictReader(file):
                counts['rows'] += 1
                label = clean_label(row['category'])
                if label in uninformative:
                    counts['left out: label says nothing'] += 1
                    continue
                if label not in merge:
                    raise SystemExit(f'label {label!r} stands in no category of categories.json')
                key = normalise(row[column])
                if not re.search(r'[^0 ]', key):
                    counts['left out: no letters'] += 1
                    continue
                rows[key].append(Line(row[column].strip(), merge[label], kind, row['source']))
    overall = Counter(line.category for group in rows.values() for line in group)
    lines = []
    for key in sorted(rows):
        votes = Counter(line.category for line in rows[key])
        winner = max(votes, key=lambda category: (votes[category], overall[category]))
        counts['rows that clash with their text\'s majority'] += sum(votes.values()) - votes[winner]
        lines.append(next(line for line in rows[key] if line.category == winner))
    counts['rows used'] = sum(len(group) for group in rows.values())
    counts['different texts'] = len(lines)
    return lines, dict(counts)


def groups_of(lines: list[Line], threshold: float = 0.5) -> np.ndarray:
    """Group number of each line; lines whose sets of character trigrams overlap by half (Jaccard) share one, directly or by way of others."""
    n = len(lines)
    vocabulary: dict[str, int] = {}
    sets = []
    for line in lines:
        padded = f' {normalise(line.text)} '
        sets.append({vocabulary.setdefault(padded[i:i + 3], len(vocabulary)) for i in range(max(1, len(padded) - 2))})
    matrix = np.zeros((n, len(vocabulary)), dtype=np.float32)
    for i, ids in enumerate(sets):
        matrix[i, list(ids)] = 1
    sizes = matrix.sum(1)
    parent = list(range(n))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i in range(n):
        common = matrix[i + 1:] @ matrix[i]
        for j in np.nonzero(common / (sizes[i + 1:] + sizes[i] - common) >= threshold)[0]:
            parent[root(i + 1 + int(j))] = root(i)
    return np.array([root(i) for i in range(n)])


def split(groups: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Positions of (training, validation, test), 60 : 20 : 20 by whole groups."""
    order = np.random.default_rng(seed).permutation(np.unique(groups))
    place: dict[int, int] = {}
    taken = [0, 0, 0]
    want = np.array([0.6, 0.2, 0.2]) * len(groups)
    sizes = Counter(groups.tolist())
    for group in order:
        part = int(np.argmax(want - np.array(taken)))
        place[int(group)] = part
        taken[part] += sizes[int(group)]
    parts = np.array([place[int(group)] for group in groups])
    return tuple(np.nonzero(parts == part)[0] for part in range(3))  # type: ignore[return-value]
