"""Questions that are answered one after the other, and cases that are judged under letters."""

from dataclasses import dataclass

import pytest

from tutor.core.exercise.lettered import Lettered, misjudged, verdicts
from tutor.core.exercise.series import Series, first_slip, slip_ideas, slips
from tutor.core.exercise.view import Note, View
from tutor.core.grade import Criterion


@dataclass(frozen=True)
class Sum:
    truth: int
    slips: dict[str, int]


@dataclass(frozen=True)
class Sums:
    asked: tuple[Sum, ...]


@dataclass(frozen=True)
class Said:
    given: tuple[int, ...] = ()


IDEAS = {"product": ("a sum is a product", "Add."), "minus": ("a sum is a difference", "Do not subtract.")}


class Adding(Series[Sums, Said]):
    untouched = "Begin."
    misconceptions = slip_ideas(IDEAS, lambda p, one, said: f"It is {one.truth}, not {said}.", nonsense=-1)

    def setup(self, seed, table):
        return Sums((Sum(5, {"product": 6, "minus": 1}), Sum(7, {"product": 12})))

    def view(self, p, s):
        return View(Note("sums"), None)

    def criteria(self, p, s):
        return [Criterion("sums", 1 - len(list(slips(p.asked, s.given))) / len(p.asked))]


@pytest.fixture
def adding():
    exercise = Adding()
    return exercise, exercise.setup(0, None)


def test_answers_are_taken_one_by_one_and_none_twice(adding):
    exercise, p = adding
    assert [exercise.validate(p, Said(given)) for given in ((), (5,), (5, 7))] == ["Begin.", "1 to go.", ""]
    assert [exercise.sealed(p, Said(given)) for given in ((), (5,))] == [0, 1]
    assert [exercise.enabled_controls(p, Said(given)) for given in ((5,), (5, 7))] == [None, []]
    assert exercise.solution(p, Said((1,))) == Said((5, 7))


def test_a_slip_is_known_by_what_it_gives(adding):
    exercise, p = adding
    assert [(kind, said) for kind, _, said in slips(p.asked, (6, 8))] == [("product", 6), ("", 8)]
    assert (first_slip(p.asked, (9, 12)), first_slip(p.asked, (5, 7))) == ("product", "")
    product, minus = exercise.misconceptions
    assert [product.applies(p, Said((6, 7))), minus.applies(p, Said((6, 7)))] == [True, False]
    assert product.says(p, Said((5, 12))) == "It is 7, not 12. Add."
    assert (product.example(p), minus.example(p)) == ({"given": (6, 12)}, {"given": (1, -1)})


def test_an_idea_that_no_question_can_show_has_no_example(adding):
    _, p = adding
    never = slip_ideas({"never": ("never", "Never.")}, lambda p, one, said: "", nonsense=-1)
    assert never[0].example(p) is None


def test_none_is_no_part_of_a_view(adding):
    exercise, p = adding
    assert exercise.view(p, Said()).parts == (Note("sums"),)


@dataclass(frozen=True)
class Fit:
    kind: str
    verdict: str


@dataclass(frozen=True)
class Fits(Lettered[Fit]):
    cases: tuple[Fit, ...]


@dataclass(frozen=True)
class Judged:
    A: str = "?"
    B: str = "?"


def test_cases_are_judged_under_their_letters():
    p = Fits((Fit("wild", "over"), Fit("stiff", "under")))
    assert (p.of["B"].kind, p.letter("wild"), p.letter("noisy")) == ("stiff", "A", "")
    stiff = misjudged("stiff", "no gap, no problem", lambda fit: f"{fit.verdict} it is.", lambda fit: "well")
    assert [stiff.applies(p, Judged(B=said)) for said in ("?", "under", "over")] == [False, False, True]
    assert not stiff.applies(p, Judged(A="under"))
    assert (stiff.says(p, Judged(B="over")), stiff.example(p)) == ("B: under it is.", {"B": "well"})
    noisy = misjudged("noisy", "n", lambda fit: "", lambda fit: "well")
    assert (noisy.applies(p, Judged(A="x")), noisy.example(p)) == (False, None)
    assert [answer.is_right(p, Judged("over", "over")) for answer in verdicts("AB")] == [True, False]
