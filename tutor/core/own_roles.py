"""Which column of a learner's table plays x, y or target, and what the others are called beside them."""

from collections.abc import Mapping, Sequence

from tutor.core.errors import DataError
from tutor.core.exercise.kit import OwnData
from tutor.core.nearest import did_you_mean
from tutor.core.own_csv import LONGEST_NAME, Sheet
from tutor.core.own_reading import Reading
from tutor.core.safe_text import one_line

ROLES = ("x", "y", "target")
_LOOKED_AT = 20
"""So many rows are looked at for names that are not in the header."""


def roles_of(sheet: Sheet, wants: OwnData, given: Mapping[str, str], how: Reading) -> dict[str, int]:
    """The column's index for each role that an exercise wants. DataError names what there is."""
    roles: dict[str, int] = {}
    for role in ROLES:
        if not getattr(wants, role):
            if given[role]:
                raise DataError(f"This exercise has no use for --{role}. Leave it out.")
            continue
        if not given[role]:
            raise DataError(f"Say which column is {role}: --{role} COLUMN. There are: {_listed(sheet.header)}.")
        roles[role] = _found(sheet, one_line(given[role], LONGEST_NAME), how)
    if len(set(roles.values())) < len(roles):
        raise DataError("One column cannot play two roles. Name a different column for each.")
    return roles


def _found(sheet: Sheet, asked: str, how: Reading) -> int:
    header = sheet.header
    same = [index for index, name in enumerate(header) if name == asked]
    same = same or [index for index, name in enumerate(header) if name.casefold() == asked.casefold()]
    if len(same) == 1:
        return same[0]
    if same and len({header[index] for index in same}) == 1:
        where = " and ".join(str(index + 1) for index in same)
        raise DataError(
            f"{sheet.name} has more than one column “{header[same[0]]}” (columns {where}). Give the one you mean a "
            "name of its own."
        )
    for row, line in enumerate(sheet.lines[:_LOOKED_AT]):
        if asked.casefold() in (cells[row].casefold() for cells in sheet.cells):
            raise DataError(
                f"There is no column “{asked}” in the first line, but line {line} has it. If the table begins there: "
                f"{how.and_skip(list(range(1, line)))}."
            )
    hint = did_you_mean(asked, header) or f" There are: {_listed(header)}."
    raise DataError(f"There is no column “{asked}”.{hint}")


def _listed(header: Sequence[str]) -> str:
    return ", ".join(one_line(name, 40) for name in header[:12]) + (", …" if len(header) > 12 else "")


def named(header: Sequence[str], roles: Mapping[int, str]) -> list[str]:
    """Each column's name in the table: its role, or its own; never the same twice."""
    names: list[str] = []
    for index, name in enumerate(header):
        role = roles.get(index, "")
        if not role and name in roles.values():
            name = f"{name} (not the {name})"
        taken = {*names, *roles.values()}
        names.append(role or (name if name not in taken else f"{name} (column {index + 1})"))
    return names
