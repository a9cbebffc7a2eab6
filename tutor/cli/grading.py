"""`tutor grade`: one response graded without a screen; nothing is recorded."""

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli.common import Refused, as_json, catalog, clean, find_lesson, options, put, put_json

if TYPE_CHECKING:
    from tutor.core.code.grading import CodeGrade

HEADS = {"printed": "It printed:", "traceback": "It ended with:"}


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("lesson")
@click.argument("item")
@click.argument("response", default="")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True, help="Which variant.")
@click.option("--file", type=click.Path(path_type=Path), help="A program, as the response to a code item.")
@click.option(
    "--move",
    "moves",
    multiple=True,
    help="Then move: control=VALUE, or the name of an action; can be given again. For an exercise.",
)
@as_json
@options
def grade(
    lesson: str, item: str, response: str, seed: int, file: Path | None, moves: tuple[str, ...], as_json: bool
) -> int:
    """Grade one RESPONSE to an ITEM of a LESSON, and record nothing.

    A response is written: choice 2 or 1,3; number and text as typed; blank one|two; order 2,1,3;
    match 1=2,2=1; exercise its state as JSON, which is also looked at; code --file solution.py.
    """
    from tutor.core.answering import find_item, grade_in_full
    from tutor.core.errors import LessonError, TutorError
    from tutor.core.grade import Grade, Outcome
    from tutor.core.packs.catalog import read_lesson

    found, program = find_lesson(catalog(), lesson), None
    try:
        block = find_item(read_lesson(found), item.removeprefix(f"{found.id}#"))
        # What a lesson's code prints must not mix with the verdict.
        with contextlib.redirect_stdout(sys.stderr):
            verdict, program = grade_in_full(found, block, _program(file) if file else response, seed, moves)
    except LessonError as error:
        verdict = Grade.lesson_error(str(error))
    except TutorError as error:
        raise Refused(str(error)) from error
    if as_json:
        score = round(float(verdict.score), 12)
        put_json(
            {"outcome": verdict.outcome.value, "score": score, "feedback": clean(verdict.feedback), **_told(program)}
        )
    else:
        put(f"{verdict.outcome.value}, score {verdict.score:.2g}\n{verdict.feedback}".rstrip())
        for name, text in _told(program).items():
            put(f"\n{HEADS[name]}\n{text.rstrip()}")
    return 1 if verdict.outcome is Outcome.LESSON_ERROR else 0


def _told(program: "CodeGrade | None") -> dict[str, str]:
    """What a program printed and how it ended, where it did."""
    texts = {"printed": program.prints, "traceback": program.traceback} if program is not None else {}
    return {name: clean(text) for name, text in texts.items() if text}


def _program(file: Path) -> str:
    from tutor.core.code.source import read_source

    return read_source(file)
