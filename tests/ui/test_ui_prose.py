"""Markdown as one widget: what it says, how it wraps, and that no markup is read in it."""

import pytest
from textual.app import App

from tutor.core.exercise.kit import Action
from tutor.core.exercise.view import Formula
from tutor.core.settings import Settings
from tutor.ui.filters import to_ascii
from tutor.ui.keys import RESERVED_KEYS
from tutor.ui.widgets.action_keys import action_keys
from tutor.ui.widgets.markdown import inline
from tutor.ui.widgets.packed import packed
from tutor.ui.widgets.prose import Prose, layout
from tutor.ui.widgets.views.formula import FormulaView

TEXT = """# Head

Some *words* with `code[int]` and [/markup]
that go on.

- first item that is long enough to wrap here
  - inner
- second

3. third

> quoted

```python
x = [1]
```

| a | b |
|---|--:|
| c | 10 |

---

<b>raw</b>
"""


@pytest.mark.parametrize("width", [20, 40, 80])
def test_lines_fit_and_say_all(width):
    lines = layout(TEXT, width)
    assert all(line.cell_length <= width for line in lines)
    said = " ".join(" ".join(line.plain for line in lines).split())
    for words in (
        "Head",
        "code[int]",
        "[/markup]",
        "• first item",
        "◦ inner",
        "3. third",
        "│ quoted",
        "x = [1]",
        "<b>raw</b>",
    ):
        assert words in said.replace("  ", " ") or width < 40


def test_lists_hang_and_stay_close():
    plain = [line.plain for line in layout(TEXT, 30)]
    first = plain.index("• first item that is long")
    assert plain[first - 1] == ""
    assert plain[first + 1] == "  enough to wrap here"
    assert plain[first + 2].startswith("  ◦ inner")


def test_numbers_of_a_table_stand_right():
    plain = [line.plain for line in layout(TEXT, 40)]
    assert "c │ 10" in plain


def test_a_wide_table_wraps_inside_the_width():
    table = "| a | b |\n|---|---|\n| " + "word " * 20 + "| " + "more " * 20 + "|\n"
    assert all(line.cell_length <= 50 for line in layout(table, 50))


def test_maths_is_unicode():
    assert inline(r"$\hat y = Wx$").plain == "ŷ = Wx"


def test_control_characters_do_not_get_in():
    assert "\x1b" not in inline("a\x1b]0;title\x07b").plain


def test_ascii_is_as_wide_as_before():
    from rich.cells import cell_len

    text = "ŷ → ● ━━ │ ⡇ ✓ 中 é ∑ α ½"
    assert to_ascii(text).isascii()
    assert cell_len(to_ascii(text)) == cell_len(text)


def test_pieces_are_packed_unbroken():
    pieces = [inline("one two"), inline("three"), inline("four")]
    assert [line.plain for line in packed(pieces, 13, 1)] == ["one two three", "four"]


def test_authors_keys_never_take_the_apps():

    actions = [
        Action(name, label, key, False, False)
        for name, label, key in (("a", "No", "n"), ("b", "Quit", "q"), ("c", "Step", "s"), ("d", "Swim", "s"))
    ]
    keys = action_keys(actions)
    assert not RESERVED_KEYS.intersection(keys)
    assert [action.name for action in keys.values()] == ["a", "b", "c", "d"]
    assert keys["s"].name == "c"


@pytest.mark.parametrize("label", ["η", "Über", "№ 5", "λ²", "一"])
def test_an_actions_key_is_one_that_every_keyboard_has(label):
    (key,) = action_keys([Action("a", label, label[0], False, False)])
    assert key.isascii()
    assert len(key) == 1
    assert key.isalpha()


WIDE = r"$$\sigma^2 = \frac{1}{n} \sum_{i=1}^n (x_i - \mu)^2 + \lambda \| w \|_2^2 + \unknown{x} + oneoperandofwords$$"


@pytest.mark.parametrize("width", [12, 24, 40, 80])
def test_a_display_is_never_cut_off(width):
    lines = layout(WIDE, width)
    assert all(line.cell_length <= width for line in lines)
    said = "".join("".join(line.plain for line in lines).split())
    for part in ("σ", "μ", "λ", "‖w‖", "unknown", "operand"):
        assert part in said


def test_a_display_in_a_list_and_in_one_line_is_drawn():
    assert [line.plain for line in layout("- $$\\frac{a}{b}$$", 40)] == ["•    a", "    ╶─╴", "     b"]
    assert inline("so\n\n$$\\frac{a}{b}$$").plain == "so\n a\n╶─╴\n b"


def test_an_authors_own_fence_is_code():
    assert "\\frac{a}{b}" in "".join(line.plain for line in layout("```math\n\\frac{a}{b}\n```", 40))


async def test_formulas_are_written_in_ascii_where_there_is_nothing_else():
    class Ascii(App[None]):
        settings = Settings(ascii=True)

        def compose(self):
            yield Prose("The mean $\\bar x$ of $x_i^2$:\n\n$$\\sqrt[3]{x} \\le \\frac{a}{b}$$")
            yield FormulaView()

    app = Ascii()
    async with app.run_test(size=(60, 12)) as pilot:
        app.query_one(FormulaView).show(Formula("\\hat y = x^2"))
        await pilot.pause()
        assert app.query_one(Prose).render().plain == "The mean x_bar of x_i^2:\n\ncbrt x <= a/b"
        assert app.query_one(FormulaView).lines(40)[0].plain == "y_hat = x^2"
    assert inline(r"$\hat y$").plain == "ŷ"
