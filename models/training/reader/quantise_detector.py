"""Quantises the detector as quantise.py does the recogniser: uint8 activations, int8 weights per output channel, last layer float.

    quantise_detector.py --model detector-f32.onnx --out detector-int8.onnx --rendered POOL [--weight-bits 8]

Ranges come from damaged training crops, half of them receipts. Needs `node` on the path.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import cv2
import numpy as np
import onnx
from onnx import helper, numpy_helper

from corpus import splits
from page import load_pages
from page_augment import training_crop
from quantise import Quantiser
from real_pages import training_pages
from train_detector import sources_of

SIDE = 256
CROPS = 80


def without_constants(model: onnx.ModelProto) -> onnx.ModelProto:
    """The exporter's Constant nodes (sizes of Resize) as initialisers, so that nobody quantises them."""
    for node in [n for n in model.graph.node if n.op_type == 'Constant']:
        array = numpy_helper.to_array(node.attribute[0].t)
        model.graph.initializer.append(numpy_helper.from_array(array, node.output[0]))
        model.graph.node.remove(node)
    return model


def observe(model: onnx.ModelProto, rendered: Path) -> dict[str, tuple[float, float]]:
    """Lowest and highest value of each tensor over damaged crops."""
    names = [o for node in model.graph.node for o in node.output if o != 'y']
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    watched.graph.output.extend(helper.make_tensor_value_info(name, 1, None) for name in names)
    rng = np.random.default_rng(7)
    train = splits()['train']
    real = sources_of(training_pages([train[int(i)] for i in rng.permutation(len(train))[: CROPS // 2]]))
    drawn = sources_of(load_pages(sorted(rendered.glob('*.npz'))[0])[: CROPS // 2])
    crops = [training_crop(rng, source, SIDE)[0] for source in real + drawn]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        onnx.save(watched, str(folder / 'observed.onnx'))
        (folder / 'lines.bin').write_bytes(b''.join(((255 - c.astype(np.float32)) / 255).tobytes() for c in crops))
        (folder / 'lines.json').write_text(json.dumps({'names': ['x', *names], 'widths': [SIDE] * len(crops), 'height': SIDE}))
        subprocess.run(['node', str(Path(__file__).parent / 'calibrate.mjs'), str(folder)], check=True)
        ranges = {name: (low, high) for name, (low, high) in json.loads((folder / 'ranges.json').read_text()).items()}
    ranges['x'] = (0.0, 1.0)
    for node in model.graph.node:  # enlarging copies values: one range before and after lets the runtime copy bytes
        if node.op_type == 'Resize':
            ranges[node.output[0]] = ranges[node.input[0]]
    return ranges


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--model', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--rendered', type=Path, required=True)
    parser.add_argument('--weight-bits', type=int, default=8)
    parser.add_argument('--float-first', action='store_true')
    args = parser.parse_args()
    cv2.setNumThreads(1)
    model = without_constants(onnx.load(str(args.model)))
    convolutions = [n.output[0] for n in model.graph.node if n.op_type == 'Conv']
    float_layers = {'y', *(convolutions[:1] if args.float_first else [])}
    onnx.save(Quantiser(model, observe(model, args.rendered), args.weight_bits, float_layers).run(), str(args.out))
    print(args.out, args.out.stat().st_size, 'bytes')


if __name__ == '__main__':
    main()
