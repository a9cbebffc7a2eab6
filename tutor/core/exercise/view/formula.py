"""An equation."""

from dataclasses import dataclass

from tutor.core.exercise.limited import text
from tutor.core.exercise.view.base import ViewPart


@dataclass(frozen=True, slots=True)
class Formula(ViewPart):
    """An equation as TeX: `symbols` in letters, `numbers` the same with the current numbers in it."""

    symbols: str
    numbers: str = ""

    def checked(self, subject: str) -> "Formula":
        return Formula(text(self.symbols, subject), text(self.numbers, subject))

    def least_rows(self, columns: int) -> int:
        return 2 if self.numbers else 1

    def words(self) -> str:
        """It as it is read out, first in letters."""
        from tutor.core.lesson.maths import words as spoken

        said = spoken(self.symbols)
        return f"{said}. With the numbers: {spoken(self.numbers)}." if self.numbers else f"{said}."
