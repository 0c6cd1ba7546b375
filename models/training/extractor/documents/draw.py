"""Random draws that read like sentences, and the words that they draw from.

`random.Random` instead of numpy: a document needs thousands of single draws, which numpy is slow at.
"""
from __future__ import annotations

import functools
import itertools
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / 'reader'))
from words import LETTERS, WORDS  # noqa: E402  (the reader's vocabulary of twelve languages)

LANGUAGES = ('en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'cs', 'sv', 'da', 'fi')
Run = list[tuple[str, str]]


class Choice:
    """`c(items)` is one of them, `c.p(.3)` is true three times in ten, `c.n(1, 6)` is a die."""

    __slots__ = ('random',)

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed).random

    def __call__(self, items):
        return items[int(self.random() * len(items))]

    def p(self, probability: float) -> bool:
        return self.random() < probability

    def n(self, low: int, high: int) -> int:
        return low + int(self.random() * (high - low + 1))

    def f(self, low: float, high: float) -> float:
        return low + self.random() * (high - low)

    def weighted(self, items, weights):
        at = self.random() * sum(weights)
        for item, weight in zip(items, weights):
            at -= weight
            if at < 0:
                return item
        return items[-1]

    def digits(self, count: int) -> str:
        return str(int(self.random() * 10**count)).zfill(count) if count < 15 else self.digits(count - 14) + self.digits(14)

    def shuffled(self, items) -> list:
        return sorted(items, key=lambda _: self.random())

    def sample(self, items, count: int) -> list:
        return self.shuffled(items)[:count]

    def letters(self, count: int) -> str:
        return ''.join('ABCDEFGHJKLMNPRSTUVWXYZ'[int(self.random() * 23)] for _ in range(count))


def run(text: str, tag: str = 'other') -> Run:
    """The words of a text, all with one tag."""
    return [(word, tag) for word in text.split()]


@functools.lru_cache(maxsize=None)
def table(folder: str, language: str) -> dict[str, tuple[str, ...]]:
    """A file of `role = one | another` lines."""
    lines = (HERE / folder / f'{language}.txt').read_text(encoding='utf-8').splitlines()
    return {role.strip(): tuple(v.strip() for v in values.split(' | ')) for role, _, values in (line.partition('=') for line in lines)}


@functools.lru_cache(maxsize=None)
def prose_words(language: str) -> tuple[str, ...]:
    return tuple(WORDS[language].split())


@functools.lru_cache(maxsize=None)
def invented_words(language: str) -> tuple[str, ...]:
    """Words that do not exist, with the letters of the language: names that no network has seen before. A letter chain, seeded by the language."""
    draw, follow = random.Random(f'invented-{language}'), {}
    for word in prose_words(language):
        padded = '^^' + word.lower() + '$'
        for i in range(2, len(padded)):
            follow.setdefault(padded[i - 2:i], []).append(padded[i])
    made: set[str] = set()
    for _ in itertools.count():
        if len(made) >= 6000:
            break
        word = '^^'
        while len(word) < 13:
            letter = draw.choice(follow.get(word[-2:], ['$']))
            if letter == '$':
                break
            word += letter
        word = word[2:]
        if draw.random() < .12 and word:
            at = draw.randrange(len(word))
            word = word[:at] + draw.choice(LETTERS[language].lower()) + word[at + 1:]
        if len(word) > 2 and word.isalpha():
            made.add(word)
    return tuple(sorted(made))
