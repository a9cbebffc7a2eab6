"""What `tutor check` is asked to prove: packs, lessons and folders, and the report that comes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from tutor.core import datasets
from tutor.core.check.cards import card_findings, data_packs
from tutor.core.check.lesson import Proof, check_lesson
from tutor.core.check.metadata import pack_findings
from tutor.core.check.side_by_side import FEWEST, side_by_side
from tutor.core.errors import Finding, LessonError, TutorError
from tutor.core.nearest import did_you_mean
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.model import Catalog, Lesson, read_lesson


@dataclass(frozen=True)
class Report:
    """All findings, and the figures of each lesson that was proved."""

    findings: tuple[Finding, ...]
    lessons: tuple[dict[str, Any], ...]

    @property
    def clean(self) -> bool:
        """Whether there is no finding of severity `error`."""
        return all(finding.severity != "error" for finding in self.findings)

    def as_data(self) -> dict[str, Any]:
        """The report as `tutor check --json` prints it."""
        names = ("code", "severity", "file", "line", "message", "fix", "paste")
        findings = [{name: asdict(finding)[name] for name in names} for finding in self.findings]
        return {"findings": findings, "lessons": list(self.lessons)}


def check_targets(
    targets: Sequence[str],
    pack_dirs: Sequence[Path] = (),
    reserved_keys: frozenset[str] = frozenset(),
    only: str = "",
    apart: int = FEWEST,
) -> Report:
    """Prove packs, lessons or pack folders by name; none means all that is installed.

    `reserved_keys` are those that the screens do not leave to an author's actions; `only` is the one item to prove.
    From `apart` lessons on they are proved in processes of their own, which is faster; and only there what cannot be
    interrupted, in C, comes to an end.

    TutorError where a target or item is unknown. Runs the code of the lessons it proves.
    """
    tables = list(_data_packs(targets))
    folders = [Path(target) for target in targets if _is_folder(target) and not _only_tables(target)]
    catalog = load_catalog([*folders, *pack_dirs])
    about_lessons = [target for target in targets if target in _known(catalog) or not _only_tables(target)]
    packs, lessons = _chosen(catalog, about_lessons) if about_lessons or not targets else (set(), [])
    if only:
        lessons = [_with_item(lessons, only)]
    if len(lessons) >= apart:
        proofs = side_by_side(lessons, [*folders, *pack_dirs], reserved_keys, only)
    else:
        proofs = [check_lesson(lesson, reserved_keys=reserved_keys, only=only) for lesson in lessons]
    findings = [found for proof in proofs for found in proof.findings]
    if not only:
        findings = [*pack_findings(catalog, packs, lessons), *findings]
        findings += [found for root in tables for found in card_findings(root)]
    return Report(tuple(dict.fromkeys(findings)), tuple(_figures(proof) for proof in proofs))


def _data_packs(targets: Sequence[str]) -> Iterator[Path | Traversable]:
    """The folders of all data packs that are asked for."""
    for target in targets or datasets.packs():
        if root := datasets.root_of(target):
            yield root
        elif Path(target).is_dir():
            yield from data_packs(Path(target))


def _only_tables(target: str) -> bool:
    """Whether a target has data packs and nothing to learn."""
    lessons = Path(target, "pack.toml").is_file() or any(Path(target).glob("*/pack.toml"))
    return not lessons and any(_data_packs([target]))


def _with_item(lessons: Sequence[Lesson], name: str) -> Lesson:
    """The one of the lessons that has an item of this name, or cannot be read, which is said; else TutorError."""
    names: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        try:
            items = [item.name for item in read_lesson(lesson).items()]
        except LessonError:
            items = [name] if len(lessons) == 1 else []
        for item in items:
            names.setdefault(item, []).append(lesson)
    found = names.get(name, [])
    if len(found) > 1:
        raise TutorError(
            f"Several lessons have an item “{name}”: {', '.join(one.id for one in found)}. Name one of them."
        )
    if not found:
        raise TutorError(f"There is no item “{name}” in what is to be proved.{did_you_mean(name, names)}")
    return found[0]


def _figures(proof: Proof) -> dict[str, Any]:
    return {"id": proof.lesson, "figures": proof.figures}


def _is_folder(target: str) -> bool:
    """Whether it is written as a path, or is a folder here that holds a pack or packs."""
    path = Path(target)
    if path.is_dir() and {"/", "\\", "."} & set(target):
        return True
    return path.joinpath("pack.toml").is_file() or any(path.glob("*/pack.toml"))


def _chosen(catalog: Catalog, targets: Sequence[str]) -> tuple[set[str], list[Lesson]]:
    """The packs asked for as a whole, and all lessons asked for, each once, in teaching order."""
    packs: set[str] = (
        set() if targets else {pack.id for pack in catalog.packs} | {each.pack for each in catalog.problems}
    )
    lessons: set[str] = set()
    for target in targets:
        found = set(_packs_of(catalog, target))
        packs |= found
        if not found:
            lessons.add(catalog.find(target).id)
    chosen = [lesson for lesson in catalog.lessons if lesson.pack.id in packs or lesson.id in lessons]
    return packs, chosen


def _known(catalog: Catalog) -> set[str]:
    """Ids of all packs, also of those that cannot be used. A pack and its tables may share one."""
    return {pack.id for pack in catalog.packs} | {problem.pack for problem in catalog.problems}


def _packs_of(catalog: Catalog, target: str) -> Iterator[str]:
    """Ids of the packs that a target names; a folder names all packs in it, also those that cannot be used."""
    if target in _known(catalog):
        yield target
    if _is_folder(target):
        folder = Path(target).absolute().resolve()
        yield from (pack.id for pack in catalog.packs if _inside(pack.root, folder))
        yield from (each.pack for each in catalog.problems if each.file and _inside(Path(each.file), folder))


def _inside(subject: Any, folder: Path) -> bool:
    if not isinstance(subject, Path):
        return False
    resolved = subject.absolute().resolve()
    return resolved == folder or folder in resolved.parents
