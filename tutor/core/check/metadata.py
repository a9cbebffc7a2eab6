"""Checks of what surrounds a lesson: its front matter against the glossary and the other lessons."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from tutor.core.check.codes import CODES
from tutor.core.check.context import CheckContext
from tutor.core.check.imports import shared_imports
from tutor.core.check.licence import check_licence
from tutor.core.errors import Finding
from tutor.core.nearest import did_you_mean
from tutor.core.packs.files import below, read_head
from tutor.core.packs.glossary import read_glossary
from tutor.core.packs.model import Catalog, Lesson, Pack, Problem


def check_metadata(context: CheckContext) -> None:
    """Terms are in the glossary; what the lists of the front matter hold says something."""
    lesson = context.lesson
    glossary = read_glossary(lesson.pack)
    for term in lesson.meta.terms:
        if term.strip() and not glossary.has(term):
            said = f"the term “{term}” is not in the glossary.{did_you_mean(term, glossary.names or ())}"
            fix = f'add to glossary.toml: ["{term}"] with `scientist` and `engineer`'
            context.add("term", said, fix, line=line_of(lesson, "terms", term))
    for name in ("objectives", "needs", "terms", "covers"):
        if any(not entry.strip() for entry in getattr(lesson.meta, name)):
            fix = "write it, or take it out"
            context.add("front-matter", f"an entry of `{name}` is empty", fix, line=line_of(lesson, name))


def check_objectives(context: CheckContext) -> None:
    """Items serve objectives that the front matter lists."""
    many = len(context.lesson.meta.objectives)
    for item in context.text.items():
        if any(number > many for number in item.objectives):
            context.add("objective", f"there are {many} objectives", f"objective=1 to objective={many}", item)


def pack_findings(catalog: Catalog, packs: Collection[str], lessons: Collection[Lesson] = ()) -> Iterator[Finding]:
    """What is wrong with whole packs, their lists and needs; and with the glossaries of all lessons."""
    for problem in catalog.problems:
        if problem.pack in packs and not _elsewhere(catalog, problem):
            found = problem.finding
            yield replace(found, code=found.code if found.code in CODES else "pack")
    about = {*packs} | {lesson.pack.id for lesson in lessons if lesson.meta.terms}
    for pack in catalog.packs:
        if pack.id in about:
            yield from _glossary(pack)
        if pack.id in packs:
            yield from shared_imports(catalog, pack)
            yield from _unlisted(catalog, pack)
            yield from check_licence(pack)


def _elsewhere(catalog: Catalog, problem: Problem) -> bool:
    """Whether it is about another copy of a pack that was given as a folder: that copy is not on trial."""
    given = [pack.root for pack in catalog.packs if pack.id == problem.pack and pack.from_folder]
    subject = Path(problem.file)
    return any(
        isinstance(root, Path) and subject.is_absolute() and root not in [subject, *subject.parents] for root in given
    )


def _unlisted(catalog: Catalog, pack: Pack) -> Iterator[Finding]:
    """Lessons in the folders of a pack that its list lacks; none where that misspells one, which is said."""
    if not isinstance(pack.root, Path) or any(
        each.pack == pack.id and each.finding.code == "missing" for each in catalog.problems
    ):
        return
    listed = {each.partition("/")[2].replace("-", "_") for each in pack.announced}
    file = below(pack.root, "pack.toml")
    lines = read_head(file).split("\n")
    folders = sorted(path.parent for path in pack.root.glob("*/*/lesson.md") if path.parent.name not in listed)
    for module, found in groupby(folders, key=lambda folder: folder.parent.name.replace("_", "-")):
        names = [folder.name.replace("_", "-") for folder in found]
        at = next((at for at, line in enumerate(lines, 1) if f'"{module}"' in line and "id" in line), 1)
        said = f"in the folder of module {module}, no list has {', '.join(names)}: no learner finds what is in it"
        quoted = ", ".join(f'"{name}"' for name in names)
        fix = f"add {quoted} to the `lessons` of its module, or to `planned`"
        yield Finding("unlisted", said, str(file), at, fix=fix, severity="warning")


def _glossary(pack: Pack) -> Iterator[Finding]:
    for found in read_glossary(pack).findings:
        fix = found.fix or "`[term]` with `scientist` and `engineer`, optionally `also` and `not`"
        yield replace(found, code="glossary", fix=fix)


def line_of(lesson: Lesson, key: str, entry: str = "") -> int:
    """The line of the front matter that has `key`, or the first from there on with this `entry`; or 1."""
    lines = list(enumerate(read_head(lesson.path).split("\n"), 1))
    start = next((number for number, line in lines if re.match(rf"\s*{key}\s*=", line)), 1)
    quoted = (f'"{entry}"', f"'{entry}'")
    return next(
        (number for number, line in lines[start - 1 :] if entry and any(each in line for each in quoted)), start
    )
