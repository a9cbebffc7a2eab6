"""Checks that a question can be asked apart from its page: in a quiz, a review, a placement, on a card of Anki's."""

import re

from tutor.core.check.context import CheckContext
from tutor.core.lesson.model import AnyQuestion, CodeItem, ExerciseRef

_THING = "tables?|plots?|charts?|pictures?|figures?|pages?|examples?|formulas?|texts?|sums?|exercises?"
_ELSEWHERE = (
    r"\b(?:last|previous|earlier|next) (?:page|question|exercise|lesson|item)s?\b|\bpage \d"
    r"|\b(?:this|the) (?:page|lesson)\b(?! of)|\bas (?:we|you) (?:saw|have seen|learned|know from)\b"
    r"|\b(?:we|you)(?: have)? just (?:\w+ed|saw|seen|set|met|found|chose|chosen|read)\b|\bremember the\b"
)
"""Words that point at what a learner did or read elsewhere."""
LEANING = re.compile(
    rf"\b(?:this|that|these|those|the (?:last|first|worked|same)|our|your) (?:{_THING})\b|{_ELSEWHERE}"
    rf"|\bthe (?:example|page|lesson)\b|\b(?:{_THING}) (?:above|below)\b|\b(?:above|below)(?= *(?:[.,;:?!)]|$))"
    r"|\b(?:shown|given|written|as) (?:above|below|before|here)\b|\bcomplete this one\b|\bthe same place\b"
    r"|\bas (?:is )?shown\b(?! by)|\bthe above\b|\bon (?:the )?screen\b|\bour (?:data|rows|columns|points|numbers)\b"
    r"|\A(?:And|Now)\b(?! and then)|\bhere\b(?! (?:is|are) )",
    re.IGNORECASE | re.MULTILINE,
)
"""Words that point at something which stands beside a question."""
_TASK = re.compile(_ELSEWHERE, re.IGNORECASE)
"""An exercise has its own table and chart beside it, wherever it is asked."""
_KNOWN = re.compile(
    r"\b(?:the|these|those) (?P<thing>plot|chart|picture|diagram|slider|graph)s?\b"
    r"(?! (?:of|with|that|which|from|in|for|between)\b)",
    re.IGNORECASE,
)
"""Things that have to be named before they can be spoken of so."""


def check_leaning(context: CheckContext, item: AnyQuestion) -> None:
    """What is asked, with its options and its text; hints too, which a review shows."""
    if item.here:
        return
    listed = [text for listing in item.lists(range(len(item.distinct()))) for text in listing.texts]
    texts = (item.prompt, *listed, item.passage(lambda _: "…"), *item.hints)
    found = next(filter(None, map(LEANING.search, texts)), None)
    said = found[0] if found else _unmet("\n".join(texts))
    if said:
        fix = "say it in full, or write here=only: then it is asked on its page alone"
        context.warn("leans", f"“{said}” points at its page, and it may be asked without it", fix, item)


def check_task(context: CheckContext, item: ExerciseRef | CodeItem) -> None:
    """The prompt and hints of an exercise or a program that is drawn into quizzes, reviews and the final too."""
    if item.here or not item.weight:
        return
    if found := next(filter(None, map(_TASK.search, (item.prompt, *item.hints))), None):
        fix = "let it say the whole task, or write here=only: then it is done on its page alone"
        context.warn("leans", f"“{found[0]}” points elsewhere, and it is asked on its own too", fix, item)


def _unmet(text: str) -> str:
    """“the chart” or “these plots” of a text in which none was named before."""
    for found in _KNOWN.finditer(text):
        if not re.search(rf"\b{found['thing']}", text[: found.start()], re.IGNORECASE):
            return found[0]
    return ""
