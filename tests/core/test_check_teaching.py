"""What a check finds beyond what breaks: answers that show, numbers that are none, colours, controls, widths."""

from pathlib import Path

import pytest

from tests.core.line_pack import EX, LINE, change, pack
from tutor.core.check import CODES, check_lesson
from tutor.core.errors import Finding
from tutor.core.packs.catalog import load_catalog

__all__ = ["pack"]  # the fixture of these tests
PY = "basics/line/questions.py"
CHOICE = (
    "- [x] Lifts every point of it\n  > Right: b is where it meets x = 0.\n- [ ] Makes it steeper\n  > That is W.\n"
)
DRAWN = "- [x] {right}\n  > b.\n- [ ] {one}\n  > W.\n- [ ] {two}\n  > x.\n"
FORMS = """

def long(seed):
    return {"right": f"It lifts every point of it by {seed}, whatever x is", "one": "It turns it", "two": f"-{seed}"}


def short(seed):
    return {"right": f"By {seed}", "one": "It turns it about its centre", "two": f"-{seed}"}
"""
BREAK = "\n---\n# Turn it"
NAN, INF = "float('nan')", "float('inf')"
WIDE = f"::: code c checks=checks:c weight=0\nWrite f.\n\n    x = '{'x' * 80}'\n:::\n"
ORDER = "::: order o\nSort.\n\n1. Look\n2. Choose\n3. Fit\n\nHint: {hint}\n:::\n"
MATCH = "::: match m\nPair.\n\n| a | b |\n|---|---|\n| m | weight |\n| b | bias |\n\nHint: {hint}\n:::\n"

# what is wrong: the file, what stands there, what is put there, the code, words of the finding
FOUND = {
    "a slider that starts above its range": (
        EX,
        "return State()",
        "return State(w=9.0)",
        "out-of-range",
        "the start has w outside of its range. On seed",
    ),
    "a solution that no slider can be put to": (
        EX,
        "Slider(-5, 5, ",
        "Slider(-5, 1, ",
        "out-of-range",
        "solution has w outside",
    ),
    "a metric that is NaN": (
        EX,
        "self.loss(p, s), format",
        f"{NAN}, format",
        "not-finite",
        "the value of the Metric “loss”",
    ),
    "a goal that is infinite": (
        EX,
        'format=".2f"',
        f'format=".2f", goal={INF}',
        "not-finite",
        "the goal of the Metric",
    ),
    "a metric that is NaN once solved": (
        EX,
        "self.loss(p, s), f",
        f"self.loss(p, s) or {NAN}, f",
        "not-finite",
        "Once it is solved",
    ),
    "a note that says nan": (
        EX,
        'Formula("y = W x"),',
        f'Note(f"It is {{{NAN}:.2f}}."),',
        "not-finite",
        "a Note says “nan”",
    ),
    "a formula of inf": (EX, '"y = W x")', f'"y = W x", f"y = {{{INF}}} x")', "not-finite", "a Formula says “inf”"),
    "a cell that is NaN": (
        EX,
        'Formula("y = W x")',
        f'Table(("m", "y"), ((1, {NAN}),))',
        "not-finite",
        "row 1, column “y”",
    ),
    "a point that is NaN": (
        EX,
        "Points(p.x, p.y)",
        f"Points(p.x, (1, {NAN}, 2))",
        "not-finite",
        "1 of 3 numbers of y of a Points",
    ),
    "a line that is nowhere": (EX, "[s.w * x for", f"[{NAN} * x for", "not-finite", "3 of 3 numbers of y of a Line"),
    "a drawn value that is none": (PY, "x / y", f'x / y, "z": {NAN}', "not-finite", "gives z = nan"),
    "lines that differ in colour": (
        EX,
        "Points(p.x, p.y)",
        "Line(p.x, p.y, tone='good')",
        "colour",
        "one has no label",
    ),
    "a note that names a colour": (EX, 'Formula("y = W x"),', 'Note("Follow the red line."),', "colour", "“red line”"),
    "a page that names a colour": (LINE, "The weight turns it.", "The green points do.", "colour", "“green points”"),
    "a hint that names a colour": (
        LINE,
        "Turn it towards",
        "Yours is drawn in blue. Turn it towards",
        "colour",
        "“drawn in blue”",
    ),
    "a right option that is the longest": (LINE, "bias\n", "bias draw=questions:long\n", "tells", "the longest"),
    "a right option that is the first": (
        LINE,
        "bias\n",
        "bias draw=questions:short shuffle=no\n",
        "tells",
        "is number 1",
    ),
    "a starter that is too wide": (LINE, BREAK, WIDE + BREAK, "page-wide", "86 columns"),
    "code of a prompt that is too wide": (
        LINE,
        "is W called?",
        f"is it?\n\n```\n{'x' * 90}\n```",
        "page-wide",
        "90 columns",
    ),
    "a hint that has entries in order": (
        LINE,
        BREAK,
        ORDER.format(hint="Look, then choose.") + BREAK,
        "hint-tells",
        "o: hint 1",
    ),
    "a hint that has a pair": (LINE, BREAK, MATCH.format(hint="The m is a weight.") + BREAK, "hint-tells", "m: hint 1"),
}


def findings(pack: Path, monkeypatch: pytest.MonkeyPatch, only: str = "") -> list[Finding]:
    """Of the lesson's text on a few seeds, or of its exercise, without the code that it shows: a process each."""
    monkeypatch.setattr("tutor.core.check.exercises.check_code", lambda *_: None)
    if not only:
        monkeypatch.setattr("tutor.core.check.lesson.check_exercises", lambda *_: None)
    lesson = next(each for each in load_catalog([pack]).lessons if each.name == "line" and each.pack.root == pack)
    return list(check_lesson(lesson, count=4, only=only).findings)


@pytest.mark.parametrize("fault", FOUND)
def test_a_fault_of_teaching_is_found_at_its_line(fault: str, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, old, new, code, says = FOUND[fault]
    change(pack, EX, "View, action\n", "View, action, Note, Table\n")
    (pack / PY).write_text((pack / PY).read_text() + FORMS)
    if "draw=" in new:
        change(pack, LINE, CHOICE, DRAWN)
        change(pack, LINE, "::: choice bias\n", f"::: choice {new}")
        line = 12
    else:
        line = change(pack, file, old, new)
    everything = findings(pack, monkeypatch, "tune" if file == EX else "")
    found = [each for each in everything if each.code == code]
    assert len(found) == 1, list(map(str, everything))
    assert says in found[0].message
    assert found[0].fix
    assert code in CODES
    assert Path(found[0].file).name == Path(EX if file == EX else LINE).name
    if file == LINE and old != BREAK:
        assert found[0].line in (line, line + 3)


@pytest.mark.parametrize("hint", ["One of the two multiplies.", "m is no bias.", "It is weight or bias."])
def test_a_hint_that_names_no_pair_tells_nothing(hint: str, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(pack, LINE, BREAK, MATCH.format(hint=hint) + BREAK)
    assert findings(pack, monkeypatch) == []


@pytest.mark.parametrize("hint", ["What has to be known first?", "To choose is not the first.", "Fit after all else."])
def test_a_hint_that_names_no_entries_in_their_order_tells_nothing(
    hint: str, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(pack, LINE, BREAK, ORDER.format(hint=hint) + BREAK)
    assert findings(pack, monkeypatch) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The weight turns it.", "Red wine, a green field, blue whales. The line ◆ is yours."),
        ("Hint: Turn it", "Hint: Black boxes are not read in rows. Turn it"),
    ],
)
def test_colours_of_things_are_no_colours_of_a_chart(
    old: str, new: str, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(pack, LINE, old, new)
    assert findings(pack, monkeypatch) == []


def test_a_gap_in_a_line_is_none_in_the_data(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(pack, EX, "[s.w * x for", f"[s.w * x if x > 1 else {NAN} for")
    assert findings(pack, monkeypatch, "tune") == []


LEANING = """\
What does that table say of W?
Which row of the table above has W?
As shown, the line rises: what is W called?
In the previous question b was 3. What is W called?
As we saw, it weighs. What is it called?
You just saw W. What is it called?
What does the picture show?
In the chart, what is the slope called?
What on screen is W?
The above has a name. Which?
Go back to page 2: what is W called?
In this lesson, what is W called?"""
STANDING = """\
A chart shows loss over epochs. What does the chart tell when W grows?
Is a W above 3 too large? What is it called?
The previous step was 0.1. What was changed?
What do we call W on the left side of y = W x?
Now and then W is negative. What is it called?
How long is the table that W is fitted to?"""


@pytest.mark.parametrize(
    ("asked", "leans"), [(a, True) for a in LEANING.split("\n")] + [(a, False) for a in STANDING.split("\n")]
)
def test_a_question_that_leans_on_its_page_is_found(
    asked: str, leans: bool, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = change(pack, LINE, "What is W called?", asked) - 1
    assert [(each.code, each.line) for each in findings(pack, monkeypatch)] == [("leans", line)] * leans
    change(pack, LINE, "::: text term", "::: text term here=only")
    assert findings(pack, monkeypatch) == []


def test_an_exercise_says_its_whole_task(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = change(pack, LINE, "Bring the loss to 0.", "Do the same as on the last page.") - 1
    assert [(each.code, each.line) for each in findings(pack, monkeypatch)] == [("leans", line)]
    change(pack, LINE, "use=exercise:Fit", "use=exercise:Fit weight=0")
    assert findings(pack, monkeypatch) == []
