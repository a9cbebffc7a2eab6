"""One verdict for one response, whichever the question type; the feedback speaks to the answer that was given."""

from tutor.core.grade import Grade
from tutor.core.lesson.model import Blank, Case, Choice, Match, Number, Order, Question, Text
from tutor.core.questions.cases import ELSE, NumberCase, read_case
from tutor.core.questions.numbers import read_number
from tutor.core.questions.parts import grade_blank, grade_match, grade_order
from tutor.core.questions.patterns import MAX_ANSWER, PatternError
from tutor.core.questions.present import answer_hint
from tutor.core.questions.responses import read_choice
from tutor.core.questions.texts import fits, is_pattern, slipped

RIGHT = "Right."


def grade(question: Question, response: str) -> Grade:
    """The verdict on `response` (canonical form, places of the question filled); never raises on any text."""
    if not response.strip() or (isinstance(question, Blank) and not response.replace("|", "").strip()):
        return Grade.unattempted()
    match question:
        case Choice():
            return _choice(question, response)
        case Number():
            return _number(question, response)
        case Text():
            return _text(question, response)
        case Blank():
            return grade_blank(question, response)
        case Order():
            return grade_order(question, response)
        case Match():
            return grade_match(question, response)


def _choice(question: Choice, response: str) -> Grade:
    picked = read_choice(question, response)
    if isinstance(picked, str):
        return Grade.invalid(picked)
    if question.pick_all:
        return _pick_all(question, picked)
    option = question.options[picked[0]]
    if option.right:
        return Grade.passed(option.feedback or RIGHT)
    return Grade.failed(option.feedback or f"“{option.text}” does not hold.", route=option.text)


def _pick_all(question: Choice, picked: tuple[int, ...]) -> Grade:
    """Scored (hits - false)/|key|, floored at 0; what is missing is counted, not named."""
    chosen = [question.options[index] for index in picked]
    wrong = [option for option in chosen if not option.right]
    key = sum(option.right for option in question.options)
    hits = len(chosen) - len(wrong)
    missing = key - hits
    if not wrong and not missing:
        said = [f"“{option.text}”: {option.feedback}" for option in chosen if option.feedback]
        return Grade.passed("\n\n".join([RIGHT, *said]))
    said = [f"“{option.text}”: {option.feedback or 'that does not hold.'}" for option in wrong]
    if missing:
        said.append("One more option holds." if missing == 1 else f"{missing} more options hold.")
    route = "; ".join(option.text for option in wrong)
    return Grade.scored((hits - len(wrong)) / key, "\n\n".join(said), route=route)


def _number(question: Number, response: str) -> Grade:
    read = read_number(response, question.unit)
    if isinstance(read, str):
        return Grade.invalid(read)
    for case in question.cases:
        interval = read_case(case.match)
        if not isinstance(interval, NumberCase):
            return _unreadable(case, interval)
        if interval.fits(read.value):
            return _verdict(case)
    hint = answer_hint(question)
    return Grade.failed(f"“{response.strip()}” is not it ({hint})." if hint else f"“{response.strip()}” is not it.")


def _text(question: Text, response: str) -> Grade:
    if len(response) > MAX_ANSWER:
        return Grade.invalid(f"That is too long: answer with at most {MAX_ANSWER} characters.")
    try:
        found = next((case for case in question.cases if case.match == ELSE or fits(response, case.match)), None)
    except PatternError as error:
        return Grade.lesson_error(f"A pattern of this question cannot be used: {error}")
    if found is None or found.match == ELSE:
        literals = [case for case in question.cases if case.match != ELSE and not is_pattern(case.match)]
        literals.sort(key=lambda case: not case.right)
        near = next((case for case in literals if slipped(response, case.match)), None)
        if near is not None:
            return _verdict(near, f"(You wrote “{response.strip()}”; it is spelt “{near.match}”.)")
    if found is None:
        return Grade.failed(f"“{response.strip()}” is not it.")
    return _verdict(found)


def _verdict(case: Case, note: str = "") -> Grade:
    feedback = " ".join(filter(None, [case.feedback or (RIGHT if case.right else "That is not it."), note]))
    return Grade.passed(feedback) if case.right else Grade.failed(feedback, case.score, case.match)


def _unreadable(case: Case, why: str) -> Grade:
    return Grade.lesson_error(f"The lesson is at fault: its case “{case.match}” cannot be read. {why}")
