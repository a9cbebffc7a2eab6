"""Numbers for the questions of this lesson."""

from random import Random


def two_points(seed: int) -> dict[str, float]:
    """A point whose slope and its inverse differ."""
    random = Random(seed)
    x, y = random.randint(2, 9), random.randint(12, 60)
    return {"x": x, "y": y, "slope": y / x, "inverse": x / y}
