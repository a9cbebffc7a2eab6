"""Orders in which things are shown: shuffled, and the same for the same seed."""

from random import Random


def shuffled(name: str, count: int, seed: int, *, may_stay: bool) -> tuple[int, ...]:
    """The numbers 0 to `count` - 1 in an order of question `name`; in their own one only where they `may_stay` so."""
    order = list(range(count))
    random = Random(f"{seed}:{name}")
    random.shuffle(order)
    while count > 1 and not may_stay and order == sorted(order):
        random.shuffle(order)
    return tuple(order)
