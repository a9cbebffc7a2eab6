"""R8: whatever a pack's own code does, the pack is named, a panel stands in its place, and all else goes on."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Static

from tutor.core.errors import TutorError
from tutor.core.exercise.play import Play
from tutor.core.grade import Grade
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.code import load_object
from tutor.core.settings import Settings
from tutor.ui.app import TutorApp
from tutor.ui.library import Library
from tutor.ui.screens.home import HomeScreen
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.widgets.choice import ChoiceView

RAISES = {
    "raises": "raise ValueError('ouch')",
    "exits": "sys.exit(0)",
    "interrupts": "raise KeyboardInterrupt",
    "leaves": "raise GeneratorExit",
    "stops": "raise StopIteration",
    "rude": "raise Rude()",
    "recursion": "return deep()",
    "memory": "return [0] * 10**15",
    "group": "raise BaseExceptionGroup('g', [KeyboardInterrupt()])",
    "assertion": "assert False, 'markup [@click=app.quit]x[/] \\x1b]0;title\\x07'",
}
RETURNS = {
    "none": "return None",
    "nan": "return NAN",
    "inf": "return INF",
    "wrong": "return object()",
    "mega": "return MEGA",
    "big": "return BIG",
    "loop": "return LOOP",
    "kind": "return State",
    "generator": "yield 1",
    "awaits": "return Nap()",
    "nan_state": "return State(NAN)",
    "wrong_state": "return State(w='a lot', pick=7)",
    "huge_state": "return State(1e308)",
}
FAULTS = RAISES | RETURNS
METHODS = {
    "setup": "self, seed, table",
    "start": "self, p",
    "view": "self, p, state",
    "validate": "self, p, state",
    "criteria": "self, p, state",
    "praise": "self, p, state",
    "settle": "self, p, before, after",
    "enabled_controls": "self, p, state",
    "code": "self, p, state",
    "solution": "self, p, state",
}
VIEWS = {
    "points": "View(Chart([Points(BIG, BIG)]))",
    "nans": "View(Chart([Line([NAN] * 9, [NAN] * 9), Points([1], [INF]), Path([], [])]))",
    "far": "View(Chart([Line([-1e308, 1e308], [1e308, -1e308])], x=Axis(low=-1e308, high=1e308)))",
    "log": "View(Chart([Line([0, -1], [0, -1])], x=Axis(log=True), y=Axis(log=True)))",
    "ragged": "View(Chart([Points([1, 2, 3], [1])]))",
    "objects": "View(Chart([Points([object()], [None])]))",
    "layer": "View(Chart([7, None, LOOP]))",
    "heat": "View(Chart([HeatMap([[NAN, INF], [1e308, -1e308]], (0, 0), (NAN, 1))]))",
    "bars": "View(Chart([Bars(['a'] * 5000, [NAN] * 5000), Histogram([], bins=0), Box(['b'], [[]])]))",
    "bins": "View(Chart([Histogram([1, 2, 3], bins=10**9)]))",
    "text": "View(Note(MEGA), Formula(MEGA, MEGA))",
    "tex": "View(Formula(r'\\\\frac{' * 400, r'\\\\left( \\\\begin{matrix} $ } {'))",
    "control": "View(Note('\\x1b]0;t\\x07[@click=app.quit]q[/]\\x9b2J\\x00'), Metric('\\x1b[2J', '[/x]'))",
    "metric": "View(Metric('m', 1.0, format='%s'), Metric('n', LOOP))",
    "best": "View(Metric('m', 'text', best=3.0, format='.1f'), Metric('m', 3, best=2.5, format='d'))",
    "table": "View(Table(['a'], [[1, 2]] * 3), Table([], []), Table(['a'], [[LOOP]]))",
    "rows": "View(Table(['a', 'a'], [[NAN, '[/x]']] * 50, control='nothing', marks=[(99, 99, 'good')], height=-4))",
    "tall": "View(Chart([Points([1], [1])], height=-5, share=NAN), Table(['a'], [], height='x'))",
    "loopview": "View(LOOP, View(), None)",
    "nested": "View(View(Note('x')))",
    "parts": "View(*[Note('x')] * 500)",
    "diagram": "View(Diagram([Node('a', ('x',), 0, 0), Node('a', (), 999, 999)], [Edge('a', 'b')]))",
    "far_nodes": "View(Diagram([Node('a', ('x',), 0, 0), Node('b', ('y',), 999, 999)], [Edge('a', 'b')]))",
    "knot": "View(Diagram([Node('a', ('x',), 0, 0)], [Edge('a', 'a')] * 50, focus='zz', direction='up'))",
    "empty": "View()",
}
ACTIONS = {
    "step": "@action('Step', key='s')\ndef step(self, p, state):\n    {}",
    "run": "@action('Run', key='r')\ndef run(self, p, state):\n    yield state\n    {}",
}
ATTRIBUTES = {
    "predictions_none": "predictions = None",
    "predictions_rubbish": "predictions = [1, 'x', None]",
    "predictions_loop": "predictions = LOOP",
    "prediction_truth": "predictions = [Prediction('q', ['a', 'b'], truth=lambda p: 1 / 0, see='w')]",
    "prediction_index": "predictions = [Prediction('q', ['a', 'b'], truth=9, see='w')]",
    "prediction_options": "predictions = [Prediction(None, 'ab', truth=0, see='w')]",
    "prediction_none": "predictions = [Prediction('q', [], truth=0, see='w')]",
    "actions_raises": "@classmethod\ndef actions(cls):\n    raise ValueError('no')",
    "actions_rubbish": "@classmethod\ndef actions(cls):\n    return [1, None]",
    "slow_rubbish": "slow_grade = property(lambda self: 1 / 0)",
    "own_data": "own_data = 7",
    "getattr": "def __getattribute__(self, name):\n    raise RuntimeError(name)",
    "init": "def __init__(self):\n    raise ValueError('init')",
    "label": "@action(7, key=object())\ndef odd(self, state):\n    return state",
    "prediction_evidence": "predictions = [Prediction('q', ['a', 'b'], truth=0, evidence=lambda p, s: 1 / 0)]",
    "prediction_unseen": "predictions = [Prediction('q', ['a', 'b'], truth=0, see=7)]",
    "misconceptions_rubbish": "misconceptions = (1, None)",
    "misconceptions_applies": "misconceptions = (Misconception('m', lambda p, s: 1 / 0, 'x', lambda p: None),)",
    "misconceptions_says": "misconceptions = (Misconception('m', lambda p, s: True, lambda p, s: 7, lambda p: {}),)",
    "misconceptions_example": "misconceptions = (Misconception('m', lambda p, s: False, 'x', lambda p: LOOP),)",
    "visible": "visible_controls = LOOP",
    "pass_at": "pass_at = 'much'",
    "untouched": "untouched = 7",
}


def cases() -> dict[str, str]:
    """Name of a faulty class -> its body."""
    found: dict[str, str] = {}
    for name, fault in FAULTS.items():
        for method, arguments in METHODS.items():
            found[f"{method}_{name}"] = f"def {method}({arguments}):\n    {fault}"
        for action, code in ACTIONS.items():
            found[f"{action}_{name}"] = code.format(fault)
    found |= {f"view_of_{name}": f"def view(self, p, state):\n    return {code}" for name, code in VIEWS.items()}
    return found | ATTRIBUTES


CASES = cases()


def few(number: int) -> list[str]:
    """Some cases, each kind among them: every method and every fault at least once."""
    faults = list(FAULTS)
    mixed = [f"{m}_{faults[n % len(faults)]}" for n, m in enumerate([*METHODS, *ACTIONS] * 2)]
    rest = [*ATTRIBUTES, *(f"view_of_{name}" for name in VIEWS)]
    return [*mixed, *random.Random(1).sample(rest, len(rest))][:number]


def batches(size: int = 20) -> list[list[str]]:
    """All cases, in lessons of `size` pages."""
    names = list(CASES)
    return [names[start : start + size] for start in range(0, len(names), size)]


def walked(play: Play) -> list[str]:
    """Everything that the app asks of an exercise; what came out that is no sentence for a learner."""

    def views() -> None:
        for part in play.view("").parts:
            part.words()

    asked: list[Callable[[], object]] = [
        views,
        lambda: play.grade(""),
        lambda: play.code(""),
        play.enabled_controls,
        lambda: play.visible_fields(""),
        lambda: play.actions(""),
        lambda: [play.truth(each) for each in play.predictions("")],
        lambda: [play.shows_truth(each) for each in play.predictions("")],
        lambda: [play.example(each) for each in play.at("").declared.misconceptions],
        lambda: play.nudge("w", 1),
        lambda: play.set("pick", "that"),
        views,
        lambda: play.act("step"),
        lambda: play.act("run"),
        views,
        play.undo,
        play.redo,
        lambda: play.answer('{"w": 1.0, "pick": "this"}'),
        play.solve,
        lambda: play.grade(""),
        play.dump,
        play.rewind,
        play.restart,
        views,
    ]
    escaped: list[str] = []
    for step, ask in enumerate(asked):
        try:
            found = ask()
        except TutorError as error:
            assert str(error)
        except BaseException as error:  # noqa: BLE001 - all of it is to be seen
            escaped.append(f"step {step}: {error!r:.200}")
        else:
            assert not isinstance(found, Grade) or 0 <= found.score <= 1
    return escaped


def test_r8_nothing_but_sentences_leave_an_exercise(faulty_pack: Callable[..., Path]) -> None:
    root = faulty_pack(CASES)
    lesson = load_catalog([root]).find("bad-pack/faults")
    escaped: dict[str, list[str]] = {}
    for name in ("Good", *CASES):
        try:
            play = Play.open(load_object(lesson, f"exercise:{name}"), 1, where=lesson.id)
        except TutorError as error:
            assert "bad-pack/faults" in str(error) or name in str(error)
            continue
        escaped[name] = walked(play)
    assert len(escaped) > len(CASES) / 2
    assert {name: found for name, found in escaped.items() if found} == {}


KEYS = ("right", "s", "r", "enter", "x", "u", "U", "c", "escape", "w", "escape", "h", "a", "t", "enter")


async def walk_app(root: Path, data: Path, names: list[str]) -> int:
    """Open the lesson, press every key on every page, answer the question after each; returns the panels seen."""
    app = TutorApp(Library([root], data), Settings(), "bad-pack/faults")
    panels = 0
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        for page, name in enumerate(names, start=1):
            screen = app.screen
            assert isinstance(screen, LessonScreen), name
            assert screen.lesson_run.session.page == page - 1
            assert f"Prose of page {page}" in shown(app), name
            for key in KEYS:
                app.simulate_key(key)
            await settled(pilot)
            assert app.return_code is None, name
            # Where there is a panel, no sheet was there for escape to close: it led home, and keys went on there.
            for _ in range(6):
                if isinstance(app.screen, HomeScreen):
                    app.open_lesson("bad-pack/faults")
                elif not isinstance(app.screen, LessonScreen):
                    app.simulate_key("escape")
                else:
                    break
                await settled(pilot)
            assert isinstance(app.screen, LessonScreen), name
            told = "\n".join(str(each.content) for each in app.screen.query(Static))
            panels += "at fault" in told and "bad-pack" in told
            choice = app.screen.query_one(ChoiceView)
            choice.focus_answer()
            await pilot.press(str(choice.order.index(0) + 1), "enter")
            await settled(pilot)
            assert app.screen.lesson_run.facts(f"after-item-{page}").done, name
            await pilot.press("n")
            await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)
        app.open_lesson("bad-pack/fine")
        await settled(pilot)
        await pilot.press("right", "right", "enter")
        await settled(pilot)
        assert app.screen.lesson_run.facts("fine").done, shown(app)
    assert app.return_code == 0 or app.return_code is None
    return panels


async def settled(pilot) -> None:
    for _ in range(2):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def shown(app: TutorApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize("names", [few(5), *(pytest.param(each, marks=pytest.mark.trust) for each in batches())])
async def test_r8_the_app_goes_on(faulty_pack: Callable[..., Path], tmp_path: Path, names: list[str]) -> None:
    root = faulty_pack({name: CASES[name] for name in names})
    assert await walk_app(root, tmp_path / "data", names) > 0
