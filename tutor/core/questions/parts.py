"""Questions scored by share: gaps, pairs and orders; the feedback names which of the learner's own parts are off."""

from itertools import pairwise

from tutor.core.grade import Criterion, Grade
from tutor.core.lesson.model import Blank, Match, Order
from tutor.core.questions.responses import read_blank, read_match, read_order
from tutor.core.questions.texts import same, slipped


def grade_blank(question: Blank, response: str) -> Grade:
    """The share of gaps that hold an accepted answer; long words forgive one slip."""
    given = read_blank(question, response)
    if isinstance(given, str):
        return Grade.invalid(given)
    parts = [
        Criterion(f"gap {number}", float(_accepted(text, gap.accepted)), note=text)
        for number, (text, gap) in enumerate(zip(given, question.gaps, strict=True), 1)
    ]
    return _shared(parts, [f"“{part.note}” in {part.name} is not it." for part in parts if not part.score])


def grade_match(question: Match, response: str) -> Grade:
    """The share of left entries that were given their right one."""
    given = read_match(question, response)
    if isinstance(given, str):
        return Grade.invalid(given)
    parts = [
        Criterion(left, float(index == at), note=question.right[index])
        for at, (left, index) in enumerate(zip(question.left, given, strict=True))
    ]
    wrong = [f"“{part.name}” does not go with “{part.note}”." for part in parts if not part.score]
    return _shared(parts, wrong)


def grade_order(question: Order, response: str) -> Grade:
    """(concordant - discordant) / pairs, floored at 0; one neighbouring pair that stands the wrong way is named."""
    given = read_order(question, response)
    if isinstance(given, str):
        return Grade.invalid(given)
    pairs = [(first, second) for at, first in enumerate(given) for second in given[at + 1 :]]
    concordant = sum(first < second for first, second in pairs)
    if concordant == len(pairs):
        return Grade.passed("All in order.")
    first, second = next(pair for pair in pairwise(given) if pair[0] > pair[1])
    before, after = question.entries[first], question.entries[second]
    feedback = (
        f"{concordant} of {len(pairs)} pairs stand in the right order. "
        f"You put “{before}” before “{after}”: look at these two again."
    )
    score = (2 * concordant - len(pairs)) / len(pairs)
    return Grade.scored(score, feedback, route=f"{before} before {after}")


def _accepted(text: str, accepted: tuple[str, ...]) -> bool:
    return any(same(text, answer) or slipped(text, answer) for answer in accepted)


def _shared(parts: list[Criterion], wrong: list[str]) -> Grade:
    """The share right; `wrong` has one sentence for each part that is not."""
    if not wrong:
        return Grade.rubric(parts, "Right.")
    feedback = " ".join([f"{len(parts) - len(wrong)} of {len(parts)} right.", *wrong])
    return Grade.rubric(parts, feedback, route=" ".join(wrong))
