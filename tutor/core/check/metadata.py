"""Checks of what surrounds a lesson: its front matter against the glossary and the other lessons."""

import re
from collections.abc import Iterator
from pathlib import Path

from tutor.core.check.context import CheckContext
from tutor.core.check.imports import shared_imports
from tutor.core.errors import Finding
from tutor.core.packs.files import read_head
from tutor.core.packs.glossary import read_glossary
from tutor.core.packs.model import Catalog, Lesson, Pack, Problem
from tutor.core.packs.needs import problems_of_needs


def check_metadata(context: CheckContext) -> None:
    """Terms are in the glossary; objectives, terms, topics and needs say something."""
    lesson = context.lesson
    _terms(context)
    many = len(lesson.meta.objectives)
    for item in context.text.items():
        if any(number > many for number in item.objectives):
            context.add("objective", f"there are {many} objectives", f"objective=1 to objective={many}", item)
    for name in ("objectives", "needs", "terms", "covers"):
        if any(not entry.strip() for entry in getattr(lesson.meta, name)):
            context.add(
                "front-matter", f"an entry of `{name}` is empty", "write it, or take it out", line=line_of(lesson, name)
            )


def _terms(context: CheckContext) -> None:
    """Terms are in the glossary. What is wrong with the glossary is told, and not also of each of its terms."""
    lesson = context.lesson
    terms, wrong = read_glossary(lesson.pack)
    if wrong and not terms:
        context.findings += _glossary(lesson.pack)
        return
    told = "\n".join(found.source for found in wrong)
    for term in lesson.meta.terms:
        if term.strip() and term not in told and not any(known.is_called(term) for known in terms.values()):
            fix = f'add to glossary.toml: ["{term}"] with `scientist` and `engineer`'
            line = line_of(lesson, "terms", term)
            context.add("term", f"the term “{term}” is not in the glossary", fix, line=line)


def pack_findings(catalog: Catalog, packs: set[str]) -> Iterator[Finding]:
    """What is wrong with whole packs, their lists of lessons, their needs and their glossaries."""
    needs = set(problems_of_needs(catalog.lessons))
    for problem in catalog.problems:
        if problem.pack in packs and not _elsewhere(catalog, problem):
            code = "pack" if problem not in needs else "needs-circle" if "circle" in problem.message else "needs"
            yield _finding(code, problem)
    for pack in catalog.packs:
        if pack.id in packs:
            yield from _glossary(pack)
            yield from shared_imports(catalog, pack)


def _elsewhere(catalog: Catalog, problem: Problem) -> bool:
    """Whether it is about another copy of a pack that was given as a folder: that copy is not on trial."""
    given = [pack.root for pack in catalog.packs if pack.id == problem.pack and pack.from_folder]
    subject = Path(problem.file)
    return any(
        isinstance(root, Path) and subject.is_absolute() and root not in [subject, *subject.parents] for root in given
    )


def _finding(code: str, problem: Problem) -> Finding:
    message, _, fix = problem.message.partition("; instead: ")
    return Finding(code, message, problem.file, problem.line, fix=fix or "name a lesson that is there, or take it out")


def _glossary(pack: Pack) -> Iterator[Finding]:
    for found in read_glossary(pack)[1]:
        fix = found.fix or "`[term]` with `scientist` and `engineer`, optionally `also` and `not`"
        yield Finding("glossary", found.message, found.file, found.line, found.column, fix, source=found.source)


def line_of(lesson: Lesson, key: str, entry: str = "") -> int:
    """The line of the front matter that has `key`, or the first from there on with this `entry`; or 1."""
    lines = list(enumerate(read_head(lesson.path).split("\n"), 1))
    start = next((number for number, line in lines if re.match(rf"\s*{key}\s*=", line)), 1)
    quoted = (f'"{entry}"', f"'{entry}'")
    return next(
        (number for number, line in lines[start - 1 :] if entry and any(each in line for each in quoted)), start
    )
