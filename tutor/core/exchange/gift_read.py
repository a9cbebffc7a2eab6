"""Moodle's GIFT to questions, as others write it; what we cannot ask is refused, item by item, with the reason."""

import json
import re
from dataclasses import dataclass
from typing import Any

from tutor.core.exchange.gift import NOTE, Refusal, pieces
from tutor.core.lesson.model import Blank, Block, Case, Choice, Gap, Match, Number, Option, Text
from tutor.core.questions.cases import ELSE
from tutor.core.safe_text import clean, one_line

LONGEST = 20_000_000
"""Characters of a file that is read."""
_TITLE = re.compile(r"::(.*?)(?<!\\)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%(-?[0-9]+(?:\.[0-9]*)?)%")
_NAME = re.compile(r"[^a-z0-9]+")


class Unreadable(ValueError):
    """A question that we cannot ask; its text is the reason."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A character that structures an answer, where it stands unescaped."""

    sign: str


@dataclass(slots=True)
class _Answer:
    sign: str
    text: str = ""
    feedback: str = ""

    @property
    def weight(self) -> float | None:
        """The percentage before it, if one is written."""
        found = _WEIGHT.match(self.text)
        return float(found[1]) if found else None

    @property
    def bare(self) -> str:
        """Its text without a percentage."""
        return _WEIGHT.sub("", self.text, count=1).strip()


def read(text: str) -> tuple[list[Block], list[Refusal]]:
    """The questions of a GIFT file, each with a name of its own, and what was refused."""
    items: list[Block] = []
    refused: list[Refusal] = []
    taken: set[str] = set()
    for line, block in _blocks(clean(text[:LONGEST].removeprefix("\ufeff"))):
        title = f"question {len(items) + len(refused) + 1}"
        try:
            beside, body = _beside(block)
            found = _TITLE.match(body.lstrip())
            title = one_line(_plain(found[1]), 80) if found else title
            body = body.lstrip()[found.end() :] if found else body
            items.append(_item(body, beside, _name(title, taken), line))
        except Unreadable as error:
            refused.append(Refusal(title, str(error), line))
    return items, refused


def _blocks(text: str) -> list[tuple[int, str]]:
    """Questions are set apart by empty lines; each with the number of its first line."""
    found: list[tuple[int, list[str]]] = []
    fresh = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            fresh = True
        elif not line.lstrip().upper().startswith("$CATEGORY:"):
            if fresh:
                found.append((number, []))
            found[-1][1].append(line)
            fresh = False
    kept = [(number, "\n".join(lines)) for number, lines in found]
    return [(number, block) for number, block in kept if _beside_lines(block)]


def _beside_lines(block: str) -> list[str]:
    return [line for line in block.split("\n") if not line.lstrip().startswith("//")]


def _beside(block: str) -> tuple[dict[str, Any], str]:
    """What our own comment keeps, and the question without comments."""
    note = next((line for line in block.split("\n") if line.startswith(NOTE)), "")
    try:
        found = json.loads(note.removeprefix(NOTE) or "{}")
    except ValueError:
        found = {}
    return found if isinstance(found, dict) else {}, "\n".join(_beside_lines(block))


def _item(body: str, beside: dict[str, Any], name: str, line: int) -> Block:
    before, inside, after = _cut(_FORMAT.sub("", body, count=1))
    marks, why = _general(inside)
    common: dict[str, Any] = {
        "name": name, "why": why, "line": line,
        "hints": tuple(str(hint) for hint in _list(beside.get("hints"))),
        "objectives": tuple(each for each in _list(beside.get("objectives")) if isinstance(each, int) and each > 0),
    }  # fmt: skip
    first = next((mark for mark in marks if not (isinstance(mark, str) and not mark.strip())), None)
    if first is None:
        raise Unreadable("it is an essay: there is nothing to grade it by")
    if isinstance(first, _Mark) and first.sign == "#":
        return _number(before, _answers(marks[marks.index(first) + 1 :]), beside, common)
    if isinstance(first, str):
        return _true_false(before, marks, common)
    answers = _answers(marks)
    if after.strip() or beside.get("kind") == "blank":
        return _gap(before, answers, after, beside, common)
    if all(answer.sign == "=" for answer in answers):
        pairs = [answer.text.split("->") for answer in answers]
        if all(len(pair) == 2 for pair in pairs):
            return _match(before, [(a.strip(), b.strip()) for a, b in pairs], beside, common)
        return Text(prompt=_asked(before), cases=_text_cases(answers), **common)
    return _choice(before, answers, beside, common)


def _cut(body: str) -> tuple[str, list[str | _Mark], str]:
    """Before, inside and after the braces; before and after as plain text."""
    places: list[list[str | _Mark]] = [[], [], []]
    at = 0
    for char, was_escaped in pieces(body):
        if char == "{" and not was_escaped:
            if at:
                raise Unreadable("it has more than one group of answers")
            at = 1
        elif char == "}" and not was_escaped:
            if at != 1:
                raise Unreadable("a “}” stands where none was opened")
            at = 2
        elif not was_escaped and char in "=~#" and at == 1:
            places[1].append(_Mark(char))
        elif places[at] and isinstance(places[at][-1], str):
            places[at][-1] = str(places[at][-1]) + char
        else:
            places[at].append(char)
    if at != 2:
        raise Unreadable("it asks nothing: it has no answers" if at == 0 else "its answers are never closed by “}”")
    before, after = ("".join(part for part in places[i] if isinstance(part, str)) for i in (0, 2))
    return before, places[1], after


def _general(inside: list[str | _Mark]) -> tuple[list[str | _Mark], str]:
    """What stands after `####` is said of the question as a whole."""
    for at in range(len(inside) - 3):
        if all(isinstance(mark, _Mark) and mark.sign == "#" for mark in inside[at : at + 4]):
            return inside[:at], "".join(part for part in inside[at + 4 :] if isinstance(part, str)).strip()
    return inside, ""


def _answers(marks: list[str | _Mark]) -> list[_Answer]:
    found: list[_Answer] = []
    in_feedback = False
    for mark in marks:
        if isinstance(mark, _Mark) and mark.sign in "=~":
            found.append(_Answer(mark.sign))
            in_feedback = False
        elif isinstance(mark, _Mark):
            in_feedback = True
        elif not found:
            if mark.strip():
                found.append(_Answer("=", mark.strip()))
        elif in_feedback:
            found[-1].feedback = (found[-1].feedback + mark).strip()
        else:
            found[-1].text += mark
    for answer in found:
        answer.text = answer.text.strip()
    if not found:
        raise Unreadable("it has no answers")
    return found


def _asked(text: str) -> str:
    if not text.strip():
        raise Unreadable("it asks nothing: there is no text before its answers")
    return text.strip()


def _choice(before: str, answers: list[_Answer], beside: dict[str, Any], common: dict[str, Any]) -> Choice:
    plain = all(answer.weight is None for answer in answers)
    shares = {answer.weight for answer in answers if (answer.weight or 0) > 0}
    if not plain and (len(shares) != 1 or any(answer.sign == "=" for answer in answers)):
        raise Unreadable("its right options have different weights, and ours count alike")
    options = tuple(
        Option(answer.bare, answer.sign == "=" if plain else (answer.weight or 0) > 0, answer.feedback)
        for answer in answers
    )
    right = sum(option.right for option in options)
    if not right or right == len(options):
        raise Unreadable("no option of it is right" if not right else "no option of it is wrong")
    if plain and right > 1:
        raise Unreadable("it has several right options and no weights: is one to be picked, or all?")
    many = not plain if "pick_all" not in beside else bool(beside["pick_all"]) or right > 1
    return Choice(
        prompt=_asked(before), options=options, pick_all=many, shuffle=beside.get("shuffle") is not False, **common
    )


def _true_false(before: str, marks: list[str | _Mark], common: dict[str, Any]) -> Choice:
    word = str(marks[0]).strip().upper() if isinstance(marks[0], str) else ""
    if word not in ("T", "TRUE", "F", "FALSE"):
        raise Unreadable("its answers begin with neither “=”, “~” nor “#”")
    said = "".join(part if isinstance(part, str) else "\0" for part in marks[1:]).split("\0")[1:]
    wrong, right = (*(text.strip() for text in said), "", "")[:2]
    holds = word in ("T", "TRUE")
    options = (Option("True", holds, right if holds else wrong), Option("False", not holds, wrong if holds else right))
    return Choice(prompt=_asked(before), options=options, shuffle=False, **common)


def _number(before: str, answers: list[_Answer], beside: dict[str, Any], common: dict[str, Any]) -> Number:
    cases = []
    for answer in answers:
        if answer.sign == "~":
            cases.append(Case(ELSE, False, answer.feedback))
            continue
        match = answer.bare.replace(":", " ± ", 1).replace("..", " .. ", 1)
        weight = 100.0 if answer.weight is None else answer.weight
        cases.append(Case(match.strip(), weight >= 100, answer.feedback, 0.0 if weight >= 100 else weight / 100))
    unit = str(beside.get("unit") or "")
    prompt = _asked(before)
    prompt = prompt.removesuffix(f" ({unit})") if unit else prompt
    return Number(prompt=prompt, cases=tuple(cases), unit=unit, **common)


def _text_cases(answers: list[_Answer]) -> tuple[Case, ...]:
    cases = []
    for answer in answers:
        weight = 100.0 if answer.weight is None else answer.weight
        if answer.bare.startswith("/") or answer.bare == ELSE:
            raise Unreadable(f"its answer “{one_line(answer.bare, 40)}” means something else in a lesson")
        if answer.bare == "*" and weight < 100:
            cases.append(Case(ELSE, False, answer.feedback))
        else:
            cases.append(Case(answer.bare, weight >= 100, answer.feedback, 0.0 if weight >= 100 else weight / 100))
    return tuple(cases)


def _gap(before: str, answers: list[_Answer], after: str, beside: dict[str, Any], common: dict[str, Any]) -> Block:
    if any(answer.sign == "~" for answer in answers):
        return _choice(f"{before.rstrip()} _____ {after.lstrip()}", answers, beside, common)
    if any(answer.weight is not None and answer.weight < 100 for answer in answers):
        raise Unreadable("an answer of its gap is only partly right, and ours is right or wrong")
    prompt, cut, sentence = before.rpartition("\n\n")
    gap = Gap(tuple(answer.bare for answer in answers))
    parts = tuple(piece for piece in (sentence.lstrip("\n"), gap, after.rstrip()) if piece)
    return Blank(prompt=prompt.strip() if cut else "Fill in the gaps.", pieces=parts, **common)


def _match(before: str, pairs: list[tuple[str, str]], beside: dict[str, Any], common: dict[str, Any]) -> Match:
    left, right = tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)
    if not all(left) or len({*right}) < len(right):
        raise Unreadable("an entry of its pairs is empty or stands twice, and ours are one to one")
    named = _list(beside.get("headers"))
    headers = (str(named[0]), str(named[1])) if len(named) == 2 else ("", "")
    return Match(prompt=_asked(before), left=left, right=right, headers=headers, **common)


def _name(title: str, taken: set[str]) -> str:
    """A name that an item may have: the end of the title in small letters, numbered where it is taken."""
    stem = _NAME.sub("-", title.rpartition("#")[2].lower()).strip("-")[:40].strip("-") or "question"
    name = next(each for n in range(1, 100_001) if (each := stem if n == 1 else f"{stem}-{n}") not in taken)
    taken.add(name)
    return name


def _plain(text: str) -> str:
    return "".join(char for char, _ in pieces(text))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
