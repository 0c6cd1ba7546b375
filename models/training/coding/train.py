"""
Trains the coding classifier: words of a supplier or a line item -> category of bookkeeping.

    python3 models/training/coding/train.py --corpus PATH [--out models/coding/v1]

PATH holds merchants.csv and items.csv (columns source, merchant | item, category). Needs torch, numpy and onnx. Seeded; one thread.
Three splits by seed give mean and spread; the net of seed 0 is the one that is written, with its own test numbers.
"""
import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from card import write_card
from corpus import Line, groups_of, load_lines, load_table, split
from features import BUCKETS, MAX_GRAM, MIN_GRAM, indices
from measure import keyword_guess, macro_f1, majority_guess, scores
from net import Net, export, fit_temperature, logits_of, train

HERE = Path(__file__).resolve().parent
SEEDS = (0, 1, 2)
# A name of which the net knows nothing: shows what it falls back to.
UNKNOWN = 'Saltmarsh Linen Services Ltd'
GOLDEN = [
    'Fairway Fuels', 'DIESEL 40.10 L @ 142.9 p/L', 'Café Crème, 2 Stück', 'A4 copier paper 5 reams', 'Brisa - Concessão Rodoviária, S.A.',
    'NASI GORENG AYAM', 'Microsoft 365 Business', 'Bürobedarf Groß & Söhne', 'ﬁne №5 ½ İstanbul', '珈琲 2杯', '12345 6.78', '---', '',
]


def run(lines: list[Line], groups: np.ndarray, names: list[str], keywords: dict[str, list[str]], seed: int) -> dict:
    """One split, one net, all numbers."""
    at = {name: i for i, name in enumerate(names)}
    parts = split(groups, seed)
    fit, val, test = ([lines[i] for i in part] for part in parts)
    label = lambda part: [at[line.category] for line in part]  # noqa: E731
    hand = [(text, at[name]) for name in names for text in keywords[name]]
    net = train([line.text for line in fit] + [text for text, _ in hand], label(fit) + [c for _, c in hand],
                ([line.text for line in val], label(val)), len(names), seed)
    temperature = fit_temperature(logits_of(net, [line.text for line in val]), label(val))
    probabilities = torch.softmax(logits_of(net, [line.text for line in test]) / temperature, 1).numpy()
    truth = label(test)
    unknown = torch.softmax(logits_of(net, [UNKNOWN]) / temperature, 1)[0]
    majority = majority_guess(label(fit), len(test))
    keyword = keyword_guess([line.text for line in test], [keywords[name] for name in names], majority[0])
    baseline = lambda guess: {  # noqa: E731
        'accuracy': float(np.mean(np.array(guess) == truth)), 'macroF1': macro_f1(truth, guess, len(names))}
    return {
        'net': net, 'temperature': temperature, 'sizes': [len(fit), len(val), len(test)], 'keywordLines': len(hand),
        'unknown': {'text': UNKNOWN, 'category': names[int(unknown.argmax())], 'p': float(unknown.max())},
        'test': scores(truth, probabilities, len(names)), 'majority': baseline(majority), 'keyword': baseline(keyword),
        'slices': slices(test, truth, probabilities, len(names)), 'categories': per_category(names, fit, truth, probabilities),
    }


def slices(test: list[Line], truth: list[int], probabilities: np.ndarray, classes: int) -> dict[str, dict]:
    found = {}
    for name, member in [(f'{kind}s', lambda line, kind=kind: line.kind == kind) for kind in ('merchant', 'item')] + [
            (f'source {source}', lambda line, source=source: line.source == source) for source in sorted({line.source for line in test})]:
        where = [i for i, line in enumerate(test) if member(line)]
        found[name] = scores([truth[i] for i in where], probabilities[where], classes)
    return found


def per_category(names: list[str], fit: list[Line], truth: list[int], probabilities: np.ndarray) -> dict[str, dict]:
    guess = probabilities.argmax(1).tolist()
    lines = Counter(line.category for line in fit)
    table = {}
    for c, name in enumerate(names):
        hit = sum(t == c == g for t, g in zip(truth, guess))
        support, claimed = truth.count(c), guess.count(c)
        table[name] = {'trainingLines': lines[name], 'test': support, 'recall': hit / support if support else None,
                       'precision': hit / claimed if claimed else None}
    return table


def golden(net: Net, temperature: float) -> list[dict]:
    """What ties the two implementations together: text -> indices -> probabilities."""
    probabilities = torch.softmax(logits_of(net, GOLDEN) / temperature, 1).tolist()
    return [{'text': text, 'indices': indices(text), 'probabilities': [round(p, 7) for p in row]} for text, row in zip(GOLDEN, probabilities)]


def spread(runs: list[dict], part: str, key: str) -> dict[str, float]:
    values = [r[part][key] for r in runs]
    return {'mean': round(float(np.mean(values)), 4), 'sd': round(float(np.std(values, ddof=1)), 4)}


def rounded(value):
    if isinstance(value, float):
        return None if value != value else round(value, 4)
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--corpus', type=Path, required=True)
    parser.add_argument('--out', type=Path, default=HERE.parents[1] / 'coding' / 'v1')
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    merge, uninformative, keywords = load_table(HERE / 'categories.json')
    names = list(keywords)
    lines, counts = load_lines(options.corpus, merge, uninformative)
    groups = groups_of(lines)
    counts['groups of near-copies'] = len(set(groups.tolist()))
    runs = [run(lines, groups, names, keywords, seed) for seed in SEEDS]
    for seed, result in zip(SEEDS, runs):
        print(f'seed {seed}', json.dumps(rounded({k: result[k] for k in ('temperature', 'test', 'majority', 'keyword')})))
    summary = {part: {key: spread(runs, part, key) for key in keys} for part, keys in
               {'test': ['accuracy', 'top3', 'macroF1', 'ece'], 'majority': ['accuracy', 'macroF1'], 'keyword': ['accuracy', 'macroF1']}.items()}
    first = runs[0]
    write(options.out, first, names, counts, summary)
    print(json.dumps(summary, indent=1))
    print(json.dumps(counts, indent=1))


def write(out: Path, first: dict, names: list[str], counts: dict[str, int], summary: dict) -> None:
    out.mkdir(parents=True, exist_ok=True)
    export(first['net'], first['temperature'], str(out / 'model.onnx'))
    (out / 'golden.json').write_text(json.dumps(golden(first['net'], first['temperature']), ensure_ascii=False, indent=1) + '\n', 'utf-8')
    data = (out / 'model.onnx').read_bytes()
    manifest = {
        'name': 'coding', 'version': '1', 'file': 'model.onnx', 'sha256': hashlib.sha256(data).hexdigest(), 'bytes': len(data),
        'task': 'words of a supplier or a line item -> category of bookkeeping',
        'categories': names,
        'features': {'kind': 'fnv1a-32 of character n-grams', 'buckets': BUCKETS, 'minGram': MIN_GRAM, 'maxGram': MAX_GRAM},
        'madeBy': 'models/training/coding/train.py',
        'data': {**counts, 'keywordLines': first['keywordLines'],
                 'training': first['sizes'][0], 'validation': first['sizes'][1], 'test': first['sizes'][2]},
        'metrics': rounded({'thisFile': {'seed': SEEDS[0], **first['test']}, 'threeSeeds': summary}),
        'licence': 'Apache-2.0; training labels MIT (murtadha, from CORD, Zenodo, ExpressExpense)',
    }
    (out / 'manifest.json').write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + '\n', 'utf-8')
    write_card(out / 'card.md', manifest, rounded(first), counts)


if __name__ == '__main__':
    main()
