"""A text with gaps, filled in where they stand."""

import re
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from tutor.core.lesson.model import Blank, Gap
from tutor.core.questions.patterns import MAX_ANSWER
from tutor.ui.widgets.fields import at_once, on_one_line
from tutor.ui.widgets.item import ItemView, listed
from tutor.ui.widgets.markdown import inline

_EMPTY = 6


class GapText(Widget, can_focus=True):
    """The text; what is typed goes into the gap that is set apart. Tab goes to the next gap."""

    DEFAULT_CSS = "GapText { height: auto; width: 1fr; }"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,down", "gap(1)", "Next gap", show=False),
        Binding("shift+tab,up", "gap(-1)", "Gap before", show=False),
        Binding("ctrl+u", "empty", "Empty this gap", show=False),
    ]

    class Changed(Message):
        """A gap changed."""

    class Entered(Message):
        """Enter was pressed in the last gap, or when all are filled."""

    def __init__(self, pieces: tuple[str | Gap, ...]) -> None:
        super().__init__()
        self.pieces = [_text(piece) if isinstance(piece, str) else piece for piece in pieces]
        self.values = [""] * sum(isinstance(piece, Gap) for piece in pieces)
        self.current = 0

    def render(self) -> Content:
        """The text with its gaps; the current one is reversed, each wears a line below."""
        parts: list[Content | str] = []
        gap = 0
        for piece in self.pieces:
            if isinstance(piece, Gap):
                parts.append(self._gap(gap))
                gap += 1
            else:
                parts.append(piece)
        return Content("").join(parts)

    def _gap(self, gap: int) -> Content:
        here = gap == self.current and self.has_focus
        text = self.values[gap] + ("▏" if here else "")
        text = text + "_" * max(0, _EMPTY - len(text))
        style = "bold $block-cursor-foreground on $block-cursor-background" if here else "bold $primary underline"
        return Content.styled(text.replace(" ", "\u00a0"), style).stylize(Style.from_meta({"gap": gap}))

    def action_gap(self, by: int) -> None:
        """Another gap; beyond the last and the first the focus goes on."""
        target = self.current + by
        if 0 <= target < len(self.values):
            self.current = target
            self.refresh()
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_empty(self) -> None:
        """Take out what was typed here."""
        self.write(self.current, "")

    def write(self, gap: int, text: str) -> None:
        """Set a gap's text."""
        self.values[gap] = text[:MAX_ANSWER]
        self.refresh(layout=True)
        self.post_message(self.Changed())

    async def on_key(self, event: events.Key) -> None:
        """Type, erase, go on, in the order of the keys."""
        await at_once(self, event)
        value = self.values[self.current]
        if event.key == "enter":
            event.stop()
            if all(self.values) or self.current == len(self.values) - 1:
                self.post_message(self.Entered())
            else:
                self.action_gap(1)
        elif event.key == "backspace":
            event.stop()
            self.write(self.current, value[:-1])
        elif event.is_printable and event.character:
            event.stop()
            self.write(self.current, value + event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Put it into the gap, its lines one after the other; what does not fit is said."""
        event.stop()
        text = self.values[self.current] + on_one_line(event.text)
        self.write(self.current, text)
        if len(text) > MAX_ANSWER:
            said = f"A gap holds {MAX_ANSWER} characters; the last {len(text) - MAX_ANSWER} were left out."
            self.notify(said, severity="warning", markup=False)

    def on_click(self, event: events.Click) -> None:
        """Go to the gap that was clicked."""
        self.focus()
        gap = event.style.meta.get("gap")
        if gap is not None:
            event.stop()
            self.current = int(gap)
            self.refresh()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """What can be typed is no command here."""
        return character is not None and character.isprintable()


def _text(piece: str) -> Content:
    """A piece between gaps, with the spaces at its ends that Markdown would take away."""
    if not piece.strip():
        return Content(piece)
    head, tail = piece[: len(piece) - len(piece.lstrip())], piece[len(piece.rstrip()) :]
    return Content(head) + inline(piece.strip()) + Content(tail)


class BlankView(ItemView):
    """A text with gaps on a page."""

    takes_keys = False
    typed = True
    closes = True
    how = "Type into the gaps; tab leads to the next one."
    item: Blank

    def missing(self) -> str:
        """The gaps that are empty, where some are not."""
        values = self.query_one(GapText).values
        empty = [str(gap) for gap, value in enumerate(values, 1) if not value.strip()]
        if not empty or len(empty) == len(values):
            return ""
        gaps = f"Gap {empty[0]}" if len(empty) == 1 else f"Gaps {listed(empty)}"
        return f"{gaps} of {len(values)} {'is' if len(empty) == 1 else 'are'} still empty. A guess costs little."

    def compose_answer(self) -> ComposeResult:
        """The text."""
        yield GapText(self.item.pieces)

    def response(self) -> str:
        """The gaps in order between bars; empty where all are."""
        values = self.query_one(GapText).values
        kept = [value.strip().replace("|", "\\|") for value in values]
        return "|".join(kept) if any(kept) else ""

    def fill(self, response: str) -> None:
        """What was typed."""
        field = self.query_one(GapText)
        for gap, value in enumerate(re.split(r"(?<!\\)\|", response)[: len(field.values)]):
            field.values[gap] = value.replace("\\|", "|")
        field.refresh(layout=True)

    def on_gap_text_changed(self, event: GapText.Changed) -> None:
        """Keep the draft."""
        event.stop()
        self.drafted()

    def on_gap_text_entered(self, event: GapText.Entered) -> None:
        """Check."""
        event.stop()
        self.do("check")
