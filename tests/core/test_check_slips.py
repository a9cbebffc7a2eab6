"""An author's usual slips: each is one finding, at the line that has it, with what was meant."""

from pathlib import Path

import pytest

from tests.core.line_pack import EX, LINE, change, pack
from tutor.core.check import check_targets

__all__ = ["pack"]  # the fixture of these tests

# name of the slip: what is there, what is put in its place, a code, and words of its message
SLIPS: dict[str, tuple[str, str, str, str]] = {
    "a slider's name": ("Slider(-5, 5, step=0.5)", 'Slider("targets")', "exercise-load", "Did you mean “target”?"),
    "a control on screen": (
        "    predictions =", "    visible_controls = ('stepp',)\n    predictions =", "exercise-load",
        "Did you mean “step”?",
    ),
    "a control that can be used": (
        "    def start(", "    def enabled_controls(self, p, s): return ['stepp']\n\n    def start(", "random-state",
        "Did you mean “step”?",
    ),
    "what shows a prediction's truth": ('see="w"', 'see="stp"', "exercise-load", "Did you mean “step”?"),
    "the name of a truth": ("truth=0", 'truth="targt"', "prediction", "Did you mean “target”?"),
    "what a trace takes": (
        "trace: tuple[float, ...] =", 'trace: Annotated[tuple[float, ...], Trace("targt")] =', "exercise-load",
        "Did you mean “target”?",
    ),
    "what a trace hangs on": (
        "trace: tuple[float, ...] =", 'trace: Annotated[tuple[float, ...], Trace(len, on=("W",))] =', "exercise-load",
        "there is no such control;",
    ),
    "a field of an example": ('"w": -float', '"ww": -float', "misconception", "Did you mean “w”?"),
    "a column of own data": (
        "    predictions =", "    own_data = OwnData(x='numbr')\n    predictions =", "exercise-load",
        "Did you mean “number”?",
    ),
    "a return of the view": ("        return View(", "        View(", "view", "is a return missing?"),
    "a return of the criteria": ("        return [Criterion", "        [Criterion", "grade", "is a return missing?"),
    "a return of the solution": ("return replace(s, w=float", "replace(s, w=float", "solve", "is a return missing?"),
    "a list in the state": ("return State()", "return State(trace=[1.0])", "exercise-load", "changed in place"),
    "a score above 1": ("float(s.w == p.target)", "2 * (s.w == p.target)", "grade", "from 0 to 1, not 2"),
    "chance without the seed": ("Random(seed).randint(2, 4)", "Random().random()", "setup-twice", "one seed"),
    "chance in the view": ('Metric("loss", self', 'Metric("m", Random().random()), Metric("", self', "view-twice", ""),
    "a part that is in Held as a text": ('Formula("y = W x"),', 'Held("y = W x"),', "view", "is str, 'y = W x'"),
    "a field of another type": ("trace: tuple[float, ...] =", "trace: tuple[float, float] =", "state", "length 2"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_finding_at_the_line_of_the_exercise_that_has_it(slip: str, pack: Path) -> None:
    old, new, code, says = SLIPS[slip]
    change(pack, EX, "View, action\n", "View, action, Held, OwnData, Trace\n")
    line = change(pack, EX, old, new)
    line += new[: new.find("def enabled") if "def enabled" in new else 0].count("\n")
    found = [each for each in check_targets([str(pack)]).findings if each.severity == "error"]
    if slip in ("chance without the seed",):  # what is drawn anew fails otherwise, too
        found = [each for each in found if each.code == code]
    assert [each.code for each in found] == [code], list(map(str, found))
    assert Path(found[0].file).name == "exercise.py"
    assert says in found[0].message
    text = (pack / EX).read_text().splitlines()
    shown = text[found[0].line - 1]
    assert found[0].line == line or shown.strip().startswith(("def ", "trace:", "return View(")), (line, str(found[0]))


def test_a_misspelt_line_of_the_rubric_is_found_where_it_is_written_also_without_an_example(pack: Path) -> None:
    line = change(pack, EX, 'lambda p: {"w": 1.0})', 'lambda p: None, criterion="V")')
    (found,) = check_targets([str(pack)]).findings
    assert (found.code, found.line) == ("misconception", line)
    assert "'V', but the rubric has W" in found.message


def test_a_misconception_that_never_arises_is_not_proved(pack: Path) -> None:
    change(pack, EX, 'lambda p: {"w": 1.0})', "lambda p: None)")
    line = (pack / EX).read_text()[: (pack / EX).read_text().index('"flat"')].count("\n") + 1
    (found,) = check_targets([str(pack)]).findings
    assert (found.code, found.severity, found.line) == ("misconception-unproved", "warning", line)


def test_a_wrong_value_of_no_field_is_told_once(pack: Path) -> None:
    change(pack, EX, "View, action\n", "View, action, wrong_value\n")
    new = 'wrong_value("half", "v", lambda p: p.target / 2, "That is half."),\n        Misconception("flat"'
    line = change(pack, EX, 'Misconception("flat"', new)
    findings = check_targets([str(pack)]).findings
    assert len(findings) == 1, list(map(str, findings))
    (found,) = findings
    assert (found.code, found.line) == ("misconception", line)
    assert "no such field of the state; there are w, trace" in found.message


def test_a_misspelt_part_is_one_finding(pack: Path) -> None:
    change(pack, EX, "    @action(", "class Knob(Fit, part='knob'):\n    @action(")
    line = change(pack, LINE, "use=exercise:Fit", "use=exercise:Fit part=knbo")
    (found,) = check_targets([str(pack)]).findings
    assert (found.code, found.line) == ("part", line)
    assert "Did you mean “knob”?" in found.message


def test_a_block_names_the_exercise_and_not_the_class_of_a_part(pack: Path) -> None:
    change(pack, EX, "    @action(", "class Knob(Fit, part='knob'):\n    @action(")
    line = change(pack, LINE, "use=exercise:Fit", "use=exercise:Knob part=knob")
    (found,) = check_targets([str(pack)]).findings
    assert (found.code, found.line, found.fix) == ("part", line, "use=exercise:Fit part=knob")


def test_a_module_that_is_not_there_is_told_at_the_block(pack: Path) -> None:
    line = change(pack, LINE, "use=exercise:Fit", "use=exercize:Fit")
    (found,) = check_targets([str(pack)]).findings
    assert (found.code, found.line) == ("exercise-load", line)
    assert "there is no exercize.py beside lesson.md. Did you mean “exercise”?" in found.message


def test_an_unknown_term_is_told_at_its_own_line(pack: Path) -> None:
    old, new = 'terms = ["weight"]', 'terms = [\n  "weights and scales",\n  "weight",\n  "scale",\n]'
    line = change(pack, LINE, old, new)
    change(pack, LINE, 'title = "Fit a line"', 'title = "A line: scale, scales and terms"')
    assert [(found.code, found.line) for found in check_targets([str(pack)]).findings] == [
        ("term", line + 1),
        ("term", line + 3),
    ]


@pytest.mark.parametrize(
    ("glossary", "terms"),
    [("= =", '["weight", "bias", "slope"]'), ('[weight]\nscientist = "A coefficient."\n', '["weight"]')],
)
def test_a_glossary_that_cannot_be_read_is_one_finding(glossary: str, terms: str, pack: Path) -> None:
    (pack / "glossary.toml").write_text(glossary)
    change(pack, LINE, 'terms = ["weight"]', f"terms = {terms}")
    (found,) = check_targets([str(pack)]).findings
    assert (found.code, Path(found.file).name, found.line) == ("glossary", "glossary.toml", 1)


def test_a_wrong_import_of_a_shared_module_is_told_with_the_pack(pack: Path) -> None:
    (pack / "shared.py").write_text("X = 1\nfrom tutor.core.errors import DataError\nfrom tutor import ui, api\n")
    found = check_targets([str(pack)]).findings
    assert [(each.code, each.line) for each in found] == [("import", 2), ("import", 3)]
    assert found[0].fix == "from tutor.api import DataError"
    assert "tutor.ui" in found[1].message
