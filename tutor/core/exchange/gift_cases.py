"""Answers that are typed, as cases: numbers with their tolerances, short texts with their wildcards."""

import re
from collections.abc import Callable

from tutor.core.exchange.gift_answers import FULL, Answer
from tutor.core.exchange.gift_asked import Asked
from tutor.core.exchange.gift_maths import unescaped
from tutor.core.exchange.gift_syntax import Unreadable, format_of
from tutor.core.exchange.gift_text import of_html
from tutor.core.exchange.html_text import decoded, tags_in
from tutor.core.lesson.model import Case, Number, Text
from tutor.core.questions.cases import ELSE, NumberCase, read_case
from tutor.core.questions.patterns import MAX_ANSWER, PatternError
from tutor.core.questions.texts import fits, fold, is_pattern, pattern_of
from tutor.core.safe_text import one_line

COMPARED = 50
"""With so many ranges or patterns before it a case is compared, as in a lesson; what says the same is always found."""
_REST = ("", "*")
"""What takes every answer that nothing else takes."""
_NO_LITERAL = re.compile(r"/|[0-9.]+:\s|.*\{[A-Za-z_]\w*(?::[^{}]*)?\}")
_MARKUP_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|nbsp);")


def number(asked: Asked, answers: list[Answer]) -> Number:
    """Values with tolerances `3:0.1` and ranges `1..5`; `~#…` or `*` is for all the rest."""

    def case(answer: Answer) -> str:
        text = unescaped(answer.text)
        match = text.replace("..", " .. ", 1) if ".." in text else re.sub(r"\s*:\s*", " ± ", text, count=1)
        match = match.strip().removesuffix(" ±")
        interval = "It is a word." if match == ELSE else read_case(match)
        if isinstance(interval, str):
            raise Unreadable(f"its answer “{one_line(text, 40)}” is no number: {interval.rstrip('.')}")
        return match

    cases = _cases(asked, answers, case, _covers)
    unit = str(asked.beside.get("unit") or "")
    prompt = asked.prompt.removesuffix(f" ({unit})") if unit else asked.prompt
    return Number(prompt=prompt, cases=cases, unit=unit, **asked.common)


def _covers(earlier: str, later: str) -> bool:
    one, other = read_case(earlier), read_case(later)
    return isinstance(one, NumberCase) and isinstance(other, NumberCase) and one.covers(other)


def text(asked: Asked, answers: list[Answer]) -> Text:
    """Short answers, `*` in them for any text."""
    cases = _cases(asked, answers, lambda answer: _match(asked, answer.text), _takes)
    return Text(prompt=asked.prompt, cases=cases, **asked.common)


def _takes(earlier: str, later: str) -> bool:
    """Whether a pattern takes a literal; what says the same is found otherwise."""
    return is_pattern(earlier) and not is_pattern(later) and fits(later, earlier)


def _literal(asked: Asked, raw: str) -> str:
    """An answer as it is typed, `\\*` for a star: no Markdown, and HTML only where it is."""
    kind, raw = format_of(raw)
    said = " ".join(unescaped(raw).split())
    if tags_in(said) & {"p", "span", "div", "br"}:
        said = re.sub(r"\\(\n|[^\w\s])", r"\1", of_html(said, one_line_each=True))
    as_html = kind == "html" or asked.reader.format == "html"
    said = decoded(said) if as_html or not _MARKUP_ENTITY.search(said) else said
    return " ".join(said.split())


def _match(asked: Asked, raw: str) -> str:
    """An answer as a case: a literal, or a pattern where it has wildcards or would mean something else in a lesson."""
    said = _literal(asked, raw)
    pieces = [piece.replace("\\*", "*") for piece in re.split(r"(?<!\\)\*+", said)]
    whole = "*".join(pieces)
    if len(whole) > MAX_ANSWER:
        raise Unreadable(f"an answer of it is longer than the {MAX_ANSWER} characters that can be typed")
    if len(pieces) == 1 and whole != ELSE and not _NO_LITERAL.match(whole):
        return whole
    pattern = f"/{'.*'.join(map(re.escape, _folded(pieces)))}/"
    try:
        pattern_of(pattern)
    except PatternError as error:
        reason = f"its answer “{one_line(said, 40)}” has too many wildcards for one that is sure to end"
        raise Unreadable(reason) from error
    return pattern


def _folded(pieces: list[str]) -> list[str]:
    """What stands between wildcards, with a space at each inner end kept, as folding a whole answer keeps it."""
    last = len(pieces) - 1
    return [
        (" " if at and piece[:1] == " " else "")
        + fold(piece)
        + (" " if at < last and piece[-1:] == " " and piece.strip() else "")
        for at, piece in enumerate(pieces)
    ]


def _cases(
    asked: Asked, answers: list[Answer], match_of: Callable[[Answer], str], covers: Callable[[str, str], bool]
) -> tuple[Case, ...]:
    """The answers as cases: each one that is reached, what takes the rest last."""
    best = max(answer.weight for answer in answers)
    if best <= 0:
        raise Unreadable("no answer of it is right: none earns anything")
    if best < FULL:
        asked.note(f"none of its answers earns all; the best ({best:.5g}%) is right here")
    for answer in answers:
        if answer.weight < 0:
            asked.note(f"its penalties ({answer.weight:.5g}%) are left out")
    named = [answer for answer in answers if answer.text not in _REST]
    others = [answer for answer in answers if answer.text in _REST]
    if any(answer.weight >= FULL and answer.text for answer in others):
        raise Unreadable("every answer to it is right (“*”): there is nothing to grade")
    matches = [(answer, match_of(answer)) for answer in named]
    cases = [_case(asked, answer, match, min(best, FULL)) for answer, match in matches if match]
    cases = _reached(asked, cases, covers)
    if not any(case.right for case in cases):
        raise Unreadable("no answer of it is right that another does not take before")
    rest = [Case(ELSE, False, asked.said(answer.feedback)) for answer in others]
    return (*cases, *sorted(rest, key=lambda case: not case.feedback)[:1])


def _case(asked: Asked, answer: Answer, match: str, full: float) -> Case:
    right = answer.weight >= full
    score = 0.0 if right else max(0.0, round(answer.weight / 100, 7))
    return Case(match, right, asked.said(answer.feedback), score)


def _reached(asked: Asked, cases: list[Case], covers: Callable[[str, str], bool]) -> list[Case]:
    """Without the cases that one before takes; said where something is lost by it."""
    kept: dict[str, Case] = {}
    wide: list[Case] = []
    for case in cases:
        key = fold(case.match)
        first = kept.get(key) or next((each for each in wide if covers(each.match, case.match)), None)
        if first is None:
            kept[key] = case
            if len(wide) < COMPARED and (covers is _covers or is_pattern(case.match)):
                wide.append(case)
        elif (first.right, first.score) != (case.right, case.score) or case.feedback not in ("", first.feedback):
            asked.note(f"its answer “{one_line(case.match, 40)}” is left out: one before it takes it")
    return list(kept.values())
