"""A lesson as it is on disk now, all of it at once: text, Python and words; or all that stands in its way."""

from dataclasses import dataclass
from pathlib import Path

from tutor.core.answering import values_of
from tutor.core.errors import Finding, LessonError, TutorError
from tutor.core.item_index import ItemIndex
from tutor.core.lesson.model import Block, CodeItem, ExerciseRef
from tutor.core.packs.code import load_object
from tutor.core.packs.files import Resource
from tutor.core.packs.glossary import read_glossary
from tutor.core.packs.model import Catalog, Lesson, Problem, read_lesson
from tutor.core.paths import absolute
from tutor.core.preview.carrying import carry
from tutor.core.preview.run import PreviewRun
from tutor.core.preview.trouble import findings_of, shown


@dataclass(frozen=True, slots=True)
class Look:
    """What came of it: a run, where the lesson can be walked at all, and what its author has to mend."""

    run: PreviewRun | None
    findings: tuple[Finding, ...] = ()
    lost: tuple[str, ...] = ()
    """A sentence for each thing of the run before that does not fit any more."""


def look(
    catalog: Catalog,
    folder: Path,
    name: str = "",
    *,
    seed: int = 0,
    before: PreviewRun | None = None,
    shelf: ItemIndex | None = None,
) -> Look:
    """A lesson of a catalogue that was just read, going on where `before` is. Runs its code.

    `name` is looked for in the packs of `folder` first; without one it is their first lesson. Never raises for what
    is wrong with it. A run comes only with all of its Python loaded.
    """
    folder = absolute(folder)
    findings = tuple(shown(each.finding) for each in catalog.problems if _concerns(each, folder, name))
    try:
        lesson = _find(catalog, folder, name)
    except TutorError as error:
        return Look(None, findings or (Finding("lesson", str(error).partition("\n")[0], str(folder)),))
    findings += tuple(map(shown, read_glossary(lesson.pack).findings))
    try:
        text = read_lesson(lesson)
    except LessonError as error:
        return Look(None, (*map(shown, error.findings), *findings))
    run, lost = PreviewRun(lesson, seed=seed, text=text, shelf=shelf), []
    broken = _broken(run)
    if broken:
        return Look(None, (*broken, *findings))
    if before is not None:
        try:
            lost = carry(before, run)
        except TutorError as error:
            return Look(None, (*findings_of(error, lesson), *findings))
    return Look(run, findings, tuple(lost))


def _find(catalog: Catalog, folder: Path, name: str) -> Lesson:
    for lesson in catalog.lessons:
        if _inside(lesson.pack.root, folder) and name in ("", lesson.name, lesson.id):
            return lesson
    if not name:
        raise TutorError("There is no lesson in this folder: write one, and list it in pack.toml.")
    return catalog.find(name)


def _concerns(problem: Problem, folder: Path, name: str) -> bool:
    return problem.pack == name.partition("/")[0] or _inside(Path(problem.file), folder)


def _inside(resource: Resource, folder: Path) -> bool:
    return isinstance(resource, Path) and (resource == folder or folder in resource.parents)


def _broken(run: PreviewRun) -> tuple[Finding, ...]:
    """What of its Python cannot be loaded, drawn or shown at its start; one cause once."""
    found: dict[tuple[str, int, str], Finding] = {}
    for item in run.text.items():
        try:
            _try(run, item)
        except TutorError as error:
            for finding in findings_of(error, run.lesson, item):
                found.setdefault((finding.file, finding.line, finding.message), finding)
    return tuple(found.values())


def _try(run: PreviewRun, item: Block) -> None:
    values_of(run.lesson, item, run.shown.seed(item.name))
    run.shown.question(item.name)
    if isinstance(item, ExerciseRef):
        play = run.shown.play(item.name)
        play.view(item.part)
        play.predictions(item.part)
    elif isinstance(item, CodeItem):
        load_object(run.lesson, item.checks)
