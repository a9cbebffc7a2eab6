"""Walk through the layers of three networks: say what each makes of the map, and what it weighs."""

from dataclasses import dataclass, replace
from typing import Annotated

from tutor.api import Criterion, Note, Number, OwnTable, Prediction, Series, Table, Tone, View, slip_ideas, slips

from .networks import CHANNELS, NUMBERS, PARAMETERS, SIDE, UNET, VALUES, YOLO, Asked, Networks, name, networks

HALF = 0.5
"""What a known wrong route earns."""
SLIPS = {
    "bias": ("a layer has no biases", "Each output has a bias: add one for each output channel."),
    "inputs": ("a kernel sees one channel", "A kernel reads all channels that come in: k·k·in weights for each that "
               "goes out."),
    "places": ("a convolution has weights for each place", "The same kernel is used at every place. That is the point: "
               "the side of the map does not count."),
    "padded": ("a convolution keeps the side", "This one has no padding: a 3×3 kernel loses one pixel at each rim."),
    "one": ("a 3×3 kernel takes one pixel", "It takes one at each rim, so two in all."),
    "unpadded": ("every convolution trims", "This one is padded by 1 at each rim: the side stays."),
    "pool": ("pooling and up-convolution are mixed up", "Pooling 2×2 halves the side, an up-convolution doubles it."),
    "trim": ("pooling trims", "Pooling 2×2 does not trim a rim: one of each 2×2 pixels is left."),
    "up": ("only the number of channels changes", "An up-convolution doubles the side, too."),
    "join": ("a skip is added", "The skip's channels are put beside those that are there: count both."),
    "flat": ("a map has one side", "A map has a height and a width: side times side times channels."),
    "depth": ("a map has one channel", "Each channel has a map of its own: times channels."),
    "classifier": ("YOLO is a classifier", "A classifier gives one score for each class and image. YOLO gives boxes "
                   "*and* classes, for every cell, in one pass."),
    "boxes": ("each box has its own classes", "In the first YOLO a cell's boxes share its class scores: 5 numbers for "
              "each box, the classes once."),
    "cell": ("one cell is the image", "That is for one cell: times all cells."),
}


@dataclass(frozen=True)
class Said:
    """What is being typed, and the answers so far."""

    answer: Annotated[int | None, Number(label="your answer", integer=True)] = None
    given: tuple[int, ...] = ()


def _told(p: Networks, one: Asked, said: int) -> str:
    return f"{one.network}, {_of(p, one)}: {one.truth:,}, not {said:,}."


class Walker(Series[Networks, Said]):
    """Twelve questions through U-Net, VGG-16 and YOLO; the right answer stands in the list before the next."""

    untouched = "Type the first answer; a product like `3*3*64+64` will do."
    predictions = (
        Prediction("VGG-16 has thirteen convolutions and three dense layers. Where are most of its parameters?",
                   ("in the convolutions", "in the dense layers"), truth="mostly_dense",
                   evidence=lambda p, s: len(s.given) == len(p.asked),
                   why="A kernel is used at every place. A dense layer has a weight for each value of the whole map."),
    )
    misconceptions = slip_ideas(SLIPS, _told, nonsense=999_983)

    def setup(self, seed: int, table: OwnTable | None) -> Networks:
        return networks(seed)

    def settle(self, p: Networks, before: Said, after: Said) -> Said:
        """A number is the answer to the present question. Nothing here is below 2: that is an arrow hit by chance."""
        if after.answer is None or after.answer < 2 or len(before.given) == len(p.asked):
            return replace(after, answer=None)
        return Said(None, (*before.given, after.answer))

    def sealed(self, p: Networks, s: Said) -> bool:
        """After the last answer all are known: another try is one on other numbers."""
        return len(s.given) == len(p.asked)

    def view(self, p: Networks, s: Said) -> View:
        """The layers up to the one in question, what became of the last answer, and the question."""
        done = len(s.given) == len(p.asked)
        one = p.asked[-1 if done else len(s.given)]
        ask = "That was the last one. Press enter to check." if done else (
            f"{len(s.given) + 1} of {len(p.asked)}: {_of(p, one)}?")
        return View(_yolo(p, done) if one.network == YOLO else _layers(p, one), _last(p, s.given),
                    Note(ask, tone="accent"))

    def criteria(self, p: Networks, s: Said) -> list[Criterion]:
        wrong = list(slips(p.asked, s.given))
        known = sum(bool(kind) for kind, _, _ in wrong)
        right = len(p.asked) - len(wrong)
        note = f"{right} of {len(p.asked)} right" + (f", {known} by a known slip, half each" if known else "")
        says = " ".join(f"{one.network}, {_of(p, one)}: {one.why}" for _, one, _ in wrong[:2])
        return [Criterion("layers", (right + HALF * known) / len(p.asked), note=note, says=says)]

    def praise(self, p: Networks, s: Said) -> str:
        dense, first = p.asked[-2].truth, p.asked[1].truth
        return f"From {first:,} parameters in a first layer to {dense:,} in one dense layer: you can count any network."


def _of(p: Networks, one: Asked) -> str:
    """The quantity that is asked for."""
    if one.what == NUMBERS:
        return "the numbers YOLO gives for one image"
    layer = f"“{name(p.steps[one.network][one.at].layer)}”"
    return {SIDE: f"the side of the map after {layer}", CHANNELS: f"the channels after {layer}",
            VALUES: f"the values that {layer} gives", PARAMETERS: f"the parameters of {layer}"}[one.what]


def _layers(p: Networks, one: Asked) -> Table:
    """The layers before the one in question with all that is known, and the names of those to come."""
    steps, start = p.steps[one.network], max(0, one.at - 4)
    side, channels = p.before(one.network, start)
    rows: list[tuple[str, str, str]] = [("image" if start == 0 else "…", f"{side}×{side}×{channels}", "")]
    for at in range(start, one.at + 1):
        step, hidden = steps[at], one.what if at == one.at else ""
        across = "?" if hidden == SIDE else str(step.side)
        deep = "?" if hidden in (CHANNELS, VALUES) else f"{step.channels:,}" if not step.side else str(step.channels)
        rows.append((name(step.layer), f"{across}×{across}×{deep}" if step.side else deep,
                     "?" if hidden == PARAMETERS else "…" if hidden else f"{step.parameters:,}"))
    marks: list[tuple[int, int, Tone]] = [(len(rows) - 1, 2 if one.what == PARAMETERS else 1, "accent")]
    rows += [(name(step.layer), "", "") for step in steps[one.at + 1 : one.at + 5]]
    classes = p.classes if one.network == UNET else p.vgg_classes
    return Table(("layer", "gives", "parameters"), rows, title=f"{one.network}, {classes} classes", marks=marks,
                 height=11)


def _yolo(p: Networks, done: bool) -> Table:
    return Table(("YOLO (2016)", ""), (
        ("cells", f"{p.grid}×{p.grid}"), ("boxes in each cell", str(p.boxes)),
        ("numbers for each box", "5: x, y, width, height, confidence"),
        ("class scores for each cell", f"{p.things}, shared by its boxes"),
        ("numbers for one image", f"{p.asked[-1].truth:,}" if done else "?")), height=8)


def _last(p: Networks, given: tuple[int, ...]) -> Note:
    if not given:
        return Note("Sums may be typed: `3*3*64+64`.")
    one = p.asked[len(given) - 1]
    if given[-1] == one.truth:
        return Note(f"✓ {one.truth:,}: {one.why}", tone="good")
    return Note(f"✗ It is {one.truth:,}, not {given[-1]:,}: {one.why}", tone="bad")
