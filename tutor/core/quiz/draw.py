"""Which questions a sitting asks: drawn from lessons by a seed, mixed and interleaved."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from random import Random

from tutor.core.errors import TutorError
from tutor.core.nearest import did_you_mean
from tutor.core.packs.model import Lesson, Module
from tutor.core.quiz.sitting import interleaved
from tutor.core.shelf import Entry, Shelf

PER_MODULE = {"placement": 3, "final": 4}


def scope(shelf: Shelf, name: str) -> tuple[str, list[Lesson]]:
    """The title and the lessons that a pack, module or lesson named `name` means; TutorError names the nearest."""
    lessons = shelf.catalog.lessons
    for pack in shelf.catalog.packs:
        if name == pack.id:
            return pack.title, [lesson for lesson in lessons if lesson.pack is pack]
    found = [lesson for lesson in lessons if name in (lesson.id, lesson.name)]
    if found:
        return found[0].title, found[:1]
    found = [lesson for lesson in lessons if name in (lesson.module.id, f"{lesson.pack.id}/{lesson.module.id}")]
    if found:
        return found[0].module.title, found
    known = {*(pack.id for pack in shelf.catalog.packs), *(lesson.module.id for lesson in lessons)}
    known |= {each for lesson in lessons for each in (lesson.id, lesson.name)}
    near = did_you_mean(name, known)
    raise TutorError(f"No pack, module or lesson is called “{name}”.{near} `tutor list` shows all lessons.")


def questions(shelf: Shelf, lessons: Iterable[Lesson]) -> list[Entry]:
    """Every question of these lessons."""
    return [entry for lesson in lessons for entry in shelf.entries(lesson.id) if entry.asks]


def quiz(shelf: Shelf, lessons: Sequence[Lesson], items: int, seed: int | str) -> list[Entry]:
    """At most `items` questions, as even as can be over the lessons, neighbours from different ones."""
    random = Random(f"{seed}:quiz")
    groups = []
    for lesson in lessons:
        of_lesson = questions(shelf, [lesson])
        random.shuffle(of_lesson)
        groups.append(_mixed(of_lesson))
    random.shuffle(groups)
    rounds = [entry for each in zip_longest(*groups) for entry in each if entry is not None]
    return _apart(rounds[:items])


def placement(shelf: Shelf, lessons: Sequence[Lesson], seed: int | str) -> list[Entry]:
    """Three questions a module: a number, a diagnosis, a recall; at most one pick-one, none of two options."""
    random = Random(f"{seed}:placement")
    rounds: list[list[Entry]] = []
    for module in _modules(lessons):
        pool = [entry for entry in questions(shelf, _of(module, lessons)) if not entry.question.coin]
        random.shuffle(pool)
        kinds = sorted(pool, key=_pick_one)
        numbers = [entry for entry in kinds if entry.question.asks_for == "number"]
        diagnoses = [entry for entry in kinds if entry.question.asks_for == "diagnosis"]
        recalls = [entry for entry in kinds if entry not in numbers and entry not in diagnoses]
        chosen: list[Entry] = []
        for entry in [*numbers[:1], *diagnoses[:1], *recalls[:1], *kinds]:
            crowded = _pick_one(entry) and any(map(_pick_one, chosen))
            if len(chosen) < PER_MODULE["placement"] and entry not in chosen and not crowded:
                chosen.append(entry)
        if len(chosen) == PER_MODULE["placement"]:
            rounds.append(chosen)
    return [entry for each in zip(*rounds, strict=True) for entry in each]


def final(shelf: Shelf, lessons: Sequence[Lesson], seed: int | str) -> list[Entry]:
    """Four questions a module, three of them built where there are so many, interleaved."""
    random = Random(f"{seed}:final")
    chosen: list[Entry] = []
    for module in _modules(lessons):
        pool = questions(shelf, _of(module, lessons))
        random.shuffle(pool)
        built = [entry for entry in pool if entry.question.BUILT]
        others = [entry for entry in pool if entry not in built]
        want = PER_MODULE["final"]
        chosen += (built[:3] + others[:1] + others[1:] + built[3:])[:want]
    random.shuffle(chosen)
    return _apart(chosen)


def part_of(entry: Entry) -> str:
    """The part of a sitting that a question belongs to: its module, with its pack."""
    return f"{entry.lesson.pack.id}/{entry.lesson.module.id}"


def _modules(lessons: Sequence[Lesson]) -> list[Module]:
    return list(dict.fromkeys(lesson.module for lesson in lessons))


def _of(module: Module, lessons: Sequence[Lesson]) -> list[Lesson]:
    return [lesson for lesson in lessons if lesson.module is module]


def _pick_one(entry: Entry) -> bool:
    return entry.question.picks_one


def _mixed(entries: Sequence[Entry]) -> list[Entry]:
    """The kinds of question by turns."""
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(entry.item.KIND, []).append(entry)
    return [entry for each in zip_longest(*by_kind.values()) for entry in each if entry is not None]


def _apart(entries: Sequence[Entry]) -> list[Entry]:
    """Interleaved by lesson."""
    groups: dict[str, list[str]] = {}
    for entry in entries:
        groups.setdefault(entry.lesson.id, []).append(entry.id)
    by_id = {entry.id: entry for entry in entries}
    return [by_id[id] for id in interleaved(list(groups.values()))]
