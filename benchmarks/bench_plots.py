"""How fast charts are, as ratios measured in one run: `python benchmarks/bench_plots.py`.

Each subject is a widget that fills the screen of a headless app. A frame is: build, strips, compositing and
the bytes for the terminal. Ratios are of medians, taken in turns so that a slow moment hits all alike.

textual-plot and textual-plotext are measured where they are installed, each against the bare raster of its own
process. textual-plotext needs plotext < 6, so it lives in an environment of its own:
  python -m venv /tmp/rival && /tmp/rival/bin/pip install textual-plotext 'textual>=8.2,<8.3' numpy
  python benchmarks/bench_plots.py --rival textual-plotext=/tmp/rival/bin/python
"""

import argparse
import asyncio
import contextlib
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import plot_rivals as rivals
from textual import events
from textual.app import App, ComposeResult
from textual.widget import Widget

ROUNDS = 5
SIZES = ((80, 24), (120, 40))
RIVALS = {"textual-plot": (rivals.textual_plot, 4), "textual-plotext": (rivals.textual_plotext, 8)}
Subject = Callable[[], Any]


class Stage(App[None]):
    """One widget, filling the screen; a key shows its next frame, and `painted` tells when it is out."""

    CSS = "Screen > * { width: 100%; height: 100%; }"

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self.subject = subject()
        self.number = 0
        self.painted = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield self.subject

    BINDINGS = (("right", "next", "Next"),)

    def action_next(self) -> None:
        self.number += 7
        self.subject.show(self.number)

    def _display(self, screen: Any, renderable: Any) -> None:
        super()._display(screen, renderable)
        if renderable is not None:
            self.painted.set()

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
    from tutor.core.exercise.chart import Axis, Chart, HeatMap, Line, Path, Points
    from tutor.ui.widgets.chart import ChartView

    million = np.random.RandomState(1).standard_normal((2, 1_000_000))

    def lines(number: int, *more: Any, x: Any = rivals.X, y: Any = rivals.Y) -> Chart:
        one, other = rivals.slopes(number)
        along = rivals.ALONG
        return Chart([Points(x, y, label="data"), Line(along, one * along, label="model", tone="model"),
                      Line(along, other * along, label="before", tone="second"), *more],
                     Axis("area", "m²"), Axis("price", low=rivals.LOW, high=rivals.HIGH))

    def heat(number: int) -> Chart:
        return Chart([HeatMap(rivals.SURFACE, (-3, 3), (-3, 3), contours=6, label="loss"),
                      Path(*rivals.walk(number), label="descent", tone="accent")], Axis("W"), Axis("b"))

    wild = np.array([np.nan, np.inf, -np.inf, 1e300, 5.0] * 40)
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


async def keys(subject: Subject, size: tuple[int, int], count: int) -> float:
    """95th percentile of the milliseconds from a key to the frame that shows it."""
    app, found = Stage(subject), []
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for number in range(count + 5):
            app.painted.clear()
            await asyncio.sleep(0.003 * (number % 5))
            start = time.perf_counter()
            key = events.Key("right", None)
            key.set_sender(app)
            app._driver.send_message(key)
            # A frame that looks the same as the one before is never painted; it is not counted.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(app.painted.wait(), 0.5)
                found.append((time.perf_counter() - start) * 1e3)
    return statistics.quantiles(found[5:], n=20)[-1]


def rival(name: str, count: int) -> dict[str, float]:
    """Frames of a rival and of the bare raster in this process, as `80x24` and `bare 80x24`."""
    found: dict[str, float] = {}
    for size in SIZES:
        run = asyncio.run(frames({"bare": rivals.Bare, "rival": RIVALS[name][0]}, size, count))
        found[f"{size[0]}x{size[1]}"] = run["rival"] / run["bare"]
    return found


def measure_rival(name: str, python: str, count: int) -> dict[str, float] | None:
    """`rival` in another interpreter; None where the package is not installed there."""
    command = [python, str(Path(__file__)), "--only", name, "--frames", str(count)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        return None
    answer: dict[str, float] = json.loads(run.stdout.strip().splitlines()[-1])
    return answer


def report(label: str, ratio: float, limit: float, more: bool = False) -> None:
    good = ratio >= limit if more else ratio <= limit
    print(f"  {label:<52} {ratio:6.2f}   {'at least' if more else 'at most'} {limit:<4} {'ok' if good else 'MISSED'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--frames", type=int, default=60)
    parser.add_argument("--rival", action="append", default=[], metavar="NAME=PYTHON")
    parser.add_argument("--only", choices=RIVALS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only:
        print(json.dumps(rival(asked.only, max(10, asked.frames // 3))))
        return
    pythons = dict(pair.split("=", 1) for pair in asked.rival)
    beyond = {name: measure_rival(name, pythons.get(name, sys.executable), asked.frames) for name in RIVALS}
    ours = charts()
    for size in SIZES:
        name = f"{size[0]}x{size[1]}"
        bare = {"bare": rivals.Bare, "bare in one colour": rivals.BareMono, "bare heat map": rivals.BareHeat}
        found = asyncio.run(frames({**bare, **ours}, size, asked.frames))
        print(f"{name}   " + ", ".join(f"{label} {ms:.2f} ms" for label, ms in found.items()))
        normal = found["points + 2 lines"]
        mono = normal / found["bare in one colour"]
        report("points + 2 lines / bare braille raster", normal / found["bare"], 1.5)
        print(f"  {'(the same / a bare raster in one colour)':<52} {mono:6.2f}")
        report("heat map, contours, path / bare half-blocks", found["heat map"] / found["bare heat map"], 1.5)
        report("NaN, inf, 1e300 / a normal frame", found["NaN, inf, 1e300"] / normal, 1.5)
        report("a million points / a normal frame", found["a million points"] / normal, 1.5)
        ends = [asyncio.run(keys(subject, size, 2 * asked.frames)) for subject in
                (ours["points + 2 lines"], ours["heat map"], rivals.Counter)]
        report("key to frame p95, points + 2 lines / a number", ends[0] / ends[2], 2)
        report("key to frame p95, heat map / a number", ends[1] / ends[2], 2)
        for rival_name, times in beyond.items():
            if times is None:
                print(f"  {rival_name}: not installed, skipped (see --help)")
            else:
                report(f"{rival_name} / ours", times[name] / (normal / found["bare"]), RIVALS[rival_name][1], more=True)


if __name__ == "__main__":
    main()
