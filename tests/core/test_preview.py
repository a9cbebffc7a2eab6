"""A lesson as it is on disk now: all of it, or all that stands in its way; and what of a walk goes on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.core.previewed import EXERCISE, GLOSSARY, LESSON, QUESTIONS, files, save
from tutor.core.grade import Outcome
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.edition import forget
from tutor.core.preview import Look, PreviewRun, branches, look

MD, PY, DRAW = "one/first/lesson.md", "one/first/exercise.py", "one/first/questions.py"


@pytest.fixture
def root(make_pack: Callable[..., Path]) -> Iterator[Path]:
    yield make_pack("seen_pack", files=files())
    forget("seen_pack")


def seen(root: Path, before: PreviewRun | None = None, seed: int = 0, name: str = "") -> Look:
    return look(load_catalog([root]), root, name, before=before, seed=seed)


def run_of(found: Look) -> PreviewRun:
    assert found.run is not None
    assert found.findings == ()
    return found.run


def show(run: PreviewRun, item: str, title: str, about: str = "") -> None:
    next(one for one in branches(run, item) if one.title == title and about in one.about).show(run)


def test_without_a_name_it_is_the_first_lesson_of_the_folder(root: Path) -> None:
    assert run_of(seen(root)).lesson.id == "seen-pack/first"
    assert run_of(seen(root.parent, name="first")).lesson.pack.root == root
    missing = seen(root, name="frist")
    assert "Did you mean seen-pack/first?" in missing.findings[0].message


def test_the_seed_is_the_authors_and_another_attempt_takes_the_next(root: Path) -> None:
    run = run_of(seen(root, seed=7))
    assert run.shown.question("twice").prompt == "Twice 8?"
    assert run.shown.play("turn").problem.target == 6
    run.submit("twice", "1")
    run.retry("twice")
    assert run.shown.question("twice").prompt == "Twice 9?"
    assert run.shown.seed("turn") == 7


def test_every_branch_of_a_question_is_met(root: Path) -> None:
    run = run_of(seen(root))
    told = {}
    for one in branches(run, "pick"):
        one.show(run)
        state = run.state("pick")
        told[one.title] = (state.grade.feedback if state.grade else "", state.hints)
    assert told == {
        "start": ("", 0),
        "answer 1": ("Yes.", 0),
        "answer 2": ("That is the other one.", 0),
        "hint 1": ("That is the other one.", 1),
        "hint 2": ("That is the other one.", 2),
    }
    show(run, "pick", "hint 1")
    assert run.state("pick").hints == 1
    show(run, "twice", "answer 2", "else")
    assert run.state("twice").grade.feedback == "Add it to itself."  # type: ignore[union-attr]


def test_every_branch_of_an_exercise_is_met_past_its_predictions(root: Path) -> None:
    run = run_of(seen(root, seed=1))
    show(run, "turn", "misconception", "one too many")
    assert (run.shown.play("turn").state.m, run.predictions("turn")) == (5, (-1,))
    assert run.state("turn").grade.misconception == "one too many"  # type: ignore[union-attr]
    show(run, "turn", "solution")
    assert run.state("turn").grade.outcome is Outcome.PASSED  # type: ignore[union-attr]
    show(run, "turn", "start")
    assert (run.shown.play("turn").state.m, run.predictions("turn"), run.state("turn").grade) == (0, (), None)
    show(run, "turn", "after the predictions")
    assert run.predictions("turn") == (-1,)
    with pytest.raises(Exception, match="“never” cannot arise in the problem of this seed; try another"):
        show(run, "turn", "misconception", "never")


def walked(root: Path) -> PreviewRun:
    """At the page of questions, one option picked, the exercise at 7."""
    run = run_of(seen(root))
    run.go(1)
    run.submit("pick", "2")
    run.hint("pick")
    run.unlock("turn")
    run.shown.play("turn").set("m", 7)
    run.draft("turn", run.shown.play("turn").dump())
    return run


def test_page_answer_hint_and_state_go_on_and_are_judged_anew(root: Path) -> None:
    before = walked(root)
    save(root, MD, LESSON.replace("# Questions", "# First a page more\n\nWords.\n\n---\n# Questions")
         .replace("That is the other one.", "The other one, that is."))  # fmt: skip
    save(root, PY, EXERCISE.replace('Metric("distance"', 'Metric("how far"'))
    found = seen(root, before)
    run = run_of(found)
    assert (found.lost, run.session.page) == ((), 2)
    state = run.state("pick")
    assert (state.draft, state.hints, state.grade and state.grade.feedback) == ("2", 1, "The other one, that is.")
    assert (run.shown.play("turn").state.m, run.predictions("turn")) == (7, (-1,))
    assert run.shown.play("turn").view().words().startswith("how far")


def test_an_exercise_that_was_moved_after_its_verdict_stays_where_it_is(root: Path) -> None:
    before = run_of(seen(root))
    show(before, "turn", "solution")
    before.shown.play("turn").set("m", 9)
    before.draft("turn", before.shown.play("turn").dump())
    save(root, PY, EXERCISE.replace("Not there.", "Not yet there."))
    run = run_of(seen(root, before))
    assert run.shown.play("turn").state.m == 9
    assert run.state("turn").grade.feedback == "Not yet there."  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "text", "lost"),
    [
        (PY, EXERCISE.replace("Slider(0, 9, step=1)", "Slider(0, 5, step=1)"), "turn: its state no longer fits"),
        (PY, EXERCISE.replace("    m: Ann", "    k: Ann").replace(".m ", ".k ").replace("s.m", "s.k")
         .replace('"m":', '"k":').replace('0, "m")', '0, "k")'), "turn: its state no longer fits"),
        (PY, EXERCISE.replace("return View(", "assert s.m < 7; return View("), "turn: its state no longer fits"),
        (MD, LESSON.replace("- [ ] that\n", "- [ ] another\n"), "pick: what is graded has changed"),
    ],
)  # fmt: skip
def test_what_no_longer_fits_starts_anew_with_a_note(root: Path, name: str, text: str, lost: str) -> None:
    before = walked(root)
    save(root, name, text)
    found = seen(root, before)
    run = run_of(found)
    assert [each[: len(lost)] for each in found.lost] == [lost]
    if name == PY:
        assert run.shown.play("turn").state == run.shown.play("turn").start
        assert run.state("pick").draft == "2"
    else:
        assert (run.state("pick").grade, run.shown.play("turn").state.m, run.shown.seed("pick")) == (None, 7, 0)


@pytest.mark.parametrize(
    ("name", "text", "at", "caret", "said"),
    [
        (PY, EXERCISE.replace("Goal(3 + seed % 4)", "Goal(3 + seed % 4"), PY, "(3 + seed % 4", "'(' was never closed"),
        (PY, EXERCISE + "\n1 / 0\n", PY, "1 / 0", "ZeroDivisionError: division by zero"),
        (PY, "raise SystemExit(3)\n", PY, "raise SystemExit(3)", "SystemExit: 3"),
        (PY, EXERCISE.replace("abs(s.m", "abs(s.n"), PY, "s.n - p.target)))", "no attribute 'n'"),
        (PY, EXERCISE.replace("class Turn", "class Torn"), MD, "use=exercise:Turn", "Did you mean “Torn”?"),
        (PY, None, MD, "use=exercise:Turn", "there is no exercise.py beside lesson.md"),
        (PY, EXERCISE.replace("return Goal", "from tutor.api import columns\n        columns('core/gone')  #"),
         PY, "columns('core/gone')  #(3 + seed % 4)", "There is no table “core/gone”"),
        (DRAW, QUESTIONS.replace("seed + 2}", "sead}"), DRAW, "sead}", "name 'sead' is not defined"),
        (MD, LESSON.replace("choice pick", "choise pick"), MD, "choise pick", "There is no block `choise`"),
        (MD, "", MD, "", "A lesson begins with its front matter"),
        ("pack.toml", "api = 1\ntitle = \n", "pack.toml", "", "not TOML"),
        ("pack.toml", 'api = 1\ntitle = "T"\ntitel = "T"\n', "pack.toml", 'titel = "T"', "`titel` is no key here"),
        ("glossary.toml", "[slope]\nscientist = 3\n", "glossary.toml", "scientist = 3", "must be a text in quotes"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_file_line_caret_and_mend_and_goes_when_it_is_mended(
    root: Path, name: str, text: str | None, at: str, caret: str, said: str
) -> None:
    before = walked(root)
    whole = (root / name).read_text()
    (root / name).unlink() if text is None else save(root, name, text)
    broken = seen(root, before)
    finding = broken.findings[0]
    assert (finding.file, said in finding.message) == (str(root / at), True)
    assert finding.source == ((root / at).read_text().split("\n") or [""])[finding.line - 1].rstrip()
    assert finding.source[finding.column - 1 :] == caret
    assert finding.fix
    assert (broken.run is None) == (name != "glossary.toml")
    save(root, name, whole)
    run = run_of(seen(root, before))
    assert (run.session.page, run.state("pick").draft, run.shown.play("turn").state.m) == (1, "2", 7)


def test_one_cause_is_told_once_and_several_are_told_all(root: Path) -> None:
    save(root, PY, "def broken(:\n")
    save(root, DRAW, "\n\n1 / 0\n")
    save(root, "glossary.toml", GLOSSARY + "x = \n")
    save(root, MD, LESSON + "\n::: exercise again use=exercise:Turn\nOnce more.\n:::\n")
    assert [(Path(each.file).name, each.line) for each in seen(root).findings] == [
        ("questions.py", 3),
        ("exercise.py", 1),
        ("glossary.toml", 4),
    ]
