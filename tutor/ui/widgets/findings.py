"""Findings to read: what is wrong, where, the line with a caret, the mend."""

import os
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from tutor.core.errors import Finding
from tutor.core.safe_text import clean

WIDEST = 70
"""Columns of a source line that are shown; of a longer one the part around the caret."""


class Findings(Static):
    """One paragraph a finding."""

    DEFAULT_CSS = "Findings { height: auto; }"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(_told(findings))

    def show(self, findings: Sequence[Finding]) -> None:
        """Show these instead."""
        self.update(_told(findings))


def _told(findings: Sequence[Finding]) -> Content:
    return Content("\n\n").join(Content("\n").join(_lines(finding)) for finding in findings)


def _lines(finding: Finding) -> Iterator[Content]:
    style = "bold $warning" if finding.severity == "warning" else "bold $error"
    yield Content.assemble((f"{finding.severity} ", style), (clean(finding.message), "bold"))
    if finding.file:
        place = f"{_near(finding.file)}:{finding.line}" if finding.line else _near(finding.file)
        yield Content.styled(clean(place), "$muted")
    if finding.source.strip():
        yield from _source(finding)
    if finding.fix:
        yield Content.assemble(("instead: ", "$accent"), clean(finding.fix))


def _source(finding: Finding) -> Iterator[Content]:
    """The line without its indentation, and a caret below the place."""
    text = clean(finding.source.replace("\t", " "))
    start = len(text) - len(text.lstrip())
    at = max(0, min(finding.column - 1, len(text)) - start)
    text = text.strip()
    if at > WIDEST - 10:
        cut = at - WIDEST // 2
        text, at = f"…{text[cut:]}", at - cut + 1
    shown = text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
    yield Content.assemble(("  │ ", "$muted"), shown)
    yield Content.assemble(("  │ ", "$muted"), (" " * cell_len(text[:at]) + "^", "bold $error"))


def _near(file: str) -> str:
    """As one would type it from here."""
    near = os.path.relpath(file) if os.path.isabs(file) else file
    return file if near.startswith("..") else near
