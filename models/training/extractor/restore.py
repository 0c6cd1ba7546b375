"""Weights of a network that was exported, so that a training can go on from the one that is shipped: `train.py --start models/extractor/v1/tagger.onnx`."""
from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

# Export turns convolutions of width 1 into products, which lose their names; they stand in the order of `OneDocument.forward`.
PRODUCTS = ('numbers', 'enter', 'blocks.0.around', 'blocks.2.around', 'whole', 'blocks.4.around', 'hidden', 'gather', 'document', 'tags', 'begins')


def weights_of(path: Path, like: dict[str, Tensor], at: int = 0) -> dict[str, Tensor]:
    """The weights of a `net.pt`, or of network `at` of a `tagger.onnx`; `like` is the state of a network of the same shape."""
    if path.suffix != '.onnx':
        return torch.load(path)
    tensors = [(one.name, torch.tensor(numpy_helper.to_array(one))) for one in onnx.load(str(path)).graph.initializer]
    prefix = f'nets.{at}.net.' if any(name.startswith('nets.') for name, _ in tensors) else 'net.'
    state = {name[len(prefix):]: value for name, value in tensors if name.startswith(prefix)}
    products = [value for name, value in tensors if not name.startswith(('net.', 'nets.'))]
    own = products[at * len(PRODUCTS):(at + 1) * len(PRODUCTS)]
    if len(own) != len(PRODUCTS) or len(state) + len(own) != len(like):
        raise ValueError(f'{path} holds no network {at} of this shape.')
    for name, value in zip(PRODUCTS, own):
        wanted = like[f'{name}.conv.weight'].shape
        state[f'{name}.conv.weight'] = (value if value.shape == wanted[:2] else value.t()).reshape(wanted).contiguous()
    return state
