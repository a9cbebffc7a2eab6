"""Programs on screen: run, judged, kept, and edited elsewhere."""

import sys
import tempfile
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from textual import events

from tutor.core.errors import TutorError
from tutor.core.grade import Outcome
from tutor.ui.editor import edited
from tutor.ui.widgets.output import Output
from tutor.ui.widgets.verdict import Verdict

LESSON = "tiny-pack/every-block"


async def at_code(app, pilot, ready):
    await ready(pilot)
    await pilot.press("n", "n")
    await ready(pilot)
    item = app.screen.item_view("doubled")
    item.editor.focus()
    await pilot.pause()
    return item


async def test_run_judge_and_keep(make_app, ready, text_of):
    app = make_app(LESSON)
    async with app.run_test(size=(120, 50)) as pilot:
        item = await at_code(app, pilot, ready)
        item.editor.text = "def double(x):\n    print('[/x]')\n    return x\n"
        await pilot.press("f5")
        await ready(pilot)
        assert app.screen.lesson_run.state("doubled").grade.outcome is Outcome.FAILED
        assert "[/x]" in str(item.query_one(Output).content)
        assert item.query_one(Verdict).has_class("-bad")
        item.editor.text = "def double(x):\n    return 2 * x\n"
        await pilot.press("ctrl+r")
        await ready(pilot)
        assert app.screen.lesson_run.facts("doubled").done
        await pilot.press("enter", "n")
        assert "\nn" in item.editor.text, "letters are typed"
        await pilot.press("escape")
        await ready(pilot)
        assert "enter next" in text_of(app).splitlines()[-2]
    again = make_app(LESSON)
    async with again.run_test(size=(120, 50)) as pilot:
        await ready(pilot)
        assert "2 * x" in again.screen.item_view("doubled").response()


async def test_a_program_can_be_stopped(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(120, 50)) as pilot:
        item = await at_code(app, pilot, ready)
        item.editor.text = "while True:\n    pass\n"
        await pilot.press("f5")
        assert item.running is not None
        item.do("stop")
        await ready(pilot)
        assert item.running is None
        assert app.screen.lesson_run.state("doubled").grade is None


async def test_without_an_editor_it_says_so(make_app, ready, monkeypatch):
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    app = make_app(LESSON)
    async with app.run_test(size=(120, 50), notifications=True) as pilot:
        await at_code(app, pilot, ready)
        await pilot.press("ctrl+e")
        await ready(pilot)
        assert any("export EDITOR=nano" in note.message for note in app._notifications)


def test_the_learners_editor(monkeypatch):
    app = SimpleNamespace(suspend=nullcontext)
    code = "import sys,pathlib; p=pathlib.Path(sys.argv[1]); p.write_text(p.read_text().upper())"
    monkeypatch.setenv("VISUAL", f"{sys.executable} -c '{code}'")
    assert edited(app, "x = 1") == "X = 1"
    monkeypatch.setenv("VISUAL", f"{sys.executable} -c 'raise SystemExit(3)'")
    with pytest.raises(TutorError, match="code 3"):
        edited(app, "x = 1")


async def test_half_a_character_that_is_pasted_does_not_end_the_editor(make_app, ready):
    app = make_app("tiny-pack/every-block")
    async with app.run_test(size=(90, 30)) as pilot:
        await ready(pilot)
        while not app.screen.query("CodeView"):
            await pilot.press("n")
            await ready(pilot)
        editor = app.screen.query("CodeView TextArea").first()
        editor.focus()
        await pilot.pause()
        app.post_message(events.Paste("ŷ\ud800 = 1"))
        await ready(pilot)
        assert "ŷ\ufffd = 1" in editor.text


JUNK = {
    "a deleted file": ("p.unlink()", "There is no file"),
    "junk": ("p.write_bytes(bytes(range(256)) * 9)", "UTF-8"),
    "half a character": ("p.write_bytes(b'x = 1\\xed\\xa0\\x80')", "UTF-8"),
    "NUL": ("p.write_bytes(b'x = 1\\0')", "NUL"),
    "a folder": ("p.unlink(); p.mkdir()", "folder"),
    "a pipe": ("p.unlink(); os.mkfifo(p)", "pipe"),
    "a device": ("p.unlink(); p.symlink_to('/dev/zero')", "device"),
    "too much": ("p.write_text('x' * 10**7)", "larger"),
    "itself ended": ("os.kill(os.getpid(), 9)", "ended with code -9"),
    "interrupted": ("os.kill(os.getppid(), 2); os.kill(os.getpid(), 2)", "ended with code"),
}


@pytest.mark.parametrize("kind", JUNK)
def test_whatever_an_editor_leaves_the_program_is_as_it_was(monkeypatch, kind):
    code, said = JUNK[kind]
    monkeypatch.setenv("VISUAL", f'{sys.executable} -c "import os,sys,pathlib; p=pathlib.Path(sys.argv[1]); {code}"')
    with pytest.raises(TutorError, match=said) as raised:
        edited(SimpleNamespace(suspend=nullcontext), "x = 1")
    assert "our program is unchanged" in str(raised.value)
    assert tempfile.gettempdir() not in str(raised.value).replace(sys.executable, "")
