"""How a question is put to a learner: its shuffled order, what form the answer takes, and what was right."""

from random import Random

from tutor.core.lesson.model import Blank, Case, Choice, Gap, Match, Number, Order, Question, Text
from tutor.core.questions.cases import NumberCase, read_case
from tutor.core.questions.patterns import PatternError
from tutor.core.questions.texts import is_pattern, pattern_of


def presented(question: Question, seed: int) -> tuple[int, ...]:
    """Indices in display order: of options, entries or the right column; () where nothing is listed.

    Entries and right columns never show the solution itself.
    """
    match question:
        case Choice():
            count, may_stay = len(question.options), True
            if not question.shuffle:
                return tuple(range(count))
        case Order():
            count, may_stay = len(question.entries), False
        case Match():
            count, may_stay = len(question.right), False
        case _:
            return ()
    order = list(range(count))
    random = Random(f"{seed}:{question.name}")
    random.shuffle(order)
    while count > 1 and not may_stay and order == sorted(order):
        random.shuffle(order)
    return tuple(order)


def answer_hint(question: Question) -> str:
    """What a learner should know about the form of the answer, such as `to within 1 %, in €/m²`; or ''."""
    match question:
        case Choice():
            return "pick all that hold" if question.pick_all else "pick one"
        case Number():
            return _number_hint(question)
        case Text():
            return "a word or a few"
        case _:
            return ""


def solution(question: Question) -> str:
    """A right answer as a response string; '' only if no answer to a text's pattern could be made up."""
    match question:
        case Choice():
            return ",".join(str(at) for at, option in enumerate(question.options, 1) if option.right)
        case Number():
            return _number_solution(_right(question.cases))
        case Text():
            return _text_solution(question)
        case Blank():
            return "|".join(gap.accepted[0].replace("|", "\\|") for gap in question.gaps)
        case Order():
            return ",".join(str(at) for at in range(1, len(question.entries) + 1))
        case Match():
            return ",".join(f"{at}={at}" for at in range(1, len(question.left) + 1))


def solution_text(question: Question) -> str:
    """The right answer as a learner reads it (Markdown)."""
    match question:
        case Choice():
            right = [option.text for option in question.options if option.right]
            return right[0] if len(right) == 1 else "\n".join(f"- {text}" for text in right)
        case Number():
            return _number_text(question)
        case Text():
            return _text_solution(question)
        case Blank():
            return "".join(piece.accepted[0] if isinstance(piece, Gap) else piece for piece in question.pieces)
        case Order():
            return "\n".join(f"{at}. {entry}" for at, entry in enumerate(question.entries, 1))
        case Match():
            return "\n".join(f"- {a} → {b}" for a, b in zip(question.left, question.right, strict=True))


def _right(cases: tuple[Case, ...]) -> NumberCase | None:
    found = (read_case(case.match) for case in cases if case.right)
    return next((case for case in found if isinstance(case, NumberCase)), None)


def _number_hint(question: Number) -> str:
    case = _right(question.cases)
    words = []
    if case is not None and case.tolerance:
        words.append(f"to within {case.tolerance}")
    elif case is not None and case.low == case.high:
        words.append("exactly")
    if question.unit:
        words.append(f"in {question.unit}")
    return ", ".join(words)


def _number_solution(case: NumberCase | None) -> str:
    if case is None:
        return ""
    return case.value or f"{(case.low + case.high) / 2:.15g}"


def _number_text(question: Number) -> str:
    case = _right(question.cases)
    if case is None:
        return ""
    value = case.value or f"{case.low:g} to {case.high:g}"
    tolerance = f" (± {case.tolerance})" if case.tolerance else ""
    return f"{value} {question.unit}".strip() + tolerance


def _text_solution(question: Text) -> str:
    right = [case.match for case in question.cases if case.right]
    literal = next((match for match in right if not is_pattern(match)), None)
    if literal is not None:
        return literal
    for match in right:
        try:
            if example := pattern_of(match).example:
                return example
        except PatternError:
            continue
    return ""
