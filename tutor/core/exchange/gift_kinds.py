"""Questions of GIFT that are picked, matched or filled in, as ours; what is different here is said in a note."""

import re

from tutor.core.exchange.gift_answers import FULL, Answer
from tutor.core.exchange.gift_asked import GAP, Asked
from tutor.core.exchange.gift_cases import text
from tutor.core.exchange.gift_maths import unescaped
from tutor.core.exchange.gift_syntax import Unreadable
from tutor.core.lesson.model import Blank, Case, Choice, Gap, Match, Option, Question
from tutor.core.questions.cases import ELSE
from tutor.core.questions.texts import is_pattern
from tutor.core.safe_text import one_line

_TABLE_LINE = re.compile(r"^\|", re.MULTILINE)
"""A table above the pairs, which are a table themselves in a lesson, is shown as the lines it is written in."""
_FILL = "Fill in the gaps."


def choice(asked: Asked, answers: list[Answer]) -> Choice:
    """Pick one where one answer has a `=`, else pick all that have a weight."""
    single = any(answer.sign == "=" for answer in answers)
    rights = _rights(asked, answers, single)
    said = [(answer, asked.reader.option(answer.text)) for answer in answers]
    options = _distinct(
        asked, [Option(text, answer in rights, asked.said(answer.feedback)) for answer, text in said if text]
    )
    right = sum(option.right for option in options)
    if right in (0, len(options)):
        raise Unreadable(f"no option of it is {'wrong' if right else 'right'}")
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
    return ", ".join(dict.fromkeys(f"{answer.weight:.5g}%" for answer in answers))


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
    return Choice(prompt=asked.closed, options=options, shuffle=False, **asked.common)


def missing_word(asked: Asked, answers: list[Answer]) -> Question:
    """A blank where a lesson's can say it, else a text with a line in its place."""
    found = text(asked, answers)
    start, _, end = asked.text.partition(GAP)
    if set("\n[*`") & set(start + end) or not all(map(_fits_a_gap, found.cases)):
        return found
    accepted = tuple(case.match for case in found.cases if case.right)
    return _blank(asked, _FILL, (start, Gap(accepted), end), [case for case in found.cases if not case.right])


def our_blank(asked: Asked, before: str, answers: list[Answer], after: str) -> Blank:
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
    return literal and not (case.feedback or set(case.match) & set("|[]\\") if case.right else case.score)


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
    return Match(
        prompt=_TABLE_LINE.sub(r"\|", asked.closed),
        left=tuple(left),
        right=right,
        headers=headers,
        feedback=feedback,
        **asked.common,
    )
