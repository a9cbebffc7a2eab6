"""What is practised and not asked: live exercises, and programs to write."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import dedent
from typing import Any, ClassVar

from tutor.core.exchange.gift_form import GiftForm, Unsayable
from tutor.core.lesson.block import BlockText
from tutor.core.lesson.item import SCREEN_ROWS, Item
from tutor.core.lesson.source import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseRef(Item):
    """A live exercise: `use` is `module:Class` of the lesson's folder; `part` says which part of it this is."""

    KIND: ClassVar[str] = "exercise"
    EXAMPLE: ClassVar[str] = """\
::: exercise nudge use=exercise:Nudge
Find the number with the smallest sum of squared misses.

Hint: Move while the loss falls, and back when it rises.
Why: Squares choose the mean.
:::
"""
    OWN_KEYS: ClassVar[tuple[str, ...]] = ("use", "part", "weight")
    NEEDED: ClassVar[Mapping[str, str]] = {"use": "exercise:FitLine"}
    AS_WRITTEN: ClassVar[frozenset[str]] = Item.AS_WRITTEN | {"use", "part"}

    use: str
    part: str = ""
    weight: float = 1.0

    @classmethod
    def read(cls, block: BlockText) -> "ExerciseRef":
        """All of it stands in the header."""
        header, report = block.header, block.report
        return ExerciseRef(
            **block.common(),
            use=header.object(report, "use", "exercise:FitLine"),
            part=header.keys.get("part", ""),
            weight=header.positive(report, "weight", 1.0, or_zero=True),
        )

    def graded(self) -> list[Any]:
        """Which exercise, and which part of it."""
        return [self.use, self.part]

    def rows(self) -> tuple[int, list[str]]:
        """A screen."""
        return SCREEN_ROWS, []

    def gift(self) -> GiftForm:
        """There is no form for it."""
        raise Unsayable("a live exercise works only in the tutor")

    def xapi(self) -> dict[str, Any]:
        """A state of ours fits no interaction of theirs."""
        return {"interactionType": "other"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeItem(Item):
    """A program to write: `starter` is the learner's first text, `checks` is `module:name` of the properties."""

    KIND: ClassVar[str] = "code"
    EXAMPLE: ClassVar[str] = """\
::: code sum-of-squares checks=checks:loss
Write `loss(c, y)`: the sum of the squared misses of the number c over the list y.

```python
def loss(c, y):
    ...
```

Hint: A miss is the difference of a value and c.
Why: It is the loss of the simplest model there is, one number for all.
:::
"""
    OWN_KEYS: ClassVar[tuple[str, ...]] = ("checks", "seconds", "weight")
    NEEDED: ClassVar[Mapping[str, str]] = {"checks": "checks:gradient_step"}
    AS_WRITTEN: ClassVar[frozenset[str]] = Item.AS_WRITTEN | {"checks"}

    starter: str
    checks: str
    seconds: float = 5.0
    weight: float = 1.0

    @classmethod
    def read(cls, block: BlockText) -> "CodeItem":
        """The starter is the last program in the prompt."""
        header, report = block.header, block.report
        prompt, starter = _starter(block.body.prompt)
        if not starter.strip():
            fix = "add a ```python block with the program the learner starts from"
            report.error("no-starter", block.opener, "This code block has no starter.", fix)
        return CodeItem(
            **block.common(prompt),
            starter=starter,
            checks=header.object(report, "checks", "checks:gradient_step"),
            seconds=header.positive(report, "seconds", 5.0),
            weight=header.positive(report, "weight", 1.0, or_zero=True),
        )

    def graded(self) -> list[Any]:
        """The checks; a new starter asks the same."""
        return [self.checks]

    def rows(self) -> tuple[int, list[str]]:
        """The editor and its output, under the prompt."""
        return 4 + max(8, self.starter.count("\n")), [self.prompt]

    def gift(self) -> GiftForm:
        """There is no form for it."""
        raise Unsayable("GIFT has no programs to write")

    def xapi(self) -> dict[str, Any]:
        """A text of many lines."""
        return {"interactionType": "long-fill-in"}


def _starter(lines: list[Line]) -> tuple[list[Line], str]:
    """The prompt, and the program in its last fenced block, or else its last indented one."""
    fence = max((line.fence for line in lines), default=0)
    inside = [at for at, line in enumerate(lines) if line.fence == fence] if fence else _last_indented(lines)
    if not inside:
        return lines, ""
    start, end = inside[0], inside[-1] + 1
    program = lines[start + 1 : end - 1] if fence else lines[start:end]
    code = dedent("\n".join(line.text for line in program)).strip("\n")
    return lines[:start] + lines[end:], f"{code}\n" if code.strip() else ""


def _last_indented(lines: list[Line]) -> list[int]:
    """The numbers of the last run of indented lines, empty ones between them included."""
    run: list[int] = []
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].text.startswith(("    ", "\t")) and not lines[at].blank:
            run.append(at)
        elif run and not lines[at].blank:
            break
    return run[::-1]
