"""How fast charts are drawn, as ratios measured in one run.

    python benchmarks plots --peers PYTHON

Each subject is a widget that fills the screen of a headless app. A frame is: build, strips, compositing and
the bytes for the terminal, in processor time. Ratios are of medians, taken in turns so that a slow moment hits
all alike. Other people's widgets run in an interpreter of their own, each against the bare raster there.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import plot_rivals as rivals
from figures import Figure
from textual.app import App, ComposeResult
from textual.widget import Widget

ROUNDS = 5
SIZES = ((80, 24), (120, 40))
RIVALS = {"textual-plot": (rivals.textual_plot, 4), "textual-plotext": (rivals.textual_plotext, 8)}
Subject = Callable[[], Any]


class Stage(App[None]):
    """One widget, filling the screen; a key shows its next frame."""

    CSS = "Screen > * { width: 100%; height: 100%; }"

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self.subject = subject()
        self.number = 0

    def compose(self) -> ComposeResult:
        yield self.subject

    BINDINGS = (("right", "next", "Next"),)

    def action_next(self) -> None:
        self.number += 7
        self.subject.show(self.number)

    def frame(self, number: int) -> float:
        """Milliseconds for frame `number`, from data to bytes, all rows of it."""
        start = time.process_time()
        self.subject.show(number)
        widgets: set[Widget] = {self.subject, *self.subject.query("*")}
        for widget in widgets:
            widget.refresh()
        compositor = self.screen._compositor
        compositor.update_widgets(widgets)
        compositor.render_update(full=True).render_segments(self.console)
        return (time.process_time() - start) * 1e3


def charts() -> dict[str, Subject]:
    """Our subjects."""
    from tutor.core.exercise.axis import Axis
    from tutor.core.exercise.chart import Chart
    from tutor.core.exercise.layers import HeatMap, Line, Path, Points
    from tutor.ui.widgets.chart import ChartView

    million = np.random.RandomState(1).standard_normal((2, 1_000_000))

    def lines(number: int, *more: Any, x: Any = rivals.X, y: Any = rivals.Y) -> Chart:
        one, other = rivals.slopes(number)
        along = rivals.ALONG
        return Chart(
            [
                Points(x, y, label="data"),
                Line(along, one * along, label="model", tone="model"),
                Line(along, other * along, label="before", tone="second"),
                *more,
            ],
            Axis("area", "m²"),
            Axis("price", low=rivals.LOW, high=rivals.HIGH),
        )

    def heat(number: int) -> Chart:
        return Chart(
            [
                HeatMap(rivals.SURFACE, (-3, 3), (-3, 3), contours=6, label="loss"),
                Path(*rivals.walk(number), label="descent", tone="accent"),
            ],
            Axis("W"),
            Axis("b"),
        )

    wild = np.array([np.nan, np.inf, -np.inf, 1e300, 5.0] * 40)
    tame = np.array([1.0, 9.0, 2.0, 7.0, 5.0] * 40)
    np.seterr(invalid="ignore")

    def subject(make: Callable[[int], Chart]) -> Subject:
        class Ours(ChartView):
            def show(self, number: int) -> None:
                self.set_chart(make(number))

        return lambda: Ours(make(0))

    return {
        "points + 2 lines": subject(lines),
        "heat map": subject(heat),
        "NaN, inf, 1e300": subject(lambda n: lines(n, Points(wild, wild[::-1]), Line(wild, wild * n))),
        "the same layers, finite": subject(lambda n: lines(n, Points(tame, tame[::-1]), Line(tame, tame * n))),
        "a million points": subject(lambda n: lines(n, x=million[0], y=million[1])),
    }


async def frames(subjects: dict[str, Subject], size: tuple[int, int], count: int) -> dict[str, float]:
    """Median milliseconds a frame of each subject, in turns."""
    times: dict[str, list[float]] = {name: [] for name in subjects}
    for part in range(ROUNDS):
        for name, subject in subjects.items():
            app = Stage(subject)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                shown = range(part * count, (part + 1) * count)
                times[name] += [app.frame(number) for number in shown][count // 5 :]
    return {name: statistics.median(found) for name, found in times.items()}


def rival(name: str, count: int) -> dict[str, float]:
    """Frames of a rival and of the bare raster in this process, as `80x24` and `bare 80x24`."""
    found: dict[str, float] = {}
    for size in SIZES:
        run = asyncio.run(frames({"bare": rivals.Bare, "rival": RIVALS[name][0]}, size, count))
        found[f"{size[0]}x{size[1]}"] = run["rival"] / run["bare"]
    return found


def measure_rival(name: str, python: str, count: int) -> dict[str, float] | None:
    """`rival` in another interpreter; None where the package is not installed there."""
    command = [python, str(Path(__file__)), name, str(count)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        return None
    answer: dict[str, float] = json.loads(run.stdout.strip().splitlines()[-1])
    return answer


def measure(rounds: int = 60, peers: str | None = None) -> Iterator[Figure]:
    """Frames of each size against bare rasters, and against other people's widgets where `peers` has them."""
    beyond = {name: measure_rival(name, peers, max(10, rounds // 3)) if peers else None for name in RIVALS}
    ours = charts()
    bare = {"bare": rivals.Bare, "bare in one colour": rivals.BareMono, "bare heat map": rivals.BareHeat}
    for size in SIZES:
        name, part = f"{size[0]}x{size[1]}", f"A full frame, {size[0]}×{size[1]}"
        found = asyncio.run(frames({**bare, **ours}, size, rounds))
        normal, heat = found["points + 2 lines"], found["heat map"] / found["bare heat map"]
        yield Figure(part, "points + 2 lines / a bare braille raster", normal / found["bare"], 1.5)
        yield Figure(part, "   the same / a bare raster in one colour", normal / found["bare in one colour"])
        yield Figure(part, "heat map 50×50, contours, path / bare half-blocks", heat, 1.5)
        wild = found["NaN, inf, 1e300"]
        yield Figure(part, "NaN, inf, 1e300 / the same layers, finite", wild / found["the same layers, finite"], 1.5)
        yield Figure(part, "   the same / points + 2 lines without those layers", wild / normal)
        yield Figure(part, "a million points / two hundred", found["a million points"] / normal, 1.5)
        for rival_name, times in beyond.items():
            if times is not None:
                times_ours = times[name] / (normal / found["bare"])
                yield Figure(part, f"{rival_name} / ours", times_ours, RIVALS[rival_name][1], more=True)


if __name__ == "__main__":
    print(json.dumps(rival(sys.argv[1], int(sys.argv[2]))))
