"""Boxes and arrows: whole where they fit, the neighbourhood of the focus where not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from tutor.core.exercise.view import Diagram, Edge, Node
from tutor.ui.plotting.diagrams import diagram_to_text, draw_diagram, way_taken
from tutor.ui.plotting.palette import Palette
from tutor.ui.widgets.diagram import DiagramView

GRAPH = Diagram(
    [
        Node("W", ("W = 2", "grad 6"), 0, 0),
        Node("x", ("x = 3",), 0, 1),
        Node("mul", ("W·x", "6"), 1, 0),
        Node("b", ("b = 1",), 1, 1, "second"),
        Node("add", ("+", "7"), 2, 0, "model"),
        Node("sq", ("( )²",), 3, 0, "good"),
    ],
    [Edge("W", "mul"), Edge("x", "mul"), Edge("mul", "add"), Edge("b", "add"), Edge("add", "sq", "∂=2", "accent")],
    focus="add",
    title="(Wx + b)²",
)


def tree(depth: int = 5) -> Diagram:
    """A binary tree of questions, with the way of all yeses set apart."""
    nodes, edges = [], []
    for level in range(depth):
        for row in range(2**level):
            nodes.append(Node(f"{level}.{row}", (f"Question {level}.{row} of many?",), level, row, "muted"))
            if level + 1 < depth:
                for side, label in enumerate(("yes", "no")):
                    tone = "accent" if row == 0 and side == 0 and level < 3 else "muted"
                    edges.append(Edge(f"{level}.{row}", f"{level + 1}.{2 * row + side}", label, tone))
    return Diagram(nodes, edges, focus="3.0", title="Choose")


def test_a_small_diagram_is_shown_whole() -> None:
    text = diagram_to_text(GRAPH, 80, 20)
    for word in ["(Wx + b)²", "W = 2", "grad 6", "x = 3", "W·x", "b = 1", "( )²", "∂=2"]:
        assert word in text
    assert text.count("▶") == 3
    assert text.count("╔") == 1
    assert all(mark in text for mark in "◇◆■")


def test_arrows_of_one_target_meet() -> None:
    lines = diagram_to_text(GRAPH, 80, 20).splitlines()
    [row] = [line for line in lines if "W = 2" in line or "W·x" in line][:1]
    assert "▶" in row


def test_the_word_of_each_arrow_stands_on_a_piece_of_its_own() -> None:
    nodes = [Node("W", ("W",), 0, 0), Node("x", ("x",), 0, 1), Node("p", ("p",), 1, 0)]
    drawn = diagram_to_text(Diagram(nodes, [Edge("W", "p", "4"), Edge("x", "p", "3")], focus="p"), 40, 9)
    at = {line.split()[1]: line for line in drawn.splitlines() if "W" in line or "x" in line}
    assert "4" in at["W"]
    assert "3" not in at["W"]
    assert "3" in at["x"]


@pytest.mark.parametrize("size", [(80, 20), (60, 24), (120, 30)])
def test_a_large_one_shows_the_neighbourhood_and_the_way(size: tuple[int, int]) -> None:
    text = diagram_to_text(tree(), *size)
    for word in ["Question 3.0", "Question 2.0", "Question 4.0", "Question 4.1", "yes", "no", "4 of 31 boxes"]:
        assert word in text
    assert "Question 2.1" not in text
    assert way_taken(tree()) == ("0.0", "1.0", "2.0", "3.0")
    assert "→ Question 3.0" in text.splitlines()[1]


def test_ascii_is_ascii() -> None:
    assert diagram_to_text(GRAPH, 80, 20, ascii=True).isascii()
    assert diagram_to_text(tree(), 80, 20, ascii=True).isascii()


def test_a_way_in_a_circle_ends() -> None:
    circle = Diagram(
        [Node("a", ("a",), 0, 0), Node("b", ("b",), 1, 0)],
        [Edge("a", "b", tone="accent"), Edge("b", "a", "again", tone="accent"), Edge("a", "a")],
        focus="a",
    )
    assert way_taken(circle) == ("b", "a")
    assert "again" in diagram_to_text(circle, 60, 20)


NODES = st.lists(
    st.builds(
        Node,
        st.sampled_from("abcdef"),
        st.lists(st.text(max_size=12), max_size=3).map(tuple),
        st.integers(-2, 4),
        st.integers(-2, 4),
    ),
    max_size=7,
)
EDGES = st.lists(
    st.builds(Edge, st.sampled_from("abcdef"), st.sampled_from("abcdefz"), st.text(max_size=6)), max_size=9
)


@settings(max_examples=60, deadline=None)
@given(NODES, EDGES, st.sampled_from("abz"), st.sampled_from(["right", "down"]), st.integers(0, 90), st.integers(0, 30))
def test_any_diagram_has_the_size_asked(
    nodes: list[Node], edges: list[Edge], focus: str, direction: str, width: int, height: int
) -> None:
    diagram = Diagram(nodes, edges, focus, direction=direction)  # type: ignore[arg-type]
    for offset in (None, (3, 2)):
        strips = draw_diagram(diagram, width, height, Palette.plain(), offset)
        assert len(strips) == height
        assert all(sum(cell_len(segment.text) for segment in strip) == width for strip in strips)


class Page(App[None]):
    CSS = "DiagramView { height: 20; }"

    def compose(self) -> ComposeResult:
        yield DiagramView(tree())


async def test_arrow_keys_show_the_whole_and_home_comes_back() -> None:
    app = Page()
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.query_one(DiagramView)
        view.focus()
        await pilot.pause()

        def shown() -> str:
            return "\n".join(strip.text for strip in app.screen._compositor.render_strips())

        near = shown()
        await pilot.press("right", "down")
        assert shown() != near
        assert "of 31 boxes" not in shown()
        await pilot.press("home")
        assert shown() == near
        view.set_diagram(GRAPH)
        await pilot.pause()
        assert "W = 2" in shown()
        assert view.check_action("move", (1, 0)) is False
