"""Exports the detector's weights as ONNX (f32): `x` [1, 1, H, W], `y` [1, 3, H / 4, W / 4], H and W multiples of 32.

    export_detector.py --weights ema.pt --out detector.onnx
    export_detector.py --publish detector.onnx --options '{"threshold": 0.3, "minCells": 2, "shrink": 0.15}'

--publish copies a file (f32 or int8) to models/reader/v1 and writes the detector's part of its manifest.
"""

from __future__ import annotations

import argparse
import json
import warnings
from pathlib import Path

import onnx
import torch

from detector_net import DetectorNet, fold
from geometry import CAPITAL_HEIGHT
from manifest import FOLDER, net_file, update

OPSET = 13


def export(weights: Path, out: Path) -> None:
    """Folds and writes the net; refuses where folding changed what it computes."""
    net = DetectorNet()
    net.load_state_dict(torch.load(weights, map_location='cpu'))
    net.eval()
    x = torch.rand(1, 1, 128, 160)
    with torch.no_grad():
        before = net(x)
        fold(net)
        after = net(x)
    difference = (before - after).abs().max().item()
    if difference > 1e-3:
        raise SystemExit(f'folding changed the output by {difference}')
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        torch.onnx.export(net, x, str(out), opset_version=OPSET, input_names=['x'], output_names=['y'], dynamic_axes={'x': {2: 'h', 3: 'w'}, 'y': {2: 'h4', 3: 'w4'}})
    model = onnx.load(str(out))
    onnx.checker.check_model(model)
    print('nodes', sorted({n.op_type for n in model.graph.node}), 'bytes', out.stat().st_size, 'folding changed', f'{difference:.1e}')


def publish(model: Path, options: dict) -> None:
    """Copies the model to the reader's folder and writes its part of the manifest."""
    data = model.read_bytes()
    FOLDER.mkdir(parents=True, exist_ok=True)
    temporary = FOLDER / 'detector.part'
    temporary.write_bytes(data)
    temporary.rename(FOLDER / 'detector.onnx')
    update('detector', {**net_file('detector.onnx'), 'capitalHeight': int(CAPITAL_HEIGHT), **options})
    print('published', len(data), 'bytes')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--weights', type=Path)
    parser.add_argument('--out', type=Path)
    parser.add_argument('--publish', type=Path)
    parser.add_argument('--options', type=json.loads, default={'threshold': 0.3, 'minCells': 2, 'shrink': 0.15})
    args = parser.parse_args()
    if args.weights and args.out:
        export(args.weights, args.out)
    if args.publish:
        publish(args.publish, args.options)


if __name__ == '__main__':
    main()
