"""The stage: which rows an exercise gives to what, in a window of any size. One rule, asked with every move.

The picture that leads comes first: it keeps `PLAYING` rows while one plays and `READING` while a prediction, a hint or
a verdict is read. What stands around it gives way in a fixed order (`_ladder`), never the control in hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

PLAYING, READING, SMALL = 12, 9, 8
"""Rows inside a picture's frame: while one plays, while one reads, and in windows with too few rows for either."""
FRAME = 2
"""Rows of a picture around them: legend above, axis below."""
LOW = 17
"""An exercise with fewer rows than this is in a small window."""
ROOMY = 28
"""From so many rows on, a blank line and options below each other are affordable."""
SAID = 3
"""Rows of a verdict or hint until more is asked for; one less in a small window."""
NARROWEST, LOWEST = 36, 10
"""Columns, and rows inside the frame, that each of several pictures side by side keeps."""
LEADING = 60
"""Columns that the leading picture keeps."""
TWINS = (0.5, 0.5)
"""The shares of two pictures that are read together: none leads, so both may be narrow."""
GAP = 2
"""Columns between two pictures."""
WIDE = 100
"""From this width on, text and exercise stand side by side."""


def text_width(width: int) -> int:
    """Columns of the text beside an exercise, in a window of this width; the exercise has the rest."""
    return min(60, max(36, width * 3 // 10))


@dataclass(frozen=True, slots=True)
class Needs:
    """What an exercise has to show now, in rows of a block of `width` × `height` cells."""

    width: int
    height: int
    shares: tuple[float, ...] = ()
    """The share of the width that each picture asks for; the first one leads."""
    numbers: int = 0
    """Metrics and notes."""
    formula: int = 0
    tables: tuple[int, ...] = ()
    """The tables that are marked, with all of their rows."""
    controls: int = 0
    """One below the other."""
    paired: int = 0
    """Two a row."""
    asked: int = 0
    """The prediction that is to be made."""
    said: int = 0
    """The verdict, hint or outcome that is open."""
    unfolded: bool = False
    """Whether all of it is wanted."""
    frame: int = FRAME
    """Rows around the leading picture."""
    tallest: int = 0
    """Rows that the leading picture can use, frame and all; 0 where it can use any."""
    usual: tuple[int, int] | None = None
    """Rows of numbers and formulas when the exercise was opened: the picture gives room to what comes."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The rows of each; pictures have what is left."""

    pictures: int
    numbers: int
    formula: int
    table: int
    controls: int
    paired: bool
    asked: int
    said: int
    blank: int = 0
    """Blank rows above the controls."""


TABLE = 4
"""Rows that a marked table keeps: heading, two rows, tags; one row at the very least."""


@lru_cache(64)
def stage(needs: Needs) -> Stage:
    """The most generous way of standing in which the leading picture has its rows, else the tightest one.

    There is always room for a verdict or a hint: one that opens or closes leaves the controls where they are, and so
    do words that come and go, while the picture keeps the rows of one who reads.
    """
    numbers, formula = needs.usual or (needs.numbers, needs.formula)
    as_usual = replace(needs, asked=0, numbers=numbers, formula=formula)
    rungs = [_rung(replace(as_usual, said=said)) for said in (0, _said(needs.height))]
    least = (SMALL if needs.height < LOW else READING) + needs.frame
    rungs.append(_rung(needs, None if needs.asked else min(least, _wanted(needs))))
    return _filled(needs, list(_ladder(needs))[max(rungs)])


def _said(height: int) -> int:
    """Rows of a verdict or hint until more is asked for."""
    return SAID if height >= LOW else SAID - 1


def _rung(needs: Needs, wanted: int | None = None) -> int:
    """How far down the ladder the leading picture has the rows that are wanted."""
    ladder, wanted = list(_ladder(needs)), _wanted(needs) if wanted is None else wanted
    return next((at for at, tried in enumerate(ladder) if tried.pictures >= wanted), len(ladder) - 1)


def _wanted(needs: Needs) -> int:
    """Rows of the leading picture with its frame."""
    if not needs.shares:
        return 0
    inside = SMALL if needs.height < LOW else READING if needs.said or needs.asked else PLAYING
    return min(inside + needs.frame, needs.tallest or 999)


def _ladder(needs: Needs) -> Iterator[Stage]:
    """From all that one could wish for down to the least."""
    asked = min(needs.asked, max(1, needs.height - 3))
    most = needs.height - 4 if needs.unfolded else _said(needs.height)
    said = min(needs.said, max(1, most))
    roomy = needs.height >= ROOMY
    pairs = needs.paired < needs.controls
    least = sum(min(each, TABLE) for each in needs.tables)
    all_in = Stage(0, needs.numbers, needs.formula, least, needs.controls, False, asked, said, blank=1)
    if roomy:
        yield _rest(needs, all_in)
    tight = replace(all_in, blank=0)
    yield _rest(needs, tight)
    if pairs:
        tight = replace(tight, controls=needs.paired, paired=True)
        yield _rest(needs, tight)
    tight = replace(tight, formula=0)
    yield _rest(needs, tight)
    for controls in range(min(3, tight.controls - 1), 1, -1):
        tight = replace(tight, controls=controls)
        yield _rest(needs, tight)
    tight = replace(tight, controls=min(1, tight.controls))
    yield _rest(needs, tight)
    if tight.table:
        yield _rest(needs, replace(tight, table=tight.table - len(needs.tables)))


def _rest(needs: Needs, tried: Stage) -> Stage:
    others = (tried.numbers, tried.formula, tried.table, tried.controls, tried.asked, tried.said)
    return replace(tried, pictures=needs.height - sum(others) - tried.blank)


def _filled(needs: Needs, tried: Stage) -> Stage:
    """Rows that are left over go to a table that is marked; without a picture all of them."""
    pictures = max(tried.pictures, 0)
    if not needs.shares:
        return replace(tried, pictures=0, table=min(sum(needs.tables), tried.table + pictures))
    spare = max(0, pictures - _wanted(needs))
    more = min(spare, max(0, sum(needs.tables) - tried.table))
    return replace(tried, pictures=max(3, pictures - more), table=tried.table + more)


@dataclass(frozen=True, slots=True)
class Hanging:
    """How pictures hang: `rows` of each row of them, `columns` of the last row's widths; the rest is a key away."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]

    @property
    def shown(self) -> int:
        """How many are in sight."""
        return len(self.columns) + len(self.rows) - 1


def hung(shares: tuple[float, ...], width: int, rows: int) -> Hanging:
    """All in one row where each is wide enough, or the one that leads above others, or that one alone."""
    count, box = len(shares), LOWEST + FRAME
    first = NARROWEST if shares == TWINS else LEADING
    if count > 1 and rows >= box and width >= first + (count - 1) * (NARROWEST + GAP):
        return Hanging((rows,), _widths(shares, width, first))
    beside = min(count - 1, (width + GAP) // (NARROWEST + GAP))
    if beside > 0 and rows >= PLAYING + FRAME + box:
        below = max(box, rows * 2 // 5)
        return Hanging((rows - below, below), _widths((1.0,) * beside, width, NARROWEST))
    return Hanging((rows,), (width,))


def _widths(shares: tuple[float, ...], width: int, first: int) -> tuple[int, ...]:
    """What each is to keep, and what is over by share."""
    room = width - GAP * (len(shares) - 1)
    over = room - first - NARROWEST * (len(shares) - 1)
    rest = [NARROWEST + int(over * share / sum(shares)) for share in shares[1:]]
    return (room - sum(rest), *rest)
