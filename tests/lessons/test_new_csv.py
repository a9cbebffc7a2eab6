"""The lesson `new-csv`: a hostile file cell by cell, a contract against its manifest, the questions' numbers."""

import io

import pandas as pd
import pytest

from tuitor_ml_engineer.prep.new_csv.drift import DIGITS, FORMATS, ID, KEYS, NUMBER, OF_ROWS, OF_VALUES, Drift, own
from tuitor_ml_engineer.prep.new_csv.editor import Edit
from tuitor_ml_engineer.prep.new_csv.hostile import ALL, IDS, NOTHING, File, Reading
from tuitor_ml_engineer.prep.new_csv.loading import Load, cells
from tuitor_ml_engineer.prep.new_csv.questions import LEFT, TAKEN, WATCH, defaults, glucose, pages, watch
from tutor.core.errors import DataError
from tutor.core.grade import Outcome
from tutor.core.own_data import OwnTable


def test_one_reading_is_right_and_the_unasked_one_worth_nothing(opened, seeds):
    for seed in seeds:
        attempt = opened(Load, seed)
        assert attempt.grade(attempt.solution()).score == 1
        assert cells(attempt.p, Reading()) == 0
        assert attempt.grade(attempt.start).score == 0


def test_each_wrong_decision_costs_its_cells(opened, seeds):
    for seed in seeds:
        attempt = opened(Load, seed)
        right = attempt.p.right
        assert attempt.grade(attempt.solution(text=NOTHING)).score == pytest.approx(0.8)
        assert attempt.grade(attempt.solution(text=ALL)).score <= 0.7
        assert attempt.grade(attempt.solution(separator=",")).score == 0
        assert attempt.grade(attempt.solution(total=not right.total)).score == pytest.approx(
            24 / 25 if right.total else 23 / 24
        )
        for name, value in (("text", NOTHING), ("separator", ","), ("total", not right.total)):
            assert attempt.grade(attempt.solution(**{name: value})).outcome is Outcome.FAILED


def test_wrong_decisions_are_told_with_their_numbers(opened):
    said = set()
    for seed in range(16):
        attempt = opened(Load, seed)
        p = attempt.p
        first = p.truth["patient"][0]
        assert f"{first} has become {int(first)}" in attempt.grade(attempt.solution(text=NOTHING)).feedback
        if p.marker == "-999":
            there = [each for each in p.truth["glucose"] if each is not None]
            pulled = (sum(there) - 999 * (24 - len(there))) / 24
            feedback = attempt.grade(attempt.solution(missing="no more")).feedback
            assert f"the mean is {pulled:.1f}".replace("-", "−") in feedback
            assert f"{sum(there) / len(there):.1f} mg/dL" in feedback
            assert "North America" in attempt.grade(attempt.solution(missing="NA")).feedback
            said.add("sentinel")
        if p.right.encoding == "+ BOM":
            assert r"'\ufeffpatient'" in attempt.grade(attempt.solution(encoding="UTF-8")).feedback
            said.add("bom")
        if p.right.encoding == "cp1252":
            assert "N\ufffdrnberg" in attempt.grade(attempt.solution(encoding="UTF-8")).feedback
            said.add("cp1252")
    assert said == {"sentinel", "bom", "cp1252"}


def test_pandas_reads_the_same_table():
    for seed in range(12):
        p = File(seed)
        d = p.right.dialect
        theirs = pd.read_csv(
            io.BytesIO(p.data), encoding=d.encoding, sep=d.separator, decimal=d.decimal, dtype={"patient": str},
            keep_default_na=False, na_values=sorted(d.missing), skipfooter=int(d.total), engine="python",
        )  # fmt: skip
        pd.testing.assert_frame_equal(pd.DataFrame(p.truth), theirs, check_dtype=False)
        assert p.right.text == IDS


def test_a_fair_contract_passes_and_a_strict_one_does_not(opened, seeds):
    for seed in seeds:
        for part, strict in (("values", {"nulls": 0}), ("rows", {"key": ID, "form": NUMBER})):
            attempt = opened(Edit, seed, part)
            p = attempt.p
            assert attempt.grade(attempt.solution()).score == 1
            assert attempt.grade(attempt.start).score <= 0.5
            tight = {"low": p.seen[0], "high": p.seen[1]} if part == "values" else {}
            assert attempt.grade(attempt.solution(**strict, **tight)).score <= 0.5


@pytest.mark.parametrize("each", [1, -1], ids=["one press each", "the last of each"])
def test_rules_are_not_won_by_the_same_press_on_each(opened, seeds, each):
    for seed in seeds:
        keys, forms = list(KEYS)[each], list(FORMATS)[each]
        attempt = opened(Edit, seed, "rows")
        verdict = attempt.grade(key=keys, form=forms, labels=True, counted=True)
        assert verdict.outcome is Outcome.FAILED or (each == -1 and attempt.p.holder("zeros") < 0)


def test_a_csv_is_shown_with_the_names_of_its_columns(opened):
    attempt = opened(Edit, 0, "rows")
    assert "id;visit;sex;bmi;glucose" in "".join(part.words() for part in attempt.play.view("rows").parts)


def test_a_refused_clean_batch_halves_what_was_found(opened, seeds):
    for seed in seeds:
        attempt = opened(Edit, seed, "values")
        p = attempt.p
        state = attempt.solution(low=p.seen[0], high=p.seen[1])
        found, truth = p.found(state, OF_VALUES), p.planted(OF_VALUES)
        f1 = 2 * len(found & truth) / (len(found) + len(truth))
        verdict = attempt.grade(state)
        assert verdict.score == pytest.approx(f1 / 2)
        assert "new rows go a little beyond" in verdict.feedback


def test_one_missed_defect_fails_and_pays_its_share(opened, seeds):
    for seed in seeds[::3]:
        for change in ({"labels": False}, {"counted": False}, {"form": "anything"}, {"key": "no key"}):
            verdict = opened(Edit, seed, "rows")
            graded = verdict.grade(verdict.solution(**change))
            assert graded.score == pytest.approx(2 * 3 / 7), change
            assert graded.outcome is Outcome.FAILED


def test_wrong_ideas_are_told_apart(opened):
    zeros = 0
    for seed in range(5):
        attempt = opened(Edit, seed, "rows")
        assert "a rule that refuses the reference" in attempt.grade(attempt.solution(key=ID)).feedback
        if attempt.p.holder("zeros") >= 0:
            zeros += 1
            assert f"has {attempt.p.stripped()}, and that" in attempt.grade(attempt.solution(form=NUMBER)).feedback
        values = opened(Edit, seed, "values")
        p = values.p
        unit = p.holder("unit") + 1
        assert f"the mean {p.mean(unit):.3g}" in values.grade(values.solution(low=0.0)).feedback
        assert p.mean(unit) == pytest.approx(91.3 / 18.0156, rel=0.1)
        assert "far more gaps" in values.grade(values.solution(nulls=0)).feedback
    assert zeros >= 3


def test_each_part_is_judged_by_its_own_rules():
    p = Drift(4)
    assert p.planted(OF_VALUES) | p.planted(OF_ROWS) == p.manifest
    assert len(p.planted(OF_VALUES)) == 3
    assert len(p.planted(OF_ROWS)) == 4
    assert DIGITS != NUMBER


def table_of(values):
    return OwnTable("my.csv", {"y": values}, {"y": "weight"}, "0")


def test_own_column_is_solved_or_refused():
    weights = [40 + 0.9 * n for n in range(60)]
    p, e = own(3, table_of(weights)), Edit()
    state = e.solution(p, e.start(p))
    assert e.criteria(p, state)[0].score == 1
    assert p.name == "weight"
    for far in ([1.0, 500.0] * 30, [-1.0, 2.0] * 30):
        with pytest.raises(DataError, match="thirty times"):
            own(3, table_of(far))


def test_questions_are_computed(seeds):
    for seed in seeds:
        one = glucose(seed)
        assert one["right"] == pytest.approx(one["mmol"] * 18.0156)
        shown = pages(seed)
        assert shown["right"] + shown["size"] * (shown["came"] - 1) == shown["announced"]
        assert 1 < shown["again"] < shown["came"]
        drawn = watch(seed)
        for number in range(1, 5):
            assert (drawn[f"drift{number}"], drawn[f"rule{number}"]) in WATCH
        assert defaults(seed)["taken1"] in TAKEN
    for text in (*TAKEN, *LEFT):
        cell = "" if text == "an empty cell" else text
        read = pd.read_csv(io.StringIO(f"a,b\nx,1\n{cell},2\n"))
        assert bool(read["a"].isna()[1]) == (text in TAKEN)
