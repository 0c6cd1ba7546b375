"""How well words are tagged: precision, recall and F1 of each tag over the words of documents that were not trained on."""
from __future__ import annotations

import numpy as np
import torch

from data import Corpus, assemble
from net import Tagger
from vocabulary_of_tags import TAGS


def tag_scores(net: Tagger, documents: list[tuple[Corpus, int]]) -> dict[str, dict[str, float]]:
    """Of the tags that the documents' labels decide."""
    net.eval()
    hit, said, there = (np.zeros(len(TAGS), int) for _ in range(3))
    with torch.no_grad():
        for corpus, i in documents:
            batch = assemble([(corpus, i)], len(TAGS))
            tags, *_ = net(batch.pieces, batch.numbers, batch.neighbours, batch.mask, batch.owner, 1)
            n = int(corpus.lengths[i])
            guess, truth = tags[:n].argmax(1).numpy(), batch.tags[:n].numpy()
            known = corpus.about[i].get('known')
            for tag in range(1, len(TAGS)) if known is None else known:
                hit[tag] += int(((guess == tag) & (truth == tag)).sum())
                said[tag] += int((guess == tag).sum())
                there[tag] += int((truth == tag).sum())
    return {TAGS[t]: {'n': int(there[t]), 'precision': ratio(hit[t], said[t]), 'recall': ratio(hit[t], there[t]), 'f1': ratio(2 * hit[t], said[t] + there[t])}
            for t in range(1, len(TAGS)) if there[t] or said[t]}


def ratio(part: int, whole: int) -> float:
    return round(float(part) / float(whole), 4) if whole else 0.0
