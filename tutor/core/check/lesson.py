"""One lesson proved: its text, its questions, its exercises and its programs."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tutor.core.check.colour import check_colour
from tutor.core.check.context import SEEDS, CheckContext, Stopped, seeds
from tutor.core.check.exercises import check_exercises
from tutor.core.check.formulas import check_formulas
from tutor.core.check.imports import check_imports
from tutor.core.check.markdown import check_markdown
from tutor.core.check.metadata import check_metadata, check_objectives
from tutor.core.check.own_page import check_own_page
from tutor.core.check.pages import check_pages
from tutor.core.check.questions import check_questions
from tutor.core.check.tells import check_tells
from tutor.core.contain import blamed
from tutor.core.errors import Finding, LessonError, TutorError
from tutor.core.lesson.model import CodeItem, LessonText, Page
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson, read_lesson
from tutor.core.watch import Board, watching


@dataclass(frozen=True)
class Proof:
    """What came of one lesson: findings in the order of its file, and figures."""

    lesson: str
    findings: tuple[Finding, ...]
    figures: dict[str, Any] = field(default_factory=dict)


def check_lesson(
    lesson: Lesson,
    count: int = len(SEEDS),
    programs: int | None = None,
    reserved_keys: frozenset[str] = frozenset(),
    only: str = "",
) -> Proof:
    """Prove a lesson on `count` seeds, its programs on `programs` or as many as they are always proved on.

    `reserved_keys` are those that the screens do not leave to an author's actions. `only` names the one item to prove.

    Never raises for what is wrong with it. Runs its code.
    """
    try:
        text = read_lesson(lesson)
    except LessonError as error:
        return Proof(lesson.id, error.findings)
    if only:
        text = LessonText(tuple(Page((item,), line=item.line) for item in text.items() if item.name == only))
    context = CheckContext(lesson, text, seeds(count), reserved_keys)
    with watching(Board()):
        check_objectives(context)
        if not only:
            check_metadata(context)
            check_imports(context)
            check_pages(context)
            with suppress(Stopped):
                check_own_page(context)
        check_questions(context)
        check_formulas(context)
        check_markdown(context)
        check_colour(context)
        check_tells(context)
        check_exercises(context)
        _check_programs(context, programs)
    items = list(text.items())
    context.figures |= {"pages": len(text.pages), "items": len(items), "minutes": lesson.meta.minutes}
    found = [each for each in context.findings if not (only and each.code == "part-unused")]
    return Proof(lesson.id, tuple(sorted(found, key=_location)), context.figures)


def _location(finding: Finding) -> tuple[str, int]:
    return finding.file, finding.line


def _check_programs(context: CheckContext, count: int | None) -> None:
    """Worked solutions of `code` items on `count` seeds, by the room that runs programs."""
    items = [item for item in context.text.items() if isinstance(item, CodeItem)]
    if not items:
        return
    from tutor.core.code.prove import SEEDS as ALWAYS
    from tutor.core.code.prove import check_code_item
    from tutor.core.code.runner import CodeRunner

    runner = CodeRunner()
    try:
        for item in items:
            fix = f"let {item.checks} be the CodeChecks of this item"
            with suppress(Stopped), context.guarded("program", fix, item):
                checks = load_object(context.lesson, item.checks)
                try:
                    context.findings += check_code_item(
                        checks,
                        item.starter,
                        context.lesson.file,
                        item.line,
                        runner=runner,
                        seconds=item.seconds,
                        seeds=ALWAYS if count is None else count,
                    )
                except TutorError:
                    raise
                except Exception as error:  # checks that hold what no CodeChecks may
                    raise blamed(f"{context.lesson.id}#{item.name}", error) from error
    finally:
        runner.close()
