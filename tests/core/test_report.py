"""The report, notes and resets: what is told, what a browser may be given, and the way back."""

import re
import time
import xml.etree.ElementTree as ET
from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest
from markdown_it import MarkdownIt

from tutor.cli.records import report
from tutor.core.errors import TutorError
from tutor.core.exercise.axis import Axis
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import (
    Bars,
    Box,
    ErrorBars,
    HeatMap,
    Histogram,
    Line,
    Path,
    Points,
    Region,
    Segments,
    Text,
)
from tutor.core.grade import Grade
from tutor.core.notes import all_notes, notes, page_key, write_note
from tutor.core.progress import lessons
from tutor.core.questions import solution
from tutor.core.report.charts import over_time
from tutor.core.report.content import gather
from tutor.core.report.frame import ticks
from tutor.core.report.html import to_html
from tutor.core.report.markdown import to_markdown
from tutor.core.report.svg import svg
from tutor.core.resetting import counted, reset, undo
from tutor.core.review.ledger import read_ledger
from tutor.core.run import LessonRun
from tutor.core.safe_text import one_line
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt
from tutor.core.store.sqlite import FILE, SqliteStore

EVIL = '</pre><script>alert("x")</script> [x](javascript:y) **b** \x1b[31m'


def work(store, lesson, *, wrong=()):
    run = LessonRun(lesson, store)
    for item in run.text.items():
        if item.name != "double":
            response = "nonsense" if item.name in wrong else solution(run.shown.question(item.name))
            run.submit(item.name, response, seconds=2, confidence=3)[1].result()
    return run


@pytest.fixture
def reported(course):
    store = MemoryStore()
    work(store, course.catalog.lessons[0])
    run = LessonRun(course.catalog.lessons[1], store)
    run.submit("word", EVIL)
    write_note(store, course.catalog.lessons[0].id, "Page one", EVIL)
    return gather(store, course)


def test_the_html_is_one_file_with_nothing_foreign_in_it(reported):
    text = to_html(reported)
    assert not re.search(r"<script|<link|<img|https?://(?!www\.w3\.org)|url\(|@import", text)
    assert "\x1b" not in text
    assert "&lt;script&gt;" in text
    assert "@media print" in text
    assert text.count("<svg xmlns") == len(reported.charts) >= 4
    for part in ("Alpha", "first of alpha", "Open objectives", "Page one", "✗ wrong", "✓ right", "recall 100%"):
        assert part in text


def test_every_picture_is_sound_and_tells_itself_in_words(reported):
    for chart in reported.charts:
        root = ET.fromstring(svg(chart))
        words = root.find("{http://www.w3.org/2000/svg}desc").text
        assert chart.title in words
    pictures = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", to_markdown(reported))
    assert len(pictures) == len(reported.charts)
    for picture in pictures:
        ET.fromstring(b64decode(picture))


def test_markdown_holds_foreign_text_as_text(reported):
    text = to_markdown(reported)
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert "<script" not in shown
    assert "<a " not in shown
    assert "&lt;script&gt;" in shown
    assert "\x1b" not in text


def test_open_objectives_say_what_is_missing(reported):
    assert {one.lesson.rpartition("/")[2] for one in reported.open} == {"alpha", "beta"}
    assert "items passed without help" in to_markdown(reported)


def test_an_empty_report_is_one_too(course):
    empty = gather(MemoryStore(), course)
    assert "0 lessons passed" in to_markdown(empty)
    ET.fromstring(re.search(r"<svg.*</svg>", to_html(empty), re.DOTALL)[0])


NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    "layer",
    [
        Points([1, 2, NAN], [1, INF, 3]),
        Line([0, 1, 2], [1, NAN, -1e300]),
        Path([0, 1], [0, 1]),
        Segments([0], [0], [1], [NAN]),
        Bars(["a<b", "c"], [1, 2], [0.1, 0.0]),
        Bars([], []),
        Histogram([1, 2, 2, NAN]),
        Box(["a"], [[1, 2, 3, INF]]),
        ErrorBars([1], [2], [0.5]),
        HeatMap([[1, 2], [3, NAN]], (0, 1), (0, 1)),
        HeatMap([[1, 10], [100, -1]], (0, 1), (0, 1), log=True),
        Region(x0=0.2),
        Text(1, 1, "<&>\x1b"),
    ],
)
@pytest.mark.parametrize("log", [False, True])
def test_every_layer_can_be_drawn(layer, log):
    ET.fromstring(svg(Chart([layer], Axis("x", log=log), Axis("y", log=log), "title & more")))
    ET.fromstring(svg(Chart([layer], Axis("x", low=3, high=3), Axis("y", low=-1, high=1))))


def test_notes_stay_with_their_page(course):
    store, lesson = MemoryStore(), course.catalog.lessons[0]
    text = course.text(lesson.id)
    assert page_key(text, 1) == "Page two"
    write_note(store, lesson.id, "Page two", "  mine ")
    write_note(store, lesson.id, "Page one", "x" * 50_000)
    assert (notes(store, lesson.id)["Page two"], len(notes(store, lesson.id)["Page one"])) == ("mine", 20_000)
    write_note(store, lesson.id, "Page one", "")
    assert all_notes(store) == {lesson.id: {"Page two": "mine"}}
    write_note(store, lesson.id, "Page two", " \n")
    assert store.documents("note/") == {}
    store.put(f"note/{lesson.id}", "[damaged")
    assert notes(store, lesson.id) == {}


@pytest.fixture
def saved(course, tmp_path):
    store = SqliteStore(tmp_path / FILE)
    for lesson in course.catalog.lessons[:2]:
        work(store, lesson)
    yield store, tmp_path / FILE
    store.close()


@pytest.mark.parametrize(("what", "gone"), [("item", 1), ("lesson", 8), ("pack", 16), ("all", 16)])
def test_a_reset_forgets_just_that_and_can_be_undone(course, saved, what, gone):
    store, path = saved
    lesson = course.catalog.lessons[0]
    names = {"item": f"{lesson.id}#pick", "lesson": lesson.id, "pack": lesson.pack.id, "all": "all"}
    before = store.attempts()
    known = lessons(store, course)
    now = datetime.now(UTC)
    cards = read_ledger(store, now).cards
    assert counted(store, names[what]) == gone
    assert reset(store, names[what]) == gone
    assert len(store.attempts()) == 16 - gone
    assert len(read_ledger(store, now).cards) == 16 - gone
    run = LessonRun(lesson, store)
    assert not run.facts("pick").done
    assert run.facts("gap").done is (what == "item")
    assert undo(store, path).new == gone
    assert undo(store, path).new == 0
    assert {one.id for one in store.attempts()} == {one.id for one in before}
    assert read_ledger(store, now).cards == cards
    assert LessonRun(lesson, store).facts("pick").done
    assert {id: one.record.score for id, one in lessons(store, course).items()} == {
        id: one.record.score for id, one in known.items()
    }


def test_what_was_done_after_a_reset_stays(course, saved):
    store, path = saved
    lesson = course.catalog.lessons[0]
    reset(store, lesson.id)
    LessonRun(lesson, store).submit("seven", "8")[1].result()
    undo(store, path)
    assert len(store.attempts(f"{lesson.id}#seven")) == 2


def test_nothing_to_undo_is_said(course, tmp_path):
    store = SqliteStore(tmp_path / FILE)
    with pytest.raises(TutorError, match="Nothing was reset"):
        undo(store, tmp_path / FILE)
    store.close()


def test_answers_are_told_in_words_titles_and_the_learners_time(course, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    store, lesson = MemoryStore(), course.catalog.lessons[0]
    run = LessonRun(lesson, store)
    run.submit("pick", "2")
    run.hint("pick")
    run.submit("pick", "1")
    run.submit("many", "1,3")
    run.submit("pairs", "1=2,2=1,3=3")
    run.reveal("word")
    run.record("double", "def double(x):\n    return 2 * x", Grade.passed())
    store.add(Attempt(item=f"{lesson.id}#gone", version="v", seed=1, response='{"w": 1}', outcome="passed", score=1.0))
    found = gather(store, course)
    assert [(one.answer, one.verdict) for one in found.answers] == [
        ("that one", "wrong"), ("this one", "right, with help"), ("- 2\n- 3", "wrong"),
        ("- one → due\n- two → uno\n- three → tre", "partly right"), ("looked at the answer", "wrong"),
        ("a program of 2 lines", "right"), ("as it stood in the exercise", "right"),
    ]  # fmt: skip
    assert {one.lesson for one in found.answers} == {"Alpha"}
    assert all(one.at.endswith(" IST") for one in found.answers)
    assert found.made.utcoffset() == timedelta(hours=5, minutes=30)
    text = to_markdown(found)
    assert f"{lesson.id}#" not in text
    assert '{"w"' not in text
    assert "1 objective " not in text
    assert "0 lessons passed" in text
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(("limits", "found"), [((0, 1), [0, 1]), ((0, 3), [0, 1, 2, 3]), ((0, 9), [0, 2, 4, 6, 8])])
def test_counts_have_whole_ticks(limits, found):
    assert ticks(limits, False, whole=True) == found
    assert ticks((0, 1), False) == [0, 0.2, 0.4, 0.6, 0.8, 1]


def test_charts_of_counts_stand_on_zero_and_draw_no_empty_months(reported, course):
    now = datetime.now(UTC)
    store = MemoryStore()
    for day in (0, 20):
        at = (now - timedelta(days=day)).isoformat()
        store.add(Attempt(item="p/l#x", version="v", seed=day, response="1", outcome="passed", score=1.0, at=at))
    days = over_time(read_ledger(store, now), now)
    assert len(days.layers[0].x) == 21
    assert len(over_time(read_ledger(MemoryStore(), now), now).layers[0].x) == 7
    for chart in reported.charts:
        if chart.y.label in ("answers", "reviews", "objectives"):
            assert (chart.y.low, chart.y.whole) == (0, True)


def test_a_terminal_is_told_the_charts_in_words(reported, monkeypatch, tmp_path, capsys):
    told = to_markdown(reported, pictures=False)
    assert "base64" not in told
    assert "base64" in to_markdown(reported)
    assert all(one_line(chart.title) in told.replace("\\", "") for chart in reported.charts)
    monkeypatch.setenv("TUTOR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("TUTOR_CONFIG_DIR", str(tmp_path))
    for seen in (True, False):
        monkeypatch.setattr("sys.stdout.isatty", lambda seen=seen: seen)
        report.main([], standalone_mode=False)
        assert ("base64" in capsys.readouterr().out) is not seen
