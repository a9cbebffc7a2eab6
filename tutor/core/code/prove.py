"""`tutor check` for a code item: the solution passes, the starter does not, each wrong program is told its mistake."""

import ast
from collections.abc import Iterable, Iterator

from tutor.core.code.cases import generate, together
from tutor.core.code.confine import Limits
from tutor.core.code.grading import Attempt, grade_code
from tutor.core.code.properties import CodeChecks, WrongProgram
from tutor.core.code.runner import CodeRunner, shared_runner
from tutor.core.code.source import normalised
from tutor.core.errors import ExerciseError, Finding, TutorError
from tutor.core.grade import Grade, Outcome

SEEDS = 40
"""Attempts on which a solution is proved; the full form of the tests (`pytest -m trust`) takes two hundred."""
WRONG_SEEDS = 3
AT_ONCE = 10


def check_code_item(
    checks: object,
    starter: str,
    file: str = "",
    line: int = 0,
    *,
    runner: CodeRunner | None = None,
    seconds: float = 5.0,
    seeds: int = SEEDS,
) -> list[Finding]:
    """What is wrong with a code item, at `file:line`; [] if it is proved. Seconds are those of its block."""
    if not isinstance(checks, CodeChecks):
        found = f"`checks` names {type(checks).__name__}, not a CodeChecks"
        return [Finding("code-checks", found, file, line, fix="write name = CodeChecks(function=…, …)")]
    proof = _Proof(checks, starter, runner, seconds, seeds)
    return [Finding(code, message, file, line, fix=fix) for code, message, fix in proof.findings()]


class _Proof:
    def __init__(self, checks: CodeChecks, starter: str, runner: CodeRunner | None, seconds: float, seeds: int) -> None:
        self.checks, self.starter, self.runner = checks, starter, runner or shared_runner()
        self.seconds, self.seeds = seconds, seeds

    def findings(self) -> Iterator[tuple[str, str, str]]:
        """(code, message, mend) of each fault."""
        yield from self._form()
        faults = list(self._solution())
        yield from faults
        if faults:
            return
        yield from self._starter()
        for wrong in self.checks.wrong:
            yield from self._wrong(wrong)

    def _form(self) -> Iterator[tuple[str, str, str]]:
        if not self.checks.properties:
            yield "code-properties", "the checks have no property", "write at least one Property"
        for prop in self.checks.properties:
            if prop.expect is None and prop.holds is None and not prop.raises:
                yield "code-property", f"“{prop.name}” judges nothing", "give it expect=…, holds=… or raises=…"
            if prop.inputs is None and not prop.examples:
                yield "code-property", f"“{prop.name}” has no inputs", "give it inputs=… or examples=…"
            if not prop.says and prop.expect is not None:
                yield "code-says", f"“{prop.name}” says nothing to who breaks it", "give it says=…"

    def _solution(self) -> Iterator[tuple[str, str, str]]:
        for first in range(0, self.seeds, AT_ONCE):
            seeds = range(first, min(first + AT_ONCE, self.seeds))
            if self._passes_on(seeds):
                continue
            for seed in seeds:
                graded = self._grade(self.checks.solution, seed)
                if graded.outcome is not Outcome.PASSED or graded.score < 1:
                    said = f"the solution does not pass on seed {seed}; whoever wrote it would read “{graded.feedback}”"
                    yield "code-solution", said, "mend the solution or the property"
                    return

    def _passes_on(self, seeds: Iterable[int]) -> bool:
        """Whether the solution passes on all of these attempts' inputs, in one run; a no is looked into one by one."""
        limits = Limits(seconds=AT_ONCE * self.seconds)
        attempt = Attempt(self.checks, normalised(self.checks.solution), limits, self.runner, "the checks", strict=True)
        try:
            graded = attempt.grade(together(generate(self.checks, seed) for seed in seeds)).grade
        except ExerciseError:
            raise  # the author's code, and no program of a learner's
        except TutorError:
            return False
        return graded.outcome is Outcome.PASSED and graded.score == 1

    def _starter(self) -> Iterator[tuple[str, str, str]]:
        graded = self._grade(self.starter + "\n# a word more than the starter\n", 0)
        if graded.outcome is Outcome.PASSED:
            yield "code-starter", "the starter passes as it is", "leave something to write"
        try:
            ast.parse(self.starter)
        except SyntaxError as error:
            where = f"line {error.lineno} of the starter is no Python: {error.msg}"
            yield "code-starter", where, "a body may be `...`"

    def _wrong(self, wrong: WrongProgram) -> Iterator[tuple[str, str, str]]:
        words = wrong.expect or wrong.says
        if not words:
            yield "code-wrong", f"wrong program “{wrong.name}” expects no words", "give it says=… or expect=…"
            return
        for seed in range(WRONG_SEEDS):
            graded = self._grade(self.checks.program(wrong), seed)
            if graded.outcome is Outcome.PASSED:
                yield "code-wrong", f"wrong program “{wrong.name}” passes on seed {seed}", "add a property it breaks"
                return
            if words.casefold() not in graded.feedback.casefold():
                said = f"wrong program “{wrong.name}” is told “{graded.feedback}” on seed {seed}, not “{words}”"
                yield "code-wrong", said, "make a property that tells it from the others"
                return

    def _grade(self, source: str, seed: int) -> Grade:
        graded = grade_code(self.checks, source, seed=seed, seconds=self.seconds, runner=self.runner)
        return graded.grade
