"""Checks of `own.md`: that it parses, and has exercises of the lesson which take a learner's table."""

from tutor.core.check.context import CheckContext
from tutor.core.errors import LessonError
from tutor.core.lesson.model import ExerciseRef
from tutor.core.lesson.parser import parse_body
from tutor.core.own_page import PLACE, own_page, taking
from tutor.core.own_roles import ROLES
from tutor.core.packs.code import load_object


def check_own_page(context: CheckContext) -> None:
    """What is wrong with the own.md of a lesson, if it has one."""
    page = own_page(context.lesson)
    if page is None:
        return
    with context.guarded("own-page", "let the exercises be importable"):
        known = {item.name: item for item in taking(context.lesson)}
        kinds = [load_object(context.lesson, item.use) for item in known.values()]
        try:
            text, source = parse_body(page.source(), page.file), page.source()
        except LessonError as error:
            context.findings += error.findings
            return
        own = CheckContext(page, text, context.seeds)
        for item in text.items():
            if not isinstance(item, ExerciseRef) or item.name not in known:
                fix = f"one of: {', '.join(known)}" if known else "give an exercise own_data, or take own.md away"
                own.add("own-page", "is no exercise of lesson.md that takes a learner's table", fix, item)
            elif (item.use, item.part) != (known[item.name].use, known[item.name].part):
                own.add("own-page", "has another use or part than in lesson.md", "write them as there", item)
        roles = [role for role in ROLES if any(getattr(kind.own_data, role) for kind in kinds)]
        for number, line in enumerate(source.split("\n"), 1):
            for found in PLACE.finditer(line):
                if found[1] not in ("file", "rows", *roles):
                    fix = "one of: " + ", ".join(f"{{own.{each}}}" for each in ("file", "rows", *roles))
                    own.add("own-page", f"the table has no {found[0]}", fix, line=number)
        context.findings += own.findings
