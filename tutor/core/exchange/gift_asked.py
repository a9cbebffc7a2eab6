"""A question of GIFT on its way to ours: its text, what our own comment kept of it, and what is to be said of it."""

from dataclasses import dataclass, field
from typing import Any

from tutor.core.exchange.gift_maths import unescaped
from tutor.core.exchange.gift_text import Reader
from tutor.core.exchange.html_text import TAG, decoded

GAP = "\ufdd2"
"""Stands in a text where its answers stood, if it goes on behind them; no text has it (it is no character)."""
LINE = r"\_\_\_\_\_"
"""A line to be filled in, as Markdown."""


@dataclass(slots=True)
class Asked:
    """`text` is Markdown, with a GAP where it goes on behind its answers, and `closed` the same without one.

    `common` is what all kinds of items have; `notes` go to the user.
    """

    reader: Reader
    text: str
    closed: str
    beside: dict[str, Any]
    common: dict[str, Any]
    notes: list[str] = field(default_factory=list)

    @property
    def prompt(self) -> str:
        """The text, with a line in its gap."""
        return self.text.replace(GAP, LINE)

    def said(self, raw: str) -> str:
        """Another text of the question as Markdown."""
        return self.reader.text(raw, one_line_each=True) if raw else ""

    def note(self, text: str) -> None:
        """Say once what is different here."""
        if text not in self.notes:
            self.notes.append(text)


def whole(reader: Reader, before: str, after: str) -> tuple[str, str]:
    """The text of a question with its gap and without; end tags alone do not make a gap of what they end."""
    before, after = before.replace(GAP, "\ufffd"), after.replace(GAP, "\ufffd")
    goes_on = TAG.sub("", decoded(unescaped(after))).strip()
    closed = reader.text(before + after)
    return reader.text(f"{before}{GAP}{after}") if goes_on else closed, closed
