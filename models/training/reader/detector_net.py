"""The line detector: a small net that sees a page at capital height 16 px and says for every cell of 4 x 4 px whether the core of a text line lies there.

Layers are convolutions with scaled weight standardisation in place of batch normalisation (which costs more than the convolutions on a CPU);
the standardisation and the residual gains are folded away for export, so the ONNX graph holds Conv, Relu, Add and Resize alone.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn


class StandardConv(nn.Conv2d):
    """A convolution whose weights have mean 0 and a fixed norm per output channel, times a learned gain."""

    def __init__(self, inputs: int, outputs: int, size: int, stride: int = 1, dilation: tuple[int, int] = (1, 1)) -> None:
        padding = (dilation[0] * (size // 2), dilation[1] * (size // 2))
        super().__init__(inputs, outputs, size, stride, padding, dilation)
        self.gain = nn.Parameter(torch.ones(outputs, 1, 1, 1))
        nn.init.zeros_(self.bias)

    def standardised(self) -> torch.Tensor:
        weight = self.weight.float()
        variance, mean = torch.var_mean(weight, (1, 2, 3), unbiased=False, keepdim=True)
        return (weight - mean) * torch.rsqrt(variance * weight[0].numel() + 1e-6) * self.gain * 1.41

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.conv2d(x, self.standardised(), self.bias, self.stride, self.padding, self.dilation)

    def folded(self, factor: float = 1.0) -> nn.Conv2d:
        """The same layer as a plain convolution, its output scaled by `factor`."""
        plain = nn.Conv2d(self.in_channels, self.out_channels, self.kernel_size, self.stride, self.padding, self.dilation)
        plain.weight.data = self.standardised().detach() * factor
        plain.bias.data = self.bias.detach() * factor
        return plain


class Residual(nn.Module):
    """x + gain * 1x1(relu(3x3(x))), then relu."""

    def __init__(self, channels: int, dilation: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self.wide = StandardConv(channels, channels, 3, 1, dilation)
        self.point = StandardConv(channels, channels, 1)
        self.gain = nn.Parameter(torch.tensor(0.3))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        branch = self.point(torch.relu(self.wide(x)))
        return torch.relu(x + (branch if self.gain is None else self.gain.to(x.dtype) * branch))


class DetectorNet(nn.Module):
    """[N, 1, H, W] ink (0 paper .. 1 black) to [N, 3, H / 4, W / 4]: core logit, up and down in px / 16. H and W are multiples of 32."""

    def __init__(self, channels: tuple[int, int, int, int] = (16, 24, 48, 64)) -> None:
        super().__init__()
        half, quarter, eighth, deep = channels
        self.to_half = StandardConv(1, half, 3, 2)
        self.to_quarter = StandardConv(half, quarter, 3, 2)
        self.quarter = Residual(quarter)
        self.to_eighth = StandardConv(quarter, eighth, 3, 2)
        self.eighth = Residual(eighth)
        self.to_deep = StandardConv(eighth, deep, 3, 2)
        self.deep = nn.Sequential(*[Residual(deep, d) for d in ((1, 1), (1, 2), (2, 4), (1, 8), (1, 1))])
        self.up_eighth = StandardConv(deep, eighth, 1)
        self.skip_eighth = StandardConv(eighth, eighth, 1)
        self.out_eighth = Residual(eighth)
        self.up_quarter = StandardConv(eighth, quarter, 1)
        self.skip_quarter = StandardConv(quarter, quarter, 1)
        self.out_quarter = Residual(quarter)
        self.last = StandardConv(quarter, quarter, 3)
        self.maps = nn.Conv2d(quarter, 3, 1)
        nn.init.normal_(self.maps.weight, 0, 0.05)
        self.maps.bias.data = torch.tensor([-2.0, 0.7, 0.7])

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        quarter = self.quarter(torch.relu(self.to_quarter(torch.relu(self.to_half(x)))))
        eighth = self.eighth(torch.relu(self.to_eighth(quarter)))
        deep = self.deep(torch.relu(self.to_deep(eighth)))
        eighth = torch.relu(double(self.up_eighth(deep)) + self.skip_eighth(eighth))
        quarter = torch.relu(double(self.up_quarter(self.out_eighth(eighth))) + self.skip_quarter(quarter))
        return self.maps(torch.relu(self.last(self.out_quarter(quarter))))


def double(x: torch.Tensor) -> torch.Tensor:
    return F.interpolate(x, scale_factor=2.0, mode='nearest')


def fold(net: DetectorNet) -> DetectorNet:
    """Replaces every standardised layer by a plain one and moves the residual gains into the layers before them. In place."""
    for block in [m for m in net.modules() if isinstance(m, Residual)]:
        block.point = block.point.folded(block.gain.item())  # type: ignore[assignment]
        block.gain = None
    for module in list(net.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, StandardConv):
                setattr(module, name, child.folded())
    return net


def parameter_count(net: nn.Module) -> int:
    return sum(p.numel() for p in net.parameters())
