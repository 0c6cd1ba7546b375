"""Character error rate and the tokens that matter most: amounts and dates."""
from __future__ import annotations

import re
from collections import Counter

AMOUNT = re.compile(r'^\D{0,3}\d{1,3}(,?\d{3})*\.\d{2}\D{0,2}$')
DATE = re.compile(r'\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}[- /]?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*[- /]?\d{2,4}')


def distance(a: str, b: str) -> int:
    """Levenshtein distance."""
    if a == b:
        return 0
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        diagonal, row[0] = row[0], i + 1
        for j, y in enumerate(b):
            diagonal, row[j + 1] = row[j + 1], min(row[j + 1] + 1, row[j] + 1, diagonal + (x != y))
    return row[-1]


def squeeze(text: str, upper: bool) -> str:
    """White space collapsed; upper-cased where the labels have no case."""
    text = ' '.join(text.split())
    return text.upper() if upper else text


def error_rate(pairs: list[tuple[str, str]], upper: bool) -> tuple[float, float]:
    """(CER, share of lines exactly right) of (label, read) pairs."""
    edits = characters = exact = 0
    for label, read in pairs:
        a, b = squeeze(label, upper), squeeze(read, upper)
        edits += distance(a, b)
        characters += len(a)
        exact += a == b
    return edits / max(1, characters), exact / max(1, len(pairs))


def token_accuracy(pairs: list[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """(found, labelled) amounts and dates, upper-cased."""
    out = {'amount': [0, 0], 'date': [0, 0]}
    for label, read in pairs:
        a, b = squeeze(label, True), squeeze(read, True)
        for name, in_label, in_read in (('amount', [_bare(w) for w in a.split() if AMOUNT.match(w)], [_bare(w) for w in b.split()]), ('date', DATE.findall(a), DATE.findall(b))):
            out[name][0] += sum((Counter(in_label) & Counter(in_read)).values())
            out[name][1] += len(in_label)
    return {name: (hit, count) for name, (hit, count) in out.items()}


def _bare(token: str) -> str:
    return re.sub(r'^[^A-Z0-9]+|[^A-Z0-9]+$', '', token)
