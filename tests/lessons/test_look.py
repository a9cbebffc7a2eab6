"""The lesson `look`: flags against detectors, on tables with five or six planted defects."""

from collections import Counter

import pytest

from tuitor_ml_engineer.algorithm.look.exercise import Look
from tuitor_ml_engineer.algorithm.look.problem import ISSUES, METRICS, PLOTS, PROBES, TASKS, Looking
from tutor.ml import defects


def test_the_naive_get_half_at_most(opened, seeds):
    blind = []
    for seed in seeds:
        look = opened(Look, seed)
        names = look.p.names
        suspicious = Looking(flags=tuple((row, "leak") for row in range(len(names))), task=TASKS[1])
        assert look.grade(suspicious).score <= 0.5
        unseen = ((names.index(look.p.target), "imbalance"), (len(names), "duplicates"))
        blind.append(look.grade(Looking(flags=unseen, task=TASKS[1], metric=METRICS[2])))
    assert max(grade.score for grade in blind) <= 0.6
    assert not any(grade.outcome == "passed" for grade in blind)


def test_each_table_has_five_or_six_defects_and_any_of_the_unseen_may_be_missing(opened, seeds):
    kinds = Counter()
    for seed in seeds:
        p = opened(Look, seed).p
        found = Counter(issue for _, issue in p.truth)
        assert len(p.truth) in (5, 6)
        assert max(found.values()) == 1
        kinds.update(found)
    assert {issue for issue in ISSUES if kinds[issue] < len(seeds)} == {"imbalance", "duplicates"}


def test_one_more_right_flag_never_scores_less_and_a_false_one_always_does(opened, seeds):
    for seed in seeds:
        look = opened(Look, seed)
        right = look.solution()
        scores = [look.grade(right, flags=right.flags[:n]).score for n in range(len(right.flags) + 1)]
        assert scores == sorted(set(scores))
        alarm = (*right.flags, (look.p.honest[0], "sentinel"))
        assert look.grade(right, flags=alarm).score < look.grade(right).score


def test_a_flag_that_only_a_plot_can_bear_out_counts_once_its_column_was_drawn(opened, seeds):
    for seed in seeds:
        look = opened(Look, seed)
        right = look.solution()
        blind = look.grade(right, spent=(("nunique", ""), ("correlation", "")))
        assert blind.outcome == "failed"
        assert "plot it first" in blind.feedback
        for kind, column in right.spent:
            assert kind in PLOTS
            rest = tuple(each for each in right.spent if each[1] != column)
            assert look.grade(right, spent=rest).score < 1
            assert look.grade(right, spent=(*rest, ("box", column))).score == 1


def test_an_unseen_flag_costs_the_same_whether_it_is_right_or_wrong(opened):
    look = opened(Look, 4)
    right = look.solution()
    unplotted = (look.p.honest[0], "sentinel"), (look.p.honest[0], "leak")
    assert len({look.grade(right, flags=(*right.flags, each)).score for each in unplotted}) == 1
    assert look.grade(right, flags=(*right.flags, unplotted[0])).score < 1


def test_five_of_six_pass_even_with_one_false_alarm_and_four_of_six_do_not(opened):
    look = next(each for each in (opened(Look, seed) for seed in range(50)) if len(each.p.truth) == 6)
    right = look.solution()
    kept = right.flags[:5], (*right.flags[:5], (look.p.honest[0], "id")), right.flags[:4]
    assert [look.grade(right, flags=flags).outcome for flags in kept] == ["passed", "passed", "failed"]


def test_a_metric_that_does_not_suit_never_passes(opened, seeds):
    for seed in seeds:
        look = opened(Look, seed)
        right = look.solution()
        for metric in METRICS:
            assert (look.grade(right, metric=metric).outcome == "passed") == (metric in look.p.fitting)


def test_where_classes_are_alike_balanced_accuracy_will_do_as_well(opened, seeds):
    for seed in seeds:
        p = opened(Look, seed).p
        rare = defects.is_imbalanced(p.table[p.target])
        assert set(p.fitting) == ({METRICS[2]} if rare else {METRICS[1], METRICS[2]})
        assert p.rarest == (2 if rare else 0)


@pytest.mark.parametrize("issue", ISSUES)
def test_a_false_alarm_is_answered_and_no_missed_column_is_named(opened, issue):
    look = opened(Look, 4)
    p = look.p
    flags = ((p.honest[0], issue),)
    said = look.grade(look.solution(), flags=flags, spent=p.plots_of(flags)).feedback
    assert p.names[p.honest[0]] in said
    others = {p.names[row] for row, _ in p.truth if row < len(p.names)} - {p.target}
    assert not [name for name in others if name in said]


def test_probes_are_limited_and_flags_are_not(opened):
    look = opened(Look)
    for _ in range(PROBES):
        look.play.act("head")
    assert len(look.play.state.spent) == PROBES
    assert set(look.play.enabled_controls()) == {"column", "flags", "task", "metric"}
