"""Writes a trained field tagger as models/extractor/v1: tagger.onnx, manifest.json and golden.json.

    /usr/bin/python3 models/training/extractor/export.py --net FOLDER --features FOLDER [--out models/extractor/v1]

`--net` holds net.pt, log.jsonl and report.json of a training; `--features` is where the documents of `golden.jsonl` were turned into arrays
(`features.ts --out FOLDER models/training/extractor/golden.jsonl`). golden.json has those documents and what torch says of their words: a test
compares the application with it.
"""
from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch

from data import Corpus
from net import BUCKETS, NEIGHBOURS, PIECES, OneDocument, Tagger
from vocabulary_of_tags import LANGUAGES, TAGS, TYPES

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--net', type=Path, required=True)
    parser.add_argument('--features', type=Path, required=True)
    parser.add_argument('--out', type=Path, default=HERE.parents[1] / 'extractor' / 'v1')
    options = parser.parse_args()
    golden = Corpus(options.features / 'golden')
    numbers = golden.numbers.shape[1]
    net = Tagger(numbers, len(TAGS), len(TYPES), len(LANGUAGES))
    net.load_state_dict(torch.load(options.net / 'net.pt'))
    one = OneDocument(net.eval()).eval()
    options.out.mkdir(parents=True, exist_ok=True)
    write_net(one, golden, options.out / 'tagger.onnx')
    write_golden(one, golden, options.out / 'golden.json')
    write_manifest(options, numbers)


def inputs_of(corpus: Corpus, i: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    there = slice(int(corpus.starts[i]), int(corpus.starts[i] + corpus.lengths[i]))
    return (torch.from_numpy(corpus.pieces[there].astype(np.int32)), torch.from_numpy(corpus.numbers[there].astype(np.float32)),
            torch.from_numpy(corpus.neighbours[there].astype(np.int32)))


def write_net(one: OneDocument, golden: Corpus, path: Path) -> None:
    names = ['pieces', 'numbers', 'neighbours']
    outputs = ['tags', 'begins', 'types', 'languages']
    axes = {name: {0: 'words'} for name in [*names, 'tags', 'begins']}
    torch.onnx.export(one, inputs_of(golden, 0), str(path), input_names=names, output_names=outputs, dynamic_axes=axes, opset_version=14)


def write_golden(one: OneDocument, golden: Corpus, path: Path) -> None:
    lines = (HERE / 'golden.jsonl').read_text('utf-8').splitlines()
    documents = []
    with torch.no_grad():
        for i, line in enumerate(lines):
            tags, begins, types, languages = one(*inputs_of(golden, i))
            best = tags.max(1)
            documents.append({
                'document': json.loads(line),
                'words': [[TAGS[int(t)], round(float(p), 4)] for p, t in zip(best.values, best.indices)],
                'begins': [round(float(p), 4) for p in begins],
                'types': [round(float(p), 4) for p in types],
                'languages': [round(float(p), 4) for p in languages],
            })
    path.write_text(json.dumps(documents, ensure_ascii=False) + '\n', 'utf-8')


def write_manifest(options: argparse.Namespace, numbers: int) -> None:
    data = (options.out / 'tagger.onnx').read_bytes()
    report = json.loads((options.net / 'report.json').read_text('utf-8'))
    manifest = {
        'name': 'tickmark-extractor', 'version': '1', 'file': 'tagger.onnx', 'sha256': hashlib.sha256(data).hexdigest(), 'bytes': len(data),
        'task': 'words of a document with their places -> what each word is; kind and language of the document',
        'pieces': PIECES, 'buckets': BUCKETS, 'numbers': numbers, 'neighbours': NEIGHBOURS, 'tags': TAGS, 'types': TYPES, 'languages': LANGUAGES,
        'madeBy': 'models/training/extractor/train.py',
        'training': {key: report[key] for key in ('seed', 'minutes', 'steps', 'documents') if key in report},
        'validation': report['val'],
        'licence': 'Apache-2.0; real receipts among the training documents: SROIE (ICDAR 2019), CC BY 4.0',
    }
    (options.out / 'manifest.json').write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + '\n', 'utf-8')


if __name__ == '__main__':
    main()
