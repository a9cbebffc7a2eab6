"""What a lesson needs: a need that is missing or goes round in a circle is a note, never a lock."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from tutor.core.errors import Finding, TutorError
from tutor.core.nearest import did_you_mean
from tutor.core.packs.files import read_head
from tutor.core.packs.model import Lesson, Problem


def problems_of_needs(lessons: Sequence[Lesson], unusable: Collection[str] = ()) -> Iterator[Problem]:
    """A row for each need that no pack announces, and one for each circle; what `unusable` packs have is not known."""
    known = {lesson.id: lesson for lesson in lessons}
    announced = frozenset[str]().union(*(lesson.pack.announced for lesson in lessons))
    for lesson in lessons:
        for written, need in zip(lesson.meta.needs, lesson.needs, strict=True):
            if need.strip() and need not in announced and need.partition("/")[0] not in unusable:
                message = f"needs {need}, which is not installed.{_meant(written, need, announced)}"
                fix = "name a lesson that is there or planned, or take it out"
                found = Finding("needs", message, lesson.file, _line(lesson, written), fix=fix)
                yield Problem.of(lesson.pack.id, found)
    for circle in circles({lesson.id: lesson.needs for lesson in lessons}):
        first = known[circle[0]]
        message = f"these lessons need each other in a circle: {' -> '.join([*circle, circle[0]])}"
        line = _line(first, first.meta.needs[0])
        found = Finding("needs-circle", message, first.file, line, fix="take one need of the circle out")
        yield Problem.of(first.pack.id, found)


def _meant(written: str, need: str, announced: Collection[str]) -> str:
    """Did you mean …? A lesson of the same pack is named as it is written there."""
    if "/" in written:
        return did_you_mean(written, announced)
    pack = need.partition("/")[0]
    return did_you_mean(written, [each.partition("/")[2] for each in announced if each.startswith(f"{pack}/")])


def circles(needs: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Each circle once, as the ids on it in order. Needs that are not keys lead nowhere."""
    done: set[str] = set()
    for start in needs:
        way: list[str] = []
        stack = [iter([start])]
        while stack:
            here = next(stack[-1], None)
            if here is None:
                stack.pop()
                if way:
                    done.add(way.pop())
            elif here in way:
                yield way[way.index(here) :]
            elif here not in done and here in needs:
                way.append(here)
                stack.append(iter(needs[here]))


def _line(lesson: Lesson, need: str) -> int:
    """The line of the front matter that names `need`."""
    try:
        lines = read_head(lesson.path).split("\n")
    except TutorError:
        return 0
    return next((number for number, line in enumerate(lines, 1) if f'"{need}"' in line or f"'{need}'" in line), 0)
