"""Checks of draw functions: equal values for equal seeds, every place filled, nothing drawn twice alike."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from tutor.core.check.context import CheckContext, Stopped
from tutor.core.check.finite import check_drawn
from tutor.core.check.paste import Tried
from tutor.core.check.purity import check_same, check_unchanged
from tutor.core.contain import contained
from tutor.core.errors import ExerciseError
from tutor.core.exercise.limited import called
from tutor.core.lesson.model import AnyQuestion, Block, Item
from tutor.core.lesson.source import normalise
from tutor.core.packs.code import load_object
from tutor.core.questions.variants import AnyItem, variant


def check_draw(context: CheckContext, item: Block) -> None:
    """Draw twenty times, twice each; keeps the values for the other checks."""
    if not item.draw:
        return
    fix = f"write `def {item.draw.partition(':')[2]}(seed: int) -> dict` in {item.draw.partition(':')[0]}.py"
    where = f"{context.lesson.id}: {item.draw}"
    tried = Tried(context.lesson, item.name, context.seeds[0], before="1")
    with suppress(Stopped), context.trying(tried.line), context.guarded("draw", fix, item):
        function = load_object(context.lesson, item.draw)
        first = {}
        for tried.seed in context.seeds:
            first[tried.seed] = drawn(function, tried.seed, where)
        again = {seed: drawn(function, seed, where) for seed in reversed(context.seeds)}
        unlike = [seed for seed in context.seeds if first[seed] != again[seed]]
        if unlike:
            check_same(context, function, lambda: drawn(function, unlike[0], where), f"{item.draw}, seed {unlike[0]}")
        else:
            check_unchanged(context, function, lambda: drawn(function, context.seeds[0], where), item.draw)
        context.drawn[item.name] = first
        for seed, values in first.items():
            check_drawn(context, item, seed, values)


def variants(context: CheckContext, item: AnyItem) -> Iterator[tuple[int, AnyItem]]:
    """The item filled for each seed; just itself where nothing is drawn. A place that cannot be filled is found."""
    if not item.draw:
        yield context.seeds[0], item
        return
    for seed, values in context.drawn.get(item.name, {}).items():
        try:
            yield seed, variant(item, values)
        except ExerciseError as error:
            fix = "let the draw function give this name, or take the place out"
            if "cannot show" in error.detail:
                fix = "a format of Python's, such as {w:.3f} for a number"
            context.add("draw-place", f"seed {seed}: {error.detail}", fix, line=_place(context, item, error.written))
            return


def _place(context: CheckContext, item: Item, written: str) -> int:
    """The line of the block that has the place."""
    lines = normalise(context.lesson.source()).split("\n")[item.line :]
    return next((item.line + at for at, line in enumerate(lines, 1) if written and written in line), item.line)


def check_alike(context: CheckContext, seed: int, item: AnyQuestion) -> None:
    """Two options that read alike cannot be told apart."""
    shown = item.distinct()
    twins = {text for text in shown if shown.count(text) > 1}
    if twins:
        fix = "draw until all of them differ" if item.draw else "write them so that they differ"
        context.add("draw-options", f"seed {seed}: “{twins.pop()}” stands there twice", fix, item)


def drawn(function: Any, seed: int, where: str) -> dict[str, Any]:
    """The values that a draw function gives for a seed; ExerciseError if it does not give a dict."""
    with contained(where):
        values = function(seed)
        if not isinstance(values, dict):
            raise ExerciseError(where, f"must return a dict, not {called(values)}", source=function)
        return dict(values)
