"""Numbers for the card: accuracy, macro F1, calibration error, coverage, and the two baselines."""
from collections import Counter

import numpy as np

from features import normalise


def scores(truth: list[int], probabilities: np.ndarray, classes: int) -> dict[str, float]:
    """Macro F1 averages over the categories that occur in the truth. ECE has 10 equal bins of the first guess's probability."""
    guess, p = probabilities.argmax(1), probabilities.max(1)
    right = guess == np.array(truth)
    return {
        'n': len(truth),
        'accuracy': float(right.mean()),
        'top3': float(np.mean([t in row.argsort()[-3:] for t, row in zip(truth, probabilities)])),
        'macroF1': macro_f1(truth, guess.tolist(), classes),
        'ece': ece(p, right),
        **{f'coverage@p>={at}': float((p >= at).mean()) for at in (0.8, 0.9)},
        **{f'precision@p>={at}': float(right[p >= at].mean()) if (p >= at).any() else float('nan') for at in (0.8, 0.9)},
    }


def macro_f1(truth: list[int], guess: list[int], classes: int) -> float:
    values = []
    for c in range(classes):
        hit = sum(t == c == g for t, g in zip(truth, guess))
        support, claimed = truth.count(c), guess.count(c)
        if support:
            values.append(2 * hit / (support + claimed))
    return float(np.mean(values))


def ece(p: np.ndarray, right: np.ndarray) -> float:
    bins = np.minimum((p * 10).astype(int), 9)
    return float(sum(abs(p[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in range(10) if (bins == b).any()))


def majority_guess(train: list[int], n: int) -> list[int]:
    return [Counter(train).most_common(1)[0][0]] * n


def keyword_guess(texts: list[str], keywords: list[list[str]], fallback: int) -> list[int]:
    """The category of the longest keyword line whose words all stand in the text; the majority category where there is none."""
    table = [(len(k), c, set(normalise(k).split())) for c, lines in enumerate(keywords) for k in lines]
    guesses = []
    for text in texts:
        words = set(normalise(text).split())
        hits = [(size, c) for size, c, need in table if need <= words]
        guesses.append(max(hits)[1] if hits else fallback)
    return guesses
