"""Roles to colours and marks: what a tone looks like in a theme, without colour and in plain ASCII.

A cell's colour is a small number (an *ink*), so that a chart is arrays of numbers until the very end:
0 the terminal's own, 1–9 the tones, then axis, ink and title, the tones again for use over a heat map,
tints for regions, and the steps of a heat map.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import get_args

from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

from tutor.core.exercise.tone import Tone

TONES: tuple[Tone, ...] = get_args(Tone)
STEPS = 24
PLAIN, AXIS, INK, TITLE, CONTOUR = 0, 10, 11, 12, 31
OVER, TINT, HEAT = 12, 21, 32
"""`OVER + tone` and `TINT + tone` (tone 1–9), `HEAT + step` (0 ≤ step < STEPS)."""
CUT = HEAT + STEPS
"""What is cut out of a bar: the background."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a tone is told apart without colour: a mark, and which dots of a line are drawn.

    `dots` is the mark made of dots, (across, down) from its middle: it lies where its value does to a quarter of a
    row, where the sign `mark` can only lie in a row.
    """

    mark: str
    dots: tuple[tuple[int, int], ...]
    ascii_mark: str
    ascii_line: str
    dash: tuple[bool, ...] = (True,)


def _dash(text: str) -> tuple[bool, ...]:
    return tuple(sign == "x" for sign in text)


def _dots(text: str) -> tuple[tuple[int, int], ...]:
    """Rows of a mark, `x` for a dot; its middle is the dot in the middle, or the one up and left of it."""
    rows = text.split("/")
    middle, down = (len(rows[0]) - 1) // 2, (len(rows) - 1) // 2
    return tuple((x - middle, y - down) for y, row in enumerate(rows) for x, sign in enumerate(row) if sign == "x")


START = _dots("xxx/x.x/xxx")
"""Where a walk began."""
STEP = _dots("xx/xx")
"""A step of a walk, on its line."""


LOOKS: dict[Tone, Look] = {
    "data": Look("●", _dots("xxx/xxx/xxx"), "o", "#"),
    "model": Look("◆", _dots(".x./xxx/.x."), "*", "*"),
    "error": Look("×", _dots("x.x/.x./x.x"), "x", ":"),
    "good": Look("■", _dots("xxxx/x..x/xxxx"), "+", "+"),
    "bad": Look("✗", _dots("x..x/.xx./x..x"), "X", "x", _dash("xxxxx..x..")),
    "muted": Look("·", _dots("xx"), ".", ".", _dash("x...")),
    "accent": Look("★", _dots(".xx./xxxx/xxxx/.xx."), "@", "="),
    "second": Look("◇", _dots(".x./x.x/.x."), "%", "-", _dash("x..")),
    "third": Look("△", _dots("..x../.x.x./xxxxx"), "&", "~", _dash("xxxx...")),
}

# After Okabe and Ito's colours for every eye; moved in lightness until they can be read on the theme.
_HUES = ("#56b4e9", "#e69f00", "#c586e8", "#6bbf59", "#f0506a", "#8b94a0", "#f0e442", "#d98cb8", "#1fb598")
_HEAT_DARK = ("#10122e", "#15294f", "#17445f", "#1f5650", "#535a24")
_HEAT_LIGHT = ("#c3daf2", "#d5e9f3", "#e4f3e8", "#f6f6dd", "#fbe6b8")
_READABLE = 4.6
_BARE = Style.null()


@dataclass(frozen=True)
class Palette:
    """The colour of every ink and the sign of every tone; hashable, so drawings can be kept by it."""

    colours: tuple[str | None, ...]
    ascii: bool = False
    base: Style = _BARE
    """The style of all cells, where a widget has a background to keep."""
    _styles: dict[int, Style] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_theme(
        cls, theme: Theme, ascii: bool = False, colour: bool = True, background: Color | None = None
    ) -> "Palette":
        """The palette of a Textual theme; `colour=False` for NO_COLOR, `ascii=True` for plain terminals.

        A `background` other than the theme's is painted, and what is on it is readable on it.
        """
        return _palette(background or _background(theme), background is not None, theme.dark, ascii, colour)

    @classmethod
    def plain(cls, ascii: bool = False) -> "Palette":
        """No colour at all: for files, reports and terminals without."""
        return cls((), ascii)

    @property
    def colour(self) -> bool:
        """Whether there are colours."""
        return bool(self.colours)

    def mark(self, tone: Tone) -> str:
        """The sign of a point."""
        look = LOOKS[tone]
        return look.ascii_mark if self.ascii else look.mark

    def sign(self, fancy: str, plain: str) -> str:
        """`fancy`, or `plain` where only ASCII can be shown."""
        return plain if self.ascii else fancy

    def style(self, ink: int, ground: int = PLAIN) -> Style:
        """The rich style of ink on ground."""
        return self.style_of(ink | ground << 8)

    def style_of(self, look: int) -> Style:
        """The rich style of `ink | ground << 8`."""
        found = self._styles.get(look)
        if found is None:
            found = self._styles[look] = self._make_style(look & 255, look >> 8)
        return found

    def _make_style(self, ink: int, ground: int) -> Style:
        if not self.colours:
            return self.base
        front, back = self.colours[ink], self.colours[ground]
        return self.base + Style(color=front, bgcolor=back, bold=True if ink == TITLE else None)


@lru_cache(16)
def _palette(background: Color, painted: bool, dark: bool, ascii: bool, colour: bool) -> Palette:
    """The palette on a background; the same object for the same look, so that its styles are made once."""
    ground = _known(background, dark)
    base = _BARE
    if painted:
        front = readable(ground.blend(_far(ground), 0.85), (ground,))
        base = Style(bgcolor=background.rich_color, color=front.rich_color if ground == background else None)
    return Palette(_colours(ground) if colour else (), ascii, base)


def ink_of(tone: Tone) -> int:
    """The ink number of a tone."""
    return TONES.index(tone) + 1


def _background(theme: Theme) -> Color:
    """The theme's background; an ANSI theme does not know it."""
    try:
        return Color.parse(theme.to_color_system().generate()["background"])
    except ColorParseError:
        return Color(0, 0, 0, ansi=-1)


def _known(background: Color, dark: bool) -> Color:
    """The background, or black or white where it is the terminal's own."""
    if background.ansi is None and background.a == 1:
        return background
    return Color(0, 0, 0) if dark else Color(255, 255, 255)


@lru_cache(16)
def _colours(background: Color) -> tuple[str | None, ...]:
    far = _far(background)
    heat = _ramp(_HEAT_LIGHT if far.r == 0 else _HEAT_DARK)
    hues = [Color.parse(hue) for hue in _HUES]
    tones = [readable(hue, (background,)) for hue in hues]
    axis = readable(background.blend(far, 0.5), (background,))
    ink = readable(background.blend(far, 0.85), (background,))
    over = [readable(hue, heat) for hue in hues]
    tints = [background.blend(tone, 0.2) for tone in tones]
    contour = readable(Color.parse(_HUES[5]), heat, 2.6)
    listed = [*tones, axis, ink, ink, *over, *tints, contour, *heat, background]
    return (None, *(colour.hex6 for colour in listed))


def _far(background: Color) -> Color:
    """White on dark, black on light."""
    return Color(255, 255, 255) if _luminance(background) < 0.18 else Color(0, 0, 0)


def _ramp(stops: Sequence[str]) -> list[Color]:
    colours = [Color.parse(stop) for stop in stops]
    positions = [step / (STEPS - 1) * (len(colours) - 1) for step in range(STEPS)]
    pairs = [(min(int(position), len(colours) - 2), position) for position in positions]
    return [colours[at].blend(colours[at + 1], position - at) for at, position in pairs]


def contrast(one: Color, other: Color) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    parts = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.normalized)
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable(colour: Color, grounds: Sequence[Color], ratio: float = _READABLE) -> Color:
    """`colour` made lighter or darker until it stands out by `ratio` from every ground."""
    far = _far(max(grounds, key=_luminance) if _luminance(grounds[0]) < 0.18 else grounds[0])
    tried = colour
    for step in range(21):
        tried = colour.blend(far, step / 20)
        if min(contrast(tried, ground) for ground in grounds) >= ratio:
            break
    return tried
