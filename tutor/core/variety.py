"""Other clothes: what a seed puts before the learner, whether an item varies at all, and seeds that show something new.

The same numbers twice in a row would test what was seen last, not what is known.
"""

import json
from collections.abc import Iterator, Sequence

from tutor.core.answering import values_of
from tutor.core.errors import TutorError
from tutor.core.exercise.play import Play
from tutor.core.lesson.model import Block, ExerciseRef
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson
from tutor.core.session import seed_of

SAMPLE = 8
"""So many seeds tell whether an item varies: with only two forms, all are alike once in 128 times."""
TRIES = 40
"""So many seeds are looked at for one that shows something new."""


def put_by(lesson: Lesson, item: Block, seed: int) -> str:
    """What hangs on the seed, as JSON: drawn values, and the problem of an exercise. Raises ExerciseError."""
    values = json.dumps(values_of(lesson, item, seed), sort_keys=True, default=str)
    if not isinstance(item, ExerciseRef):
        return values
    return values + Play.open(load_object(lesson, item.use), seed, where=lesson.id).dump_problem()


def varies(lesson: Lesson, item: Block) -> bool:
    """Whether it can be put with other numbers; the order of its options does not count."""
    if not item.draw and not isinstance(item, ExerciseRef):
        return False
    try:
        first = put_by(lesson, item, 0)
        return any(put_by(lesson, item, seed) != first for seed in range(1, SAMPLE))
    except TutorError:
        return False


def alike(lesson: Lesson, item: Block, one: int, other: int) -> bool:
    """Whether two seeds show the same; what cannot be drawn is like nothing."""
    try:
        return put_by(lesson, item, one) == put_by(lesson, item, other)
    except TutorError:
        return False


def unlike(lesson: Lesson, item: Block, seed: int, before: Sequence[int], *, varying: bool) -> int:
    """`seed`, or one that follows from it, which shows what none of the seeds `before` did (the newest first).

    `varying` is what `varies` says of the item. Where it has not so many forms, one that was shown longest ago;
    never the newest seed itself.
    """
    candidates = [each for each in _chain(lesson, item, seed) if each not in before[:1]]
    if not before or not varying:
        return candidates[0]
    try:
        shown = [put_by(lesson, item, each) for each in before]
        best, best_age = candidates[0], -1
        for each in candidates:
            put = put_by(lesson, item, each)
            age = shown.index(put) if put in shown else len(shown)
            if age > best_age:
                best, best_age = each, age
            if age == len(shown):
                break
        return best
    except TutorError:  # the lesson is at fault: said when it is put
        return candidates[0]


def _chain(lesson: Lesson, item: Block, seed: int) -> Iterator[int]:
    for _ in range(TRIES):
        yield seed
        seed = seed_of(lesson.id, "unlike", seed, item.name)
