"""The lesson: one page at a time, forwards and back as the learner likes; nothing advances by itself."""

from itertools import takewhile
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import TextArea

from tutor.core.lesson.model import CodeItem, ExerciseRef, Page, Prose
from tutor.core.store.port import SaveState
from tutor.ui.messages import GoOnAsked
from tutor.ui.screens.answering import Answering
from tutor.ui.screens.base import LET_GO
from tutor.ui.services import services
from tutor.ui.stage import WIDE
from tutor.ui.steps import widget_of
from tutor.ui.widgets.buttons import Command
from tutor.ui.widgets.fields import takes_letters
from tutor.ui.widgets.goal import GoalBar
from tutor.ui.widgets.header import Header, dots
from tutor.ui.widgets.item import ItemView
from tutor.ui.widgets.item_commands import ON_SCREEN
from tutor.ui.widgets.keybar import KeyBar
from tutor.ui.widgets.markdown import inline
from tutor.ui.widgets.page import PageView

BESIDE = (ExerciseRef, CodeItem)
SHORT = 24
"""In a window with fewer rows than this, a goal has two lines at most."""
IN_FOOTER = {command.id for command in ON_SCREEN if command.footer}


class LessonScreen(Answering):
    """One lesson, walked by a `LessonRun`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n,ctrl+right",
            "go(1)",
            "next",
            key_display="n",
            tooltip="The next page; nothing has to be answered first",
            id="lesson.next",
        ),
        Binding("p,ctrl+left", "go(-1)", "back", key_display="p", tooltip="The page before", id="lesson.previous"),
        Binding("q", "stay", "stay", show=False),
        *(command.binding() for command in ON_SCREEN),
        Binding("z", "text", "text", tooltip="The text above an exercise; enter leads back", id="lesson.text"),
        Binding("N", "note", "note", key_display="N", show=False, tooltip="Your note on this page", id="lesson.note"),
        Binding("g", "glossary", "glossary", tooltip="The words of this lesson, explained", id="lesson.glossary"),
        Binding("f3", "glossary", "glossary", key_display="F3", tooltip="The same, from within a field too"),
        LET_GO,
        Binding(
            "escape",
            "leave",
            "home",
            key_display="esc",
            tooltip="Stop what runs; else go home",
            id="lesson.leave",
        ),
    ]

    wide = False

    def compose(self) -> ComposeResult:
        """Where, page, goal, keys."""
        yield Header()
        yield PageView()
        yield GoalBar()
        yield KeyBar(self.own_keys, late=("x", "U", "c", "w"))

    async def on_mount(self) -> None:
        """Open at the page where the learner left."""
        self.wide = self.app.size.width >= WIDE
        await self.show_page()

    def on_resize(self) -> None:
        """The page is laid out anew where its columns change; place and answers stay.

        In the app's turn, as keys are taken: so no key finds half a page, however fast the window is dragged.
        """
        self.app.call_later(self._resized)

    async def _resized(self) -> None:
        wide = self.app.size.width >= WIDE
        if wide != self.wide and self.is_running:
            self.wide = wide
            await self.show_page()

    async def show_page(self) -> None:
        """Put the present page on screen, in one frame: what is painted already takes the keys that it says."""
        page = self.page
        pairs = [(part, widget_of(part, self.lesson_run)) for part in page.parts]
        beside = [widget for part, widget in pairs if self.wide and isinstance(part, BESIDE)]
        with self.app.batch_update():
            await self.query_one(PageView).show([widget for _, widget in pairs], beside)
            if self.at not in [item.name for item in page.items()]:
                self.at = ""
            self.restore()
            self.changed()
            self.settle()
        self.start_clock()

    def settle(self) -> None:
        """Focus the first thing to do that takes no letters, so that n and p still turn pages.

        A page that begins with a question to be answered in words is different: what is typed there is the answer.
        At once: keys that were typed ahead must find the new page. A text above an exercise that was not begun yet
        is read first: the page opens at its top.
        """
        view = self.current
        takes = view is not None and (view.takes_keys or (view.typed and not view.settled and self._begins_with_it()))
        here = view is not None and takes and not self.to_read(view) and self.seen(view)
        if view is not None:
            view.quiet = here and not view.has_class("owner")
        if view is None or not here or not view.focus_answer():
            self.set_focus(self.query_one(PageView).main())

    def seen(self, view: ItemView) -> bool:
        """Whether the learner sees all of the question: one below the fold is begun first, no key answers it unseen.

        Laid out now, as a key typed ahead may be here already, and again with the scroll bar; private in Textual 8.
        """
        if view.has_class("owner"):
            return True
        self._refresh_layout()
        self._refresh_layout()
        return view.in_sight

    def _begins_with_it(self) -> bool:
        """Whether nothing but a heading stands above the first item of the page."""
        above = takewhile(lambda part: isinstance(part, Prose), self.page.parts)
        lines = (line for part in above if isinstance(part, Prose) for line in part.text.split("\n"))
        return all(line.startswith("#") for line in lines if line.strip())

    def to_read(self, view: ItemView) -> bool:
        """Whether a text stands above this exercise, and nothing was done there yet."""
        state, name = self.lesson_run.session.item(view.item.name), view.item.name
        begun = state.draft or state.tries or state.hints or self.lesson_run.predictions(name)
        return self.text_above(view) and not begun

    def text_above(self, view: ItemView) -> bool:
        """Whether this exercise takes the whole column, below a text."""
        column = self.query_one(PageView).main()
        return view.has_class("owner") and not self.wide and column is not None and view is not column.children[0]

    def action_glossary(self) -> None:
        """The words of this lesson."""
        self.sheets.glossary()

    def action_note(self) -> None:
        """The learner's note on this page."""
        self.sheets.note()

    def action_text(self) -> None:
        """Bring the text back, from its top; enter leads into the exercise again."""
        column = self.query_one(PageView).main()
        if column is not None:
            self.set_focus(column)
            column.scroll_home(animate=False)

    def changed(self) -> None:
        """Header, goal and keys."""
        self.show_header()
        item = self.current.item if self.current else None
        goals = [view.item for view in self.query(ItemView) if isinstance(view.item, ExerciseRef)]
        goal = item if isinstance(item, ExerciseRef) else goals[0] if goals else None
        self.query_one(GoalBar).show(goal.prompt if goal else "")
        rows = 2 if self.query(".owner") else 1
        self.query_one(KeyBar).stand(rows)
        self.query_one(GoalBar).most = 2 if self.app.size.height < SHORT else 3
        self.query_one(GoalBar).styles.margin = (0, 0, rows, 0)
        self.refresh_bindings()

    def own_keys(self) -> list[Command]:
        """What the footer shows of the item at hand; until the learner is there, how to get there."""
        view = self.current
        if view is None or not view.leads_in:
            return [] if view is None else view.own_keys()
        begin = Command("enter", "enter", "begin", strong=True)
        if isinstance(view.item, BESIDE) or not view.in_sight:
            return [begin]
        return [begin if each.key == "enter" else each for each in view.own_keys()]

    def show_header(self) -> None:
        """Where the learner is, and whether all is saved."""
        run, here = self.lesson_run, self.lesson_run.session.page
        pages = len(run.text.pages)
        header = self.query_one(Header)
        header.trail = (run.lesson.module.title, run.lesson.title, inline(run.text.pages[here].title).plain)
        states = [self._page_state(page, number) for number, page in enumerate(run.text.pages)]
        saved = {SaveState.SAVED: "saved", SaveState.WAITING: "saving", SaveState.UNSAVED: "! unsaved"}
        trail = dots(states, here) if pages <= 16 and self.size.width >= 76 else Content()
        items = [item for item in run.text.pages[here].items() if getattr(item, "weight", 1.0) > 0]
        left = sum(not run.session.item(item.name).tries for item in items)
        header.right = Content.assemble(
            f"page {here + 1} of {pages}  ",
            trail,
            (f"  {left} open" if left else "", "$accent"),
            (f"  {saved[run.store.state]:>6}", "$muted"),
        )

    def _page_state(self, page: Page, number: int) -> str:
        items = page.items()
        session = self.lesson_run.session
        if not items:
            return "done" if number in session.visited else ""
        done = [self.lesson_run.facts(item.name).done for item in items]
        return "done" if all(done) else "begun" if any(session.item(item.name).tries for item in items) else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that mean nothing on this page are not shown."""
        here = self.lesson_run.session.page
        match action, parameters:
            case "go", (-1,):
                return here > 0
            case "text", _:
                view = self.current
                return view is not None and view.has_focus_within and self.text_above(view)
            case "let_go", _:
                return takes_letters(self.focused)
            case "item", ("check",):
                return self.current is not None and not isinstance(self.focused, TextArea)
            case "item", (id,) if id in IN_FOOTER:
                return self.current is not None and any(command.id == id for command in self.current.available())
        return True

    async def action_go(self, by: int) -> None:
        """Another page, or the end; an answer that is still open is no obstacle."""
        target = self.lesson_run.session.page + by
        if target == len(self.lesson_run.text.pages):
            self.end()
        elif 0 <= target < len(self.lesson_run.text.pages):
            self.keep_all()
            self.lesson_run.go(target)
            self.at = ""
            await self.show_page()

    def end(self) -> None:
        """What the lesson came to, and what is next."""
        from tutor.core.ending import ending
        from tutor.ui.screens.ending import EndingScreen

        self.keep_all()
        run, shelf = self.lesson_run, services(self.app).library.shelf
        self.app.push_screen(EndingScreen(run.lesson.id, run.lesson.title, ending(run, shelf)))

    def action_item(self, command: str) -> None:
        """A key of the item at hand."""
        view = self.current
        if view is None:
            return
        if command == "check" and view.leads_in and view.focus_answer():
            return
        if command == "check" and view.settled:
            self.go_on(view)
        else:
            view.ask(command)

    def go_on(self, view: ItemView) -> None:
        """To the next item that is open on this page, in its own order, else to the next page, or to the end."""
        names = [item.name for item in self.page.items()]  # beside each other, the widgets are in another
        for name in names[names.index(view.item.name) + 1 :]:
            other = self.item_view(name)
            if other is not None and not other.settled and other.focus_answer():
                return
        self.call_next(self.action_go, 1)

    @on(GoOnAsked)
    def _onward(self, event: GoOnAsked) -> None:
        event.stop()
        view = self.item_view(event.name)
        if view is not None:
            self.go_on(view)

    def press(self, event: events.Key) -> bool:
        """An action's own key, or the first sign of an answer; a question that is out of sight comes into sight."""
        view, key = self.current, event.character or ""
        if view is None or not event.is_printable:
            return False
        if not (key.isalpha() or view.settled or view.has_focus_within or view.in_sight):
            return view.focus_answer()
        return view.press(key)

    def action_let_go(self) -> None:
        """Out of the field, or of what runs there."""
        if self.current is None or not self.current.stop():
            self.set_focus(self.query_one(PageView).main())

    def action_stay(self) -> None:
        """A letter typed after an answer never ends the program."""
        self.notify("esc leads home; there q quits.")

    def action_leave(self) -> None:
        """Stop what runs; else go home."""
        if self.current is None or not self.current.stop():
            self.dismiss()
