"""Writes the mean of the weights of several trainings that went on from one network.

    /usr/bin/python3 models/training/extractor/average.py --nets FOLDER FOLDER ... [--shares .6 .4] --out FOLDER

Trainings of other seeds end in other places of one valley; what lies between them is better than either and takes one network's time (Wortsman et al.,
"Model soups", 2022). Networks that did not go on from the same weights have nothing in common that could be averaged.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--nets', type=Path, nargs='+', required=True)
    parser.add_argument('--shares', type=float, nargs='+', help='how much of each; equal ones where left out')
    parser.add_argument('--out', type=Path, required=True)
    options = parser.parse_args()
    shares = options.shares or [1 / len(options.nets)] * len(options.nets)
    if len(shares) != len(options.nets) or abs(sum(shares) - 1) > 1e-6:
        raise SystemExit('There is one share a network, and they make 1.')
    nets = [torch.load(folder / 'net.pt') for folder in options.nets]
    reports = [json.loads((folder / 'report.json').read_text('utf-8')) for folder in options.nets]
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({name: mean([net[name] for net in nets], shares) for name in nets[0]}, options.out / 'net.pt')
    report = {key: [one[key] for one in reports] for key in ('seed', 'minutes', 'steps', 'documents')}
    (options.out / 'report.json').write_text(json.dumps(report, indent=1) + '\n', encoding='utf-8')


def mean(values: list[torch.Tensor], shares: list[float]) -> torch.Tensor:
    """Whole numbers, which count and are no weights, are the first one's."""
    return sum(value * share for value, share in zip(values, shares)) if values[0].dtype.is_floating_point else values[0]


if __name__ == '__main__':
    main()
