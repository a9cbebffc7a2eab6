"""The catalogue: every pack and lesson that is installed or given as a folder, known without running any.

What is wrong with a pack or a lesson is a `Problem`; the rest works.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from tutor.core.errors import Finding, LessonError, PackError
from tutor.core.lesson.front import split_front_matter
from tutor.core.nearest import did_you_mean, nearest
from tutor.core.packs.files import Resource, below, read_head, read_text
from tutor.core.packs.model import Catalog, Lesson, Module, Pack, Problem, read_lesson
from tutor.core.packs.needs import problems_of_needs
from tutor.core.packs.pack import PackMeta, read_front_matter, read_pack
from tutor.core.packs.sources import Source, sources
from tutor.core.packs.toml_source import line_of

__all__ = ["Catalog", "Lesson", "Module", "Pack", "Problem", "load_catalog", "load_pack", "read_lesson"]


def load_catalog(pack_dirs: Sequence[Path] = (), *, every: bool = False) -> Catalog:
    """Read all packs, `every` one or those that are not disabled; never raises for what is wrong with one."""
    packs: dict[str, Pack] = {}
    lessons: list[Lesson] = []
    problems: list[Problem] = []
    unusable: set[str] = set()
    for found in sources(pack_dirs, every=every):
        if not isinstance(found, Source):
            problems.append(Problem.of(*found))
            unusable.add(found[0])
        elif found.id in packs:
            problems += _clash(packs[found.id], found)
        else:
            pack, its_lessons, its_problems = load_pack(found)
            problems += its_problems
            if pack is not None:
                packs[found.id] = pack
                lessons += its_lessons
            else:
                unusable.add(found.id)
    return Catalog(tuple(packs.values()), tuple(lessons), (*problems, *problems_of_needs(lessons, unusable)))


def load_pack(source: Source) -> tuple[Pack | None, list[Lesson], list[Problem]]:
    """One pack with its lessons in teaching order; None where the pack itself cannot be used."""
    resource = below(source.root, "pack.toml")
    try:
        text = read_text(resource)
        meta = read_pack(text, str(resource))
    except PackError as error:
        return None, [], [Problem.of(source.id, error.finding)]
    except Exception as error:  # noqa: BLE001 - a broken zip or disk; a stranger's pack never stops the tutor
        return None, [], [Problem.of(source.id, Finding("pack", f"cannot be read: {error}", str(resource)))]
    modules = tuple(Module(each.id, each.title, each.summary) for each in meta.modules)
    planned, listed = (
        frozenset(f"{source.id}/{name}" for each in meta.modules for name in getattr(each, key))
        for key in ("planned", "lessons")
    )
    pack = Pack(
        source.id, meta.title, meta.summary, modules, source.package, source.root, source.from_folder,
        source.distribution, planned, listed, meta.orders, meta.api,
    )  # fmt: skip
    lessons: list[Lesson] = []
    findings: list[Finding] = []
    meant: set[str] = set()
    for each in _lessons(pack, meta, text):
        if isinstance(each, Lesson):
            lessons.append(each)
        else:
            found, guessed = each
            findings.append(found)
            meant.update(guessed)
    # What is meant by a misspelt name is there for all that name it: one slip is one finding.
    pack = replace(pack, listed=pack.listed | {f"{source.id}/{name}" for name in meant}) if meant else pack
    lessons = [msgspec.structs.replace(lesson, pack=pack) for lesson in lessons] if meant else lessons
    findings += _orders(pack, meta, text, meant)
    return pack, lessons, [Problem.of(source.id, found) for found in findings]


def _lessons(pack: Pack, meta: PackMeta, text: str) -> Iterator[Lesson | tuple[Finding, Collection[str]]]:
    """Each lesson that is listed; or what is wrong with it, and the names that were meant."""
    file = _pack_toml(pack)
    seen: dict[str, str] = {}
    modules: set[str] = set()
    for number, about in enumerate(meta.modules):
        at = line_of(text, ("modules", number, "id"))
        folder = below(pack.root, about.id.replace("-", "_"))
        if about.id in modules:
            fix = "list its lessons under one of the two, or give one another id"
            yield Finding("module", f"module {about.id} is listed twice", file, at, fix=fix), ()
        elif about.lessons and not _is_folder(folder):
            near = nearest(about.id, _folders(pack.root, holding=""), 1)
            fix = f"name the module as its folder is named, or write {folder}"
            message = f"module {about.id} has no folder.{did_you_mean(about.id, near)}"
            yield Finding("missing", message, file, at, fix=fix), (*about.lessons, *near)
            seen |= dict.fromkeys(about.lessons, about.id)
            continue
        modules.add(about.id)
        for name in about.lessons:
            line = _line_of_lesson(text, number, name)
            if name in seen:
                message = f"lesson {name} is listed twice, in {seen[name]} and in {about.id}"
                yield Finding("pack", message, file, line, fix="take one of the two out"), ()
                continue
            seen[name] = about.id
            if name in about.planned:
                fix = "take it out of `planned` once it is written"
                yield Finding("pack", f"lesson {name} is listed and planned", file, line, fix=fix), ()
            each = _lesson(pack, pack.modules[number], name, folder)
            if isinstance(each, Lesson):
                yield each
            elif each.code == "missing":
                others = _folders(folder, holding="lesson.md") - {*about.lessons}
                said = f"{each.message}.{did_you_mean(name, others)}"
                yield replace(each, message=said, file=file, line=line), nearest(name, others, 1)
            else:
                yield each, ()


def _is_folder(place: Resource) -> bool:
    try:
        return place.is_dir()
    except OSError:
        return False


def _folders(place: Resource, holding: str) -> set[str]:
    """The names, as pack.toml writes them, of the folders in a folder that hold such a file (empty: whatever)."""
    try:
        found = [each for each in place.iterdir() if each.is_dir() and (not holding or below(each, holding).is_file())]
    except OSError:
        return set()
    return {each.name.replace("_", "-") for each in found if not each.name.startswith((".", "__"))}


def _orders(pack: Pack, meta: PackMeta, text: str, meant: Collection[str]) -> Iterator[Finding]:
    """What an order names and the pack has not; what is `meant` by a name that is misspelt elsewhere is there."""
    modules = {module.id for module in meta.modules}
    lessons = {name for module in meta.modules for name in (*module.lessons, *module.planned)}
    for number, order in enumerate(meta.orders):
        for key, wanted, known in (("modules", order.modules, modules), ("last", order.last, lessons)):
            for name in wanted:
                if name not in known and name not in meant:
                    line = line_of(text, ("orders", number, key))
                    message = f"the order “{order.title}” names {name!r} in `{key}`, which the pack does not have."
                    message += did_you_mean(name, known)
                    yield Finding("order", message, _pack_toml(pack), line, fix=f"one of: {', '.join(sorted(known))}")


def _lesson(pack: Pack, module: Module, name: str, folder: Resource) -> Lesson | Finding:
    path = below(folder, name.replace("-", "_"), "lesson.md")
    try:
        matter, _, _ = split_front_matter(read_head(path), str(path))
        return Lesson(name, pack, module, read_front_matter(matter, str(path)), path)
    except PackError as error:
        if error.finding.code in ("toml", "key"):
            return replace(error.finding, code="front-matter")
        if error.finding.code != "missing":
            return error.finding
        fix = f"write {path}, or take {name!r} out of pack.toml"
        return Finding("missing", f"lesson {name} has no lesson.md", fix=fix)
    except LessonError as error:
        return error.findings[0]
    except Exception as error:  # noqa: BLE001 - a broken zip or disk; a stranger's lesson never stops the tutor
        return Finding("lesson", f"cannot be read: {error}", str(path))


def _line_of_lesson(text: str, module: int, name: str) -> int:
    """The line in pack.toml that lists a lesson."""
    start = line_of(text, ("modules", module, "lessons"))
    for number, line in enumerate(text.split("\n")[start - 1 :], start):
        if f'"{name}"' in line or f"'{name}'" in line:
            return number
    return start


def _clash(first: Pack, second: Source) -> Iterable[Problem]:
    """Two packs with one id: the first one stands, and both are named. The same folder twice is no clash."""
    if str(first.root) == str(second.root):
        return ()
    message = f"two packs have the id {first.id}: {first.root} is used, {second.root} is not"
    fix = "uninstall or rename one of them"
    return (Problem.of(first.id, Finding("clash", message, str(second.root), fix=fix)),)


def _pack_toml(pack: Pack) -> str:
    return str(below(pack.root, "pack.toml"))
