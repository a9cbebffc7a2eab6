"""What a learner may say about how a table is to be read, where the file alone does not decide."""

import re
from dataclasses import dataclass

from tutor.core.errors import DataError
from tutor.core.safe_text import one_line

NOTHING = "none"
_LINES = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reading:
    """The learner's word on a file; an empty field leaves the matter to the file.

    `missing` is drop or fill; `skip` is lines such as "1-3,102", and "none" where every other line is a row;
    `decimal` is "," or "."; `dates` is dmy, mdy or ymd; `separator` is one character; `encoding` a codec's name.
    """

    missing: str = ""
    skip: str = ""
    decimal: str = ""
    dates: str = ""
    separator: str = ""
    encoding: str = ""

    @property
    def takes_all(self) -> bool:
        """Whether no line that is left is to be doubted."""
        return NOTHING in _parts(self.skip)

    @property
    def skipped(self) -> list[int]:
        """The lines that are to be skipped."""
        return sorted({line for first, last in _ranges(self.skip) for line in range(first, last + 1)})

    def without_skipped(self, lines: list[str]) -> list[str]:
        """The lines of a file with those to be skipped emptied, so that the others keep their numbers."""
        kept = list(lines)
        for first, last in _ranges(self.skip):
            if last > len(lines):
                raise DataError(f"--skip names line {last}, and the file has {len(lines)} lines. Look at the number.")
            kept[first - 1 : last] = [""] * (last - first + 1)
        return kept

    def and_skip(self, lines: list[int]) -> str:
        """The option that leaves out these lines too: `--skip 1-3,102`."""
        ranges: list[list[int]] = []
        for first, last in sorted([*_ranges(self.skip), *((line, line) for line in lines)]):
            if ranges and first <= ranges[-1][1] + 1:
                ranges[-1][1] = max(ranges[-1][1], last)
            else:
                ranges.append([first, last])
        parts = [str(a) if a == b else f"{a}-{b}" for a, b in ranges]
        return f"--skip {','.join([*parts, *([NOTHING] if self.takes_all or not lines else [])])}"

    @property
    def and_none(self) -> str:
        """The option that takes every line which is not skipped yet for a row: `--skip 1-3,none`."""
        return self.and_skip([])


def _parts(skip: str) -> list[str]:
    return [part.strip().casefold() for part in skip.split(",")] if skip.strip() else []


def _ranges(skip: str) -> list[tuple[int, int]]:
    found = []
    for part in _parts(skip):
        if part == NOTHING:
            continue
        match = _LINES.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise DataError(
                f"“{one_line(skip, 40)}” names no lines of a file. Write --skip 1-3,102 for the lines 1 to 3 and 102, "
                "or --skip none where all the others are rows."
            )
        found.append((first, last))
    return found
