"""Every figure beside its goal: `python benchmarks [PART …] [--json] [--quick] [--peers PYTHON]`.

Ratios of two things measured in one run, in turns: they hold on a slow or busy machine, milliseconds do not.
PYTHON is the interpreter of an environment that holds the other plot widgets (they need a plotext of their own):
  python -m venv peers && peers/bin/pip install textual-plotext textual-plot 'textual>=8.2,<8.3' numpy
"""

import argparse
import importlib
import inspect
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("TEXTUAL_FPS", "120")

from figures import Figure, as_json, show

PARTS = ("startup", "memory", "plots", "keys", "stage", "worker", "descent", "pages", "home", "attempts")
ONLY_POSIX = {"startup", "memory", "keys", "stage", "home", "attempts"}


def run(parts: list[str], quick: bool, peers: str | None, before: str | None) -> Iterator[Figure]:
    """The figures of these parts."""
    for part in parts:
        if os.name != "posix" and part in ONLY_POSIX:
            print(f"\n{part}: needs a POSIX pseudo-terminal, skipped", file=sys.stderr)
            continue
        measure = importlib.import_module(f"bench_{part}").measure
        known = inspect.signature(measure).parameters
        options = {name: value for name, value in (("peers", peers), ("before", before)) if name in known}
        if quick:
            options["rounds"] = max(3, known["rounds"].default // 5)
        yield from measure(**options)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)}; all if none is named")
    parser.add_argument("--json", action="store_true", help="print JSON to stdout, nothing else")
    parser.add_argument("--quick", action="store_true", help="a fifth of the rounds: for a first look")
    parser.add_argument("--peers", metavar="PYTHON", help="interpreter that has textual-plotext and textual-plot")
    parser.add_argument("--before", metavar="FOLDER", help="another state of this project, to be compared with")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    # As installed: programs run from compiled code, and none is left in this tree.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as cache:
        os.environ["PYTHONPYCACHEPREFIX"] = cache
        figures = run(asked.parts or list(PARTS), asked.quick, asked.peers, asked.before)
        found = list(figures) if asked.json else list(show(figures))
    if asked.json:
        print(as_json(found))
        return 0
    if asked.peers is None:
        print("\nThe other plot widgets were skipped: name an interpreter that has them with --peers (see --help).")
    missed = sum(figure.verdict == "MISSED" for figure in found)
    print(f"\n{len(found)} figures, {missed} missed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
