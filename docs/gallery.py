"""Pictures of every layer of a chart, to be looked at: `python docs/gallery.py FOLDER` writes SVG files.

A chart is drawn in the room that a lesson leaves it at 60×20, 80×24 and 120×40, and in half of 80×24; dark, light,
without colour and in ASCII.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI, TerminalTheme
from rich.text import Text
from textual.color import Color
from textual.strip import Strip

from tutor.api import (
    Axis,
    Band,
    Bars,
    Box,
    Chart,
    ErrorBars,
    HeatMap,
    Histogram,
    Line,
    Points,
    Region,
    Rule,
    Segments,
    Squares,
)  # fmt: skip
from tutor.api import (
    Path as Walk,
)
from tutor.api import (
    Text as Word,
)
from tutor.ui.plotting.palette import Palette
from tutor.ui.plotting.render import Plotter
from tutor.ui.themes import DARK, LIGHT

SIZES = {"60x20": (58, 10), "80x24": (78, 14), "half": (38, 12), "120x40": (118, 30)}
X = np.array([10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], float)
Y = np.array([8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68])
FIT = 3 + 0.5 * X
MODELS = ("linear SVC", "naive Bayes", "k neighbours", "a forest of 100 trees")
ENDS = np.array([3.0, 20.0])


def charts() -> dict[str, Chart]:
    """A chart for each layer, and for what lessons make of them."""
    random = np.random.default_rng(3)
    grid = np.linspace(-3, 3, 50)
    bowl = np.add.outer((grid - 1) ** 2, 12 * (grid - 0.5) ** 2)
    walk = [np.array([-2.5, -2.5])]
    for _ in range(12):
        x, y = walk[-1]
        walk.append(np.array([x - 0.18 * (x - 1), y - 0.155 * 12 * (y - 0.5)]))
    steps = np.arange(60.0)
    runs = 3 * np.exp(-steps / 18)[None] * (1 + 0.25 * random.standard_normal((5, 1))) + 0.2
    other = 3 * np.exp(-steps / 40)[None] * (1 + 0.1 * random.standard_normal((5, 1))) + 0.4
    flats = Axis("area", "m²", low=3, high=20), Axis("price", "k€", low=2, high=14)
    fitted = [
        Segments(X, Y, X, FIT, label="residuals", tone="error"),
        Line(ENDS, 3 + 0.5 * ENDS, label="your line", tone="model"),
        Points(X, Y, label="points"),
    ]
    cloud = random.standard_normal((2, 300))
    return {
        "line": Chart(fitted, *flats, title="Flats"),
        "steep": Chart(
            [
                Segments(X, Y, X, 10 - 0.4 * X, label="residuals", tone="error"),
                Line(ENDS, 10 - 0.4 * ENDS, label="your line", tone="model"),
                Points(X, Y, label="points"),
            ],
            *flats,
        ),
        "squares": Chart([Squares(X, Y, FIT, 0.6, label="squared", tone="error"), *fitted[1:]], *flats),
        "classes": Chart(
            [
                Points(*random.normal((0, 0), 1, (20, 2)).T, label="benign"),
                Points(*random.normal((2, 2), 1, (20, 2)).T, label="malignant", tone="bad"),
                Points([1], [1], label="new", tone="accent"),
                Line([-2, 4], [4, -2], label="boundary", tone="model"),
            ],
            Axis("radius", "mm"),
            Axis("texture"),
        ),
        "cloud": Chart(
            [Points(*cloud, label="rows"), Line([-3, 3], [-1, 1], tone="model", label="fit")], Axis("x"), Axis("y")
        ),
        "iris": Chart(
            [
                Points(*random.normal((5, 3.4), 0.35, (50, 2)).T, label="setosa"),
                Points(*random.normal((5.9, 2.8), 0.4, (50, 2)).T, label="versicolor", tone="second"),
                Points(*random.normal((6.6, 3), 0.5, (50, 2)).T, label="virginica", tone="third"),
                Line([4, 8], [2.2, 4], tone="model", label="boundary"),
            ],
            Axis("sepal length", "cm"),
            Axis("sepal width", "cm"),
        ),
        "hundred": Chart(
            [Points(*cloud[:, :120], label="rows"), Line([-3, 3], [-1, 1], tone="model", label="fit")],
            Axis("x"),
            Axis("y"),
        ),
        "rules": Chart(
            [
                Line(steps, runs[0], label="loss", tone="model"),
                Rule(y=0.2, label="best possible", tone="good"),
                Rule(x=25, label="early stop", tone="accent"),
            ],
            Axis("epoch", whole=True),
            Axis("loss"),
        ),
        "labels": Chart(
            [
                Line(steps, runs[0], label="loss", tone="model"),
                Rule(y=0.2, label="best possible", tone="good"),
                Rule(x=25, label="early stop", tone="accent"),
                Word(10, 2, "steep here", tone="second"),
            ],
            Axis("epoch"),
            Axis("loss"),
            legend=False,
        ),
        "bands": Chart(
            [
                Band(steps, runs.min(0), runs.max(0), label="5 seeds, η 0.1", tone="data"),
                Band(steps, other.min(0), other.max(0), label="5 seeds, η 0.03", tone="model"),
                Line(steps, np.median(runs, 0), tone="data", label="median"),
                Line(steps, np.median(other, 0), tone="model", label="median"),
            ],
            Axis("epoch"),
            Axis("loss"),
        ),
        "contours": Chart(
            [
                HeatMap(bowl, (-3, 3), (-3, 3), contours=5, log=True, label="loss"),
                Walk(*np.array(walk).T, label="the way", tone="model"),
                Points([1], [0.5], label="bottom", tone="good"),
            ],
            Axis("W"),
            Axis("b"),
        ),
        "histogram": Chart([Histogram(random.uniform(0, 1, 3000), 31, label="draws")], Axis("p value"), Axis("draws")),
        "few counts": Chart(
            [Histogram([1, 2, 2, 3, 3, 3, 4, 5, 9], 8, label="rents")], Axis("rent", "€"), Axis("flats")
        ),
        "two histograms": Chart(
            [
                Histogram(random.normal(0, 1, 400), 20, label="train"),
                Histogram(random.normal(1, 1, 400), 20, label="test", tone="model"),
            ],
            Axis("score"),
            Axis("rows"),
        ),
        "bars": Chart(
            [Bars(("none", "ridge", "lasso"), (0.62, 0.71, 0.68), (0.03, 0.02, 0.05), label="R²")],
            Axis("model"),
            Axis("R²", low=0, high=1),
        ),
        "long bars": Chart(
            [
                Bars(MODELS, (0.62, 0.71, 0.68, 0.8), (0.03, 0.02, 0.05, 0.1), label="train"),
                Bars(MODELS, (0.6, 0.7, 0.61, 0.7), (0.03, 0.02, 0.05, 0.1), label="test", tone="model"),
            ],
            Axis(),
            Axis("accuracy", low=0, high=1),
        ),
        "boxes": Chart(
            [Box(("control", "treated", "both"), [random.normal(m, 1, 60) for m in (0, 1, 2)], label="yield")],
            Axis("group"),
            Axis("yield", "kg"),
        ),
        "error bars": Chart(
            [
                ErrorBars(range(1, 9), np.log(np.arange(1, 9)), [0.3] * 8, label="cross-validated", tone="second"),
                Region(x0=5.5, label="overfits", tone="bad"),
                Line(range(1, 9), np.log(np.arange(1, 9)) * 1.2, label="train", tone="model"),
            ],
            Axis("degree"),
            Axis("score"),
        ),
        "tries": Chart(
            [
                Line(range(12), 400 * np.exp(-np.arange(12) / 3.0) + 13.7, label="your tries", tone="model"),
                Line([0, 12], [13.7627] * 2, label="best possible", tone="good"),
            ],
            Axis("try", low=0, high=12),
            Axis("loss", low=10, high=1000, log=True),
        ),
        "diverged": Chart(
            [Points(X, Y, label="points"), Line(ENDS, -900 + 400 * ENDS, label="your line", tone="model")], *flats
        ),
    }


def sheets(names: list[str]) -> Iterator[tuple[str, str]]:
    """A name and an SVG for each size and look; several charts below each other."""
    made = charts()
    for size, (width, height) in SIZES.items():
        for look, (palette, theme) in looks().items():
            console = Console(
                record=True, width=width, file=io.StringIO(), force_terminal=True, color_system="truecolor"
            )
            for name in names or list(made):
                for strip in Plotter().strips(made[name], width, height, palette):
                    console.print(_text(strip), no_wrap=True, overflow="ignore", crop=False)
                console.print(Text(""))
            yield f"{size}-{look}", console.export_svg(title=f"{size} {look}", theme=theme)


def _text(strip: Strip) -> Text:
    return Text.assemble(*((segment.text, segment.style or "") for segment in strip))


def looks() -> dict[str, tuple[Palette, TerminalTheme]]:
    """Palettes, and what a terminal shows them on."""
    dark, light = (_theme(theme.background or "#000000", theme.dark) for theme in (DARK, LIGHT))
    return {
        "dark": (Palette.from_theme(DARK), dark),
        "light": (Palette.from_theme(LIGHT), light),
        "plain": (Palette.plain(), dark),
        "ascii": (Palette.plain(ascii=True), dark),
    }


def _theme(background: str, dark: bool) -> TerminalTheme:
    ground = Color.parse(background).rgb
    ansi = [tuple(colour) for colour in DIMMED_MONOKAI.ansi_colors._colors]
    return TerminalTheme(ground, (220, 220, 220) if dark else (30, 30, 30), ansi[:8], ansi[8:])


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in sheets(sys.argv[2:]):
        (folder / f"{name}.svg").write_text(svg, "utf-8")
