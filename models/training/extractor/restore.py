"""Weights of a network that was exported, so that a training can go on from the one that is shipped: `train.py --start models/extractor/v1/tagger.onnx`."""
from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor


def weights_of(path: Path, like: dict[str, Tensor]) -> dict[str, Tensor]:
    """The weights of a `net.pt`, or of a `tagger.onnx`; `like` is the state of a network of the same shape."""
    if path.suffix != '.onnx':
        return torch.load(path)
    tensors = {one.name: torch.tensor(numpy_helper.to_array(one)) for one in onnx.load(str(path)).graph.initializer}
    state = {name: tensors.get(f'net.{name}') for name in like}
    if any(value is None or value.shape != like[name].shape for name, value in state.items()):
        raise ValueError(f'{path} holds no network of this shape.')
    return state
