"""Questions of GIFT as ours, kind by kind; what is different here is said in a note, and nothing goes silently."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tutor.core.exchange.gift_answers import FULL, Answer
from tutor.core.exchange.gift_maths import unescaped
from tutor.core.exchange.gift_syntax import Unreadable, format_of
from tutor.core.exchange.gift_text import Reader
from tutor.core.exchange.html_text import decoded, tags_in, to_markdown
from tutor.core.lesson.model import Blank, Case, Choice, Gap, Match, Number, Option, Question, Text
from tutor.core.questions.cases import ELSE, NumberCase, read_case
from tutor.core.questions.patterns import MAX_ANSWER, PatternError
from tutor.core.questions.texts import fits, fold, is_pattern, pattern_of
from tutor.core.safe_text import one_line

COMPARED = 50
"""With so many ranges or patterns before it a case is compared, as in a lesson; what says the same is always found."""
_FILL = "Fill in the gaps."
BLANK = r"\_\_\_\_\_"
_NO_LITERAL = re.compile(r"/|[0-9.]+:\s|.*\{[A-Za-z_]\w*(?::[^{}]*)?\}")
_MARKUP_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|nbsp);")


@dataclass(slots=True)
class Asked:
    """A question on its way: its texts' reader, what our own comment kept of it, what all kinds have, and its notes."""

    reader: Reader
    prompt: str
    beside: dict[str, Any]
    common: dict[str, Any]
    notes: list[str] = field(default_factory=list)

    def said(self, raw: str) -> str:
        """A text as Markdown."""
        return self.reader.text(raw, one_line_each=True) if raw else ""

    def note(self, text: str) -> None:
        """Say once what is different here."""
        if text not in self.notes:
            self.notes.append(text)


def choice(asked: Asked, answers: list[Answer]) -> Choice:
    """Pick one where one answer has a `=`, else pick all that have a weight."""
    single = any(answer.sign == "=" for answer in answers)
    rights = _rights(asked, answers, single)
    options = _distinct(
        asked,
        [
            Option(asked.reader.option(answer.text), answer in rights, asked.said(answer.feedback))
            for answer in answers
            if answer.text
        ],
    )
    right = sum(option.right for option in options)
    if right == len(options):
        raise Unreadable("no option of it is wrong")
    if single and right > 1:
        asked.note(f"{right} of its options are right: here all of them are to be picked")
    many = not single or right > 1
    if "pick_all" in asked.beside:
        many = bool(asked.beside["pick_all"]) or right > 1
    shuffle = asked.beside.get("shuffle") is not False
    return Choice(prompt=asked.prompt, options=options, pick_all=many, shuffle=shuffle, **asked.common)


def _rights(asked: Asked, answers: list[Answer], single: bool) -> list[Answer]:
    """The options that count as right, with notes on weights that ours do not have."""
    earning = [answer for answer in answers if answer.weight > 0]
    full = [answer for answer in earning if answer.weight >= FULL]
    if not earning:
        raise Unreadable("no option of it is right: none has a “=” or a weight above 0")
    best = max(answer.weight for answer in earning)
    rights = full or ([answer for answer in earning if answer.weight == best] if single else earning)
    partly = [answer for answer in earning if answer not in rights]
    if partly:
        asked.note(f"options that earn a part ({_percents(partly)}) are wrong here")
    if len({round(answer.weight) for answer in rights}) > 1:
        asked.note(f"its right options have different weights ({_percents(rights)}); here they count alike")
    fines = [answer for answer in answers if answer.weight < 0]
    if fines and (single or any(abs(answer.weight + 100 / len(rights)) > 1 for answer in fines)):
        rule = "a wrong option costs nothing more" if single else "a wrong pick takes back a right one"
        asked.note(f"its penalties ({_percents(fines)}) are left out; here {rule}")
    return rights


def _percents(answers: list[Answer]) -> str:
    return ", ".join(dict.fromkeys(f"{answer.weight:.5g} %" for answer in answers))


def _distinct(asked: Asked, options: list[Option]) -> tuple[Option, ...]:
    """Each option once."""
    kept: dict[str, Option] = {}
    for option in options:
        first = kept.setdefault(" ".join(option.text.split()), option)
        if first is not option and first.right != option.right:
            raise Unreadable(f"its option “{one_line(option.text, 40)}” stands there as right and as wrong")
        if first is not option:
            asked.note(f"its option “{one_line(option.text, 40)}” stands there twice; once is kept")
    return tuple(kept.values())


def true_false(asked: Asked, holds: bool, wrong: str, right: str) -> Choice:
    """A choice between True and False, in this order."""
    wrong, right = asked.said(wrong), asked.said(right)
    options = (Option("True", holds, right if holds else wrong), Option("False", not holds, wrong if holds else right))
    return Choice(prompt=asked.prompt, options=options, shuffle=False, **asked.common)


def number(asked: Asked, answers: list[Answer]) -> Number:
    """Values with tolerances `3:0.1` and ranges `1..5`; `~#…` or `*` is for all the rest."""

    def case(answer: Answer) -> str:
        text = unescaped(answer.text)
        match = text.replace("..", " .. ", 1) if ".." in text else re.sub(r"\s*:\s*", " ± ", text, count=1)
        match = match.strip().removesuffix(" ±")
        interval = read_case(match)
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
        said = re.sub(r"\\([^\w\s])", r"\1", to_markdown(said, one_line_each=True))
    as_html = kind == "html" or asked.reader.format == "html"
    return decoded(said) if as_html or not _MARKUP_ENTITY.search(said) else said


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
        asked.note(f"none of its answers earns all; the best ({best:.5g} %) is right here")
    cases: dict[str, Case] = {}
    wide: list[Case] = []
    rest: list[Case] = []
    for answer in answers:
        right = answer.weight >= min(best, FULL)
        if answer.weight < 0:
            asked.note(f"its penalties ({answer.weight:.5g} %) are left out")
        if answer.text in ("", "*") or (answer.sign == "~" and not answer.text):
            if right and answer.text:
                raise Unreadable("every answer to it is right (“*”): there is nothing to grade")
            rest.append(Case(ELSE, False, asked.said(answer.feedback)))
            continue
        score = 0.0 if right else max(0.0, round(answer.weight / 100, 7))
        case = Case(match_of(answer), right, asked.said(answer.feedback), score)
        key = fold(case.match)
        if first := cases.get(key) or next((each for each in wide if covers(each.match, case.match)), None):
            lost = (first.right, first.score) != (case.right, case.score) or case.feedback not in ("", first.feedback)
            if lost:
                asked.note(f"its answer “{one_line(answer.text, 40)}” is left out: one before it takes it")
            continue
        cases[key] = case
        if len(wide) < COMPARED and (covers is _covers or is_pattern(case.match)):
            wide.append(case)
    if not any(case.right for case in cases.values()):
        raise Unreadable("no answer of it is right that another does not take before")
    return (*cases.values(), *[case for case in rest if case.feedback or len(rest) == 1][:1])


def gap(asked: Asked, before: str, answers: list[Answer], after: str) -> Question:
    """A missing word: a blank where a lesson's can say it, else a choice or a text with a line in its place."""
    if asked.beside.get("kind") == "blank":
        return _our_gap(asked, before, answers, after)
    start, end = asked.reader.text(before), asked.reader.text(after)
    start += " " if start and before[-1:].isspace() else ""
    end = f" {end}" if end and after[:1].isspace() else end
    if any(answer.sign == "~" for answer in answers):
        asked.prompt = f"{start}{BLANK}{end}"
        return choice(asked, answers)
    found = text(asked, answers)
    if set("\n[") & set(start + end) or not all(map(_fits_a_gap, found.cases)):
        return replace(found, prompt=f"{start}{BLANK}{end}")
    accepted = tuple(case.match for case in found.cases if case.right)
    return _blank(asked, _FILL, (start, Gap(accepted), end), [case for case in found.cases if not case.right])


def _our_gap(asked: Asked, before: str, answers: list[Answer], after: str) -> Blank:
    """A blank that we wrote: its paragraph with the gap behind its prompt."""
    said = [(unescaped(answer.text).replace("\\*", "*"), answer) for answer in answers]
    accepted = tuple(match for match, answer in said if answer.weight >= FULL)
    wrong = [Case(match, False, asked.said(answer.feedback)) for match, answer in said if answer.weight < FULL]
    prompt, cut, sentence = unescaped(before).rpartition("\n\n")
    parts = (sentence.lstrip("\n"), Gap(accepted), unescaped(after).rstrip())
    return _blank(asked, prompt.strip() if cut else _FILL, parts, wrong)


def _blank(asked: Asked, prompt: str, parts: tuple[str | Gap, ...], wrong: list[Case]) -> Blank:
    pieces = tuple(part for part in parts if part)
    return Blank(prompt=prompt, pieces=pieces, cases=tuple(wrong), **asked.common)


def _fits_a_gap(case: Case) -> bool:
    """Whether a blank can say it: a literal without bars, that earns all and says nothing, or earns nothing."""
    literal = not is_pattern(case.match) and case.match != ELSE
    return literal and not (case.feedback or set(case.match) & set("|[]") if case.right else case.score)


def match(asked: Asked, pairs: list[tuple[str, str]]) -> Match:
    """Pairs; a right side without a left one is a distractor, and two left ones may have the same right one."""
    said = [(asked.reader.cell(left) if left else "", asked.reader.cell(right)) for left, right in pairs]
    said = list(dict.fromkeys(pair for pair in said if any(pair)))
    left = [one for one, _ in said if one]
    if not all(other for _, other in said):
        raise Unreadable("a pair of it has nothing on its right side")
    if len(set(left)) < len(left):
        raise Unreadable("a left side of its pairs stands there twice, with different right ones")
    if len(left) < 2:
        raise Unreadable("it matches fewer than two pairs")
    used = [other for one, other in said if one]
    more = [other for one, other in said if not one and other not in used]
    named = asked.beside.get("headers")
    headers = (str(named[0]), str(named[1])) if isinstance(named, list) and len(named) == 2 else ("", "")
    told = asked.beside.get("feedback")
    feedback = tuple(map(str, told)) if isinstance(told, list) and len(told) == len(left) else ()
    right = (*used, *more)
    return Match(prompt=asked.prompt, left=tuple(left), right=right, headers=headers, feedback=feedback, **asked.common)
