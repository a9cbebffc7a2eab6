"""A brief, and the cards of three networks that somebody has trained: what speaks against using one is computed."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Annotated

from tutor.api import Cells, convolutions

NETWORKS = 3
COMMERCIAL, RESEARCH = ("any use", "may be sold"), ("research only", "not for sale")
CODE, WEIGHTS, IMAGES, GIVES, LABELS, SIZE, UNTIL = range(7)
"""Rows of the checklist."""
CHECKS = ("code", "weights", "images", "gives", "labels", "parameters", "data until")


@dataclass(frozen=True)
class Marked:
    """Cells (row, column) of the checklist that speak against a network."""

    marks: Annotated[tuple[tuple[int, int], ...], Cells(pick="cells", label="marks")] = ()


@dataclass(frozen=True)
class Card:
    """What one network's page says."""

    code: str
    weights: str
    images: str
    form: str
    labels: tuple[str, ...]
    millions: float
    until: int

    @property
    def megabytes(self) -> float:
        """Its weights in float32."""
        return convolutions.megabytes(round(self.millions * 1e6))


@dataclass(frozen=True)
class Brief:
    """A product that will be sold: images it gets, what it has to give, its memory, and when its things came up."""

    wish: str
    images: str
    form: str
    label: str
    megabytes: int
    since: int
    cards: tuple[Card, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """What is needed, check by check."""
        sold = "to be sold"
        return sold, sold, self.images, self.form, self.label, f"{self.megabytes} MB float32", str(self.since)

    def against(self, card: Card) -> frozenset[int]:
        """The checks that a network fails."""
        failed = {CODE: card.code in RESEARCH, WEIGHTS: card.weights in RESEARCH, IMAGES: card.images != self.images,
                  GIVES: card.form != self.form, LABELS: self.label not in card.labels,
                  SIZE: card.megabytes > self.megabytes, UNTIL: card.until < self.since}
        return frozenset(check for check, wrong in failed.items() if wrong)

    @cached_property
    def truth(self) -> frozenset[tuple[int, int]]:
        """(row, column) of every cell that speaks against its network; the networks begin at column 2."""
        return frozenset((check, 2 + at) for at, card in enumerate(self.cards) for check in self.against(card))

    @property
    def left_over(self) -> int:
        """How many networks may be taken: 0 all three, 1 two, 2 one or none."""
        sound = sum(not self.against(card) for card in self.cards)
        return 2 - max(0, sound - 1)

    def rows(self) -> list[tuple[str, ...]]:
        """The checklist: check, need, and what each network's card says."""
        said = [(card.code, card.weights, card.images, card.form, ", ".join(card.labels),
                 f"{card.millions:g} M", str(card.until)) for card in self.cards]
        return [(name, need, *(each[i] for each in said))
                for i, (name, need) in enumerate(zip(CHECKS, self.needs, strict=True))]


WISHES = (
    ("A camera counts e-scooters on the kerb.", "streets", "boxes", "scooter", ("car", "bike", "bus"), 2019,
     ("faces", "shop photos")),
    ("A gate checks that visitors wear a mask.", "faces", "class", "mask", ("hat", "beard", "glasses"), 2020,
     ("streets", "cartoons")),
    ("A drone outlines solar panels on roofs.", "aerial", "pixels", "panel", ("road", "tree", "roof"), 2012,
     ("streets", "satellite")),
)
FORMS = ("class", "boxes", "pixels")


def brief(seed: int) -> Brief:
    """One sound network and two with faults, among them weights that may not be sold and weights that are too large."""
    random = Random(seed)
    wish, images, form, label, others, since, elsewhere = random.choice(WISHES)
    memory = random.choice([60, 80, 100, 120])

    def card(faults: set[int]) -> Card:
        labels = [random.choice(others), random.choice([each for each in others[:1] if LABELS in faults] or [label])]
        over = random.uniform(0.35, 0.8) if SIZE in faults else random.uniform(0.05, 0.22)
        return Card(
            random.choice(COMMERCIAL), random.choice(RESEARCH if WEIGHTS in faults else COMMERCIAL),
            random.choice(elsewhere) if IMAGES in faults else images,
            random.choice([each for each in FORMS if each != form]) if GIVES in faults else form,
            tuple(sorted(set(labels))), round(memory * over, 1),
            since - random.randint(1, 6) if UNTIL in faults else since + random.randint(0, 3))

    more = random.sample([IMAGES, GIVES, LABELS, UNTIL], 4)
    cards = [card(set()), card({WEIGHTS, *more[: random.randint(1, 2)]}), card({SIZE, *more[-random.randint(1, 2):]})]
    return Brief(wish, images, form, label, memory, since, tuple(random.sample(cards, NETWORKS)))
