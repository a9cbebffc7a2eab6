"""The walk through a lesson as data: every path keeps what it must, and comes back from JSON as it was."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tutor.core.grade import Criterion, Grade, Outcome
from tutor.core.lesson.model import Block, CodeItem, ExerciseRef, Number
from tutor.core.score import lesson_score
from tutor.core.session import ItemState, Session, load, seed_of

RIGHT, WRONG = Grade.passed("Yes."), Grade.failed("No.", route="swapped")
NAMES = st.sampled_from(["a", "b", "tune"])
GRADES = st.one_of(
    st.builds(Grade.scored, st.floats(0, 1), st.text(max_size=9)),
    st.sampled_from([RIGHT, WRONG, Grade.invalid("?"), Grade.unattempted(), Grade.lesson_error("!")]),
    st.just(Grade.rubric([Criterion("p", 0.5, 2.0, "n"), Criterion("q", 1.0)], "So so.")),
)


def test_seeds_are_the_same_on_every_machine() -> None:
    assert seed_of("ml-engineer/line", "local", 0, "tune") == 912870905
    others = {seed_of("ml-engineer/line", "local", n, "tune") for n in range(1000)}
    assert len(others) == 1000
    assert all(0 <= seed < 2**32 for seed in others)
    assert seed_of("a", "b", 1, "c") != seed_of("ab", "", 1, "c")


@pytest.mark.parametrize(
    ("grades", "earned"),
    [([RIGHT], 1.0), ([WRONG, RIGHT], 0.5), ([WRONG, WRONG, RIGHT], 0.0), ([WRONG], 0.0),
     ([Grade.invalid("?"), RIGHT], 1.0), ([Grade.lesson_error("!"), Grade.unattempted(), RIGHT], 1.0)],
)  # fmt: skip
def test_a_choice_of_one_earns_all_half_or_nothing(grades: list[Grade], earned: float) -> None:
    session = Session()
    for grade in grades:
        session = session.answered("a", "1", grade, pick_one=True)
    assert session.item("a").best == earned
    assert session.item("a").alone == earned


def test_only_what_comes_after_the_second_hint_is_assisted() -> None:
    first = Session().hinted("a", 3).answered("a", "1", RIGHT)
    assert (first.item("a").best, first.item("a").alone) == (1.0, 1.0)
    second = Session().hinted("a", 3).hinted("a", 3).answered("a", "1", RIGHT)
    assert (second.item("a").best, second.item("a").alone) == (1.0, 0.0)
    assert Session().hinted("a", 1).hinted("a", 1).item("a").hints == 1


def test_an_answer_that_was_shown_earns_nothing_until_the_next_attempt() -> None:
    shown = Session().answered("a", "2", WRONG).reveal("a")
    assert shown.item("a").settled
    told = shown.answered("a", "1", RIGHT)
    assert (told.item("a").best, told.item("a").passed) == (0.0, False)
    again = told.retry(["a"])
    assert (again.item("a").attempt, again.item("a").tries, again.item("a").settled) == (1, 0, False)
    assert again.answered("a", "1", RIGHT).item("a").best == 1.0


def test_a_retry_that_fails_takes_nothing_away() -> None:
    session = Session().answered("a", "1", RIGHT).retry(["a", "b"]).answered("a", "2", WRONG)
    assert session.item("a").passed
    assert session.item("a").best == 1.0
    assert session.item("b").attempt == 1


def test_an_item_whose_answer_changed_is_asked_again_and_the_others_are_kept() -> None:
    before = Session().for_versions({"a": "1", "b": "1"}).answered("a", "x", RIGHT).answered("b", "y", RIGHT)
    after = before.for_versions({"a": "2", "b": "1", "new": "1"})
    assert after.item("a") == ItemState(version="2", attempt=1)
    assert after.item("b") == before.item("b")
    assert after.item("new") == ItemState(version="1")


def test_what_authors_return_comes_back_from_json() -> None:
    odd = Grade(Outcome.FAILED, float("nan"), "lone \ud800", "r\0", (Criterion("p", float("inf"), float("nan")),))
    session = Session().answered("a", "\udfff", odd, seconds=float("nan")).drafted("b", "x" * 10**6)
    assert load(session.dump()) == session
    assert session.item("a").grade == Grade(Outcome.FAILED, 0.0, "lone \ufffd", "r\ufffd", (Criterion("p", 0.0, 0.0),))
    assert len(session.dump()) < 200_000


@given(st.one_of(st.text(), st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape"))))
def test_any_text_is_a_session(text: str) -> None:
    assert load(text).page >= 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("page", "visited", "items", "plays", "more"), JSON)))
def test_any_json_is_a_session_that_can_be_kept(raw: dict[str, Any]) -> None:
    session = load(json.dumps(raw))
    assert load(session.dump()) == session


@pytest.mark.parametrize("text", [None, "", "[]", "null", '{"page": -1}', "[" * 100_000, '{"items": 3}'])
def test_a_session_that_cannot_be_read_starts_anew(text: str | None) -> None:
    assert load(text) == Session()


def test_of_a_damaged_session_the_sound_parts_are_kept() -> None:
    session = Session().go(3).answered("a", "1", RIGHT).drafted("b", "half").played("x:Y", "{}")
    raw = json.loads(session.dump())
    raw["items"]["a"]["tries"] = "many"
    raw["items"]["b"]["mood"] = "new in a later version"
    raw["plays"]["z"] = 7
    kept = load(json.dumps(raw))
    assert kept.page == 3
    assert kept.item("a") == ItemState()
    assert kept.item("b").draft == "half"
    assert dict(kept.plays) == {"x:Y": "{}"}


class Walk(RuleBasedStateMachine):
    """A learner who does anything in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session()
        self.best: dict[str, float] = {}
        self.passed: set[str] = set()

    @rule(page=st.integers(-2, 9))
    def goes(self, page: int) -> None:
        there = self.session.go(page)
        assert there.go(self.session.page).items == self.session.items
        assert there.page in there.visited
        self.session = there

    @rule(name=NAMES, grade=GRADES, response=st.text(max_size=5), pick_one=st.booleans())
    def answers(self, name: str, grade: Grade, response: str, pick_one: bool) -> None:
        before = self.session.item(name)
        self.session = self.session.answered(name, response, grade, pick_one=pick_one)
        after = self.session.item(name)
        assert after.tries == before.tries + grade.counts
        assert (after.hints, after.attempt, after.revealed) == (before.hints, before.attempt, before.revealed)
        if grade.outcome is Outcome.PASSED and not before.revealed:
            self.passed.add(name)

    @rule(name=NAMES, text=st.text(max_size=5))
    def drafts(self, name: str, text: str) -> None:
        self.session = self.session.drafted(name, text)
        assert "\0" in text or self.session.item(name).draft == text

    @rule(name=NAMES)
    def asks_for_a_hint(self, name: str) -> None:
        self.session = self.session.hinted(name, 3)
        assert 1 <= self.session.item(name).hints <= 3

    @rule(name=NAMES, option=st.integers(-1, 3))
    def predicts(self, name: str, option: int) -> None:
        self.session = self.session.predicted(name, option)
        assert self.session.item(name).said[-1] == option

    @rule(name=NAMES)
    def looks_at_the_answer(self, name: str) -> None:
        self.session = self.session.reveal(name)

    @rule(name=NAMES)
    def skips(self, name: str) -> None:
        self.session = self.session.skip(name)

    @rule(names=st.sets(NAMES, min_size=1))
    def tries_again(self, names: set[str]) -> None:
        before = self.session
        self.session = before.retry(names)
        for name in names:
            assert self.session.item(name).attempt > before.item(name).attempt
            assert self.session.item(name).tries == 0

    @precondition(lambda self: self.session.plays)
    @rule()
    def starts_an_exercise_over(self) -> None:
        for use in self.session.plays:
            self.session = self.session.played(use, "")

    @rule(use=st.sampled_from(["x:Y", "x:Z"]), state=st.text(max_size=5))
    def plays(self, use: str, state: str) -> None:
        self.session = self.session.played(use, state)

    @rule()
    def leaves_and_comes_back(self) -> None:
        self.session = load(self.session.dump())

    @invariant()
    def comes_back_as_it_was(self) -> None:
        assert load(self.session.dump()) == self.session

    @invariant()
    def nothing_earned_is_lost(self) -> None:
        for name in ("a", "b", "tune"):
            state = self.session.item(name)
            assert state.best >= self.best.get(name, 0.0)
            assert 0.0 <= state.alone <= state.best <= 1.0
            assert state.passed == (name in self.passed)
            self.best[name] = state.best


Walk.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestWalk = Walk.TestCase


def question(name: str) -> Block:
    return Number(name=name, prompt="?", cases=())


def exercise(name: str, weight: float = 1.0) -> Block:
    return ExerciseRef(name=name, prompt="?", use="x:Y", weight=weight)


BOTH = [question("a"), question("b"), exercise("x", 3.0), CodeItem(name="c", prompt="?", starter="", checks="c:c")]


@pytest.mark.parametrize(
    ("items", "earned", "score", "passed"),
    [
        (BOTH, {"a": 1, "b": 1, "x": 1, "c": 1}, 1.0, True),
        (BOTH, {"a": 1, "b": 0, "x": 1, "c": 1}, 0.8, False),  # the quiz is below 0.6
        (BOTH, {"a": 1, "b": 0.5, "x": 1, "c": 0.5}, 0.6 * 0.875 + 0.4 * 0.75, True),
        (BOTH, {"a": 1, "b": 1, "x": 0.7, "c": 0.2}, 0.6 * 0.575 + 0.4, False),
        (BOTH, {}, 0.0, False),
        ([question("a"), question("b")], {"a": 1, "b": 0.6}, 0.8, True),
        ([exercise("x")], {"x": 0.79}, 0.79, False),
        ([exercise("x", 0.0), question("a")], {"a": 1}, 1.0, True),
        ([], {}, 0.0, False),
    ],
)
def test_lesson_score(items: list[Block], earned: dict[str, float], score: float, passed: bool) -> None:
    found = lesson_score(items, earned)
    assert found.score == pytest.approx(score)
    assert found.passed is passed
