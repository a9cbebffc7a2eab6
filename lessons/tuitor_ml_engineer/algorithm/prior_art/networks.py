"""Three famous networks in sizes of the seed's, and the questions asked on the way through their layers."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import NamedTuple

from tutor.api import convolutions as cnn

SIDE, CHANNELS, VALUES, PARAMETERS, NUMBERS = "side", "channels", "values", "parameters", "numbers"
UNET, VGG, YOLO = "U-Net", "VGG-16", "YOLO"


class Asked(NamedTuple):
    """A quantity of one layer of a network, its true value, what known wrong ideas give, and how it comes about."""

    network: str
    at: int
    what: str
    truth: int
    slips: dict[str, int]
    why: str


@dataclass(frozen=True)
class Networks:
    """Sides and colours of images, classes, U-Net's first width; cells and boxes of YOLO."""

    side: int
    colours: int
    classes: int
    first: int
    vgg_side: int
    vgg_classes: int
    grid: int
    boxes: int
    things: int

    @cached_property
    def steps(self) -> dict[str, list[cnn.Step]]:
        """The layers of the two convolutional walks."""
        return {UNET: cnn.walk(cnn.unet(self.classes, self.first), self.side, self.colours),
                VGG: cnn.walk(cnn.vgg16(self.vgg_classes), self.vgg_side, 3)}

    def before(self, network: str, at: int) -> tuple[int, int]:
        """(side, channels) that go into a layer."""
        if at:
            step = self.steps[network][at - 1]
            return step.side, step.channels
        return (self.side, self.colours) if network == UNET else (self.vgg_side, 3)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Down U-Net, over its bridge and up; through VGG-16; out of YOLO."""
        u, v = self.steps[UNET], self.steps[VGG]
        up = _first(u, "up")
        ways = ((UNET, 0, SIDE), (UNET, 0, PARAMETERS), (UNET, 2, SIDE), (UNET, 3, PARAMETERS), (UNET, up, SIDE),
                (UNET, up + 1, CHANNELS), (UNET, up + 2, PARAMETERS), (VGG, 1, SIDE), (VGG, 1, PARAMETERS),
                (VGG, _first(v, "flatten"), VALUES), (VGG, _first(v, "dense"), PARAMETERS))
        return (*(self._ask(*way) for way in ways), self._yolo())

    @property
    def mostly_dense(self) -> int:
        """Where VGG-16 has most of its parameters: 0 in convolutions, 1 in dense layers."""
        steps = self.steps[VGG]
        return int(cnn.parameters(steps, "dense") > cnn.parameters(steps, "conv"))

    def _ask(self, network: str, at: int, what: str) -> Asked:
        step, (side, channels) = self.steps[network][at], self.before(network, at)
        if what == PARAMETERS:
            return Asked(network, at, what, step.parameters, *_counted(step, channels))
        if what == CHANNELS:
            skip = step.layer.channels
            return Asked(network, at, what, step.channels, {"join": channels},
                         f"{channels} come up, {skip} come over the skip, side by side.")
        if what == VALUES:
            return Asked(network, at, what, step.channels, {"flat": side * channels, "depth": side * side},
                         f"{side}·{side}·{channels}: all of the map in one row.")
        return Asked(network, at, what, step.side, *_sides(step.layer, side))

    def _yolo(self) -> Asked:
        cells, each = self.grid**2, 5 * self.boxes + self.things
        return Asked(YOLO, 0, NUMBERS, cells * each,
                     {"classifier": self.things, "boxes": cells * self.boxes * (5 + self.things), "cell": each},
                     f"{self.grid}·{self.grid}·(5·{self.boxes} + {self.things}), in one pass.")


def name(layer: cnn.Layer) -> str:
    """How a layer is called in the list."""
    match layer.kind:
        case "conv":
            pad = ", padded" if layer.padding else ""
            return f"conv {layer.kernel}×{layer.kernel}, {layer.channels}{pad}"
        case "pool":
            return "pool 2×2"
        case "up":
            return f"up-conv 2×2, {layer.channels}"
        case "join":
            return f"join the skip of {layer.channels}"
        case "flatten":
            return "flatten"
        case "dense":
            return f"dense, {layer.channels}"


def _first(steps: list[cnn.Step], kind: str) -> int:
    return next(at for at, step in enumerate(steps) if step.layer.kind == kind)


def _counted(step: cnn.Step, channels: int) -> tuple[dict[str, int], str]:
    """Wrong counts of parameters, and how the right one comes about."""
    out, k = step.layer.channels, step.layer.kernel
    if step.layer.kind == "dense":
        return {"bias": step.parameters - out}, f"{channels:,}·{out:,} weights and {out:,} biases."
    weights = k * k * channels * out
    slips = {"bias": weights, "inputs": k * k * out + out, "places": weights * step.side**2 + out}
    return ({kind: value for kind, value in slips.items() if value != step.parameters},
            f"{k}·{k}·{channels}·{out} weights and {out} biases.")


def _sides(layer: cnn.Layer, side: int) -> tuple[dict[str, int], str]:
    """Wrong sides of the map that a layer gives, and how the right one comes about."""
    if layer.kind == "pool":
        return {"pool": side, "trim": side - 2}, f"{side}/2: of each 2×2 pixels one is left."
    if layer.kind == "up":
        return {"up": side, "pool": side // 2}, f"2·{side}: each pixel becomes 2×2."
    if layer.padding:
        return {"unpadded": side - 2}, f"{side} + 2·1 − 3 + 1: the padding makes up for the rim."
    return {"padded": side, "one": side - 1}, f"{side} − 3 + 1: no padding, one pixel lost at each rim."


def networks(seed: int) -> Networks:
    """A slim or full U-Net for images whose maps can be halved four times, a VGG-16, a YOLO."""
    random = Random(seed)
    return Networks(188 + 16 * random.randint(4, 24), random.choice([1, 3]), random.randint(2, 6),
                    random.choice([16, 32, 64]), random.choice([160, 192, 224, 256]),
                    random.choice([10, 20, 100, 1000]), random.choice([7, 9, 11, 13]), random.choice([2, 3]),
                    random.choice([3, 5, 12, 20]))
