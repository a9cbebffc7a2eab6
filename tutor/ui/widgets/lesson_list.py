"""The list of lessons under their modules: as fast with two thousand as with twenty, since it draws lines on demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

STATES = {
    "new": (" ", ""),
    "placed": ("»", "placed"),
    "started": ("◐", "started"),
    "passed": ("✓", "done"),
    "mastered": ("★", "mastered"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A lesson (with its id), or a heading (without)."""

    text: str
    id: str = ""
    state: str = "new"
    minutes: int = 0
    next: bool = False


class LessonList(ScrollView, can_focus=True):
    """Rows with a cursor that skips headings."""

    DEFAULT_CSS = "LessonList { min-width: 10; min-height: 1; }"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(-1)", "Last", show=False),
        Binding("enter", "open", "open", key_display="enter", tooltip="Open the lesson", id="home.open"),
    ]
    cursor = reactive(-1)

    @dataclass
    class Moved(Message):
        """The cursor is on lesson `id` now."""

        id: str

    @dataclass
    class Opened(Message):
        """Lesson `id` is to be opened."""

        id: str

    rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row], at: str = "") -> None:
        """Show these rows, with the cursor on lesson `at`, or the first lesson."""
        self.rows = rows
        self.virtual_size = Size(0, len(rows))
        lessons = [index for index, row in enumerate(rows) if row.id]
        self.set_reactive(
            LessonList.cursor, next((i for i in lessons if rows[i].id == at), lessons[0] if lessons else -1)
        )
        self.refresh()
        self._tell()

    @property
    def current(self) -> str:
        """The id of the lesson under the cursor, or empty."""
        return self.rows[self.cursor].id if 0 <= self.cursor < len(self.rows) else ""

    def watch_cursor(self) -> None:
        """Keep it in sight and tell."""
        self.refresh()
        self._tell()

    def _tell(self) -> None:
        if self.current:
            top = max(0, self.cursor - 1)
            self.scroll_to_region(Region(0, top, 1, self.cursor - top + 1), animate=False, x_axis=False)
            self.post_message(self.Moved(self.current))

    def action_move(self, by: int) -> None:
        """The next lesson in a direction."""
        at = self.cursor + by
        while 0 <= at < len(self.rows):
            if self.rows[at].id:
                self.cursor = at
                return
            at += by
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """About a screen further."""
        target = min(max(0, self.cursor + by * max(1, self.size.height - 1)), len(self.rows) - 1)
        self._nearest(target, by)

    def action_edge(self, at: int) -> None:
        """The first or the last lesson."""
        self._nearest(0 if at == 0 else len(self.rows) - 1, 1 if at == 0 else -1)

    def _nearest(self, target: int, by: int) -> None:
        ahead = range(target, len(self.rows) if by > 0 else -1, by)
        behind = range(target, -1 if by > 0 else len(self.rows), -by)
        if self.rows:
            self.cursor = next((at for at in (*ahead, *behind) if self.rows[at].id), self.cursor)

    def action_open(self) -> None:
        """Open the lesson under the cursor."""
        if self.current:
            self.post_message(self.Opened(self.current))

    def on_click(self, event: events.Click) -> None:
        """One click moves, a second one opens."""
        row = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if 0 <= row < len(self.rows) and self.rows[row].id:
            if row == self.cursor:
                self.action_open()
            self.cursor = row

    def render_line(self, y: int) -> Strip:
        """One row of the window."""
        width, at = self.scrollable_content_region.width, y + self.scroll_offset.y
        content = self._line(at, width) if at < len(self.rows) else Content()
        padded = content.pad_right(max(0, width - content.cell_length))
        strips = Visual.to_strips(self, padded, width, 1, self.visual_style)
        return strips[0] if strips else Strip.blank(width, self.rich_style)

    def _line(self, at: int, width: int) -> Content:
        row = self.rows[at]
        if not row.id:
            return Content.styled(row.text, "bold $primary").truncate(width, ellipsis=True)
        sign, word = STATES.get(row.state, STATES["new"])
        if row.next:
            sign, word = "▸", "next" if row.state == "new" else "go on"
        minutes = f"{row.minutes:>2} min " if width >= 36 else ""
        # Minutes give way to the title, the word never does.
        fits = [each for each in (f"{word} {minutes}", f"{word} ") if cell_len(row.text) + len(each) + 4 <= width]
        right = fits[0] if fits else f"{word} "
        room = max(1, width - len(right) - 4)
        title = Content(row.text).truncate(room, ellipsis=True)
        line = Content.assemble(
            (" " + sign + " ", "bold $accent" if row.next else "$success"),
            title,
            " " * max(1, room + 1 - title.cell_length),
            (right, "$muted"),
        )
        if at != self.cursor:
            return line
        kind = "block-cursor" if self.has_focus else "block-cursor-blurred"
        return line.without_spans.stylize(f"${kind}-foreground on ${kind}-background")

    def on_focus(self) -> None:
        """The cursor shows that keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """Keys go elsewhere."""
        self.refresh()
