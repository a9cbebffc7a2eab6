"""The four tables of F. J. Anscombe, Graphs in Statistical Analysis (1973)."""

from tutor.api import columns


def quartet(name: str) -> tuple[list[float], list[float]]:
    """x and y of one of Anscombe's sets, I to IV."""
    table = columns("core/anscombe")
    rows = [i for i, label in enumerate(table["set"]) if label == name]
    return [float(table["x"][i]) for i in rows], [float(table["y"][i]) for i in rows]
