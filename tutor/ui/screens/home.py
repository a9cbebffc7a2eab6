"""Home: every lesson under its module, what stands of it, and a look at the one under the cursor."""

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from tutor.core.packs.model import Catalog, Lesson
from tutor.ui.library import Library
from tutor.ui.messages import OpenLesson
from tutor.ui.screens.base import Guard
from tutor.ui.widgets.header import Header
from tutor.ui.widgets.keybar import KeyBar
from tutor.ui.widgets.lesson_list import LessonList, Row
from tutor.ui.widgets.preview import Preview


class HomeScreen(Guard[None]):
    """The list, its filter, and the preview."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash", "filter", "find", key_display="/", tooltip="Find a lesson: type, then enter", id="home.filter"
        ),
        Binding("escape", "unfilter", "All lessons", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it as an instance variable
        (0, "-narrow"),
        (76, "-wide"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library

    def compose(self) -> ComposeResult:
        """Title, list beside preview, keys."""
        yield Header()
        with Horizontal(id="home"):
            with Vertical(id="lessons"):
                yield Input(placeholder="type to find a lesson", compact=True, id="filter")
                yield LessonList()
                yield Static(id="notice")
            with VerticalScroll(id="preview", can_focus=False):
                yield Preview()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what is known already."""
        self.query_one("#filter").display = False
        self.query_one(Header).left = Content.styled("tutor", "bold $primary") + "  learn machine learning by doing"
        self.refresh_lessons()
        self.query_one(LessonList).focus()

    def on_screen_resume(self) -> None:
        """Coming back from a lesson: its state may have changed."""
        self.library.derive()
        self.refresh_lessons()

    def refresh_lessons(self) -> None:
        """Show the catalogue as it is now."""
        found = self.library.catalog
        lessons = self.query_one(LessonList)
        if found is None:
            self._say("Looking for lessons …")
            return
        wanted = self.query_one("#filter", Input).value.casefold().split()
        rows = list(self._rows(found, wanted))
        lessons.show(rows, lessons.current or self.library.next_lesson())
        done = self.library.count_done()
        self.query_one(Header).right = Content(f"{done} of {len(found.lessons)} lessons done")
        self._say(self._notice(found, rows, wanted))
        self.app.refresh_bindings()

    def _rows(self, catalog: Catalog, wanted: list[str]) -> Iterator[Row]:
        """Headings and the lessons below them that hold every word of the filter."""
        several, ahead = len(catalog.packs) > 1, self.library.next_lesson()
        for _, group in groupby(catalog.lessons, key=lambda lesson: (lesson.pack.id, lesson.module.id)):
            kept = [lesson for lesson in group if _holds(lesson, wanted)]
            if kept:
                title = kept[0].module.title
                yield Row(f"{kept[0].pack.title} › {title}" if several else title)
                for lesson in kept:
                    state = self.library.lesson_state(lesson)
                    yield Row(lesson.title, lesson.id, state, lesson.meta.minutes, lesson.id == ahead)

    def _notice(self, catalog: Catalog, rows: list[Row], wanted: list[str]) -> str:
        if wanted and not rows:
            return "No lesson has these words. Esc shows all."
        if not catalog.lessons:
            return "There are no lessons. Install a lesson pack, or name its folder with --pack-dir."
        names = sorted({problem.pack for problem in catalog.problems})
        if names:
            have = "1 pack has a problem" if len(names) == 1 else f"{len(names)} packs have problems"
            return f"! {have}: {', '.join(names)}"
        return self.library.notice()

    def _say(self, text: str) -> None:
        notice = self.query_one("#notice", Static)
        notice.update(Content(text))
        notice.display = bool(text)

    @on(LessonList.Moved)
    def _preview(self, event: LessonList.Moved) -> None:
        lesson = self.library.lesson(event.id)
        if lesson is not None:
            self.query_one(Preview).show(lesson, self.library.lesson_state(lesson), self.library.titles(lesson.needs))
            self.query_one("#preview").scroll_home(animate=False)

    @on(LessonList.Opened)
    def _open(self, event: LessonList.Opened) -> None:
        self.post_message(OpenLesson(event.id))

    def action_filter(self) -> None:
        """Type to find."""
        field = self.query_one("#filter", Input)
        field.display = True
        field.focus()

    def action_unfilter(self) -> None:
        """All lessons again."""
        field = self.query_one("#filter", Input)
        field.value = ""
        field.display = False
        self.query_one(LessonList).focus()

    @on(Input.Changed, "#filter")
    def _narrow(self) -> None:
        self.refresh_lessons()

    @on(Input.Submitted, "#filter")
    def _found(self) -> None:
        self.query_one(LessonList).focus()


def _holds(lesson: Lesson, words: list[str]) -> bool:
    if not words:
        return True
    text = " ".join((lesson.title, lesson.id, lesson.module.title, lesson.meta.summary, *lesson.meta.terms)).casefold()
    return all(word in text for word in words)
