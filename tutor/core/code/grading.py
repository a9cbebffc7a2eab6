"""A learner's program graded: run apart on this attempt's hidden inputs, judged here, told its own mistake."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tutor.core.code.cases import Case, generate, orders
from tutor.core.code.confine import Limits
from tutor.core.code.judge import ALONE, Failing, changing, failing, too_big
from tutor.core.code.level import Level
from tutor.core.code.properties import CodeChecks
from tutor.core.code.result import Answer, RunResult
from tutor.core.code.runner import CodeRunner, served, shared_runner
from tutor.core.code.same import difference
from tutor.core.code.sentences import NOT_COUNTED, refused, stopped_at, traceback, why_not
from tutor.core.code.shown import call_text, parameters
from tutor.core.code.source import SourceError, normalised
from tutor.core.code.values import Opaque
from tutor.core.errors import ExerciseError
from tutor.core.grade import Criterion, Grade

PRINTS = 20_000
NOT_HERE = (
    "This tutor is served to others, and programs cannot be sealed off here, so none is run. "
    f"{NOT_COUNTED} Run the tutor on your own machine for this item."
)


@dataclass(frozen=True, slots=True)
class CodeGrade:
    """The verdict on a program, and what the learner sees beside it.

    `prints` is what it printed before the checks and during the call shown; `failing` the first property that
    does not hold; `traceback` of the learner's own lines only; `level` what the program was confined by.
    """

    grade: Grade
    level: Level
    prints: str = ""
    failing: Failing | None = None
    traceback: str = ""


def grade_code(
    checks: CodeChecks,
    source: str,
    *,
    seed: int,
    seconds: float = 5.0,
    runner: CodeRunner | None = None,
    starter: str = "",
    where: str = "the checks",
) -> CodeGrade:
    """Grade `source` on the inputs of attempt `seed`; `seconds` is the time for all of them. Never raises.

    A program that cannot be judged (syntax, limits, the sandbox, the machine) is `invalid` and costs nothing.
    """
    runner = runner or shared_runner()
    level = runner.level
    if served() and not level.sealed:
        return CodeGrade(Grade.invalid(NOT_HERE), level)
    try:
        source = normalised(source)
        if not source.strip() or source.split() == normalised(starter).split():
            return CodeGrade(Grade.unattempted("Nothing written yet."), level)
        attempt = Attempt(checks, source, Limits(seconds=seconds), runner, where)
        return attempt.grade(generate(checks, seed, where))
    except SourceError as error:
        return CodeGrade(Grade.invalid(str(error)), level)
    except ExerciseError as error:
        return CodeGrade(Grade.lesson_error(f"The lesson is at fault, not you. {error}"), level)


async def grade_code_async(
    checks: CodeChecks,
    source: str,
    *,
    seed: int,
    seconds: float = 5.0,
    runner: CodeRunner | None = None,
    starter: str = "",
    where: str = "the checks",
) -> CodeGrade:
    """`grade_code` off the event loop; cancelling the task ends the learner's program at once."""
    runner = runner or shared_runner()
    call = asyncio.to_thread(
        grade_code, checks, source, seed=seed, seconds=seconds, runner=runner, starter=starter, where=where
    )
    task = asyncio.ensure_future(call)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            runner.stop()
            await asyncio.wait({task}, timeout=0.02)
        raise


@dataclass(frozen=True, slots=True)
class Attempt:
    """A program (normalised) to be graded on cases that were drawn; raises ExerciseError if the author's code does."""

    checks: CodeChecks
    source: str
    limits: Limits
    runner: CodeRunner
    where: str
    strict: bool = False
    """Whether a property that cannot look at a value is the author's fault: so it is for their own solution."""

    def grade(self, cases: Sequence[Case]) -> CodeGrade:
        """The verdict."""
        ran = self._run(self.source, cases)
        if (cannot := self._cannot_judge(ran, cases)) is not None:
            return cannot
        broken = self._broken(cases, ran)
        names = [prop.name for prop in self.checks.properties]
        names += [ALONE] if len(names) in broken else []  # to have changed nothing is no merit of its own
        parts = [Criterion(name, float(number not in broken)) for number, name in enumerate(names)]
        if not broken:
            grade = replace(Grade.passed("Every property holds."), parts=tuple(parts))
            return CodeGrade(grade, self.runner.level, _prints(ran, 0))
        case, first = next(iter(broken.values()))
        wrong = self._recognised(cases, ran)
        says = wrong[1] if wrong else first.says
        held = f"{len(parts) - len(broken)} of {len(parts)} properties hold."
        text = "\n".join(line for line in (says, first.example, held) if line)
        grade = Grade.rubric(parts, text, misconception=wrong[0] if wrong else first.name, pass_at=self.checks.pass_at)
        shown = traceback(first.raised, self.source) if first.raised is not None else ""
        return CodeGrade(grade, self.runner.level, _prints(ran, case.start + first.position), first, shown)

    def _run(self, source: str, cases: Sequence[Case]) -> RunResult:
        return self.runner.run(source, orders(self.checks, cases), self.limits, self.checks.modules)

    def _cannot_judge(self, ran: RunResult, cases: Sequence[Case]) -> CodeGrade | None:
        """The `invalid` verdict on a run that did not come to its end, or was refused something."""
        calls = [call for case in cases for call in case.calls]
        refusals = (answer.raised for answer in ran.answers if answer.raised and refused(answer.raised, self.limits))
        error = ran.error or next(refusals, None)
        names = parameters(self.checks.solution, self.checks.function)
        reached = max(ran.prints, default=-1)
        # Where prints were cut, so were the marks of later calls among them.
        known = 0 <= reached < len(calls) and (not ran.cut or ran.status == "output")
        during = call_text(calls[reached], names) if known else ""
        says = why_not(ran, self.limits, during)
        if not says and error is not None:
            says = refused(error, self.limits) or stopped_at(error)
        if not says and any(answer.missing for answer in ran.answers):
            says = f"Your code defines no function {self.checks.function}({', '.join(names)})."
        if not says:
            says = self._too_big(ran, cases)
        if not says and len(ran.answers) != len(calls):
            says = "Your code meddled with what it was asked, so nothing could be checked."
        if not says:
            return None
        shown = traceback(error, self.source) if error is not None else ""
        return CodeGrade(Grade.invalid(says), self.runner.level, _prints(ran, reached), None, shown)

    def _too_big(self, ran: RunResult, cases: Sequence[Case]) -> str:
        """What to say of a value that was too big to be sent, with which the run ended; empty if there is none."""
        for case in cases:
            answers = ran.answers[case.start : case.start + len(case.calls)]
            if any(isinstance(answer.value, Opaque) and answer.value.too_big for answer in answers):
                return too_big(self.checks, case, answers, self.where)
        return ""

    def _broken(self, cases: Sequence[Case], ran: RunResult) -> dict[int, tuple[Case, Failing]]:
        """The properties that do not hold, each with the first (smallest) case that shows it; ALONE is the last."""
        found: dict[int, tuple[Case, Failing]] = {}
        alone = -1 if self.checks.may_change_arguments else len(self.checks.properties)
        for case in cases:
            answers = ran.answers[case.start : case.start + len(case.calls)]
            if case.number not in found:
                said = failing(self.checks, case, answers, self.where, self.strict)
                if said is not None:
                    found[case.number] = (case, said)
            if alone not in found and alone >= 0 and (said := changing(self.checks, case, answers)) is not None:
                found[alone] = (case, said)
        return dict(sorted(found.items()))

    def _recognised(self, cases: Sequence[Case], ran: RunResult) -> tuple[str, str] | None:
        """The known wrong program that answers just like this one: its name, and the sentence for it."""
        for wrong in self.checks.wrong:
            if wrong.says:
                theirs = self._run(normalised(self.checks.program(wrong)), cases)
                if theirs.status == "ended" and _alike(ran.answers, theirs.answers):
                    return wrong.name, wrong.says
        return None


def _alike(mine: Sequence[Answer], theirs: Sequence[Answer]) -> bool:
    return len(mine) == len(theirs) and all(map(_same_answer, mine, theirs))


def _same_answer(mine: Answer, theirs: Answer) -> bool:
    if mine.raised is not None or theirs.raised is not None:
        return mine.raised is not None and theirs.raised is not None and mine.raised.type == theirs.raised.type
    same = not difference(mine.value, theirs.value, rtol=1e-7, atol=1e-12)
    return same and mine.changed == theirs.changed


def _prints(ran: RunResult, call: int) -> str:
    """What was printed before the checks and during `call`, cut where it is too much."""
    text = ran.prints.get(-1, "") + ran.prints.get(call, "")
    if len(text) > PRINTS or (ran.cut and not text):
        return f"{text[:PRINTS]}\n… cut: the program printed more than is shown."
    return text
