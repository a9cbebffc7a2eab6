"""Seeded variants of this lesson's questions."""

from random import Random


def reused(seed: int) -> dict[str, float]:
    """A value for a in a·a + a: the slope, and what forgotten shares give."""
    a = Random(seed).choice([4, 5, 6, 7, 8, 9])
    return {"a": a, "right": 2 * a + 1, "overwritten": a, "half": a + 1, "product": 2 * a}
