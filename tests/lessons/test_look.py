"""The lesson `look`: flags against detectors, on tables with five or six planted defects."""

from collections import Counter

import pytest

from tuitor_ml_engineer.algorithm.look.exercise import ISSUES, METRICS, PROBES, TASKS, Look, Looking
from tutor.ml import defects


def test_the_reference_passes_in_full_and_the_naive_get_half_at_most(opened, seeds):
    blind = []
    for seed in seeds:
        look = opened(Look, seed)
        assert look.grade(look.solve(look.start())).score >= 0.95
        assert look.grade(look.start()).outcome == "unattempted"
        suspicious = Looking(flags=tuple((row, "leak") for row in range(len(look.names))), task=TASKS[1])
        assert look.grade(suspicious).score <= 0.5
        unseen = ((look.names.index(look.target), "imbalance"), (len(look.names), "duplicates"))
        blind.append(look.grade(Looking(flags=unseen, task=TASKS[1], metric=METRICS[2])))
    assert max(grade.score for grade in blind) <= 0.6
    assert not any(grade.outcome == "passed" for grade in blind)


def test_each_table_has_five_or_six_defects_and_any_of_the_unseen_may_be_missing(opened, seeds):
    kinds = Counter()
    for seed in seeds:
        look = opened(Look, seed)
        found = Counter(issue for _, issue in look.truth)
        assert len(look.truth) in (5, 6)
        assert max(found.values()) == 1
        kinds.update(found)
    assert {issue for issue in ISSUES if kinds[issue] < len(seeds)} == {"imbalance", "duplicates"}


def test_one_more_right_flag_never_scores_less_and_a_false_one_always_does(opened, seeds):
    for seed in seeds:
        look = opened(Look, seed)
        right = look.solve(look.start())
        scores = [
            look.grade(Looking(flags=right.flags[:n], task=right.task)).score for n in range(len(right.flags) + 1)
        ]
        assert scores == sorted(set(scores))
        honest = next(row for row in range(len(look.names)) if row not in {row for row, _ in look.truth})
        assert look.grade(Looking(flags=(*right.flags, (honest, "sentinel")))).score < look.grade(right).score


def test_five_of_six_pass_even_with_one_false_alarm_and_four_of_six_do_not(opened):
    look = next(each for each in (opened(Look, seed) for seed in range(50)) if len(each.truth) == 6)
    right = look.solve(look.start())
    honest = next(row for row in range(len(look.names)) if row not in {row for row, _ in look.truth})
    said = [
        look.grade(Looking(flags=flags, task=right.task, metric=right.metric)).outcome
        for flags in (right.flags[:5], (*right.flags[:5], (honest, "leak")), right.flags[:4])
    ]
    assert said == ["passed", "passed", "failed"]


def test_where_classes_are_alike_balanced_accuracy_will_do_as_well(opened, seeds):
    for seed in seeds:
        look = opened(Look, seed)
        rare = defects.is_imbalanced(look.table[look.target])
        assert look.fitting == ({METRICS[2]} if rare else {METRICS[1], METRICS[2]})
        assert look.truth_of_rarest() == (2 if rare else 0)


def test_each_mistake_is_named_and_the_right_answer_none(opened, seeds):
    for seed in seeds:
        look = opened(Look, seed)
        right = look.grade(look.solve(look.start())).feedback
        for mistake in look.mistakes():
            grade = look.grade(mistake.state)
            assert grade.outcome == "failed", mistake.name
            assert mistake.expect in grade.feedback
            assert mistake.expect not in right


@pytest.mark.parametrize("issue", ISSUES)
def test_a_false_alarm_is_answered_and_no_missed_column_is_named(opened, issue):
    look = opened(Look, 4)
    right = look.solve(look.start())
    planted = {row for row, _ in look.truth}
    honest = next(row for row in range(len(look.names)) if row not in planted)
    said = look.grade(Looking(flags=((honest, issue),), task=right.task, metric=right.metric)).feedback
    assert look.names[honest] in said
    others = {look.names[row] for row in planted if row < len(look.names)} - {look.target}
    assert not [name for name in others if name in said]


def test_probes_are_limited_and_flags_are_not(opened):
    look = opened(Look)
    state = look.start()
    for _ in range(PROBES + 5):
        state = look.head(state)
    assert len(state.spent) == PROBES
    assert set(look.enabled(state)) == {"column", "flags", "task", "metric"}
