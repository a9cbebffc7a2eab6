"""What holds of every exercise of every lesson: the reference passes in full, the naive do not, the same twice."""

from collections.abc import Iterator
from typing import Any

import pytest

from tutor.core.exercise.play import Play
from tutor.core.grade import Outcome
from tutor.core.lesson.model import ExerciseRef
from tutor.core.packs.catalog import load_catalog, read_lesson
from tutor.core.packs.code import load_object


def exercises() -> list[Any]:
    return list(_exercises())


def _exercises() -> Iterator[Any]:
    for lesson in load_catalog().lessons:
        for item in read_lesson(lesson).items():
            if isinstance(item, ExerciseRef):
                yield pytest.param(lesson, item, id=f"{lesson.id}#{item.name}")


@pytest.mark.parametrize(("lesson", "item"), exercises())
def test_the_reference_passes_in_full_and_each_misconception_earns_less(lesson, item, seeds):
    kind = load_object(lesson, item.use)
    slow = Play.open(kind, 0).slow_grade(item.part)
    for seed in range(1 if len(seeds) < 20 else 3) if slow else seeds:
        play = Play.open(kind, seed, where=lesson.id)
        assert play.grade(item.part).outcome is Outcome.UNATTEMPTED or play.grade(item.part).outcome is Outcome.INVALID
        for one in play.at(item.part).declared.misconceptions:
            play.restart()
            if play.example(one, item.part):
                verdict = play.grade(item.part)
                assert verdict.outcome is Outcome.FAILED, (seed, one.name, verdict)
                assert verdict.feedback
                assert one.name in verdict.misconception
                for field in play.visible_fields(item.part):
                    field.control.accept(field, getattr(play.state, field.name))
        play.restart()
        play.solve(item.part)
        verdict = play.grade(item.part)
        assert verdict.score >= 0.95, (seed, verdict)
        assert verdict == play.grade(item.part)
        for prediction in play.predictions(item.part):
            assert 0 <= play.truth(prediction, item.part) < len(prediction.options)


@pytest.mark.parametrize(("lesson", "item"), exercises())
def test_a_prediction_is_not_told_before_its_evidence_and_see_it_shows_it(lesson, item, seeds):
    kind = load_object(lesson, item.use)
    for seed in (0, 1):
        play = Play.open(kind, seed, where=lesson.id)
        for prediction in play.predictions(item.part):
            assert not play.shows_truth(prediction, item.part)
            if not prediction.see:
                continue
            if prediction.see in (action.name for action in play.actions(item.part)):
                play.act(prediction.see, item.part)
            else:
                play.nudge(prediction.see, prediction.steps, item.part)
            assert play.shows_truth(prediction, item.part)
