"""`tutor list` and `tutor define`: what there is to learn, and what its words mean."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from tutor.cli.common import Refused, as_json, catalog, counted, options, put, put_json, say, say_problems
from tutor.cli.progress import SIGNS, store

if TYPE_CHECKING:
    from tutor.core.packs.catalog import Catalog, Lesson, Problem
    from tutor.core.packs.glossary import Term


@click.command("list")
@as_json
@options
def listing(as_json: bool) -> None:
    """List all lessons, in the order in which they are taught."""
    found = catalog()
    states = _states(found)
    if as_json:
        put_json(_as_data(found, states))
        return
    for pack in found.packs:
        put(f"{pack.title} ({pack.id})")
        for module, lessons in groupby(found.in_pack(pack), key=lambda lesson: lesson.module):
            put(f"\n  {module.title}")
            for lesson in lessons:
                put(_row(lesson, states.get(lesson.id) or "new"))
        put("")
    if not found.packs:
        say("There are no lessons: install a lesson pack, give one with --pack-dir, or enable one (`tutor packs`).")
    say_problems(found.problems)
    if found.problems:
        say(f"{counted(len(found.problems), 'problem')}; all else works.")


@click.command()
@click.argument("term")
@as_json
@options
def define(term: str, as_json: bool) -> None:
    """Say what a TERM means, to a data scientist and to an engineer."""
    from tutor.core.nearest import did_you_mean
    from tutor.core.packs.glossary import read_glossary

    words: list[str] = []
    matches: list[tuple[str, Term]] = []
    found = catalog()
    for pack in found.packs:
        read = read_glossary(pack)
        for finding in read.findings:
            say(f"problem: {finding}")
        words += [word for each in read.terms.values() for word in (each.name, *each.also)]
        matches += [(pack.id, each) for each in read.terms.values() if each.is_called(term)]
    if not matches:
        raise Refused(f"No glossary has the term “{term}”.{did_you_mean(term, words)}")
    taught = [(pack, each, _taught(found, pack, each)) for pack, each in matches]
    if as_json:
        put_json({"terms": [_term_data(*one) for one in taught]})
    else:
        put("\n\n".join("\n".join(_definition(*one)) for one in taught))


def _taught(found: "Catalog", pack: str, term: "Term") -> "list[Lesson]":
    """The lessons of the pack that name the term."""
    return [lesson for lesson in found.in_pack(pack) if any(term.is_called(name) for name in lesson.meta.terms)]


def _term_data(pack: str, term: "Term", lessons: "list[Lesson]") -> dict[str, Any]:
    return {
        "pack": pack,
        "term": term.name,
        "scientist": term.scientist,
        "engineer": term.engineer,
        "also": list(term.also),
        "not": list(term.false_friends),
        "taught": [lesson.id for lesson in lessons],
    }


def _definition(pack: str, term: "Term", lessons: "list[Lesson]") -> Iterator[str]:
    yield f"{term.name} ({pack})"
    yield f"  data scientist: {term.scientist}"
    yield f"  engineer:       {term.engineer}"
    if term.also:
        yield f"  also:           {', '.join(term.also)}"
    for friend in term.false_friends:
        yield f"  not:            {friend}"
    if lessons:
        yield f"  taught in:      {', '.join(f'{lesson.title} ({lesson.id})' for lesson in lessons)}"


def _row(lesson: "Lesson", state: str) -> str:
    minutes = f"{lesson.meta.minutes:>4} min" if lesson.meta.minutes else ""
    return f"  {SIGNS[state]} {lesson.name:<16} {lesson.title}  {minutes}".rstrip()


def _as_data(found: "Catalog", states: Mapping[str, str]) -> dict[str, Any]:
    problems = list(found.problems)
    lessons = [_lesson(lesson, states.get(lesson.id), problems) for lesson in found.lessons]
    rows = [{"pack": p.pack, "file": p.file, "line": p.line, "message": p.message} for p in problems]
    return {"lessons": lessons, "problems": rows}


def _lesson(lesson: "Lesson", state: str | None, problems: "list[Problem]") -> dict[str, Any]:
    return {
        "id": lesson.id,
        "title": lesson.title,
        "module": lesson.module.id,
        "pack": lesson.pack.id,
        "distribution": lesson.pack.distribution,
        "minutes": lesson.meta.minutes,
        "needs": list(lesson.needs),
        "covers": list(lesson.meta.covers),
        "objectives": list(lesson.meta.objectives),
        "items": _items(lesson, problems),
        "state": state or "new",
    }


def _items(lesson: "Lesson", problems: "list[Problem]") -> list[str]:
    """The names of a lesson's items; what is wrong with its text is added to `problems`."""
    from tutor.core.errors import LessonError
    from tutor.core.packs.catalog import Problem, read_lesson

    try:
        return [item.name for item in read_lesson(lesson).items()]
    except LessonError as error:
        problems += [Problem.of(lesson.pack.id, finding) for finding in error.findings]
        return []


def _states(known: "Catalog") -> Mapping[str, str]:
    """The state of each lesson that was begun, by id; none, with a warning, where progress cannot be read."""
    from tutor.core.errors import TutorError
    from tutor.core.paths import data_dir

    try:
        if not data_dir().exists():
            return {}
        from tutor.core.item_index import ItemIndex
        from tutor.core.progress import lessons

        with store() as found:
            return {id: str(lesson.state) for id, lesson in lessons(found, ItemIndex(known)).items()}
    except TutorError as error:
        say(f"Progress cannot be read: {error}")
        return {}
