"""How sure a word is: a logistic function of the mean and the lowest log probability of its characters and of its length, fitted on validation."""
from __future__ import annotations

from math import log

import numpy as np

FEATURES = ('bias', 'meanLogP', 'minLogP', 'logLength')
MIN_P = 1e-12
RIDGE = 1e-3   # keeps the fit finite where a feature separates the words


def scored_words(labels: list[str], characters: list[list[tuple[str, float]]], upper: bool) -> tuple[np.ndarray, np.ndarray]:
    """(features [n, 4], right [n]) of all words read.

    A word is right if each of its characters stands in the label in its place and none is missing there. Spaces are left out of the comparison, since
    SROIE's labels are inconsistent about them ('DATE :' and 'DATE:') and no character's probability knows which it will be.
    """
    rows, right = [], []
    for label, line in zip(labels, characters):
        words = _split(line)
        texts = [''.join(ch for ch, _ in word) for word in words]
        right += _right_words((label.upper() if upper else label).split(), [t.upper() for t in texts] if upper else texts)
        for word in words:
            logs = [log(max(p, MIN_P)) for _, p in word]
            rows.append((1., sum(logs) / len(logs), min(logs), log(len(word))))
    return np.array(rows), np.array(right)


def _right_words(label: list[str], read: list[str]) -> list[bool]:
    """Which of the read words are right, by the cheapest alignment of both without spaces."""
    a, b = ''.join(label), ''.join(read)
    word_a, word_b = [k for k, w in enumerate(label) for _ in w], [k for k, w in enumerate(read) for _ in w]
    cost = np.zeros((len(a) + 1, len(b) + 1), int)
    cost[:, 0], cost[0, :] = np.arange(len(a) + 1), np.arange(len(b) + 1)
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            cost[i, j] = min(cost[i - 1, j] + 1, cost[i, j - 1] + 1, cost[i - 1, j - 1] + (a[i - 1] != b[j - 1]))
    right, missing, met = [True] * len(read), set(), {}
    i, j = len(a), len(b)
    while i or j:
        if i and j and cost[i, j] == cost[i - 1, j - 1] + (a[i - 1] != b[j - 1]):
            i, j = i - 1, j - 1
            met.setdefault(word_b[j], set()).add(word_a[i])
            if a[i] != b[j]:
                right[word_b[j]] = False
        elif j and cost[i, j] == cost[i, j - 1] + 1:
            j -= 1
            right[word_b[j]] = False
        else:
            i -= 1
            missing.add(word_a[i])
    return [ok and not (met.get(k, set()) & missing) for k, ok in enumerate(right)]


def _split(line: list[tuple[str, float]]) -> list[list[tuple[str, float]]]:
    words: list[list[tuple[str, float]]] = [[]]
    for ch, p in line:
        if ch == ' ':
            words.append([])
        else:
            words[-1].append((ch, p))
    return [w for w in words if w]


def fit(scored: tuple[np.ndarray, np.ndarray]) -> dict[str, float]:
    """Coefficients by Newton's method."""
    x, y = scored
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (y - p) - RIDGE * beta
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(beta))
        beta += np.linalg.solve(hessian, gradient)
    return {name: round(float(b), 5) for name, b in zip(FEATURES, beta)}


def quality(scored: tuple[np.ndarray, np.ndarray], coefficients: dict[str, float]) -> dict[str, float]:
    """Words, share right, mean p, expected calibration error (ten bins), area under ROC, and share right and covered above p = .95."""
    x, y = scored
    p = 1 / (1 + np.exp(-x @ np.array([coefficients[name] for name in FEATURES])))
    bins = np.minimum((p * 10).astype(int), 9)
    error = sum(abs(y[bins == b].mean() - p[bins == b].mean()) * (bins == b).mean() for b in range(10) if (bins == b).any())
    order = np.argsort(p)
    ranks = np.empty(len(p))
    ranks[order] = np.arange(1, len(p) + 1)
    hits, misses = int(y.sum()), int((~y).sum())
    auc = (ranks[y].sum() - hits * (hits + 1) / 2) / max(1, hits * misses)
    sure = p >= .95
    return {'words': len(y), 'right': round(float(y.mean()), 4), 'meanP': round(float(p.mean()), 4), 'calibrationError': round(float(error), 4), 'auc': round(float(auc), 4),
            'covered95': round(float(sure.mean()), 4), 'right95': round(float(y[sure].mean()) if sure.any() else 0., 4)}
