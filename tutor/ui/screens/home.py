"""Home: every lesson under its module, what stands of it, and a look at the one under the cursor."""

import asyncio
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from tutor.ui.app_messages import OpenLesson
from tutor.ui.keeping import keep_settings
from tutor.ui.library import Library
from tutor.ui.screens.base import Guard
from tutor.ui.services import services
from tutor.ui.widgets.fields import Field
from tutor.ui.widgets.header import Header
from tutor.ui.widgets.keybar import KeyBar
from tutor.ui.widgets.lesson_list import LessonList, Row
from tutor.ui.widgets.preview import Preview

if TYPE_CHECKING:
    from tutor.core.packs.model import Catalog, Lesson

Group = tuple[Row, list[tuple[str, Row]]]
"""A module's heading, and each of its lessons behind the words to find it by."""


class Filter(Field):
    """What the lessons are found by."""

    async def action_submit(self) -> None:
        """To what was found, at once: the key that opens it may follow already."""
        assert isinstance(self.screen, HomeScreen)
        self.screen.found()


class HomeScreen(Guard[None]):
    """The list, its filter, and the preview."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash", "filter", "find", key_display="/", tooltip="Find a lesson: type, then enter", id="home.filter"
        ),
        Binding("r", "app.review", "review", tooltip="Review what you are about to forget", id="home.review"),
        Binding("t", "app.quiz", "quiz", tooltip="A quiz, placement or the final test", id="home.quiz"),
        Binding("p", "app.progress", "progress", tooltip="Objectives, charts, resets", id="home.progress"),
        Binding("g", "app.terms", "glossary", tooltip="The words, in both dialects", id="home.glossary"),
        Binding("o", "order", "order", tooltip="Lessons in another order, such as maths first", id="home.order"),
        Binding("e", "app.take_along", "take along", show=False, tooltip="Report, exports, an Anki deck"),
        Binding("escape", "unfilter", "All lessons", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it as an instance variable
        (0, "-narrow"),
        (76, "-wide"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self._furnishing = asyncio.Lock()
        self._groups: list[Group] = []
        self._standing, self._due = "", 0

    def compose(self) -> ComposeResult:
        """Title and keys, all that the first paint needs."""
        yield Header()
        yield Static("Looking for lessons …", id="looking")
        yield KeyBar()

    def on_mount(self) -> None:
        """Say where this is."""
        self.query_one(Header).left = Content.styled("tutor", "bold $primary") + "  learn machine learning by doing"

    async def on_screen_resume(self) -> None:
        """Coming back from a lesson: its state may have changed."""
        if self.library.catalog is not None:
            self.library.renew()
            self.library.derive()
            await self.refresh_lessons()

    async def refresh_lessons(self) -> None:
        """Show the catalogue as it is now."""
        found = self.library.catalog
        if found is None:
            return
        async with self._furnishing:
            if not self.query("#home"):
                await self._furnish()
        self._groups = list(self._grouped(found))
        done = self.library.count_done()
        self._standing = f"{done} of {len(found.lessons)} lessons done"
        self._show_due(self._due)
        self._narrow()
        # Once the list is painted: two threads at once would keep both waiting.
        self.call_after_refresh(services(self.app).count_due, self._show_due)
        self.app.refresh_bindings()

    def _show_due(self, due: int) -> None:
        """How many reviews are due, worked out beside the screen."""
        self._due = due
        if not self.is_mounted:
            return
        self.query_one(Header).right = Content.assemble((f"{due} due  " if due else "", "bold $accent"), self._standing)

    async def _furnish(self) -> None:
        """List beside preview, in the place of the word that lessons are looked for."""
        self.query("#looking").remove()
        field = Filter(placeholder="type to find a lesson", compact=True, id="filter")
        field.display = False
        lessons = Vertical(field, LessonList(), Static(id="notice"), id="lessons")
        preview = VerticalScroll(Preview(), id="preview", can_focus=False)
        await self.mount(Horizontal(lessons, preview, id="home"), before=self.query_one(KeyBar))
        self.query_one(LessonList).focus()

    def _grouped(self, catalog: "Catalog") -> Iterator[Group]:
        """Every module's heading, with its lessons and the words to find each by."""
        several, ahead = len(catalog.packs) > 1, self.library.next_lesson()
        for _, group in groupby(catalog.lessons, key=lambda lesson: (lesson.pack.id, lesson.module.id)):
            lessons = list(group)
            pack, title = lessons[0].pack.title, lessons[0].module.title
            rows = [self._row(each, each.id == ahead) for each in lessons]
            yield Row(f"{pack} › {title}" if several else title), rows

    def _row(self, lesson: "Lesson", ahead: bool) -> tuple[str, Row]:
        row = Row(lesson.title, lesson.id, self.library.lesson_state(lesson), lesson.meta.minutes, ahead)
        words = lesson.title, lesson.id, lesson.module.title, lesson.meta.summary, *lesson.meta.terms
        return " ".join(words).casefold(), row

    @on(Input.Changed, "#filter")
    def _narrow(self) -> None:
        """Headings and the lessons below them that hold every word of the filter."""
        wanted = self.query_one("#filter", Input).value.casefold().split()
        rows: list[Row] = []
        for heading, lessons in self._groups:
            kept = [row for text, row in lessons if all(word in text for word in wanted)]
            rows += [heading, *kept] if kept else []
        shown = self.query_one(LessonList)
        shown.show(rows, shown.current or self.library.next_lesson())
        if self.library.catalog is not None:
            self._say(self._notice(self.library.catalog, rows, wanted))

    def _notice(self, catalog: "Catalog", rows: list[Row], wanted: list[str]) -> str:
        if wanted and not rows:
            return "No lesson matches. Esc shows them all."
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to find before the list is there, and nothing to order where packs offer one order."""
        if action == "order":
            return self.library.catalog is not None and bool(self.library.catalog.orders)
        return not action.endswith("filter") or bool(self.query("#filter"))

    async def action_order(self) -> None:
        """The lessons in the next order that their packs offer."""
        title = self.library.next_order()
        keep_settings(self.app, lesson_order=title)
        await self.refresh_lessons()
        self.notify(f"Lessons in this order: {title or 'as the course lists them'}.", markup=False)

    def action_filter(self) -> None:
        """Type to find."""
        field = self.query_one("#filter", Input)
        field.display = True
        self.set_focus(field)  # at once: letters may follow already

    def action_unfilter(self) -> None:
        """All lessons again."""
        field = self.query_one("#filter", Input)
        field.value = ""
        field.display = False
        self.set_focus(self.query_one(LessonList))

    def found(self) -> None:
        """To the lessons that have these words."""
        self._narrow()
        self.set_focus(self.query_one(LessonList))
