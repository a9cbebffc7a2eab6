"""Which questions a sitting asks: drawn from lessons by a seed, mixed and interleaved."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import zip_longest
from random import Random

from tutor.core.errors import TutorError
from tutor.core.item_index import Entry, ItemIndex
from tutor.core.lesson.model import Question
from tutor.core.nearest import did_you_mean
from tutor.core.packs.model import Lesson, Module
from tutor.core.quiz.state import interleaved

PER_MODULE = {"placement": 3, "final": 4}
PRACTICE_IN = 5
"""One in so many of a quiz is an exercise or a program."""
BUILT = 0.6
"""The share of a final's answers that are built at least, where its lessons have as many; others are recognised."""


def scope(shelf: ItemIndex, name: str) -> tuple[str, list[Lesson]]:
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


def questions(shelf: ItemIndex, lessons: Iterable[Lesson]) -> list[Entry]:
    """Every question of these lessons that can be asked anywhere."""
    return [entry for lesson in lessons for entry in shelf.entries(lesson.id) if entry.asks]


def practice(shelf: ItemIndex, lessons: Iterable[Lesson]) -> list[Entry]:
    """Every exercise and program of these lessons that counts."""
    return [entry for lesson in lessons for entry in shelf.entries(lesson.id) if entry.practises]


def quiz(
    shelf: ItemIndex, lessons: Sequence[Lesson], items: int, seed: int | str, *, with_practice: bool = True
) -> list[Entry]:
    """At most `items`, as even as can be over the lessons, neighbours from different ones.

    With practice one in `PRACTICE_IN` is an exercise or a program, and more where there are too few questions.
    """
    random = Random(f"{seed}:quiz")
    groups = []
    for lesson in lessons:
        of_lesson = questions(shelf, [lesson])
        random.shuffle(of_lesson)
        groups.append(_mixed(of_lesson))
    random.shuffle(groups)
    rounds = [entry for each in zip_longest(*groups) for entry in each if entry is not None]
    works = practice(shelf, lessons) if with_practice else []
    random.shuffle(works)
    works = works[: max(items // PRACTICE_IN, items - len(rounds))]
    chosen = rounds[: items - len(works)]
    for entry in works:
        chosen.insert(random.randint(0, len(chosen)), entry)
    return _apart(chosen)


def placement(shelf: ItemIndex, lessons: Sequence[Lesson], seed: int | str) -> list[Entry]:
    """Three questions a module: a number, a diagnosis, a recall; at most one pick-one, none of two options.

    Numbers that are drawn go first. A module with too few questions may have one exercise or program.
    """
    random = Random(f"{seed}:placement")
    rounds: list[list[Entry]] = []
    for module in _modules(lessons):
        of_module = _of(module, lessons)
        pool = [entry for entry in questions(shelf, of_module) if not entry.question.coin]
        random.shuffle(pool)
        kinds = sorted(pool, key=_pick_one)
        numbers = sorted((e for e in kinds if e.question.asks_for == "number"), key=lambda entry: not entry.item.draw)
        diagnoses = [entry for entry in kinds if entry.question.asks_for == "diagnosis"]
        recalls = [entry for entry in kinds if entry not in numbers and entry not in diagnoses]
        chosen: list[Entry] = []
        for entry in [*numbers[:1], *diagnoses[:1], *recalls[:1], *kinds, *practice(shelf, of_module)[:1]]:
            crowded = _pick_one(entry) and any(map(_pick_one, chosen))
            if len(chosen) < PER_MODULE["placement"] and entry not in chosen and not crowded:
                chosen.append(entry)
        if len(chosen) == PER_MODULE["placement"]:
            rounds.append(chosen)
    return [entry for each in zip(*rounds, strict=True) for entry in each]


def final(shelf: ItemIndex, lessons: Sequence[Lesson], seed: int | str) -> list[Entry]:
    """Four a module, as even as can be over all of its lessons, one of them practice; interleaved.

    Practice is an exercise or a program, by turns. Of the rest one is recognised only where enough of all so far are
    built. Where a kind is missing another takes its place; a module that has fewer gives all that it has.
    """
    random = Random(f"{seed}:final")
    chosen: list[Entry] = []
    for module in _modules(lessons):
        of_module = _of(module, lessons)
        pool = [*questions(shelf, of_module), *practice(shelf, of_module)]
        random.shuffle(pool)
        programs = sum(entry.item.KIND == "code" for entry in chosen)
        exercises = sum(entry.practises for entry in chosen) - programs
        pool.sort(key=lambda entry: (entry.item.KIND == "code") != (programs <= exercises))
        taken: list[Entry] = []
        while pool and len(taken) < PER_MODULE["final"]:
            wish = _built if _enough_built([*chosen, *taken]) else _not_built
            taken.append(min(pool, key=partial(_rank, taken, wish if taken else _no_practice)))
            pool.remove(taken[-1])
        chosen += taken
    random.shuffle(chosen)
    return _apart(chosen)


def _rank(taken: Sequence[Entry], wish: Callable[[Entry], int], entry: Entry) -> tuple[int, int]:
    """Lessons that were asked least come first, and of those what is wished for most."""
    return sum(one.lesson is entry.lesson for one in taken), wish(entry)


def _enough_built(chosen: Sequence[Entry]) -> bool:
    """Whether enough of the answers are built even if the next one is recognised."""
    return sum(entry.built for entry in chosen) >= BUILT * (len(chosen) + 1)


def shortfall(kind: str, modules: Sequence[Module], entries: Sequence[Entry]) -> list[str]:
    """What is missing of a placement or a final while lessons are unwritten, in a sentence; nothing where all is."""
    each = PER_MODULE[kind]
    counts = {module.title: sum(entry.lesson.module is module for entry in entries) for module in modules}
    short = [f"“{title}” gives {count or 'none'}" for title, count in counts.items() if count < each]
    if not short:
        return []
    full = each * len(modules)
    return [
        f"It would ask {full}, {each} of each module; {len(entries)} are there while lessons are missing: "
        f"{', '.join(short)}."
    ]


def part_of(entry: Entry) -> str:
    """The part of a sitting that a question belongs to: its module, with its pack."""
    return f"{entry.lesson.pack.id}/{entry.lesson.module.id}"


def _modules(lessons: Sequence[Lesson]) -> list[Module]:
    return list(dict.fromkeys(lesson.module for lesson in lessons))


def _of(module: Module, lessons: Sequence[Lesson]) -> list[Lesson]:
    return [lesson for lesson in lessons if lesson.module is module]


def _pick_one(entry: Entry) -> bool:
    return isinstance(entry.item, Question) and entry.item.picks_one


def _no_practice(entry: Entry) -> int:
    return 0 if entry.practises else 1 if entry.built else 2


def _not_built(entry: Entry) -> int:
    return 2 if entry.practises else 0 if entry.built else 1


def _built(entry: Entry) -> int:
    return 2 if entry.practises else 1 if entry.built else 0


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
