"""Writes trained field taggers as models/extractor/v1: tagger.onnx, manifest.json and golden.json.

    /usr/bin/python3 models/training/extractor/export.py --net FOLDER --features FOLDER [--out models/extractor/v1]

`--net` holds net.pt and report.json of a training or of a mean of some (`average.py`), or what was exported before. `--features` is where documents were
turned into arrays (`features.ts`): those of `golden.jsonl`, and those of the validation split, on which what is written is measured.
golden.json has the former and what torch says of their words: a test compares the application with it.
"""
from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from data import Corpus, held_out
from metrics import tag_scores
from net import BUCKETS, NEIGHBOURS, PIECES, OneDocument, Tagger
from restore import weights_of
from train import MIXTURE
from vocabulary_of_tags import LANGUAGES, TAGS, TYPES

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--net', type=Path, required=True)
    parser.add_argument('--features', type=Path, required=True)
    parser.add_argument('--out', type=Path, default=HERE.parents[1] / 'extractor' / 'v1')
    options = parser.parse_args()
    corpora = {folder.name: Corpus(folder) for folder in sorted(options.features.iterdir()) if (folder / 'documents.bin').exists()}
    golden = corpora['golden']
    numbers = golden.numbers.shape[1]
    net, training = loaded(options.net, numbers)
    one = OneDocument(net).eval()
    options.out.mkdir(parents=True, exist_ok=True)
    write_net(one, golden, options.out / 'tagger.onnx')
    write_golden(one, golden, options.out / 'golden.json')
    validation = {name: tag_scores(net, documents) for name, documents in held_out(corpora, MIXTURE).items() if documents}
    write_manifest(options.out, numbers, training, validation)


def loaded(folder: Path, numbers: int) -> tuple[Tagger, dict]:
    """A network and how it was trained."""
    net = Tagger(numbers, len(TAGS), len(TYPES), len(LANGUAGES))
    trained = folder / 'net.pt'
    net.load_state_dict(weights_of(trained if trained.exists() else folder / 'tagger.onnx', net.state_dict()))
    if trained.exists():
        report = json.loads((folder / 'report.json').read_text('utf-8'))
        return net.eval(), {key: report[key] for key in ('seed', 'minutes', 'steps', 'documents') if key in report}
    return net.eval(), json.loads((folder / 'manifest.json').read_text('utf-8'))['training']


def inputs_of(corpus: Corpus, i: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    there = slice(int(corpus.starts[i]), int(corpus.starts[i] + corpus.lengths[i]))
    return (torch.from_numpy(corpus.pieces[there].astype(np.int32)), torch.from_numpy(corpus.numbers[there].astype(np.float32)),
            torch.from_numpy(corpus.neighbours[there].astype(np.int32)))


def write_net(one: nn.Module, golden: Corpus, path: Path) -> None:
    names = ['pieces', 'numbers', 'neighbours']
    outputs = ['tags', 'begins', 'types', 'languages']
    axes = {name: {0: 'words'} for name in [*names, 'tags', 'begins']}
    torch.onnx.export(one, inputs_of(golden, 0), str(path), input_names=names, output_names=outputs, dynamic_axes=axes, opset_version=14)


def write_golden(one: nn.Module, golden: Corpus, path: Path) -> None:
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


def write_manifest(out: Path, numbers: int, training: dict, validation: dict) -> None:
    data = (out / 'tagger.onnx').read_bytes()
    manifest = {
        'name': 'tickmark-extractor', 'version': '1', 'file': 'tagger.onnx', 'sha256': hashlib.sha256(data).hexdigest(), 'bytes': len(data),
        'task': 'words of a document with their places -> what each word is; kind and language of the document',
        'pieces': PIECES, 'buckets': BUCKETS, 'numbers': numbers, 'neighbours': NEIGHBOURS, 'tags': TAGS, 'types': TYPES, 'languages': LANGUAGES,
        'madeBy': 'models/training/extractor/train.py',
        'training': training,
        'validation': validation,
        'licence': 'Apache-2.0; real receipts among the training documents: SROIE (ICDAR 2019), CC BY 4.0',
    }
    (out / 'manifest.json').write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + '\n', 'utf-8')


if __name__ == '__main__':
    main()
