"""The line recogniser: a convolutional CTC net, 32 px high lines in, one column of logits every 4 px out.

No batch normalisation (in Debian's torch it costs more on a CPU than the convolutions): weights are standardised and scaled instead, which
folds into plain convolutions at export. Residual blocks have a learned gain that folds too, so the exported graph is Conv, Relu and Add.
"""
from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from charset import CLASSES, INDEX

RELU_GAIN = 1.41   # sqrt 2: keeps the variance through a ReLU


@dataclass(frozen=True)
class Shape:
    """Channels of the four front layers and of the tail; dilations of the tail's blocks."""
    front: tuple[int, int, int, int] = (24, 32, 64, 96)
    tail: int = 208
    dilations: tuple[int, ...] = (1, 2, 4, 8, 1)


class StandardConv(nn.Conv2d):
    """Convolution with scaled weight standardisation."""

    def __init__(self, inputs: int, outputs: int, kernel: int | tuple[int, int], stride: int | tuple[int, int] = 1, padding: int | tuple[int, int] = 0, dilation: int | tuple[int, int] = 1) -> None:
        super().__init__(inputs, outputs, kernel, stride, padding, dilation, bias=True)
        self.gain = nn.Parameter(torch.ones(outputs, 1, 1, 1))
        nn.init.zeros_(self.bias)

    def folded(self) -> Tensor:
        weight = self.weight.float()
        variance, mean = torch.var_mean(weight, (1, 2, 3), unbiased=False, keepdim=True)
        return (weight - mean) * torch.rsqrt(variance * weight[0].numel() + 1e-6) * self.gain * RELU_GAIN

    def forward(self, x: Tensor) -> Tensor:
        return F.conv2d(x, self.folded(), self.bias, self.stride, self.padding, self.dilation)


class Residual(nn.Module):
    """x + gain * (1x1 of a ReLU of the first convolution), ReLU behind."""

    def __init__(self, first: StandardConv, second: StandardConv) -> None:
        super().__init__()
        self.first, self.second = first, second
        self.gain = nn.Parameter(torch.tensor(.3))

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.gain.to(x.dtype) * self.second(torch.relu(self.first(x))))


class Recogniser(nn.Module):
    """x [N,1,32,W], paper 0 and ink 1 -> logits [N,CLASSES,1,ceil(ceil(W/2)/2)]."""

    def __init__(self, shape: Shape = Shape()) -> None:
        super().__init__()
        a, b, c, d = shape.front
        t = shape.tail
        self.front = nn.Sequential(
            StandardConv(1, a, 3, 2, 1), nn.ReLU(inplace=True),          # 16 rows, W/2
            StandardConv(a, b, 3, (2, 1), 1), nn.ReLU(inplace=True),     # 8 rows
            StandardConv(b, c, 3, (1, 2), 1), nn.ReLU(inplace=True),     # W/4
            StandardConv(c, d, 3, (2, 1), 1), nn.ReLU(inplace=True),     # 4 rows
            Residual(StandardConv(d, d, 3, 1, 1), StandardConv(d, d, 1)),
            StandardConv(d, t, (4, 3), 1, (0, 1)), nn.ReLU(inplace=True))   # 1 row
        self.tail = nn.Sequential(*[Residual(StandardConv(t, t, (1, 3), 1, (0, k), (1, k)), StandardConv(t, t, 1)) for k in shape.dilations])
        self.head = nn.Conv2d(t, CLASSES, 1)
        nn.init.normal_(self.head.weight, 0, .02)
        nn.init.zeros_(self.head.bias)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.tail(self.front(x)))


def frames(width: int) -> int:
    """Columns of logits for a crop of `width` px."""
    half = (width + 1) // 2
    return (half + 1) // 2


_PAIRS = [(INDEX[u], INDEX[u.lower()]) for u in INDEX if u.isalpha() and u.lower() != u and u.lower() in INDEX]
_UPPER = torch.tensor([u for u, _ in _PAIRS])
_LOWER = torch.tensor([l for _, l in _PAIRS])
NEVER = -40.   # log probability of a class ruled out; finite, so that no gradient becomes NaN


def collapse_case(log_p: Tensor) -> Tensor:
    """Log probabilities [.., CLASSES] in which an upper-case class holds both cases and the lower-case one none: labels of SROIE are upper case whatever is printed."""
    both = torch.logaddexp(log_p[..., _UPPER], log_p[..., _LOWER])
    out = log_p.clone()
    out[..., _UPPER] = both
    out[..., _LOWER] = NEVER
    return out
