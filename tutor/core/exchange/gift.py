"""Questions to Moodle's GIFT; what it cannot express is refused, item by item, with the reason."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tutor.core.exchange.gift_form import Unsayable, escaped
from tutor.core.lesson.item import Item
from tutor.core.questions.question import Question

if TYPE_CHECKING:
    from tutor.core.exchange.export import Export, Request

NOTE = "// tutor: "
"""Begins the comment that keeps what GIFT has no place for; Moodle passes over it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An item that was left out, and why; `line` where it was read from a file."""

    item: str
    reason: str
    line: int = 0

    def __str__(self) -> str:
        """`item (line 3): reason`."""
        location = f" (line {self.line})" if self.line else ""
        return f"{self.item}{location}: {self.reason}"


def export(request: "Request") -> "Export":
    """Every item that GIFT can express."""
    from tutor.core.exchange.export import Export
    from tutor.core.exchange.items import gift_items

    items, refused = gift_items(request.shelf, request.scope, request.seed)
    text, more = write(items)
    return Export(text, len(items) - len(more), "question", refused=[*refused, *more])


def write(items: Iterable[tuple[str, Item]]) -> tuple[str, list[Refusal]]:
    """GIFT of drawn items with their titles, and what was refused."""
    written: list[str] = []
    refused: list[Refusal] = []
    for title, item in items:
        try:
            written.append(question(title, item))
        except Unsayable as error:
            refused.append(Refusal(title, str(error)))
    return "\n\n".join(written) + "\n" if written else "", refused


def question(title: str, item: Item) -> str:
    """One item as GIFT. Raises Unsayable."""
    before, answers, after = item.gift()
    lines = [f"{NOTE}{json.dumps(_beside(item), ensure_ascii=True)}"]
    lines.append(f"::{escaped(title)}::[markdown]{before}{{")
    lines += answers
    if item.why:
        lines.append(f"####{escaped(item.why)}")
    lines.append("}" + after)
    return "\n".join(lines)


def _beside(item: Item) -> dict[str, Any]:
    """What GIFT has no place for."""
    found: dict[str, Any] = {"kind": item.KIND}
    found |= {name: value for name in ("hints", "objectives") if (value := getattr(item, name))}
    return found | item.gift_note() if isinstance(item, Question) else found
