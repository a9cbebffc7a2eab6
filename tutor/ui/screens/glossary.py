"""Words in both dialects: a field to find one, the words below it, and what the one at hand means."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from tutor.core.packs.glossary import Term
from tutor.ui.messages import OpenLesson
from tutor.ui.screens.base import Sheet
from tutor.ui.widgets.fields import Field
from tutor.ui.widgets.keybar import KeyBar
from tutor.ui.widgets.pick_list import PickList

Taught = Mapping[str, Sequence[tuple[str, str]]]
"""For each term the lessons that teach it, as (id, title)."""


class WordField(Field):
    """Down leads into the words below it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "screen.words", show=False)]


class GlossarySheet(Sheet[None]):
    """`here` are the words on the page, which stand first; then those of the lesson, then all others."""

    DEFAULT_CSS = """
    GlossarySheet > .sheet { height: 90%; }
    GlossarySheet PickList, GlossarySheet PickList:focus { background: $surface; height: 1fr; margin: 1 0; }
    GlossarySheet #meaning { height: 2fr; border-top: hkey $foreground 15%; padding: 0 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "find", "find", key_display="/")]

    def __init__(
        self, terms: Mapping[str, Term], first: Sequence[str], *, here: Sequence[str] = (), taught: Taught | None = None
    ) -> None:
        super().__init__()
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
            yield PickList()
            with VerticalScroll(id="meaning"):
                yield Static()
        yield KeyBar()

    def on_mount(self) -> None:
        """All of them; the words on the page wait under the cursor."""
        if not self.query(PickList):
            return  # closed before it was laid out
        self._fill("")
        (self.query_one(PickList) if self.here else self.query_one(Input)).focus()

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
        self.action_words()

    def action_words(self) -> None:
        """From the field down into the words."""
        self.set_focus(self.query_one(PickList))

    def action_find(self) -> None:
        """Back up."""
        self.set_focus(self.query_one(Input))

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
        """Open the first lesson that teaches the word at hand."""
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
        parts.append(Content.assemble("\n", ("not to be taken for  ", "$muted"), "; ".join(term.false_friends)))
    if lessons:
        parts.append(Content.assemble("\n", ("taught in  ", "$muted"), ", ".join(lessons)))
    return Content("").join(parts)
