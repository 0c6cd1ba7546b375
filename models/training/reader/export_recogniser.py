"""Exports the recogniser's averaged weights as ONNX (f32): `x` [n, 1, 32, w], `y` [n, classes, 1, w / 4]; only Conv, Relu and Add remain.

    /usr/bin/python3 models/training/reader/export_recogniser.py --out .cache/reader/recogniser-f32.onnx
"""
from __future__ import annotations

import argparse
import warnings
from pathlib import Path

import onnx
import torch
from torch import nn

from recogniser_net import Recogniser, Residual, Shape, StandardConv

OPSET = 13


class PlainResidual(nn.Module):
    """A residual block whose gain is folded into its second convolution."""

    def __init__(self, block: Residual) -> None:
        super().__init__()
        self.first, self.second = block.first, block.second

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(x + self.second(torch.relu(self.first(x))))


def _plain(conv: StandardConv) -> nn.Conv2d:
    plain = nn.Conv2d(conv.in_channels, conv.out_channels, conv.kernel_size, conv.stride, conv.padding, conv.dilation)
    plain.weight.data, plain.bias.data = conv.folded().detach().clone(), conv.bias.data.clone()
    return plain


def fold(module: nn.Module) -> None:
    """Replaces standardised convolutions and residual gains below `module` by plain ones."""
    for name, child in module.named_children():
        if isinstance(child, StandardConv):
            setattr(module, name, _plain(child))
        else:
            fold(child)
            if isinstance(child, Residual):
                child.second.weight.data *= child.gain.item()
                child.second.bias.data *= child.gain.item()
                setattr(module, name, PlainResidual(child))


def load(checkpoint: Path, weights: str = 'average') -> Recogniser:
    """The net of a checkpoint; `weights` = 'average' (moving average) or 'net' (as of the last step)."""
    kept = torch.load(checkpoint, map_location='cpu')
    net = Recogniser(Shape(**kept['shape']))
    net.load_state_dict(kept[weights])
    return net.eval()


def export(net: Recogniser, out: Path) -> None:
    """Folds and writes the net; refuses where folding changed what it computes."""
    x = torch.rand(2, 1, 32, 160)
    with torch.no_grad():
        before = net(x)
        fold(net)
        difference = (before - net(x)).abs().max().item()
    if difference > 1e-3:
        raise SystemExit(f'folding changed the output by {difference}')
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        torch.onnx.export(net, x, str(out), opset_version=OPSET, input_names=['x'], output_names=['y'], dynamic_axes={'x': {0: 'n', 3: 'w'}, 'y': {0: 'n', 3: 't'}})
    model = onnx.load(str(out))
    onnx.checker.check_model(model)
    print('nodes', sorted({n.op_type for n in model.graph.node}), 'bytes', out.stat().st_size, f'folding changed {difference:.1e}')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--checkpoint', type=Path, default=Path('.cache/reader/recogniser.pt'))
    parser.add_argument('--weights', choices=('average', 'net'), default='average')
    parser.add_argument('--out', type=Path, default=Path('.cache/reader/recogniser-f32.onnx'))
    options = parser.parse_args()
    export(load(options.checkpoint, options.weights), options.out)


if __name__ == '__main__':
    main()
