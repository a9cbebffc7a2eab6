"""What is broken in a pack is found, with its file, its line and its mend."""

from pathlib import Path

import pytest

from tests.core.line_pack import DRAW, EX, LINE, change, pack
from tutor.core.check import CODES, check_targets

__all__ = ["pack"]  # the fixture of these tests


# name of the fault: file, what is there, what is put in its place, code, and where it is found (file, or line offset)
BROKEN: dict[str, tuple[str, str, str, str]] = {
    "a block that is not closed": (LINE, "Why: b is added last.\n:::", "Why: b is added last.", "open-block"),
    "two items of one name": (LINE, "::: text term", "::: text bias", "twin-name"),
    "a choice with nothing wrong": (
        LINE, "- [ ] Makes it steeper\n  > That is W.\n", "- [x] Moves\n  > Yes.\n", "no-wrong",
    ),
    "a stray quote": (LINE, "The weight turns it.\n\n::: choice bias\n", "::: choice bias\n> Stray.\n", "stray-quote"),
    "a pattern that is wrong": (LINE, "/bias(es)?/", "/bias(es/", "bad-pattern"),
    "a need that is not there": (LINE, "minutes = 5", 'minutes = 5\nneeds = ["nowhere"]', "needs"),
    "needs in a circle": (LINE, "minutes = 5", 'minutes = 5\nneeds = ["next"]', "needs-circle"),
    "a term without its entry": (LINE, 'terms = ["weight"]', 'terms = ["weight", "bias"]', "term"),
    "an empty topic": (LINE, '["regression.letters"]', '[""]', "front-matter"),
    "a glossary that is wrong": ("glossary.toml", "scientist", "scientists", "glossary"),
    "a lesson that is listed only": ("pack.toml", '"next"', '"next", "gone"', "missing"),
    "a hint with the right option": (LINE, "Hint: Put x = 0", "Hint: It lifts every point of it", "hint-tells"),
    "a hint with the drawn number": (LINE, "Hint: Rise over run.", "Hint: It is {w:.4f}.", "hint-tells"),
    "a hint with the word": (LINE, "Hint: It says how", "Hint: The weight says how", "hint-tells"),
    "a wrong case that is never reached": (LINE, "{inverse} ± 1 %", "{w} ± 0.1 %", "unreachable"),
    "a wrong case before the right one": (LINE, "- [x] {w} ± 1 %", "- [ ] 0 .. 99\n- [x] {w} ± 1 %", "not-solvable"),
    "a wrong answer that is met in silence": (LINE, "\n  > That is W.\n", "\n", "silent"),
    "a text case that is never reached": (LINE, "/bias(es)?/", "WEIGHT", "unreachable"),
    "a draw function that is not there": (LINE, "draw=questions:slope", "draw=questions:slop", "draw"),
    "a draw function that raises": (DRAW, "random.randint(3, 9)", "1 / 0", "draw"),
    "a draw function with its own chance": (DRAW, "Random(seed)", "Random()", "draw-seed"),
    "a draw function that returns rubbish": (DRAW, "return {", "return [{", "draw"),
    "a value that is not drawn": (DRAW, '"inverse": x / y', '"reverse": x / y', "draw-place"),
    "a value that cannot be graded": (DRAW, '"w": y / x', '"w": "steep"', "bad-case"),
    "an exercise that is not there": (LINE, "use=exercise:Fit", "use=exercise:Fitt", "exercise-load"),
    "an exercise that is no class": (LINE, "use=exercise:Fit", "use=exercise:State", "exercise-load"),
    "an exercise with a syntax error": (EX, "def start(self, p):", "def start(self, p:", "exercise-load"),
    "a setup that exits": (EX, "return Data(Random", "exit(); return Data(Random", "exercise-load"),
    "a problem of another type": (EX, "return Data(Random(seed).randint(2, 4))", "return 3", "exercise-load"),
    "a slider without a range": (EX, "Slider(-5, 5, step=0.5)", "Slider(5, -5, step=0.5)", "exercise-load"),
    "a start that passes": (EX, "return State()", "return State(w=float(p.target), trace=(1.0,))", "start-passes"),
    "a start of another type": (EX, "return State()", "return 3", "exercise-load"),
    "a state that cannot be saved": (EX, "trace: tuple[float, ...] = ()", "trace: object = ...", "state"),
    "a problem that cannot be sent": (EX, "x: tuple[float, ...] = (1.0, 2.0, 3.0)", "x: object = range(1, 4)", "state"),
    "a control that is not there": (
        EX, "    def start(", "    def enabled_controls(self, p, s): return ['v']\n\n    def start(", "random-state",
    ),
    "a control on screen that is not there": (
        EX, "    predictions", "    visible_controls = ('v',)\n    predictions", "exercise-load",
    ),
    "a part that is not there": (LINE, "use=exercise:Fit", "use=exercise:Fit part=knobs", "part"),
    "a part that is misspelt": (EX, "    @action(", "class Part(Fit, part='knob'):\n    @action(", "part"),
    "a view that raises": (EX, "Chart([", "Chart([None.x, ", "view"),
    "a view that is none": (EX, 'Formula("y = W x"),', '"y = W x",', "view"),
    "a chart whose columns differ": (EX, "Points(p.x, p.y)", "Points(p.x, p.y[1:])", "view"),
    "an axis without a name": (EX, 'x=Axis("x"), ', "", "axis-name"),
    "a note without words": (EX, 'Formula("y = W x"),', 'Formula("y = W x"), Metric("", ""),', "words"),
    "criteria that are none": (EX, 'return [Criterion("W"', 'return s.w or [Criterion("W"', "grade"),
    "criteria that draw": (EX, "float(s.w == p.target)", "Random().random() / 2", "grade-twice"),
    "criteria that ask": (EX, "float(s.w == p.target)", "float(input())", "grade"),
    "a solution that does not pass": (EX, "replace(s, w=float(p.target))", "State(0.5)", "solve"),
    "a solution for one seed only": (EX, "replace(s, w=float(p.target))", "State(3.0)", "solve"),
    "a solution that raises": (EX, "return replace(s, w=float(p.target))", "raise ValueError(7)", "solve"),
    "a misconception that passes": (EX, "s.w == p.target)", "abs(s.w) == p.target)", "misconception-passes"),
    "a misconception that is not recognised": (EX, "s.w < 0,", "s.w < -9,", "misconception"),
    "a misconception taken for another": (EX, "0 <= s.w < p.target", "s.w < p.target", "misconception-confused"),
    "a misconception about a line that is not there": (
        EX, '{"w": 1.0})', '{"w": 1.0}, criterion="V")', "misconception",
    ),
    "an example with a field that is not there": (EX, '{"w": 1.0}', '{"v": 1.0}', "misconception"),
    "a misconception that raises": (EX, "s.w < 0,", "s.w < 1 / 0,", "misconception"),
    "misconceptions that are none": (EX, "misconceptions = (\n", "misconceptions = (\n        3,\n", "exercise-load"),
    "a prediction whose truth is no option": (EX, "truth=0", "truth=2", "prediction"),
    "a prediction that nothing shows": (EX, 'truth=0, see="w"', "truth=0", "exercise-load"),
    "a prediction shown by what is not there": (EX, 'see="w"', 'see="W"', "exercise-load"),
    "an action that breaks": (EX, "w=min(5.0, s.w + 0.5)", "w=min(5.0, s.w / 0)", "random-state"),
    "a view that breaks far out": (EX, "View(\n", "View(\n            *[1 / (s.w + 5)][1:],\n", "random-state"),
    "criteria that break far out": (EX, "float(s.w == p.target)", "float(1 / (s.w - 5) < 0)", "random-state"),
    "code that does not run": (EX, 'print(sum(', 'print(summ(', "shown-code"),
    "code that is no Python": (EX, 'print(sum(', 'print((sum(', "shown-code"),
    "code that needs the tutor": (EX, 'return f"x, y', 'return f"import tutor\\nx, y', "shown-code-imports"),
    "code that prints another number": (EX, "- b) ** 2 for", "- b) ** 2 + 1 for", "shown-code-differs"),
    "a hint with what solve sets": (LINE, "Hint: Turn it towards the points.", "Hint: W is 2, 3 or 4.", "hint-tells"),
    "a page of four screens": (LINE, "The weight turns it.", "One.\n\n" * 60, "page-long"),
    "a line that is too wide": (LINE, "The weight turns it.", "```\n" + "x" * 100 + "\n```", "page-wide"),
    "a display that cannot be broken": (LINE, "The weight turns it.", "$$\n" + "x" * 100 + "\n$$", "page-wide"),
    "a formula that is not finished": (LINE, "The weight turns it.", r"It is\n$\frac{a$.", "tex-broken"),
    "a formula in feedback": (LINE, "Upside down.", r"Upside down: $\frac{x$.", "tex-broken"),
    "a formula in a hint of a drawn question": (LINE, "Hint: Rise over run.", r"Hint: $\rise{x}$.", "tex-unknown"),
    "a formula with a drawn value": (LINE, "what is W?", r"what is $\odd{x}$?", "tex-unknown"),
    "a display with an unknown command": (LINE, "The weight turns it.", "It is:\n\n$$\n\\odd{x}\n$$", "tex-unknown"),
    "an exercise's formula": (EX, 'Formula("y = W x")', 'Formula(r"y = \\odd x")', "tex-unknown"),
    "a question that points at its page": (LINE, "What does raising b do?", "What does b do in that table?", "leans"),
    "a hint that points at its page": (LINE, "Hint: Put x = 0 into it.", "Hint: See the table above.", "leans"),
    "a view that is too tall": (EX, 'Formula("y = W x"),', '*[Formula("y", "1")] * 12,', "exercise-tall"),
}  # fmt: skip
WARNINGS = {"silent", "leans", "axis-name", "page-long", "page-wide", "exercise-tall", "tex-unknown"}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_broken_is_found_with_its_file_its_line_and_its_mend(fault: str, pack: Path) -> None:
    file, old, new, code = BROKEN[fault]
    changed = change(pack, file, old, new)
    report = check_targets([str(pack)])
    found = [finding for finding in report.findings if finding.code == code]
    assert found, [str(finding) for finding in report.findings]
    assert code in CODES
    finding = found[0]
    assert finding.message
    assert finding.fix
    assert finding.severity == ("warning" if code in WARNINGS else "error")
    assert report.clean == (code in WARNINGS)
    assert Path(finding.file).is_relative_to(pack)
    assert Path(finding.file).is_file()
    lines = Path(finding.file).read_text().count("\n")
    assert 1 <= finding.line <= lines
    if finding.file.endswith(file) and code not in ELSEWHERE:
        assert abs(finding.line - changed) <= 6, (finding.line, changed)


ELSEWHERE = {
    "open-block", "leans", "start-passes", "solve", "grade-twice", "hint-tells", "not-solvable", "axis-name",
             "exercise-tall",
             "misconception", "misconception-confused", "misconception-passes", "view", "random-state", "words",
             "state", "prediction", "exercise-load", "shown-code", "shown-code-differs", "shown-code-imports",
             "page-long", "part", "grade"}  # fmt: skip
"""Codes that are reported at the method, item or page they belong to, not at the very line."""
