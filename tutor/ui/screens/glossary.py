"""The pack's terms in both dialects; this lesson's come first, typing finds one."""

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from tutor.core.packs.glossary import Term
from tutor.ui.screens.base import Sheet
from tutor.ui.widgets.keybar import KeyBar


class GlossarySheet(Sheet[None]):
    """A field to type into, and the terms below it."""

    DEFAULT_CSS = """
    GlossarySheet #terms { height: auto; max-height: 70vh; margin: 1 0 0 0; }
    """

    def __init__(self, terms: Mapping[str, Term], first: Sequence[str]) -> None:
        super().__init__()
        wanted = {name.casefold() for name in first}
        self.terms = sorted(terms.values(), key=lambda term: (term.name.casefold() not in wanted, term.name.casefold()))

    def compose(self) -> ComposeResult:
        """Field and terms."""
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = "Words, as a data scientist and as an engineer would say them"
            yield Input(placeholder="type to find a word", compact=True)
            with VerticalScroll(id="terms"):
                yield Static(self._told(""))
        yield KeyBar()

    def _told(self, wanted: str) -> Content:
        word = wanted.strip().casefold()
        kept = [term for term in self.terms if any(word in name.casefold() for name in (term.name, *term.also))]
        if not kept:
            return Content("No such word here." if self.terms else "This pack explains no words.")
        return Content("\n\n").join(map(_entry, kept))

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one("#terms > Static", Static).update(self._told(event.value))


def _entry(term: Term) -> Content:
    parts: list[Content] = [Content.styled(term.name, "bold $primary")]
    if term.also:
        parts.append(Content.styled(f"  also: {', '.join(term.also)}", "$muted"))
    parts.append(Content.assemble("\n", ("data scientist  ", "$muted"), term.scientist))
    parts.append(Content.assemble("\n", ("engineer        ", "$muted"), term.engineer))
    if term.false_friends:
        parts.append(Content.assemble("\n", ("not to be taken for  ", "$muted"), "; ".join(term.false_friends)))
    return Content("").join(parts)
