"""The one fold from tries to facts: what each kind of help does, and that the order of tries does not matter."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.record.facts import Facts, Step, earned, fold, helped, newest
from tutor.core.store.port import Attempt


def tried(day: int = 1, *, right: bool = True, score: float | None = None, hour: int = 10, **values: object) -> Attempt:
    given: dict[str, object] = {
        "item": "p/a#x", "version": "1", "seed": 1, "response": "1", "outcome": "passed" if right else "failed",
        "score": float(right) if score is None else score, "at": f"2026-03-{day:02}T{hour:02}:00:00.000000+00:00",
        "day": f"2026-03-{day:02}",
    }  # fmt: skip
    return Attempt(**{**given, **values})  # type: ignore[arg-type]


def of(*tries: Attempt) -> Facts:
    (facts,) = fold(tries)["p/a#x"].values()
    return facts


@pytest.mark.parametrize(("misses", "earns"), [(-1, 1.0), (0, 1.0), (1, 0.5), (2, 0.0), (9, 0.0)])
def test_a_choice_of_one_earns_by_its_try(misses: int, earns: float) -> None:
    assert earned(tried(misses=misses)) == earns


def test_every_hint_is_help_and_so_is_each_option_that_was_ruled_out() -> None:
    assert [helped(tried(**help)) for help in ({}, {"hints": 1}, {"hints": 3}, {"misses": 1})] == [
        False, True, True, True,
    ]  # fmt: skip


def test_of_two_at_one_time_either_order_has_the_same_last() -> None:
    right, wrong = tried(1), tried(1, right=False)
    assert fold([wrong], fold([right])) == fold([right], fold([wrong])) == fold([right, wrong])


def test_help_never_lowers_a_score_but_is_not_alone() -> None:
    facts = of(tried(1, hints=1), tried(2, score=0.8), tried(3, score=0.9, misses=1))
    assert (facts.tries, facts.best, facts.unassisted) == (3, 1.0, 0.8)
    assert facts.shown
    assert not of(tried(1, score=0.79)).shown
    assert of(tried(1, hints=1)).done
    assert not of(tried(1, right=False, score=0.9)).done


def test_what_is_no_try_and_what_is_on_own_data_is_no_evidence() -> None:
    none = [tried(outcome=what) for what in ("invalid", "lesson-error", "unattempted", "")] + [tried(mode="own-data")]
    assert fold(none) == {}


def test_the_steps_by_which_a_score_grew() -> None:
    facts = of(tried(2, score=0.5), tried(4, score=0.4), tried(5, score=0.5), tried(6), tried(7), tried(1, score=0.2))
    assert [(step.day[-2:], step.earned) for step in facts.steps] == [("01", 0.2), ("02", 0.5), ("06", 1.0)]
    assert [facts.by(f"2026-03-{day:02}T10:00:00.000000+00:00") for day in (1, 2, 4, 6, 9)] == [0.2, 0.5, 0.5, 1.0, 1.0]
    assert facts.by("2026-02-01") == 0.0
    assert [step.day[-2:] for step in of(tried(5), tried(3), tried(4)).steps] == ["03"], "two came late"


def test_the_last_try_and_the_first_pass_are_those_of_their_times() -> None:
    facts = of(tried(5, hints=1), tried(3, hints=2), tried(4, right=False, score=0.3), tried(2, right=False))
    assert (facts.passed_at[:10], facts.last_at[:10], facts.last_outcome) == ("2026-03-03", "2026-03-05", "passed")
    assert of(tried(1, right=False, score=0.3)).last_score == 0.3


def test_days_of_reviews_are_the_learners_and_without_help() -> None:
    late = replace(tried(4, mode="review", hour=23), day="2026-03-05")
    tries = [late, tried(5, mode="review"), tried(6, mode="review", hints=1), tried(7, mode="quiz")]
    tries += [tried(8, mode="review", right=False, score=0.9), tried(2, mode="review")]
    assert of(*tries).days == ["2026-03-02", "2026-03-05"]


def test_the_version_that_was_tried_last_is_the_newest() -> None:
    known = fold([tried(3, version="old"), tried(9, version="new", right=False), tried(4, version="old")])["p/a#x"]
    assert newest(known) is known["new"]


TRIES = st.lists(
    st.builds(
        tried, st.integers(1, 9), right=st.booleans(), hour=st.integers(0, 23), score=st.sampled_from([0, 0.5, 0.8, 1]),
        item=st.sampled_from(["p/a#x", "p/a#y"]), version=st.sampled_from(["1", "2"]), hints=st.integers(0, 2),
        misses=st.integers(0, 3), mode=st.sampled_from(["lesson", "review", "own-data"]),
    ),
    max_size=12,
)  # fmt: skip


@given(TRIES, st.randoms(use_true_random=False))
def test_facts_do_not_hang_on_the_order_of_tries(tries: list[Attempt], chance: object) -> None:
    again = list(tries)
    chance.shuffle(again)  # type: ignore[attr-defined]
    assert fold(again) == fold(tries)


@given(TRIES)
def test_facts_are_what_a_look_at_all_tries_says(tries: list[Attempt]) -> None:
    """The same told without folding: each fact by its own definition over all the tries."""
    for item, versions in fold(tries).items():
        for version, facts in versions.items():
            mine = [one for one in tries if (one.item, one.version) == (item, version) and one.mode != "own-data"]
            passes = [one for one in mine if one.outcome == "passed"]
            unaided = [one for one in mine if one.hints == 0 and one.misses == 0]
            assert facts.tries == len(mine)
            assert facts.best == max(one.score * (1, 0.5, 0, 0)[one.misses] for one in mine)
            assert facts.unassisted == max((one.score for one in unaided), default=0.0)
            assert facts.passed_at == min((one.at for one in passes), default="")
            assert facts.last_at == max(one.at for one in mine)
            assert facts.days == sorted({one.day for one in passes if one in unaided and one.mode == "review"})
            for one in mine:
                so_far = [each for each in mine if each.at <= one.at]
                assert facts.by(one.at) == max(each.score * (1, 0.5, 0, 0)[each.misses] for each in so_far)


def test_a_tie_in_time_is_told_the_same_way_round() -> None:
    two = [tried(1, score=0.5), replace(tried(1, score=0.9), id="z")]
    assert of(*two) == of(*reversed(two))
    assert of(*two).steps == [Step(two[0].at, 0.9, two[0].day)]
