"""The lesson `tensors`: figures of its prose, shapes against numpy, naive answers, and what each probe can tell."""

import ast

import numpy as np
import pytest

from tuitor_ml_engineer.tensors.tensors.digits import FLIP, FOLD, TELLING, TURN, Digits, drawn
from tuitor_ml_engineer.tensors.tensors.expressions import ERROR, read, steps, twelve
from tuitor_ml_engineer.tensors.tensors.loss import COLUMN, RAW, ROWS, SLOPES, SilentLoss
from tuitor_ml_engineer.tensors.tensors.maps import AFFINE, LETTERS, LINEAR, NEITHER, Maps
from tuitor_ml_engineer.tensors.tensors.questions import (
    KINDS,
    RANKS,
    batch,
    both_stretch,
    chain,
    folded,
    left_aligned,
    memory,
    offset,
)
from tuitor_ml_engineer.tensors.tensors.shapes import SLIPS, ShapeGame
from tutor.core.datasets import columns
from tutor.core.exercise.series import first_slip
from tutor.core.exercise.view import Metric, Note
from tutor.core.grade import Outcome
from tutor.ml import regression, tensors


@pytest.mark.parametrize(
    ("typed", "shape"),
    [
        ("(2, 3, 5)", "(2, 3, 5)"),
        ("2 3 5", "(2, 3, 5)"),
        ("[2,3]", "(2, 3)"),
        ("2x3", "(2, 3)"),
        ("2 × 3", "(2, 3)"),
        ("(4,)", "(4,)"),
        ("4", "(4,)"),
        ("()", "()"),
        ("Scalar", "()"),
        ("error.", ERROR),
        ("ValueError", ERROR),
        ("", ""),
        ("(", ""),
        ("(2, n)", ""),
        ("(2, -1)", ""),
        ("two", ""),
        ("2.5", ""),
        ("9999999", ""),
        ("(2,", ""),
    ],
)
def test_a_shape_is_read_as_one_would_write_it(typed, shape):
    assert read(typed) == shape


def test_every_expression_is_numpys_and_its_slips_are_wrong(seeds):
    for seed in seeds:
        asked = twelve(seed)
        assert len(asked) == 12
        assert 1 <= sum(one.truth == ERROR for one in asked) <= 3
        for one in asked:
            assert one.truth == ERROR or isinstance(ast.literal_eval(one.truth), tuple)
            assert one.truth not in one.slips.values()
            assert len(set(one.slips.values())) == len(one.slips) > 0
            assert all(read(shape) == shape and kind in SLIPS for kind, shape in one.slips.items())


def test_broadcasting_is_told_step_by_step():
    assert steps((4, 1), (3,)) == "From the right: 1 beside 3 gives 3; 4 beside nothing gives 4."
    assert steps((4, 3), (4,)) == "From the right: 3 beside 4 does not fit."


def test_a_shape_is_taken_as_soon_as_it_can_be_read(opened):
    play = opened(ShapeGame).play
    play.set("shape", "(2,")
    assert (play.state.given, play.state.shape) == ((), "(2,"), "half a shape is no answer"
    play.set("shape", play.problem.asked[0].truth.replace(", ", " "))
    assert (play.state.given, play.state.shape) == ((play.problem.asked[0].truth,), "")
    assert "✓" in play.view().words()
    play.set("shape", "99")
    assert not play.can_undo, "what numpy has told is not taken back"
    assert "✗" in play.view().words()
    assert ", not (99,)." in play.view().words()
    assert play.grade().outcome is Outcome.UNATTEMPTED
    assert "10 to go" in play.grade().feedback


def test_after_the_twelfth_nothing_is_taken(opened):
    game = opened(ShapeGame)
    game.play.solve()
    assert game.play.enabled_controls() == ()
    assert game.play.grade().score == 1


def test_ten_of_twelve_shapes_pass_and_naive_answers_get_half_at_most(opened, seeds):
    for seed in seeds:
        game = opened(ShapeGame, seed)
        right = game.solution().given
        scores = [game.grade(given=("(99,)",) * n + right[n:]).score for n in range(13)]
        assert scores == [pytest.approx((12 - n) / 12) for n in range(13)]
        assert game.grade(given=("(99,)",) * 2 + right[2:]).outcome is Outcome.PASSED
        first = tuple(str(one.A) for one in game.p.asked)
        longest = tuple(str(max((one.A, one.B or ()), key=len)) for one in game.p.asked)
        for naive in (first, longest, (ERROR,) * 12, ("()",) * 12):
            assert game.grade(given=naive).score <= 0.5


def test_each_slip_is_recognised_by_its_own_sentence(opened, seeds):
    met = set()
    for seed in seeds:
        game = opened(ShapeGame, seed)
        for number, one in enumerate(game.p.asked):
            for kind, shape in one.slips.items():
                given = tuple(shape if n == number else each.truth for n, each in enumerate(game.p.asked))
                assert first_slip(game.p.asked, given) == kind
                assert f"`{one.text}`" in game.grade(given=given).feedback
                met.add(kind)
    assert met == set(SLIPS)


def test_one_digit_is_turned_and_only_its_transpose_is_as_it_was(opened, seeds):
    table = columns("core/digits")
    labels = table.pop("digit")
    images = np.array(list(table.values())).T.reshape(-1, 8, 8)
    known = {(image.tobytes(), int(label)) for image, label in zip(images.astype(float), labels, strict=True)}
    for seed in list(seeds)[:25]:
        game = opened(Digits, seed)
        p = game.p
        assert p.X.shape == (12, 8, 8)
        assert p.y[p.odd] in TELLING
        for i in range(12):
            upright = p.X[i].T if i == p.odd else p.X[i]
            assert (np.ascontiguousarray(upright).tobytes(), p.y[i]) in known
        assert [game.grade(game.solution(shown=shown)).score for shown in (TURN, FOLD, FLIP)] == [1, 0.5, 0.5]
        assert game.grade(game.solution(i=(p.odd + 1) % 12)).score == 0


def test_a_digit_in_characters():
    image = np.array([[0.0, 16.0], [8.0, 2.0]])
    assert drawn(image) == ["..@@", "++::"]


def test_the_broken_loss_likes_a_flat_line_and_the_mended_one_the_best_fit(opened):
    bug = opened(SilentLoss)
    p = bug.p
    assert p.difference(8, RAW).shape == p.difference(8, ROWS).shape == (442, 442)
    assert p.difference(8, COLUMN).shape == (442,)
    for line in (RAW, ROWS, COLUMN):
        np.testing.assert_allclose(p.curve(line), [p.loss(m, line) for m in SLOPES], rtol=1e-9)
    assert SLOPES[np.argmin(p.curve(RAW))] == 0
    assert SLOPES[np.argmin(p.curve(COLUMN))] == 10
    assert p.best == pytest.approx(10.233127870100773, rel=1e-9)
    assert p.flattening == 1


def test_nothing_counts_before_the_code_is_mended(opened):
    bug = opened(SilentLoss)
    assert bug.grade(bug.solution(line=RAW)).score == bug.grade(bug.solution(line=ROWS)).score == 0
    assert bug.grade(bug.solution(m=0.0)).score == pytest.approx(0.5)
    assert bug.grade(bug.solution(m=8.0)).outcome is Outcome.FAILED
    scores = [bug.grade(bug.solution(m=m)).score for m in (0.0, 4.0, 6.0, 8.0, 9.0, 10.0)]
    assert scores == sorted(scores)


def test_the_figures_of_the_silent_bug():
    table = columns("core/diabetes")
    y = np.array(table.pop("progression"), float)
    X = np.array(list(table.values()), float).T
    told = regression.predict(*regression.least_squares(X, y), X)
    assert round(regression.mse(y, told), 1) == 2859.7
    assert round(tensors.silent_mse(y, told), 1) == 9000.1
    assert told.mean() == pytest.approx(y.mean())
    assert tensors.nbytes((1797, 8, 8)) == 920_064
    assert tensors.nbytes((32, 224, 224, 3), "float32") == 19_267_584


def test_two_kinds_at_least_and_all_agree_at_the_start(opened, seeds):
    for seed in seeds:
        p = opened(Maps, seed).p
        kinds = [f.kind for f in p.maps]
        assert {LINEAR, AFFINE, NEITHER} == set(kinds)
        assert p.agreeing == 2
        for f in p.maps:
            assert np.allclose(*f.pair(0.5, 0.5))
            moved = max(float(np.abs(f(np.array([2.0, 1.0]) * a) - a * f(np.array([2.0, 1.0]))).max()) for a in (-1, 2))
            assert (moved < 1e-9) == (f.kind == LINEAR), "a learner who moves a and b can tell"
            along = max(abs(np.subtract(*f.pair(a, 1 - a))).max() for a in (-1, -0.5, 1.5, 2))
            assert (along < 1e-9) == (f.kind != NEITHER)
            gaps = max(abs(np.subtract(*f.pair(a, b))).max() for a in (-2, 1) for b in (-2, 1))
            assert (gaps < 1e-9) == (f.kind == LINEAR)


def test_naive_verdicts_get_half_at_most_and_three_do_not_pass(opened, seeds):
    for seed in seeds:
        lab = opened(Maps, seed)
        for said in (LINEAR, AFFINE, NEITHER):
            assert lab.grade(lab.solution(**dict.fromkeys(LETTERS, said))).score <= 0.5
        wrong = LINEAR if lab.p.of["A"].kind != LINEAR else NEITHER
        three = lab.grade(lab.solution(A=wrong))
        assert (three.score, three.outcome) == (0.75, Outcome.FAILED)


def test_a_plus_b_is_kept_at_one(opened):
    play = opened(Maps).play
    play.set("keep", True)
    for name, value, held in (("a", 2.0, (2, -1)), ("a", -2.0, (-1, 2)), ("b", -1.0, (2, -1)), ("b", 0.5, (0.5, 0.5))):
        play.set(name, value)
        assert (play.state.a, play.state.b) == held
        (total,) = (part for part in play.view().parts if isinstance(part, Metric) and part.label == "a + b")
        assert total.value == 1


def test_the_note_of_the_lab_is_what_the_chart_shows(opened):
    lab = opened(Maps, 3)
    lab.play.set("a", -1.5)
    f = lab.p.of["A"]
    (note,) = (part for part in lab.play.view().parts if isinstance(part, Note))
    assert f"f(au + bv) = ({f.pair(-1.5, 0.5)[0][0]:.3g}, ".replace("-", "−") in note.text


def test_drawn_answers_are_numpys():
    for seed in range(200):
        q = batch(seed)
        assert (
            np.broadcast_to(np.zeros((), q["dtype"]), (q["n"], q["side"], q["side"], 3)).size * q["each"] == q["right"]
        )
        assert memory(seed)["right"] == pytest.approx(memory(seed)["bytes"] / 1024 / 1024, abs=1e-4)
        s = both_stretch(seed)
        assert str((np.zeros(ast.literal_eval(s["left"])) + np.zeros(ast.literal_eval(s["right"]))).shape) == s["sum"]
        c = left_aligned(seed)
        with pytest.raises(ValueError, match="broadcast"):
            np.zeros(ast.literal_eval(c["left"])) + np.zeros(ast.literal_eval(c["right"]))
        A = np.array(ast.literal_eval((f := folded(seed))["A"]))
        assert A.reshape(ast.literal_eval(f["shape"])).tolist() == ast.literal_eval(f["reshaped"])
        assert f["reshaped"] != f["turned"] == str(A.T.tolist())
        o = offset(seed)
        assert o["apart"] - o["sum"] == o["right"] == o["c"]


def test_the_chain_runs():
    for seed in range(20):
        q = chain(seed)
        X, W1, W2 = (np.zeros(ast.literal_eval(q[name])) for name in ("images", "W1", "W2"))
        S = X.reshape(len(X), -1) @ W1.T @ W2.T
        assert (str(S.shape), str(S.argmax(axis=1).shape)) == (q["scores"], q["best"])
    assert any(batch(seed)["right"] == 19_267_584 for seed in range(2000)), "the course's own batch is among them"


FUNCTIONS = {
    "x ↦ 3x": lambda x: 3 * x,
    "x ↦ 3x + 2": lambda x: 3 * x + 2,
    "x ↦ x²": lambda x: x**2,
    "(x, y) ↦ (y, x)": lambda x: x[::-1],
    "x ↦ max(x, 0)": lambda x: np.maximum(x, 0),
    "x ↦ x − mean(x)": lambda x: x - x.mean(),
    "x ↦ 1 − x": lambda x: 1 - x,
    "x ↦ 5": lambda x: 0 * x + 5,
    "x ↦ |x|": abs,
}


def test_the_kinds_of_the_question_are_what_probing_finds():
    assert {text: tensors.kind(f, 2) for text, f in FUNCTIONS.items()} == {text: kind for text, kind, _ in KINDS}
    assert all(len(ast.literal_eval(shape)) == rank for _, shape, rank, _ in RANKS)
