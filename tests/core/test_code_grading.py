"""Grading programs: the score, and the sentence for each mistake."""

import numpy as np
import pytest

from tests.core.code_total import CHECKS, STARTER, graded, total
from tutor.core.code.cases import generate
from tutor.core.code.properties import Call, CodeChecks, Earlier, Property
from tutor.core.code.prove import check_code_item
from tutor.core.grade import Outcome


def test_a_right_program_passes_in_full(runner):
    found = graded(runner, "print('top')\ndef total(X):\n    print('in', len(X))\n    return sum(X)\n")
    assert (found.grade.outcome, found.grade.score) == (Outcome.PASSED, 1.0)
    assert found.prints == "top\nin 2\n"
    assert found.failing is None


def test_the_score_is_the_share_of_properties_and_the_example_the_smallest(runner):
    found = graded(runner, "def total(X):\n    return sum(X) if len(X) < 4 else 0\n")
    assert found.grade.outcome is Outcome.FAILED
    assert found.grade.score == 2 / 3
    assert [part.score for part in found.grade.parts] == [0, 1, 1]
    assert found.failing is not None
    lengths = [len(case.calls[0].args[0]) for case in generate(CHECKS, 1) if case.number == 0]
    assert found.failing.call.count(",") + 1 == min(length for length in lengths if length >= 4)
    assert "expected" in found.failing.example
    assert "2 of 3 properties hold." in found.grade.feedback


def test_what_is_expected_is_shown_only_where_the_author_says_so(runner):
    found = graded(runner, "def total(X):\n    return sum(X) if len(X) else 1\n")
    assert found.grade.feedback.startswith("The sum of nothing is 0.\ntotal(X=[]) gave 1\n")


def test_a_refusal_can_be_asked_for(runner):
    refuses = Property("no lists", examples=[([1.0],)], raises="TypeError", says="Take arrays only.")
    checks = CodeChecks(function="total", solution="def total(X): raise TypeError('a list')\n", properties=[refuses])
    assert graded(runner, checks.solution, checks).grade.outcome is Outcome.PASSED
    found = graded(runner, "def total(X): return sum(X)\n", checks).grade
    assert found.feedback.startswith("Take arrays only.\ntotal(X=[1]) gave 1, expected TypeError")
    found = graded(runner, "def total(X): return X.sum()\n", checks).grade
    assert found.feedback.startswith("Your total raised AttributeError")
    assert check_code_item(checks, "def total(X): ...\n", runner=runner, seeds=2) == []


def test_a_known_mistake_is_named(runner):
    found = graded(runner, "import numpy\ndef total(X):\n    n = max(len(X), 1)\n    return numpy.sum(X) / n\n")
    assert found.grade.feedback.startswith("That is the mean.")
    assert found.grade.misconception == "mean"


def test_the_traceback_has_the_learners_lines_alone(runner):
    source = "import numpy as np\ndef inner(X):\n    return np.ones(3) @ X\n\ndef total(X):\n    return inner(X)\n"
    found = graded(runner, source)
    lines = found.traceback.splitlines()
    assert lines[:4] == ["line 6 in total", "    return inner(X)", "line 3 in inner", "    return np.ones(3) @ X"]
    assert lines[4].startswith("ValueError: ")
    assert len(lines) == 5
    assert found.failing is not None
    assert found.grade.feedback.startswith("Your total raised ValueError")


def test_a_syntax_error_points_at_its_place(runner):
    found = graded(runner, "def total(X):\n    return X +* 2\n")
    assert found.grade.outcome is Outcome.INVALID
    assert found.traceback == "line 2\n    return X +* 2\n              ^\nSyntaxError: invalid syntax"


@pytest.mark.parametrize("source", ["", " \n", STARTER, "def total(X):\r\n\t...\r\n"])
def test_nothing_written_is_no_try(runner, source):
    assert graded(runner, source).grade.outcome is Outcome.UNATTEMPTED


def test_prints_are_those_of_the_call_shown_and_cut(runner):
    found = graded(runner, "def total(X):\n    print(len(X))\n    return sum(X) if len(X) else None\n")
    assert found.prints == "0\n"
    found = graded(runner, "print('x' * 50_000)\ndef total(X): return sum(X)\n")
    assert found.grade.outcome is Outcome.PASSED
    assert found.prints.endswith("x\n… cut: the program printed more than is shown.")
    assert len(found.prints) < 21_000


def test_a_call_is_named_only_where_it_is_known(runner):
    chatty = (
        "done = []\ndef total(X):\n    done.append(1)\n    print('x' * {size})\n"
        "    while len(done) > 3: pass\n    return sum(X)"
    )
    for size, said in ((10, "was stopped during total(X="), (150_000, "was stopped. Look")):
        assert said in graded(runner, chatty.format(size=size), seconds=1).grade.feedback


def test_warnings_and_errors_written_by_numpy_are_shown(runner):
    found = graded(runner, "import numpy as np\nnp.ones(1) / np.zeros(1)\ndef total(X): return sum(X)\n")
    assert "your code:2: RuntimeWarning" in found.prints
    assert "np.ones(1) / np.zeros(1)" in found.prints


def test_later_calls_may_take_what_earlier_ones_returned(runner):
    checks = CodeChecks(
        function="fit",
        solution="def fit(x):\n    return max(x)\ndef transform(m, x):\n    return [v / m for v in x]\n",
        properties=[
            Property(
                "scales to 1",
                inputs=lambda rng: [Call("fit", ([1, 2],)), Call("transform", (Earlier(0), [1, 2, 4]))],
                holds=lambda calls, values: values[1] == [0.5, 1, 2],
                says="Divide by the largest of what was fitted.",
            )
        ],
    )
    assert graded(runner, checks.solution, checks).grade.outcome is Outcome.PASSED
    wrong = graded(runner, checks.solution.replace("/ m", "/ 4"), checks)
    says, example, _ = wrong.grade.feedback.split("\n")
    assert says == "Divide by the largest of what was fitted."
    assert example == "fit(x=[1, 2]); transform(what call 1 returned, [1, 2, 4]) gave [2, [0.25, 0.5, 1]]"


def test_a_loop_where_an_array_would_do_is_told(runner):
    prop = Property(
        "fast", inputs=lambda rng: (rng.normal(size=500_000),), expect=total, times=20, tries=1, rtol=1e-6, says="Slow."
    )
    checks = CodeChecks(function="total", solution=CHECKS.solution, properties=[prop])
    slow = "def total(X):\n    t = 0.0\n    for x in X:\n        t = (t + x * 2 - x * 1.0) / 1.0\n    return t\n"
    assert graded(runner, CHECKS.solution, checks).grade.outcome is Outcome.PASSED
    assert graded(runner, slow, checks).grade.feedback.startswith("Slow.")


def test_a_call_that_changes_its_arguments_is_told_so_unless_it_may(runner):
    source = "import numpy as np\ndef total(X):\n    X *= 2\n    return X.sum() / 2\n"
    props = CHECKS.properties[:2]
    checks = CodeChecks(function="total", solution=CHECKS.solution, properties=props)
    found = graded(runner, source, checks)
    assert found.grade.feedback.startswith(
        "Your total changes X, which it was only lent: work on a copy.\ntotal(X=[1, 2])"
    )
    assert (found.grade.score, found.grade.parts[-1].name) == (2 / 3, "leaves its arguments alone")
    may = CodeChecks(function="total", solution=CHECKS.solution, properties=props, may_change_arguments=True)
    assert graded(runner, source, may).grade.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("before", "change"),
    [
        ([3, 1], "x.sort()"),
        ({"a": 1}, "x['b'] = 2"),
        ({1, 2}, "x.add(3)"),
        ([[1], [2]], "x[0].append(1)"),
        (np.zeros(3), "x[0] = 1"),
        (np.zeros(3), "x[0] = -0.0"),
        (np.zeros((2, 2)), "x.shape = (4,)"),
    ],
)
def test_whatever_is_changed_is_seen(runner, before, change):
    prop = Property("p", examples=[(1, before)], holds=lambda args, value: True)
    checks = CodeChecks(function="f", solution="def f(n, x):\n    return 0\n", properties=[prop])
    assert "changes x," in graded(runner, f"def f(n, x):\n    {change}\n    return 0\n", checks).grade.feedback
    kept = f"import copy\ndef f(n, x):\n    x = copy.deepcopy(x)\n    {change}\n    return 0\n"
    assert graded(runner, kept, checks).grade.outcome is Outcome.PASSED


def test_the_authors_error_is_the_lessons_fault(runner):
    for broken in (
        Property("p", inputs=lambda rng: 1 / 0, expect=total),
        Property("p", inputs=lambda rng: 3, expect=total),  # type: ignore[arg-type,return-value]
        Property("p", examples=[(np.zeros(1),)], expect=lambda X: 1 / 0),
    ):
        checks = CodeChecks(function="total", solution="", properties=[broken])
        found = graded(runner, CHECKS.solution, checks)
        assert found.grade.outcome is Outcome.LESSON_ERROR
        assert "“p”" in found.grade.feedback


def test_tables_travel(runner):
    import pandas as pd

    table = pd.DataFrame({"price": [1.0, None, 3.0], "place": ["a", "b", None]})
    checks = CodeChecks(
        function="validate",
        solution="def validate(df):\n    return [name for name in df if df[name].isna().any()]\n",
        properties=[Property("finds gaps", examples=[(table,)], expect=lambda df: ["price", "place"], says="Gaps!")],
        modules=("pandas",),
    )
    assert graded(runner, checks.solution, checks).grade.outcome is Outcome.PASSED
    assert graded(runner, "def validate(df):\n    return []\n", checks).grade.feedback.startswith("Gaps!")
