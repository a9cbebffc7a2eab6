"""An author's mistakes in Python: each is one finding, at the line that has it, with what mends it."""

import random
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from tests.core.alarm_pack import FILES, PACK
from tests.core.slips_python import SLIPS, Slip
from tutor.core import watch
from tutor.core.check import CODES, Proof, check_lesson
from tutor.core.errors import Finding
from tutor.core.packs.catalog import load_pack
from tutor.core.packs.sources import Source

COUNT = 3


@pytest.fixture(autouse=True)
def common_generators() -> Iterator[None]:
    """They are as they were."""
    python, numpys = random.getstate(), np.random.get_state()
    yield
    random.setstate(python)
    np.random.set_state(numpys)


def prove(at: Path, slip: Slip | None = None, soon: bool = False, **more: str) -> Proof:
    """The lesson with one slip in it, and what else is to be in its folder."""
    root = at / f"pack_{at.name}".lower().replace("-", "_")
    for name, text in ({**FILES, **more} | PACK).items():
        place = root / name if name in PACK else root / "basics" / "alarm" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if slip is not None and slip.file == name:
            assert text.count(slip.old) == 1, slip.old
            text = text.replace(slip.old, slip.new)
        place.write_text(text)
    _, (lesson,), _ = load_pack(Source("a-pack", root.name, root))
    if not soon and (slip is None or slip.code != "too-long"):
        return check_lesson(lesson, COUNT, programs=1)
    with patch.multiple(watch, TICK=0.005, SECONDS=0.1):  # where something does not end, that is soon enough
        return check_lesson(lesson, COUNT, programs=1)


def line_of(found: Finding) -> str:
    return Path(found.file).read_text().splitlines()[found.line - 1]


def test_the_lesson_without_a_mistake_has_no_finding(tmp_path: Path) -> None:
    assert prove(tmp_path).findings == ()


@pytest.mark.parametrize("name", SLIPS)
def test_a_mistake_is_one_finding_at_its_line_with_its_mend(name: str, tmp_path: Path) -> None:
    slip = SLIPS[name]
    findings = prove(tmp_path, slip).findings
    assert [found.code for found in findings] == [slip.code], list(map(str, findings))
    (found,) = findings
    assert found.code in CODES
    assert found.severity == slip.severity
    assert Path(found.file).name == slip.file
    assert slip.at in line_of(found), str(found)
    assert slip.says in f"{found.message} {found.fix}"
    assert found.fix
    assert "fault" not in found.message  # what is said to learners
    assert "not you" not in found.message


def test_there_are_forty_kinds_at_least() -> None:
    assert len(SLIPS) >= 40


def test_what_does_not_end_in_one_place_does_not_keep_the_rest_from_being_proved(tmp_path: Path) -> None:
    slip = SLIPS["view does not end"]
    wrong = FILES["lesson.md"].replace("- [x] {share}", "- [x] {sahre}")
    codes = [found.code for found in prove(tmp_path, slip, **{"lesson.md": wrong}).findings]
    assert sorted(codes) == ["draw-place", "too-long"]


CHECKS = """\
from tutor.api import CodeChecks, Property


def pairs(rng):
    return (float(rng.uniform(1, 2)), 2.0)


half = CodeChecks(
    function="half",
    solution="def half(x, y):\\n    return x / y\\n",
    properties=[
        Property("halves", inputs=pairs, expect=lambda x, y: x / y, says="Divide."),
        Property("is small", inputs=pairs, holds=lambda args, value: value < args[0]),
    ],
)
"""
PROGRAM = """
---
# Program

::: code half checks=checks:half
Halve.

```python
def half(x, y):
    ...
```
:::
"""
PROGRAM_SLIPS = {
    "holds raises": Slip("value < args[0]", "value < args[2]", "program", "args[2]", "IndexError", "checks.py"),
    "holds does not end": Slip(
        "value < args[0]", "[0 for _ in iter(int, 1)]", "too-long", "iter(int, 1)", "is small", "checks.py"
    ),
    "expect raises": Slip(
        "lambda x, y: x / y", "lambda x, y: x / 0", "program", "x / 0", "ZeroDivisionError", "checks.py"
    ),
    "inputs do not end": Slip(
        "    return (float", "    while True: pass\n    return (float", "too-long", "while True", "inputs of",
        "checks.py",
    ),
    "a property is a text": Slip(
        'Property("halves", inputs=pairs, expect=lambda x, y: x / y, says="Divide.")', '"halves"', "program",
        "::: code half", "str", "lesson.md",
    ),
    "a solution that is wrong": Slip(
        "return x / y", "return y / x", "code-solution", "::: code half", "would read “", "lesson.md"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PROGRAM_SLIPS)
def test_a_mistake_in_the_checks_of_a_program_is_one_finding_at_its_line(name: str, tmp_path: Path) -> None:
    slip = PROGRAM_SLIPS[name]
    files = {"lesson.md": FILES["lesson.md"] + PROGRAM, "checks.py": CHECKS.replace(slip.old, slip.new)}
    findings = prove(tmp_path, soon=slip.code == "too-long", **files).findings
    assert [found.code for found in findings] == [slip.code], list(map(str, findings))
    (found,) = findings
    assert Path(found.file).name == slip.file
    assert slip.at in line_of(found), str(found)
    assert slip.says in found.message


def test_what_is_imported_or_cached_in_the_first_call_is_no_change(tmp_path: Path) -> None:
    head, known = "    def view(self, p, s):\n", "    @lru_cache\n    def known(self):\n        return []\n\n"
    exercise = FILES["exercise.py"].replace("LOG = []", "from functools import lru_cache\nLOG = []")
    exercise = exercise.replace(head, f"{known}{head}        from .late import FEW\n        self.known()\n")
    assert prove(tmp_path, **{"exercise.py": exercise, "late.py": "FEW = [1]\n"}).findings == ()
