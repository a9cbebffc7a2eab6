"""What several kinds ask of the lines of their block."""

from collections.abc import Sequence

from tutor.core.lesson.body import RawCase
from tutor.core.lesson.source import Report


def no_twins(texts: Sequence[str], cases: Sequence[RawCase], what: str, report: Report) -> None:
    """Each of `texts` stands once; `cases` say where."""
    first: dict[str, int] = {}
    for text, case in zip(texts, cases, strict=True):
        key = " ".join(text.split())
        if key in first:
            message = f"This {what} stands in line {first[key]} already."
            report.error("twin", case.line, message, "take one of them out", case.column)
        first.setdefault(key, case.line.number)


def hanging(text: str) -> str:
    """A text of several lines as the rest of a case or entry is written."""
    return text.replace("\n", "\n  ")


def quoted(feedback: str) -> list[str]:
    """Feedback as it stands below its case."""
    return [f"  > {line}".rstrip() for line in feedback.split("\n")] if feedback else []
