"""`tutor grade`: the verdict for scripts and for people, and what is no verdict."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.core.commands import Run, run, tiny

__all__ = ["run", "tiny"]  # the fixtures of these tests


@pytest.mark.parametrize(
    ("item", "response", "outcome", "score"),
    [
        ("steeper", "2", "passed", 1),
        ("tiny-pack/every-block#steeper", "1", "failed", 0),
        ("even", "1,3", "passed", 1),
        ("even", "1,3,4", "failed", 0.5),
        ("double", "-12", "failed", 0),
        ("letter", " M ", "passed", 1),
        ("gaps", "two|1", "passed", 1),
        ("by-size", "1,2,3", "passed", 1),
        ("letters", "1=1,2=2,3=3", "passed", 1),
        ("reach", '{"n": 40}', "invalid", 0),
        ("reach", "{", "invalid", 0),
        ("steeper", "9", "invalid", 0),
        ("steeper", "", "unattempted", 0),
        ("reach", "", "unattempted", 0),
    ],
)
def test_grade_as_json(tiny: Run, item: str, response: str, outcome: str, score: float) -> None:
    code, out, err = tiny("grade", "every-block", item, response, "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert (found["outcome"], found["score"]) == (outcome, pytest.approx(score))
    assert set(found) == {"outcome", "score", "feedback"}
    assert found["feedback"]


def test_the_seed_draws_the_question_and_the_exercise(tiny: Run) -> None:
    def outcome(item: str, response: str, seed: int) -> str:
        args = ("grade", "every-block", item, response, "--seed", str(seed), "--json")
        return str(json.loads(tiny(*args)[1])["outcome"])

    # random.Random(1) draws 27 for the length and 7 for the goal, random.Random(2) 17 and 5.
    assert [outcome("double", "54 m", 1), outcome("double", "54 m", 2)] == ["passed", "failed"]
    assert [outcome("reach", '{"n": 7}', 1), outcome("reach", '{"n": 7}', 2)] == ["passed", "failed"]


def test_grade_for_people(tiny: Run) -> None:
    assert tiny("grade", "every-block", "steeper", "2") == (0, "passed, score 1\nIts slope is 2.\n", "")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["every-blok", "steeper", "1"], "Did you mean tiny-pack/every-block?"),
        (["every-block", "steepr", "1"], "Did you mean “steeper”?"),
        (["every-block", "steeper", "1", "--seed", "-1"], "--seed"),
        (["every-block", "doubled", "--file", "/not/there.py"], "There is no file /not/there.py"),
    ],
)
def test_grading_what_is_not_there_is_usage(tiny: Run, args: list[str], said: str) -> None:
    code, out, err = tiny("grade", *args)
    assert (code, out) == (2, "")
    assert said in err


SKLEARN_FIT = """from sklearn.linear_model import LinearRegression
def fit(X, Y):
    r = LinearRegression().fit(X, Y)
    return r.coef_, r.intercept_
"""


@pytest.mark.parametrize(
    ("item", "source", "said"),
    [
        ("wx-plus-b fit", SKLEARN_FIT, "passed, score 1\nEvery property holds.\n"),
        (
            "line sse",
            "def sse(m, b, x, y):\n    return 'x' * 10**8\n",
            "invalid, score 0\nWhat your sse returns is a str of 100,000,000 characters, too long to be looked at, "
            "and no number.\n",
        ),
        (
            "line sse",
            "def sse(m, b, x, y):\n    print('m is', m, '\x1b[2J')\n    return y.nope\n",
            "\n\nIt printed:\nm is 1.0 �[2J\n\nIt ended with:\nline 3 in sse\n    return y.nope\nAttributeError: ",
        ),
    ],
)
def test_a_program_is_graded_and_what_it_printed_told(
    run: Run, tmp_path: Path, item: str, source: str, said: str
) -> None:
    (tmp_path / "solution.py").write_text(source)
    code, out, err = run("grade", *item.split(), "--file", tmp_path / "solution.py")
    assert (code, err) == (0, "")
    assert said in out
    printed = json.loads(run("grade", *item.split(), "--file", tmp_path / "solution.py", "--json")[1]).get("printed")
    assert printed == ("m is 1.0 �[2J\n" if "printed" in said else None)


@pytest.mark.parametrize(
    ("code", "said"), [("1/0", "ZeroDivisionError"), ("raise SystemExit", "SystemExit"), ("", "has no Reach")]
)
def test_a_lesson_at_fault_is_1(run: Run, make_pack: Callable[..., Path], code: str, said: str) -> None:
    text = '+++\ntitle = "T"\n+++\n::: exercise reach use=exercise:Reach\nGo.\n:::\n'
    name = f"fault_pack_{len(code)}"
    root = make_pack(name, files={"one/first/lesson.md": text, "one/first/exercise.py": code})
    ended, out, _ = run("grade", "--pack-dir", root, name.replace("_", "-") + "/first", "reach", "{}", "--json")
    found = json.loads(out)
    assert (ended, found["outcome"]) == (1, "lesson-error")
    assert said in found["feedback"]


def test_a_lesson_that_cannot_be_parsed_is_1(run: Run, make_pack: Callable[..., Path]) -> None:
    root = make_pack(files={"one/first/lesson.md": '+++\ntitle = "T"\n+++\n::: choice a\nWhich?\n'})
    ended, out, _ = run("grade", "--pack-dir", root, "some-pack/first", "a", "1", "--json")
    assert (ended, json.loads(out)["outcome"]) == (1, "lesson-error")
