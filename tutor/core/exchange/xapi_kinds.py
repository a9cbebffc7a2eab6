"""Our questions as xAPI's interactions: their type, what may be picked, what is right, what was answered."""

import re
from typing import Any

from tutor.core.lesson.model import Blank, Block, Choice, CodeItem, ExerciseRef, Match, Number, Order, Text
from tutor.core.questions import read_number, solution
from tutor.core.questions.cases import NumberCase, read_case
from tutor.core.questions.texts import is_pattern

TYPE = "http://adlnet.gov/expapi/activities/cmi.interaction"
_BAR = re.compile(r"(?<!\\)\|")


def interaction(item: Block | None) -> dict[str, Any]:
    """The definition of an item; of one that is not known any more only that it was one."""
    if item is None:
        return {"type": TYPE, "interactionType": "other"}
    found: dict[str, Any] = {"type": TYPE, "description": {"en": item.prompt}}
    match item:
        case Choice():
            options = [option.text for option in item.options]
            found |= {"interactionType": "choice", "choices": _components(options)}
        case Order():
            found |= {"interactionType": "sequencing", "choices": _components(item.entries)}
        case Match():
            sides = {"source": _components(item.left), "target": _components(item.right)}
            found |= {"interactionType": "matching", **sides}
        case Number():
            found |= {"interactionType": "numeric", "correctResponsesPattern": _ranges(item)}
            return found
        case Text():
            literals = [case.match for case in item.cases if case.right and not is_pattern(case.match)]
            found |= {"interactionType": "fill-in", **({"correctResponsesPattern": literals} if literals else {})}
            return found
        case Blank():
            found |= {"interactionType": "fill-in"}
        case ExerciseRef():
            return found | {"interactionType": "other"}
        case CodeItem():
            return found | {"interactionType": "long-fill-in"}
    return found | {"correctResponsesPattern": [response_of(item, solution(item))]}


def response_of(item: Block | None, response: str) -> str:
    """A response as xAPI writes it: parts joined by `[,]`, pairs by `[.]`, a number with a decimal point."""
    match item:
        case Choice() | Order():
            return "[,]".join(re.findall("[0-9]+", response))
        case Match():
            pairs = re.findall(r"([0-9]+)\s*[=:]\s*([0-9]+)", response)
            return "[,]".join(f"{left}[.]{right}" for left, right in pairs)
        case Blank():
            return "[,]".join(part.replace("\\|", "|").strip() for part in _BAR.split(response))
        case Number():
            read = read_number(response, item.unit)
            return response if isinstance(read, str) else f"{read.value:.15g}"
    return response


def _components(texts: Any) -> list[dict[str, Any]]:
    return [{"id": str(number), "description": {"en": text}} for number, text in enumerate(texts, 1)]


def _ranges(item: Number) -> list[str]:
    found = [read_case(case.match) for case in item.cases if case.right]
    return [f"{one.low:.15g}[:]{one.high:.15g}" for one in found if isinstance(one, NumberCase)]
