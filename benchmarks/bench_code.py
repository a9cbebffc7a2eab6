"""What it costs to run a learner's program: warm against cold, and the warm process's own start and memory.

python benchmarks/bench_code.py [--runs 50]
"""

import argparse
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from tutor.core.code.grading import grade_code
from tutor.core.code.properties import Call, CodeChecks, Property
from tutor.core.code.runner import CodeRunner, Order

SOURCE = "def double(x):\n    return 2 * x\n"
CHECKS = CodeChecks(
    function="double",
    solution=SOURCE,
    properties=[
        Property(f"doubles, {n}", inputs=lambda rng: (rng.normal(size=20),), expect=lambda x: 2 * x, says="Twice.")
        for n in range(5)
    ],
)
WAYS = {
    "warm, bubblewrap + Landlock + seccomp": lambda: CodeRunner(),
    "warm, Landlock + seccomp": lambda: CodeRunner(("landlock", "seccomp")),
    "warm, limits alone": lambda: CodeRunner(()),
    "cold, Landlock + seccomp": lambda: CodeRunner(("landlock", "seccomp"), warm=False),
    "cold, limits alone": lambda: CodeRunner((), warm=False),
}


def timed(runs: int, what: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile of `what`, in ms."""
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        what()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent), sorted(spent)[int(0.95 * (runs - 1))]


def memory(runner: CodeRunner) -> float:
    """Resident MiB of the warm process and what wraps it; 0 where there is none, or no /proc."""
    folder, total = getattr(runner._child, "folder", None), 0
    for path in Path("/proc").glob("[0-9]*/cmdline") if folder else ():
        with suppress(OSError):
            if folder.encode() in path.read_bytes():
                lines = path.with_name("status").read_text().splitlines()
                total += next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)
    return total / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=50)
    runs = parser.parse_args().runs
    print(f"{'':40} {'start':>7} {'run p50':>8} {'p95':>7} {'grade, 50 calls':>16} {'MiB':>6}")
    for name, make in WAYS.items():
        runner = make()
        start, _ = timed(1, lambda runner=runner: runner.level)  # type: ignore[misc]
        some = runs if name.startswith("warm") else max(3, runs // 5)
        middle, high = timed(some, partial(runner.run, SOURCE, [Order(Call("double", (1.0,)))]))
        graded, _ = timed(some, partial(grade_code, CHECKS, SOURCE, seed=1, runner=runner))
        print(f"{name:40} {start:7.0f} {middle:8.1f} {high:7.1f} {graded:16.1f} {memory(runner):6.0f}")
        runner.close()


if __name__ == "__main__":
    main()
