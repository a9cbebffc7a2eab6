"""`tutor quiz`, `review`, `placement` and `final`: on the screen, line by line, or answer by answer for scripts."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from tutor.cli.common import Refused, as_json, catalog, options, pack_dirs, put, put_json, say

if TYPE_CHECKING:
    from tutor.core.item_index import ItemIndex
    from tutor.core.quiz.opening import QuizRequest
    from tutor.core.quiz.runner import QuizRunner
    from tutor.core.quiz.state import Kind
    from tutor.core.store.port import Store

F = Callable[..., Any]


@contextlib.contextmanager
def writing() -> "Iterator[Store]":
    """The learner's store, to be written; made if there is none."""
    from tutor.core.errors import NotSavedError, StoreError
    from tutor.core.parting import part
    from tutor.core.paths import data_dir, ensure
    from tutor.core.store.sqlite import open_store

    found = open_store(ensure(data_dir()), patience=10.0)
    if not found.ready:
        found.close()
        raise Refused("Your progress cannot be read now: another program is using its file. Try again in a moment.")
    try:
        yield found
    except NotSavedError as error:
        found.close()
        why = found.notices[-1] if found.notices else str(error)
        raise StoreError(f"{why} This was not done, or only in part: mend that, and do it again.") from error
    except BaseException:
        if told := part(found):
            say(told)
        raise
    if told := part(found):
        raise StoreError(told)
    for notice in found.notices:
        say(notice)


def _shared(command: F) -> F:
    """The options of all sittings."""
    for option in (
        click.option("--seed", type=int, help="Draw the same questions and numbers again."),
        click.option("--feedback", type=click.Choice(["once", "end"]), default="once", show_default=True,
                     help="Feedback after each answer, or at the end."),
        click.option("--new", is_flag=True, help="Drop the one that waits, and start again."),
        click.option("--plain", is_flag=True, help="Lines of text, without a screen."),
        click.option("--answer", metavar="RESPONSE", help="Answer the question at hand (as `tutor grade` takes it)."),
        click.option("--confidence", type=click.IntRange(1, 3), help="With --answer: 1 a guess .. 3 sure."),
        click.option("--skip", is_flag=True, help="Go on without an answer."),
        click.option("--end", is_flag=True, help="End it here."),
        as_json,
        options,
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@click.argument("scope", default="", metavar="[MODULE|LESSON|PACK]")
@click.option("--items", type=click.IntRange(1, 500), default=10, show_default=True, help="How many questions.")
@click.option("--minutes", type=click.IntRange(0, 600), default=0, help="A target time; nothing is cut off.")
@click.option("--missed", is_flag=True, help="Only what was missed in the last quiz or test, reworded.")
@click.option("--practice/--questions-only", default=True, show_default=True, help="Include exercises and programs.")
@_shared
def quiz(scope: str, items: int, minutes: int, missed: bool, practice: bool, **given: Any) -> int:
    """Answer a mixed set of questions, without hints, each once."""
    return _sitting("quiz", given, scope=scope, items=items, minutes=minutes, missed=missed, practice=practice)


@click.command()
@click.option("--limit", type=click.IntRange(0, 500), help="At most so many a day, in place of the setting.")
@_shared
def review(limit: int | None, **given: Any) -> int:
    """Review what you are about to forget."""
    return _sitting("review", given, limit=limit)


@click.command()
@click.argument("pack", default="")
@_shared
def placement(pack: str, **given: Any) -> int:
    """Show what you know already, and skip its beginnings."""
    return _sitting("placement", given, scope=pack)


@click.command()
@click.argument("pack", default="")
@_shared
def final(pack: str, **given: Any) -> int:
    """Take the final test of the course."""
    return _sitting("final", given, scope=pack)


def _sitting(
    kind: "Kind", given: dict[str, Any], *, missed: bool = False, limit: int | None = None, **more: Any
) -> int:
    from tutor.core.quiz.opening import QuizRequest

    wish = QuizRequest(
        kind, seed=given["seed"], feedback=given["feedback"], new=given["new"], limit=_limit(limit),
        **{name: value for name, value in more.items() if value is not None},
    )  # fmt: skip
    scripted = given["as_json"] or given["answer"] is not None or given["skip"] or given["end"]
    if not scripted and not given["plain"] and _on_terminal():
        return _screen(wish, missed)
    from tutor.core.item_index import ItemIndex

    with writing() as store:
        shelf = ItemIndex(catalog(), store)
        acts = given["answer"] is not None or given["skip"] or given["end"]
        _under_way(wish.kind, acts, store)
        sit = _open(wish, missed, store, shelf)
        if isinstance(sit, str):
            put_json({"kind": kind, "of": 0, "over": True, "message": sit}) if given["as_json"] else put(sit)
            return 0
        if not scripted:
            return _lines(sit)
        _act(sit, given, acts)
        data = _state(sit)
        said = "" if given["as_json"] else _said(sit, data)
    put_json(data) if given["as_json"] else put(said)  # not before it is saved
    return 0


def _limit(limit: int | None) -> int:
    from tutor.core.paths import settings_file
    from tutor.core.settings import load_settings

    return load_settings(settings_file()).settings.review_limit if limit is None else limit


def _under_way(kind: "Kind", acts: bool, store: "Store") -> None:
    """Nothing can be answered that was not asked."""
    from tutor.core.quiz.runner import waiting

    if acts and waiting(store, kind) is None:
        raise Refused(f"No {kind} is under way: `tutor {kind} --json` begins one and prints its first question.")


def _open(wish: "QuizRequest", missed: bool, store: "Store", shelf: "ItemIndex") -> "QuizRunner | str":
    """The sitting; where no review is due, a sentence that says so."""
    from tutor.core.errors import TutorError
    from tutor.core.quiz.opening import NothingDue, open_sitting, retry
    from tutor.core.quiz.runner import last

    try:
        if missed:
            before = max(
                (found for kind in ("quiz", "final") if (found := last(store, kind)) is not None and found.over),
                key=lambda found: found.began,
                default=None,
            )
            if before is None:
                raise Refused("No quiz or test is over yet: there is nothing that was missed.")
            return retry(before, store, shelf)
        return open_sitting(wish, store, shelf)
    except NothingDue as nothing:
        return str(nothing)
    except TutorError as error:
        raise Refused(str(error)) from error


def _act(sit: "QuizRunner", given: dict[str, Any], acts: bool) -> None:
    """Do what the options say, to the question at hand."""
    from tutor.core.errors import ExerciseError
    from tutor.core.grade import Outcome

    if not sit.sitting.started:
        sit.begin()
    if not acts:
        return
    if given["end"]:
        sit.end()
    elif given["skip"]:
        sit.skip()
    elif given["answer"] is not None:
        try:
            grade = sit.verdict(given["answer"])
        except ExerciseError as error:
            sit.fault(error)
            return
        if grade.outcome is Outcome.INVALID:
            raise Refused(grade.feedback)
        sit.answer(given["answer"], grade, confidence=given["confidence"], seconds=sit.waited)


def _state(sit: "QuizRunner") -> dict[str, Any]:
    """The sitting for scripts: the question at hand, the last verdict (if it may be told), the result at the end."""
    from tutor.core.errors import ExerciseError
    from tutor.core.lesson.model import Question
    from tutor.core.progress import placements
    from tutor.core.quiz.result import as_json as result_json
    from tutor.core.quiz.result import result
    from tutor.core.quiz.rules import rules

    sitting = sit.sitting
    found: dict[str, Any] = {
        "kind": sitting.kind, "title": sitting.title, "at": sitting.at, "of": len(sitting.asked), "over": sitting.over,
        "rules": rules(sitting), "notes": list(sitting.notes),
        "asked": [{"item": each.item, "seed": each.seed} for each in sitting.asked],
    }  # fmt: skip
    if sitting.answers and (sitting.feedback == "once" or sitting.over):
        number, answer = max(sitting.answers.items())
        found["last"] = {
            "number": number,
            "outcome": answer.outcome,
            "score": answer.score,
            "feedback": answer.feedback,
        }
    if sitting.over:
        from msgspec import to_builtins

        from tutor.core.quiz.papers import papers

        found["papers"] = to_builtins(papers(sitting, sit.shelf))
        return found | {"result": result_json(sitting, result(sitting, sit.shelf, placements(sit.store)))}
    try:
        item, practice = sit.item(), sit.practice()
        more = item.as_data() if isinstance(item, Question) else practice.as_data() if practice else {}
    except ExerciseError as error:
        sit.fault(error)
        return _state(sit)
    sit.put()
    order = [n + 1 for n in sit.order()]
    minutes = sitting.asked[sitting.at].minutes
    shown = {"item": sit.entry.id, "kind": item.KIND, "minutes": minutes, "order": order, "prompt": item.prompt, **more}
    return found | {"question": shown}


def _said(sit: "QuizRunner", data: dict[str, Any]) -> str:
    from tutor.core.progress import placements
    from tutor.core.quiz.result import result
    from tutor.core.quiz.tell import told

    last = data.get("last")
    head = f"{last['outcome']}: {last['feedback']}\n" if last else ""
    if data["over"]:
        return head + told(sit.sitting, result(sit.sitting, sit.shelf, placements(sit.store)))
    question = data["question"]
    put = f"{head}Question {data['at'] + 1} of {data['of']} ({question['item']}): {question['prompt']}"
    if "state" in question:
        return f"{put}\n\n{question['words']}\n\nIt stands at (answer with all of it, changed):\n{question['state']}"
    return f"{put}\n\n{question['program']}" if "program" in question else put


def _lines(sit: "QuizRunner") -> int:
    from tutor.plain.sitting import converse
    from tutor.plain.talk import Talk, ascii_only

    converse(sit, Talk(sys.stdin, sys.stdout, ascii_only=ascii_only(sys.stdout)))
    return 0


def _on_terminal() -> bool:
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _screen(wish: "QuizRequest", missed: bool) -> int:
    from tutor.core.paths import data_dir
    from tutor.guard import guarded

    def run() -> int:
        from tutor.ui.app import run as run_app

        return run_app(pack_dirs=pack_dirs(), data_dir=data_dir(), first=lambda app: app.open_sitting(wish, missed))

    return guarded(run)
