"""Measures an ONNX recogniser on true boxes of receipts and on rendered lines in held-out fonts, run as in the product (Node 24 in PATH).

    /usr/bin/python3 models/training/reader/evaluate_recogniser.py --model models/reader/v1/recogniser.onnx --sets val rendered-val
    ... --sets val test rendered-val rendered-test --calibrate   # the final table; writes the word calibration into the manifest

Sets: val, test (receipts; upper-cased, white space collapsed); rendered-val, rendered-test (twelve languages, case counts).
"""
from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path

import cv2
import numpy as np

from charset import CHARSET
from corpus import image_path, read_lines, splits
from line_crops import load_lines, plain
from manifest import update
from metrics import error_rate, token_accuracy
from real_lines import reader_crop
from word_calibration import fit, quality, scored_words

HERE = Path(__file__).resolve().parent
RENDERED = {'rendered-val': (0, 2400), 'rendered-test': (2400, 4800)}   # 200 lines a language each


def make_crops(name: str, cache: Path) -> tuple[Path, list[str], list[str]]:
    """Writes the crops of a set once; (stem of the files, labels, groups)."""
    stem = cache / f'crops-{name}'
    if not stem.with_suffix('.labels').exists():
        crops, labels, groups = [], [], []
        if name in RENDERED:
            sets = [load_lines(p.with_suffix('')) for p in sorted(cache.glob('heldout-*.json'))]
            every = [(lines, i) for lines in sets for i in range(len(lines))]
            for lines, i in every[slice(*RENDERED[name])]:
                crops.append(plain(lines.image(i)))
                labels.append(lines.texts[i])
                groups.append(lines.groups[i])
        else:
            for receipt in splits()[name]:
                gray = cv2.imread(str(image_path(receipt)), cv2.IMREAD_GRAYSCALE)
                for line in read_lines(receipt):
                    crops.append(reader_crop(gray, line))
                    labels.append(line.text)
                    groups.append(receipt)
        stem.with_suffix('.bin').write_bytes(b''.join(c.tobytes() for c in crops))
        stem.with_suffix('.json').write_text(json.dumps({'charset': CHARSET, 'widths': [c.shape[1] for c in crops]}))
        stem.with_suffix('.labels').write_text(json.dumps([labels, groups]))
    labels, groups = json.loads(stem.with_suffix('.labels').read_text())
    return stem, labels, groups


def read(model: Path, stem: Path) -> tuple[list[str], list[list[tuple[str, float]]], dict[str, float]]:
    """(texts, characters with p, ms a line: elapsed and of the processor) of a set's crops."""
    out = stem.with_suffix('.read')
    subprocess.run(['node', str(HERE / 'run-recogniser.mjs'), str(model), str(stem), str(out)], check=True)
    result = json.loads(out.read_text())
    return [line['text'] for line in result['lines']], [line['characters'] for line in result['lines']], {name: round(result[key] / len(result['lines']), 3) for name, key in (('msPerLine', 'ms'), ('cpuMsPerLine', 'cpuMs'))}


def report(name: str, labels: list[str], texts: list[str], groups: list[str], ms: dict[str, float]) -> dict[str, object]:
    """Prints and returns the figures of one set."""
    real = name not in RENDERED
    pairs = list(zip(labels, texts))
    cer, exact = error_rate(pairs, real)
    figures: dict[str, object] = {'set': name, 'lines': len(pairs), 'cer': round(cer, 4), 'exact': round(exact, 4), **ms}
    if real:
        figures |= {f'{token}s': f'{hit / max(1, n):.4f} ({hit}/{n})' for token, (hit, n) in token_accuracy(pairs).items()}
        figures['cerWithoutSpaces'] = round(error_rate([(a.replace(' ', ''), b.replace(' ', '')) for a, b in pairs], True)[0], 4)
        each = sorted(error_rate([p for p, g in zip(pairs, groups) if g == receipt], True)[0] for receipt in set(groups))
        figures['perReceipt'] = {f'p{q}': round(float(np.percentile(each, q)), 4) for q in (10, 50, 90, 100)}
    else:
        figures['cerUpperCased'] = round(error_rate(pairs, True)[0], 4)
        figures['perLanguage'] = {g: round(error_rate([p for p, h in zip(pairs, groups) if h == g], False)[0], 4) for g in dict.fromkeys(groups)}
        figures['perLanguageLines'] = len(pairs) // len(set(groups))
    print(json.dumps(figures, ensure_ascii=False), flush=True)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--model', type=Path, default=Path('models/reader/v1/recogniser.onnx'))
    parser.add_argument('--sets', nargs='+', default=['val', 'test', 'rendered-val', 'rendered-test'])
    parser.add_argument('--cache', type=Path, default=Path('.cache/reader'))
    parser.add_argument('--calibrate', action='store_true', help='fit the word probability on val and rendered-val and write it into the manifest')
    parser.add_argument('--out', type=Path, help='figures as JSON')
    parser.add_argument('--errors', type=Path, help='lines read wrong, as JSON')
    options = parser.parse_args()
    figures, wrong, words = [], {}, {}
    for name in options.sets:
        stem, labels, groups = make_crops(name, options.cache)
        texts, characters, ms = read(options.model, stem)
        figures.append(report(name, labels, texts, groups, ms))
        wrong[name] = [(g, a, b) for a, b, g in zip(labels, texts, groups) if (a != b if name in RENDERED else a.split() != b.upper().split())]
        words[name] = scored_words(labels, characters, upper=name not in RENDERED)
    if options.calibrate:
        fitted = [words[name] for name in ('val', 'rendered-val')]
        coefficients = fit((np.concatenate([x for x, _ in fitted]), np.concatenate([y for _, y in fitted])))
        update('recogniser', {'calibration': coefficients})
        for name, scored in words.items():
            print('words', name, json.dumps(quality(scored, coefficients)))
            figures.append({'words': name, **quality(scored, coefficients)})
    if options.out:
        options.out.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + '\n')
    if options.errors:
        options.errors.write_text(json.dumps(wrong, ensure_ascii=False, indent=0))


if __name__ == '__main__':
    main()
