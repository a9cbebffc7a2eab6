"""Three stories with their data dictionaries: what each field holds, and at which moment it is filled."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Annotated

from tutor.api import Cells, Choice

OPEN = "?"
BASELINES = ("act on none, or on all", "a neural network", "a perfect list")
"""The first is a baseline: it costs nothing to build."""


@dataclass(frozen=True)
class Frame:
    """The fields that may be inputs, and what a row, the target and the baseline are."""

    inputs: Annotated[tuple[int, ...], Cells(pick="rows", label="inputs")] = ()
    row: Annotated[str, Choice("row_options", label="one row is")] = OPEN
    target: Annotated[str, Choice("target_options", label="target")] = OPEN
    baseline: Annotated[str, Choice((OPEN, *BASELINES), label="baseline")] = OPEN


@dataclass(frozen=True)
class Story:
    """A wish, the moment at which something has to be decided, and a table of (field, what it holds, moment)."""

    wish: str
    moments: tuple[str, ...]
    decision: int
    fields: tuple[tuple[str, str, str], ...]
    rows: tuple[str, str, str]
    targets: tuple[str, str, str]

    @cached_property
    def known(self) -> frozenset[int]:
        """Row numbers of the fields that are filled when the decision is made."""
        return frozenset(i for i, (*_, moment) in enumerate(self.fields)
                         if self.moments.index(moment) <= self.decision)

    @property
    def how_many(self) -> int:
        """0 all fields are filled when the decision is made, 1 more than half of them, 2 fewer."""
        share = len(self.known) / len(self.fields)
        return 0 if share == 1 else 1 if share > 0.5 else 2

    @property
    def row_options(self) -> tuple[str, ...]:
        """The right one is `rows[0]`; on screen the options stand in alphabetical order."""
        return (OPEN, *sorted(self.rows))

    @property
    def target_options(self) -> tuple[str, ...]:
        """The right one is `targets[0]`, the second is the wish itself, the third is known too late."""
        return (OPEN, *sorted(self.targets))

    def first_late(self, inputs: tuple[int, ...]) -> tuple[str, str] | None:
        """Name and moment of the first marked field that is filled after the decision."""
        late = [self.fields[i] for i in sorted(inputs) if i not in self.known]
        return (late[0][0], late[0][2]) if late else None


CUSTOMERS = (
    Story("Fewer customers should leave us.",
          ("signing up", "the monthly bill", "the call list", "the call", "leaving"), 2,
          (("plan", "small, medium or large", "signing up"), ("postcode", "where the customer lives", "signing up"),
           ("last_bill", "€", "the monthly bill"), ("complaints", "number so far", "the monthly bill"),
           ("reached", "did they answer?", "the call"), ("offer_taken", "discount accepted?", "the call"),
           ("reason", "why they leave", "leaving"), ("final_invoice", "€", "leaving"),
           ("visits", "to the page on leaving", "the call list")),
          ("a customer on one day", "a phone call", "a month of sales"),
          ("leaves within 30 days?", "fewer customers leave", "reason for leaving")),
)
WARD = (
    Story("Patients should reach intensive care before it is urgent.",
          ("admission", "blood test", "morning round", "transfer", "discharge"), 2,
          (("age", "years", "admission"), ("illnesses", "known before", "admission"),
           ("lactate", "mmol/L", "blood test"), ("white_cells", "per µL", "blood test"),
           ("breathing", "breaths a minute", "morning round"), ("new_ward", "where they were moved", "transfer"),
           ("ventilator", "hours", "transfer"), ("stay", "days in hospital", "discharge"),
           ("diagnosis_code", "for the invoice", "discharge")),
          ("a patient on one morning", "a bed", "a year of the ward"),
          ("transferred within 24 h?", "nobody is moved too late", "days in hospital")),
)
MACHINES = (
    Story("Presses should stop less often.",
          ("installation", "the nightly log", "shift planning", "the repair", "month's end"), 2,
          (("model", "type of press", "installation"), ("built", "year", "installation"),
           ("vibration", "mm/s", "the nightly log"), ("peak_heat", "°C", "the nightly log"),
           ("part_used", "spare part", "the repair"), ("repair_time", "minutes", "the repair"),
           ("failure_code", "from the mechanic", "the repair"), ("orders", "tonnes for next week", "shift planning"),
           ("warranty", "claim accepted?", "month's end")),
          ("a press on one night", "a mechanic", "a spare part"),
          ("fails within a week?", "presses stop less often", "minutes of repair")),
)


def story(cards: tuple[Story, ...], seed: int) -> Story:
    """The card, its table in an order of the seed's, decided at its own moment or at the one before it."""
    random = Random(seed)
    card = random.choice(cards)
    fields = tuple(random.sample(card.fields, len(card.fields)))
    return Story(card.wish, card.moments, card.decision - random.randint(0, 1), fields, card.rows, card.targets)
