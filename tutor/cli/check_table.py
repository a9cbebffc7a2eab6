"""The table at the end of `tutor check`: the figures of each lesson and of each exercise."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tutor.cli.common import counted

HEADS = ("exercise", "seeds solved", "misconceptions", "slowest view", "words of its charts")


def table(lessons: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The figures of lessons, in lines: one for each lesson, and below it one for each exercise."""
    rows = [_row(name, each) for lesson in lessons for name, each in lesson["figures"].get("exercises", {}).items()]
    widths = [max(map(len, column)) for column in zip(HEADS, *rows, strict=True)]
    for lesson in lessons:
        about = lesson["figures"]
        if "pages" not in about:
            continue  # it cannot be read
        longest = f", longest page {max(about['page_rows'])} rows" if "page_rows" in about else ""
        yield f"{lesson['id']}: {counted(about['pages'], 'page')}, {counted(about['items'], 'item')}{longest}"
        mine = about.get("exercises", {})
        for row in [HEADS, *(_row(*each) for each in mine.items())] if mine else []:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
            yield f"  {'  '.join(cells)}".rstrip()


def _row(name: str, mine: Mapping[str, Any]) -> tuple[str, ...]:
    words = ", ".join(str(len(chart["told"].split())) for chart in mine.get("charts", ()))
    return (
        name,
        f"{mine.get('solved', 0)} of {mine.get('seeds', 0)}",
        f"{mine.get('told_apart', 0)} of {mine.get('misconceptions', 0)}",
        f"{mine['view_ms']:.1f} ms" if "view_ms" in mine else "none",
        words or "no chart",
    )
