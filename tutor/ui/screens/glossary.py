"""Words in both dialects: what is typed finds one, arrows walk through them, and below stands what it means."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from tutor.core.packs.glossary import Term
from tutor.ui.app_messages import OpenLesson
from tutor.ui.screens.base import Sheet
from tutor.ui.widgets.fields import Field
from tutor.ui.widgets.keybar import KeyBar
from tutor.ui.widgets.pick_list import PickList

Taught = Mapping[str, Sequence[tuple[str, str]]]
"""For each term the lessons that teach it, as (id, title)."""


class WordField(Field):
    """What is typed finds; what moves a cursor up and down moves it in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.walk('cursor_up')", show=False),
        Binding("down", "screen.walk('cursor_down')", show=False),
        Binding("pageup", "screen.walk('page_up')", show=False),
        Binding("pagedown", "screen.walk('page_down')", show=False),
        Binding("home", "edge('home')", show=False),
        Binding("end", "edge('end')", show=False),
    ]

    def action_edge(self, key: str) -> None:
        """To the first or last letter; to the first or last word of the list where nothing is typed."""
        if self.value:
            getattr(self, f"action_{key}")()
        else:
            assert isinstance(self.screen, GlossarySheet)
            self.screen.action_walk({"home": "first", "end": "last"}[key])


class GlossarySheet(Sheet[None]):
    """`here` are the words on the page, which stand first; then those of the lesson, then all others.

    A `peek` from a lesson leads back into it, and nowhere else; from home a word opens the lesson that teaches it.
    """

    DEFAULT_CSS = """
    GlossarySheet > .sheet { height: 90%; }
    GlossarySheet PickList, GlossarySheet PickList:focus { background: $surface; height: 1fr; margin: 1 0; }
    GlossarySheet PickList > .option-list--option-highlighted {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    GlossarySheet #meaning { height: 2fr; border-top: hkey $foreground 15%; padding: 0 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "lesson", "open the lesson that teaches it", tooltip="Open the lesson that teaches the word"),
    ]

    def __init__(
        self,
        terms: Mapping[str, Term],
        first: Sequence[str] = (),
        *,
        here: Sequence[str] = (),
        taught: Taught | None = None,
        peek: bool = False,
    ) -> None:
        super().__init__()
        self.peek = peek
        page, lesson = {name.casefold() for name in here}, {name.casefold() for name in first}
        self.here, self.taught = page, taught or {}

        def rank(term: Term) -> tuple[bool, bool, str]:
            name = term.name.casefold()
            return name not in page, name not in lesson, name

        self.terms = sorted(terms.values(), key=rank)
        self.shown: list[Term] = []

    def compose(self) -> ComposeResult:
        """Field, words, meaning."""
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = "Words, as a data scientist and as an engineer would say them"
            yield WordField(placeholder="type to find a word", compact=True)
            words = PickList()
            words.can_focus = False
            yield words
            with VerticalScroll(id="meaning"):
                yield Static()
        yield KeyBar()

    def on_mount(self) -> None:
        """All of them; the words on the page come first."""
        if not self.query(PickList):
            return  # closed before it was laid out
        self._fill("")
        self.set_focus(self.query_one(Input))

    def _fill(self, wanted: str) -> None:
        word = wanted.strip().casefold()
        hits = [term for term in self.terms if any(word in name.casefold() for name in (term.name, *term.also))]
        self.shown = sorted(hits, key=lambda term: not term.name.casefold().startswith(word)) if word else hits
        rows = self.query_one(PickList)
        rows.clear_options()
        rows.add_options(Option(self._row(term)) for term in self.shown)
        if self.shown:
            rows.highlighted = 0
            self._at(0)
        else:
            self._say(Content("No such word here." if self.terms else "This pack explains no words."))

    def _row(self, term: Term) -> Content:
        mark = ("  on this page", "$accent") if term.name.casefold() in self.here else ""
        return Content.assemble((term.name, "bold"), mark)

    def _say(self, text: Content) -> None:
        self.query_one("#meaning > Static", Static).update(text)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(event.value)

    @on(Input.Submitted)
    def _found(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_lesson()

    def action_walk(self, walk: str) -> None:
        """Move the cursor in the list."""
        getattr(self.query_one(PickList), f"action_{walk}")()

    def press(self, event: events.Key) -> bool:
        """A letter finds, also for one who stands at the meaning."""
        field = self.query_one(Input)
        if not event.is_printable or event.character is None or field.has_focus:
            return False
        self.set_focus(field)
        field.insert_text_at_cursor(event.character)
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A peek opens no lesson."""
        return not (self.peek and action == "lesson")

    @on(PickList.OptionHighlighted)
    def _told(self, event: PickList.OptionHighlighted) -> None:
        event.stop()
        self._at(event.option_index)

    def _at(self, row: int) -> None:
        """Tell what the word in this row means."""
        if row < len(self.shown):
            term = self.shown[row]
            self._say(_entry(term, [title for _, title in self.taught.get(term.name, ())]))
            self.query_one("#meaning").scroll_home(animate=False)

    @on(PickList.OptionSelected)
    def _selected(self, event: PickList.OptionSelected) -> None:
        event.stop()
        self.action_lesson()

    def action_lesson(self) -> None:
        """Open the first lesson that teaches the word at hand; a peek only closes."""
        if self.peek:
            self.dismiss()
            return
        at = self.query_one(PickList).highlighted
        lessons = self.taught.get(self.shown[at].name, ()) if at is not None and at < len(self.shown) else ()
        if lessons:
            self.app.post_message(OpenLesson(lessons[0][0]))
            self.dismiss()


def _entry(term: Term, lessons: Sequence[str]) -> Content:
    parts: list[Content] = [Content.styled(term.name, "bold $primary")]
    if term.also:
        parts.append(Content.styled(f"  also: {', '.join(term.also)}", "$muted"))
    parts.append(Content.assemble("\n", ("data scientist  ", "$muted"), term.scientist))
    parts.append(Content.assemble("\n", ("engineer        ", "$muted"), term.engineer))
    if term.false_friends:
        parts.append(Content.assemble("\n", ("not to be confused with  ", "$muted"), "; ".join(term.false_friends)))
    if lessons:
        parts.append(Content.assemble("\n", ("taught in  ", "$muted"), ", ".join(lessons)))
    return Content("").join(parts)
