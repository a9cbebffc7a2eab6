"""Where the numbers of an exercise come from, for the program that a learner takes home."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tutor.core.own_data import OwnTable


@dataclass(frozen=True)
class Source:
    """The learner's file and what its columns are called; a problem keeps one for its `code`."""

    file: str
    roles: tuple[tuple[str, str], ...]
    """(role, column of the file): ("x", "area")."""
    code: str
    """The lines that read the file as it was read here."""

    @classmethod
    def of(cls, table: "OwnTable | None") -> "Source | None":
        """Of the table that `setup` was given; None for the lesson's own data."""
        return None if table is None else cls(table.name, tuple(table.roles.items()), table.code)


def source_code(source: Source | None, **arrays: Any) -> str:
    """The lines of Python that bring the arrays: written out, or read from the learner's file by their roles.

    `source_code(problem.source, x=problem.x, y=problem.y)` gives x and y as numpy arrays; numpy is np already.
    """
    if source is None:
        return "".join(f"{name} = np.array({_written(values)})\n" for name, values in arrays.items())
    columns: Mapping[str, str] = dict(source.roles)
    lines = [f"{name} = table[{columns[name]!r}].to_numpy(float)\n" for name in arrays]
    return source.code + "".join(lines)


def _written(values: Any) -> str:
    """As a person would write them: whole numbers without a point where all are whole."""
    plain = values.tolist() if hasattr(values, "tolist") else list(values)
    whole = all(isinstance(each, float) and each.is_integer() and abs(each) < 1e15 for each in plain)
    return repr([int(each) for each in plain] if whole else plain)
