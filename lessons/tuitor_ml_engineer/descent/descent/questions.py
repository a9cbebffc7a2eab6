"""Seeded variants of this lesson's questions."""

from random import Random


def curvature(seed: int) -> dict[str, float]:
    """A curvature λ, its edge of stability 2/λ, and what the wrong routes give."""
    lam = Random(seed).choice([5, 8, 10, 16, 20, 25, 40])
    return {"lam": lam, "edge": 2 / lam, "best": 1 / lam, "upside": lam / 2}
