"""The walk through a lesson as data: every path keeps what it must, and comes back from JSON as it was."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tutor.core.grade import Criterion, Grade, Outcome
from tutor.core.lesson.model import Block, CodeItem, ExerciseRef, Number
from tutor.core.record.shape import Shape
from tutor.core.score import lesson_score
from tutor.core.session import ItemState, Session, load, seed_of

RIGHT, WRONG = Grade.passed("Yes."), Grade.failed("No.", misconception="swapped")
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


def test_a_retry_is_a_new_attempt_at_all_that_share_it() -> None:
    shown = Session().answered("a", "2", WRONG).hinted("a", 3).reveal("a")
    assert shown.item("a").settled
    again = shown.retry(["a", "b"])
    assert again.item("a") == again.item("b") == ItemState(attempt=1)


def test_an_unchanged_answer_is_no_new_try() -> None:
    session = Session().answered("a", "2", WRONG).answered("a", "2", WRONG)
    assert session.item("a").tries == 1
    assert session.answered("a", "1", WRONG).answered("a", "2", WRONG).item("a").tries == 3
    assert Session().answered("a", "", WRONG).item("a").tries == 1
    assert session.retry(["a"]).answered("a", "2", WRONG).item("a").tries == 1


def test_pages_keep_when_they_were_first_seen() -> None:
    one = Session().go(0, "2026-03-02").go(1, "2026-03-04").go(0, "2026-03-09")
    other = Session().go(1, "2026-03-03").go(2, "2026-03-05")
    assert dict(one.visited) == {0: "2026-03-02", 1: "2026-03-04"}
    joined = one.merged(other)
    assert dict(joined.visited) == {0: "2026-03-02", 1: "2026-03-03", 2: "2026-03-05"}
    assert dict(other.merged(one).visited) == dict(joined.visited)


def test_the_pages_of_an_older_session_are_known_without_their_time() -> None:
    assert set(load('{"page": 2, "visited": [0, 2]}').visited) == {0, 2}


def test_an_item_whose_answer_changed_is_asked_again_and_the_others_are_kept() -> None:
    before = Session().migrate({"a": "1", "b": "1"}).answered("a", "x", RIGHT).answered("b", "y", RIGHT)
    after = before.migrate({"a": "2", "b": "1", "new": "1"})
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

    @rule(page=st.integers(-2, 9))
    def goes(self, page: int) -> None:
        there = self.session.go(page)
        assert there.go(self.session.page).items == self.session.items
        assert there.page in there.visited
        self.session = there

    @rule(name=NAMES, grade=GRADES, response=st.text(max_size=5))
    def answers(self, name: str, grade: Grade, response: str) -> None:
        before = self.session.item(name)
        self.session = self.session.answered(name, response, grade)
        after = self.session.item(name)
        assert after.tries == before.tries + (grade.counts and not before.sent(response))
        assert (after.hints, after.attempt, after.revealed) == (before.hints, before.attempt, before.revealed)

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
        assert self.session.item(name).predictions[-1] == option

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


Walk.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
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
    found = lesson_score(map(Shape.of, items), earned)
    assert found.score == pytest.approx(score)
    assert found.passed is passed


def test_predictions_that_were_kept_under_their_old_name_are_read() -> None:
    old = Session().predicted("reach", 1).dump().replace('"predictions"', '"said"')
    assert '"said":[1]' in old
    assert load(old).item("reach").predictions == (1,)
