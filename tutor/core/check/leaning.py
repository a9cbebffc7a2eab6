"""Checks that a question can be asked apart from its page: in a quiz, a review, a placement, on a card of Anki's."""

import re

from tutor.core.check.context import CheckContext
from tutor.core.lesson.model import AnyQuestion

_THING = "tables?|plots?|charts?|pictures?|figures?|pages?|examples?|formulas?|texts?|sums?|exercises?"
LEANING = re.compile(
    rf"\b(?:this|that|these|those|the (?:last|first|worked|same)|our|your) (?:{_THING})\b"
    rf"|\bthe (?:example|page|lesson)\b|\b(?:{_THING}) (?:above|below)\b|\b(?:above|below)(?= *(?:[.,;:?!)]|$))"
    r"|\b(?:shown|given|written|as) (?:above|below|before|here)\b|\bcomplete this one\b|\bthe same place\b"
    r"|\bearlier (?:page|question)\b|\A(?:And|Now)\b|\bhere\b(?! (?:is|are) )",
    re.IGNORECASE | re.MULTILINE,
)
"""Words that point at something which stands beside a question."""


def check_leaning(context: CheckContext, item: AnyQuestion) -> None:
    """What is asked, with its options and its text; hints too, which a review shows."""
    if item.here:
        return
    listed = [text for listing in item.lists(range(len(item.distinct()))) for text in listing.texts]
    for said in (item.prompt, *listed, item.passage(lambda _: "…"), *item.hints):
        if found := LEANING.search(said):
            fix = "say it in full, or write here=only: then it is asked on its page alone"
            context.warn("leans", f"“{found[0]}” points at its page, and it may be asked without it", fix, item)
            return
