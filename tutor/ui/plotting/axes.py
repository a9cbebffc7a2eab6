"""Which ticks a frame has: as many as their labels leave room for, two at least."""

from functools import lru_cache

from tutor.ui.plotting.frame import FrameSpec, Inside, fold
from tutor.ui.plotting.scale import Scale, Tick, ticks


@lru_cache(128)
def plan(
    width: int,
    height: int,
    folded: bool,
    x: Scale,
    y: Scale,
    name: str,
    x_names: tuple[str, ...],
    y_names: tuple[str, ...],
    x_whole: bool,
    y_whole: bool,
    ascii: bool,
) -> tuple[FrameSpec, Inside]:
    """The frame of so many cells and the room in it; where an axis has names, they are its ticks."""
    few = max(2, min(6, (height - 2) // 2))
    up = _name_ticks(y_names, upwards=True) if y_names else ticks(y, few, y_whole)
    bare = FrameSpec(width, height, (), up, name, ascii, bool(x_names))
    across = _name_ticks(x_names) if x_names else _fitting_ticks(x, bare.room.width, x_whole)
    spec = FrameSpec(width, height, across, up, name, ascii, bool(x_names))
    spec = fold(spec) if folded else spec
    return spec, spec.room


def _name_ticks(names: tuple[str, ...], upwards: bool = False) -> tuple[Tick, ...]:
    positions = [(at + 0.5) / len(names) for at in range(len(names))]
    return tuple(
        Tick(1 - position if upwards else position, name) for position, name in zip(positions, names, strict=True)
    )


def _fitting_ticks(scale: Scale, width: int, whole: bool) -> tuple[Tick, ...]:
    for most in (10, 8, 7, 6, 5, 4, 3):
        found = ticks(scale, most, whole)
        if sum(len(tick.label) + 4 for tick in found) <= width:
            return found
    return ticks(scale, 2, whole)
