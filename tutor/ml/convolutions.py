r"""Shapes and parameter counts of convolutional networks, layer by layer, by three formulas.

A layer takes a map of side n with c channels and gives one of side m with d channels:

    convolution k × k   m = ⌊(n + 2·padding − k) / stride⌋ + 1     k·k·c·d + d     weights, and a bias for each of d
    pooling k × k       m = ⌊n / k⌋,  d = c                        0
    up-convolution 2×2  m = 2 n                                    2·2·c·d + d
    dense               c inputs in one row, d outputs             c·d + d

So a convolution costs the same on a large map as on a small one, and a dense layer after a 7 × 7 × 512 map costs
25,088 weights for each of its outputs. Source: Dumoulin, Visin, A guide to convolution arithmetic (2016).
The networks: VGG-16 (Simonyan, Zisserman 2014, configuration D), U-Net (Ronneberger, Fischer, Brox 2015),
YOLO (Redmon, Divvala, Girshick, Farhadi 2016).
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Kind = Literal["conv", "pool", "up", "join", "flatten", "dense"]


class Layer(NamedTuple):
    """One layer: its kind, the channels (or units) it gives, and how it moves over the map."""

    kind: Kind
    channels: int = 0
    kernel: int = 3
    padding: int = 0
    stride: int = 1


class Step(NamedTuple):
    """What a layer makes of what it gets: a map side × side × channels (side 0: one row of units)."""

    layer: Layer
    side: int
    channels: int
    parameters: int

    @property
    def values(self) -> int:
        """How many numbers the layer gives for one image."""
        return self.channels * max(1, self.side) ** 2


def conv_side(side: int, kernel: int, padding: int = 0, stride: int = 1) -> int:
    """⌊(n + 2·padding − k) / stride⌋ + 1. ValueError if the kernel does not fit."""
    if kernel > side + 2 * padding:
        raise ValueError(f"a kernel of {kernel} does not fit on a side of {side} padded by {padding}")
    return (side + 2 * padding - kernel) // stride + 1


def conv_parameters(kernel: int, channels: int, out: int) -> int:
    """k·k·in·out weights and a bias for each output channel."""
    return kernel * kernel * channels * out + out


def dense_parameters(inputs: int, out: int) -> int:
    """in·out weights and a bias for each output."""
    return inputs * out + out


def walk(layers: Iterable[Layer], side: int, channels: int) -> list[Step]:
    """Each layer's output shape and parameter count, from a map of side × side × channels on.

    A "join" puts as many channels of a skip connection beside those that are there as it names in `channels`.
    """
    steps = []
    for layer in layers:
        side, channels, parameters = _apply(layer, side, channels)
        steps.append(Step(layer, side, channels, parameters))
    return steps


def _apply(layer: Layer, side: int, channels: int) -> tuple[int, int, int]:
    """(side, channels, parameters) after one layer."""
    match layer.kind:
        case "conv":
            new = conv_side(side, layer.kernel, layer.padding, layer.stride)
            return new, layer.channels, conv_parameters(layer.kernel, channels, layer.channels)
        case "pool":
            return side // layer.kernel, channels, 0
        case "up":
            return 2 * side, layer.channels, conv_parameters(2, channels, layer.channels)
        case "join":
            return side, channels + layer.channels, 0
        case "flatten":
            return 0, side * side * channels, 0
        case "dense":
            return 0, layer.channels, dense_parameters(channels, layer.channels)


def parameters(steps: Iterable[Step], kind: Kind | None = None) -> int:
    """The parameters of all steps, or of those of one kind."""
    return sum(step.parameters for step in steps if kind in (None, step.layer.kind))


def vgg16(classes: int = 1000) -> list[Layer]:
    """VGG-16, made for images of 224 × 224 × 3: thirteen padded 3 × 3 convolutions, five poolings, three dense."""
    layers = []
    for block, width in ((2, 64), (2, 128), (3, 256), (3, 512), (3, 512)):
        layers += [Layer("conv", width, padding=1)] * block + [Layer("pool", kernel=2)]
    return [*layers, Layer("flatten"), Layer("dense", 4096), Layer("dense", 4096), Layer("dense", classes)]


def unet(classes: int = 2, first: int = 64) -> list[Layer]:
    """U-Net, made for images of 572 × 572 × 1, without padding: down four times, up four times, joined by skips.

    `first` is the width of the first block; each level down doubles it.
    """
    layers, widths = [], (first, 2 * first, 4 * first, 8 * first)
    for width in widths:
        layers += [Layer("conv", width)] * 2 + [Layer("pool", kernel=2)]
    layers += [Layer("conv", 16 * first)] * 2
    for width in reversed(widths):
        layers += [Layer("up", width), Layer("join", width), *[Layer("conv", width)] * 2]
    return [*layers, Layer("conv", classes, kernel=1)]


def yolo_values(grid: int = 7, boxes: int = 2, classes: int = 20) -> int:
    """Numbers that YOLO v1 gives for one image: in each cell, boxes of x, y, width, height, confidence, and classes."""
    return grid * grid * (5 * boxes + classes)


def megabytes(parameters: int, bytes_each: int = 4) -> float:
    """The size of the weights in MB (10⁶ bytes), in float32 unless told otherwise."""
    return parameters * bytes_each / 1e6
