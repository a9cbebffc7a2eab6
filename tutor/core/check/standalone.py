"""Checks of `code(state)`: it runs on its own, and prints the numbers that stand on the screen."""

import ast
import math
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tutor.core.check.context import CheckContext
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import Metric
from tutor.core.lesson.model import ExerciseRef

SECONDS = 60
ALLOWED = sys.stdlib_module_names | {"numpy", "pandas", "sklearn", "scipy"}
_PRINTED = re.compile(r"[-−+]?(?:\d[\d_,]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|nan|[-+]?inf")


def check_code(context: CheckContext, play: Play, item: ExerciseRef) -> None:
    """The code of the start state and of the solved one, where there is code."""
    for how in ("start", "solve"):
        try:
            if how == "solve":
                play.solve(item.part)
        except ExerciseError:
            continue  # said by the check of solve
        with context.guarded("shown-code", "return Python that runs on its own, or an empty text", item):
            _one(context, play, item, how)


def _one(context: CheckContext, play: Play, item: ExerciseRef, how: str) -> None:
    source, kind = play.code(item.part), play.at(item.part).kind
    if not source.strip():
        return
    try:
        foreign = sorted(set(_imports(source)) - ALLOWED)
        if foreign:
            fix = "use numpy, pandas, scikit-learn and the standard library"
            context.report_at(
                "shown-code-imports", f"{item.name}: its code imports {', '.join(foreign)}", fix, kind.code
            )
        printed = _run(source)
    except (SyntaxError, TutorError) as error:
        fix = "return Python that runs on its own"
        context.report_at("shown-code", f"{item.name}, {how} state: its code fails: {error}", fix, kind.code)
        return
    for metric in play.view(item.part).parts:
        if isinstance(metric, Metric) and not isinstance(metric.value, str) and not shows(printed, metric):
            seen = f"{metric.label} {metric.shown()}"
            said = f"{item.name}, {how} state: the view shows {seen}; the code prints no such number"
            context.report_at("shown-code-differs", said, "print it, computed from the same data", kind.code)


def _imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def _run(source: str) -> str:
    """What the code prints, run away from the lesson. TutorError with the last line of its error."""
    with tempfile.TemporaryDirectory(prefix="tutor-check-") as folder:
        file = Path(folder, "shown.py")
        file.write_text(source, encoding="utf-8")
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(file)],
                cwd=folder,
                env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise TutorError(f"not done after {SECONDS} s") from None
    if done.returncode:
        raise TutorError((done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1])
    return done.stdout


def shows(printed: str, metric: Metric) -> bool:
    """Whether a number of `printed` is the metric's value, to the coarser precision of the two."""
    value = float(metric.value)
    if not math.isfinite(value):
        return True
    shown = _decimals(metric.shown())
    return any(_agree(value, text, shown) for text in _PRINTED.findall(printed))


def _agree(value: float, text: str, shown: float) -> bool:
    plain = text.replace("−", "-").replace("_", "").replace(",", "")
    try:
        number = float(plain)
    except ValueError:
        return False
    unit = max(_decimals(plain), shown)
    return math.isfinite(number) and abs(number - value) <= 0.5001 * unit + 1e-9 * abs(value)


def _decimals(text: str) -> float:
    """The worth of the last digit written: 0.01 for 16.91, 100 for 1.2e3."""
    found = re.search(r"\d[\d,]*(?:\.(\d*))?(?:[eE]([-+]?\d+))?", text)
    if found is None:
        return 0.0
    return float(10.0 ** (int(found[2] or 0) - len(found[1] or "")))
