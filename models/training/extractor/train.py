"""Trains the field tagger on documents that `features.ts` turned into arrays.

    /usr/bin/python3 models/training/extractor/train.py --features FOLDER --out FOLDER --seed 1 --minutes 40 [--threads 1]

FOLDER holds one folder a corpus; `MIXTURE` says how often each is drawn. Documents of a `split` other than train are never drawn; `val` is
measured while it trains. Writes net.pt, log.jsonl and report.json.
"""
from __future__ import annotations

import argparse
import json
import math
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from data import Batch, Corpus, assemble, held_out
from metrics import tag_scores
from net import Tagger
from restore import weights_of
from vocabulary_of_tags import LANGUAGES, TAGS, TYPES

# Share of the documents of a batch by the beginning of their corpus' name. Real ones are few and come round often.
MIXTURE = {'documents': 0.60, 'rendered': 0.14, 'sroie': 0.20, 'e-invoices': 0.06}
WORDS = 4000         # words a batch
RATE = 2.5e-3


def main() -> None:
    options = parse()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = np.random.default_rng(options.seed)
    corpora = {folder.name: Corpus(folder) for folder in sorted(options.features.iterdir()) if (folder / 'documents.bin').exists()}
    if strangers := [name for name in corpora if name != 'golden' and not name.startswith(tuple(MIXTURE))]:
        raise SystemExit(f'{", ".join(strangers)}: nothing would be drawn from these folders, since their names begin with none of {", ".join(MIXTURE)}.')
    groups = {name: [(c, trained_on(c, options)) for key, c in corpora.items() if key.startswith(name)] for name in MIXTURE if name not in options.without}
    groups = {name: [(c, ids, heaps(c, ids)) for c, ids in parts if len(ids)] for name, parts in groups.items()}
    groups = {name: parts for name, parts in groups.items() if parts}
    held = held_out(corpora, MIXTURE)
    print({name: sum(len(ids) for _, ids, _ in parts) for name, parts in groups.items()}, {name: len(v) for name, v in held.items()}, flush=True)
    net = Tagger(next(iter(corpora.values())).numbers.shape[1], len(TAGS), len(TYPES), len(LANGUAGES))
    if options.start:
        net.load_state_dict(weights_of(options.start, net.state_dict()))
    print('parameters', sum(p.numel() for p in net.parameters()), flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    train(net, groups, held, rng, options)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--features', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--minutes', type=float, default=40)
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--start', type=Path, help='a net.pt or tagger.onnx to go on from')
    parser.add_argument('--fold', type=int, help='leave the real suppliers of this fold out')
    parser.add_argument('--folds', type=int, default=3)
    parser.add_argument('--without', nargs='*', default=[], help='corpora of MIXTURE that are not drawn from')
    parser.add_argument('--rate', type=float, default=RATE)
    return parser.parse_args()


def trained_on(corpus: Corpus, options: argparse.Namespace) -> np.ndarray:
    """Documents of the training split; with `--fold` without the receipts of the real suppliers of that fold, so that they can be used to calibrate."""
    def is_ours(about: dict) -> bool:
        real = about['source'] == 'sroie' and options.fold is not None
        return about.get('split', 'train') == 'train' and not (real and fold_of(about['supplierKey'], options.folds) == options.fold)
    return np.array([i for i, about in enumerate(corpus.about) if is_ours(about)], int)


def heaps(corpus: Corpus, ids: np.ndarray) -> np.ndarray:
    """Cumulated weights of documents. Five chains make up a third of the real receipts: a company with n of them counts as sqrt(n)."""
    names = [corpus.about[i]['supplierKey'] if corpus.about[i]['source'] == 'sroie' else str(i) for i in ids]
    counts = Counter(names)
    return np.cumsum([counts[name] ** -0.5 for name in names])


def fold_of(supplier: str, folds: int) -> int:
    """As `fold` in test/bench/extraction/fitting.ts."""
    value = 0
    for sign in ''.join(c for c in supplier.upper() if c.isascii() and c.isalnum())[:5]:
        value = (value * 31 + ord(sign)) & 0xFFFFFFFF
    return (value >> 4) % folds


def draw(groups: dict, rng: np.random.Generator) -> list[tuple[Corpus, int]]:
    names = list(groups)
    shares = np.array([MIXTURE[name] for name in names])
    chosen, words = [], 0
    while words < WORDS:
        parts = groups[names[rng.choice(len(names), p=shares / shares.sum())]]
        sizes = np.array([len(ids) for _, ids, _ in parts])
        corpus, ids, heap = parts[rng.choice(len(parts), p=sizes / sizes.sum())]
        i = int(ids[min(len(ids) - 1, np.searchsorted(heap, rng.random() * heap[-1]))])
        chosen.append((corpus, i))
        words += int(corpus.lengths[i])
    return chosen


def loss_of(net: Tagger, batch: Batch) -> torch.Tensor:
    tags, begins, types, languages = net(batch.pieces, batch.numbers, batch.neighbours, batch.mask, batch.owner, batch.documents)
    mask = batch.mask.squeeze(1)
    every = torch.logsumexp(tags, 1)
    open_ = torch.logsumexp(tags.masked_fill(~batch.allowed, -1e4), 1)
    # A word with a value weighs more than one of the many others.
    weight = mask * (1 + (batch.tags > 0).float())
    of_tags = ((every - open_) * weight).sum() / weight.sum()
    items = batch.knows_items * mask
    of_begins = (F.binary_cross_entropy_with_logits(begins, batch.begins, reduction='none') * items).sum() / items.sum().clamp(min=1)
    of_types = F.cross_entropy(types, batch.types, ignore_index=-1) if (batch.types >= 0).any() else 0
    of_languages = F.cross_entropy(languages, batch.languages, ignore_index=-1) if (batch.languages >= 0).any() else 0
    return of_tags + 0.5 * of_begins + 0.05 * of_types + 0.05 * of_languages


def train(net: Tagger, groups: dict, held: dict, rng: np.random.Generator, options: argparse.Namespace) -> None:
    optimiser = torch.optim.AdamW(net.parameters(), options.rate, weight_decay=1e-2)
    mean = {name: value.detach().clone() for name, value in net.state_dict().items()}
    began, step, seen, lately, told = time.time(), 0, 0, [], 0.0
    log = (options.out / 'log.jsonl').open('a')
    while (done := (time.time() - began) / 60 / options.minutes) < 1:
        for group in optimiser.param_groups:
            group['lr'] = options.rate * min(1, (step + 1) / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
        net.train()
        chosen = draw(groups, rng)
        loss = loss_of(net, assemble(chosen, len(TAGS), rng))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        step, seen = step + 1, seen + len(chosen)
        lately.append(loss.item())
        keep = min(0.998, step / (step + 100))
        with torch.no_grad():
            for name, value in net.state_dict().items():
                mean[name].lerp_(value, 1 - keep) if value.dtype.is_floating_point else mean[name].copy_(value)
        if (time.time() - began) / 60 > told + options.minutes / 12:
            told = (time.time() - began) / 60
            tell(net, mean, held, log, {'minutes': round(told, 1), 'step': step, 'documents': seen, 'loss': round(float(np.mean(lately)), 4)}, options)
            lately = []
    net.load_state_dict(mean)
    torch.save(net.state_dict(), options.out / 'net.pt')
    report = {'seed': options.seed, 'minutes': options.minutes, 'steps': step, 'documents': seen, 'val': {name: tag_scores(net, documents) for name, documents in held.items() if documents}}
    (options.out / 'report.json').write_text(json.dumps(report, indent=1) + '\n')


def tell(net: Tagger, mean: dict, held: dict, log, line: dict, options: argparse.Namespace) -> None:
    """Measures the running mean of the weights on the held-out documents and keeps it, so that a stopped training is not lost."""
    own = {name: value.clone() for name, value in net.state_dict().items()}
    net.load_state_dict(mean)
    torch.save(mean, options.out / 'net.pt')
    for name, documents in held.items():
        if documents:
            scores = tag_scores(net, documents)
            line[name] = {tag: scores[tag]['f1'] for tag in scores}
    net.load_state_dict(own)
    log.write(json.dumps(line) + '\n')
    log.flush()
    print(json.dumps(line), flush=True)


if __name__ == '__main__':
    main()
