"""Quantises the recogniser: uint8 activations, int8 weights per output channel, as QDQ nodes that ONNX Runtime fuses into integer convolutions.

    /usr/bin/python3 models/training/reader/quantise.py --model .cache/reader/recogniser-f32.onnx --out models/reader/v1/recogniser.onnx

Ranges come from augmented training lines (calibrate.mjs, needs Node 24 in PATH). The last layer stays float: its logits decide.
"""
from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path

import cv2
import numpy as np
import onnx
from onnx import helper, numpy_helper

from line_batches import usable
from line_crops import augment, load_lines, normalise
from real_lines import real_lines

CALIBRATION_LINES = 150   # half of them real


def observe(model: onnx.ModelProto, folder: Path, cache: Path) -> dict[str, tuple[float, float]]:
    """Lowest and highest value of each tensor over augmented training lines."""
    names = [o for node in model.graph.node for o in node.output if o != 'y']
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    watched.graph.output.extend(helper.make_tensor_value_info(name, 1, None) for name in names)
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(watched, str(folder / 'observed.onnx'))
    cv2.setNumThreads(1)
    rng = np.random.default_rng(5)
    values: list[np.ndarray] = []
    for lines in (real_lines('train', cache), load_lines(cache / 'rendered-000')):
        chosen = [int(i) for i in rng.permutation(len(lines)) if usable(lines, int(i))][:CALIBRATION_LINES // 2]
        values += [normalise(augment(lines.image(i), rng)) for i in chosen]
    (folder / 'lines.bin').write_bytes(b''.join(np.ascontiguousarray(v, np.float32).tobytes() for v in values))
    (folder / 'lines.json').write_text(json.dumps({'names': ['x', *names], 'widths': [v.shape[1] for v in values]}))
    subprocess.run(['node', str(Path(__file__).parent / 'calibrate.mjs'), str(folder)], check=True)
    return {name: (low, high) for name, (low, high) in json.loads((folder / 'ranges.json').read_text()).items()}


class Quantiser:
    """Rewrites a graph of Conv, Relu and Add with QDQ nodes."""

    def __init__(self, model: onnx.ModelProto, ranges: dict[str, tuple[float, float]], weight_bits: int, float_layers: set[str]) -> None:
        self.graph, self.ranges, self.float_layers = model.graph, ranges, float_layers
        self.highest = 2 ** (weight_bits - 1) - 1
        self.weights = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
        self.users: dict[str, list[onnx.NodeProto]] = {}
        for node in model.graph.node:
            for name in node.input:
                self.users.setdefault(name, []).append(node)
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, np.ndarray] = {}
        self.scales: dict[str, float] = {}
        self.renamed: dict[str, str] = {}

    def activation(self, name: str) -> None:
        """Inserts quantise and dequantise behind tensor `name`."""
        low, high = min(0., self.ranges[name][0]), max(0., self.ranges[name][1])
        scale = np.float32((high - low) / 255 or 1e-6)
        self.constants[f'{name}_scale'] = np.array(scale, np.float32)
        self.constants[f'{name}_zero'] = np.array(np.clip(round(-low / float(scale)), 0, 255), np.uint8)
        self.nodes.append(helper.make_node('QuantizeLinear', [name, f'{name}_scale', f'{name}_zero'], [f'{name}_q']))
        self.nodes.append(helper.make_node('DequantizeLinear', [f'{name}_q', f'{name}_scale', f'{name}_zero'], [f'{name}_dq']))
        self.scales[name], self.renamed[name] = float(scale), f'{name}_dq'

    def convolution(self, node: onnx.NodeProto) -> None:
        """The same convolution with integer weights (per output channel) and bias."""
        source, weight, bias = node.input[0], self.weights[node.input[1]], self.weights[node.input[2]]
        name = node.output[0]
        scale = np.maximum(np.abs(weight).reshape(len(weight), -1).max(1) / self.highest, 1e-9).astype(np.float32)
        bias_scale = (scale * self.scales[source]).astype(np.float32)
        self.constants |= {
            f'{name}_w': np.clip(np.round(weight / scale[:, None, None, None]), -self.highest, self.highest).astype(np.int8), f'{name}_ws': scale, f'{name}_wz': np.zeros(len(scale), np.int8),
            f'{name}_b': np.round(bias / bias_scale).astype(np.int32), f'{name}_bs': bias_scale, f'{name}_bz': np.zeros(len(scale), np.int32)}
        for kind in ('w', 'b'):
            self.nodes.append(helper.make_node('DequantizeLinear', [f'{name}_{kind}', f'{name}_{kind}s', f'{name}_{kind}z'], [f'{name}_{kind}dq'], axis=0))
        plain = helper.make_node('Conv', [self.renamed[source], f'{name}_wdq', f'{name}_bdq'], list(node.output), node.name)
        plain.attribute.extend(node.attribute)
        self.nodes.append(plain)

    def run(self) -> onnx.ModelProto:
        self.activation('x')
        for node in self.graph.node:
            if node.op_type == 'Conv' and node.output[0] not in self.float_layers:
                self.convolution(node)
            else:
                same = onnx.NodeProto()
                same.CopyFrom(node)
                del same.input[:]
                same.input.extend([self.renamed.get(name, name) for name in node.input])
                self.nodes.append(same)
                self.constants |= {name: self.weights[name] for name in node.input if name in self.weights}
            output = node.output[0]
            into_relu = [user.op_type for user in self.users.get(output, [])] == ['Relu']   # ReLU is part of the convolution or addition before it
            if output != 'y' and not into_relu:
                self.activation(output)
        graph = helper.make_graph(self.nodes, 'recogniser', list(self.graph.input), list(self.graph.output), [numpy_helper.from_array(a, n) for n, a in self.constants.items()])
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 13)])
        model.ir_version = 7
        onnx.checker.check_model(model)
        return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--model', type=Path, default=Path('.cache/reader/recogniser-f32.onnx'))
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--cache', type=Path, default=Path('.cache/reader'))
    parser.add_argument('--weight-bits', type=int, default=7, help='7 keeps sums of two products within 16 bits on processors without VNNI; 8 uses the whole range')
    parser.add_argument('--float-first', action='store_true')
    options = parser.parse_args()
    model = onnx.load(str(options.model))
    convolutions = [n.output[0] for n in model.graph.node if n.op_type == 'Conv']
    keep_float = {'y', *(convolutions[:1] if options.float_first else [])}
    ranges = observe(model, options.cache / 'calibration', options.cache)
    onnx.save(Quantiser(model, ranges, options.weight_bits, keep_float).run(), str(options.out))
    print(options.out, options.out.stat().st_size, 'bytes')


if __name__ == '__main__':
    main()
