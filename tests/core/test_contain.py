import sys
from pathlib import Path

import pytest

from tutor.core.contain import contained
from tutor.core.errors import DataError, ExerciseError


class Own(BaseException):
    pass


class Mute(Exception):
    def __str__(self) -> str:
        raise SystemExit(3)


def endless(n: int) -> int:
    return endless(n + 1)


RAISED = [ValueError("x"), SystemExit(1), KeyboardInterrupt(), MemoryError(), Own(), Mute()]


@pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)
def test_everything_an_author_raises_is_an_exercise_error(error: BaseException) -> None:
    with pytest.raises(ExerciseError) as caught, contained("pack/lesson: Fit.view"):
        raise error
    assert caught.value.where == "pack/lesson: Fit.view"
    assert type(error).__name__ in caught.value.detail
    assert caught.value.file == Path(__file__)


def test_the_line_named_is_the_authors_not_a_librarys(tmp_path: Path) -> None:
    module = tmp_path / "exercise.py"
    module.write_text("import json\n\n\ndef view():\n    return json.loads('{')\n")
    names: dict[str, object] = {}
    exec(compile(module.read_text(), str(module), "exec"), names)
    with pytest.raises(ExerciseError, match=r"exercise\.py:5\)") as caught, contained("x", tmp_path):
        names["view"]()  # type: ignore[operator]
    assert (caught.value.file, caught.value.line) == (module, 5)
    with pytest.raises(ExerciseError, match=r"exercise\.py:5\)"), contained("x"):
        names["view"]()  # type: ignore[operator]


def test_recursion_and_exit_are_contained() -> None:
    with pytest.raises(ExerciseError, match="RecursionError"), contained("x"):
        endless(0)
    with pytest.raises(ExerciseError, match="SystemExit"), contained("x"):
        sys.exit()


def test_a_syntax_error_names_its_own_line() -> None:
    with pytest.raises(ExerciseError, match=r"exercise\.py:2\)"), contained("x"):
        compile("a = 1\nb = = 2\n", "/p/exercise.py", "exec")


def test_our_own_errors_pass_unchanged() -> None:
    with pytest.raises(DataError, match="no such column"), contained("x"):
        raise DataError("no such column")
