"""Checks that nothing is told by a colour alone: themes change colours, and not everybody sees them."""

import re

from tutor.core.check.context import CheckContext
from tutor.core.check.written import written
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import Bars, Box, ErrorBars, Histogram, Line, Path, Points, Segments
from tutor.core.exercise.view import Note, View
from tutor.core.lesson.model import CodeItem

_COLOUR = "red|green|blue|yellow|orange|purple|violet|pink|gr[ae]y|cyan|magenta|brown"
_THING = (
    "lines?|curves?|points?|dots?|bars?|squares?|regions?|areas?|bands?|cells?|rows?|columns?|boxes|marks?|crosses|series"
    "|arrows?|strokes?|surface|shades?|paths?|walks?"
)
_TOLD = re.compile(
    rf"\b(?:{_COLOUR})(?:,? (?:and|or) (?:{_COLOUR}))? (?:\w+ )?(?:{_THING})\b"
    rf"|\b(?:{_THING}) (?:that (?:is|are) |drawn |shown |marked )?in (?:{_COLOUR})\b"
    rf"|\b(?:drawn|shown|marked|coloured|turns?|turned) (?:in )?(?:{_COLOUR})\b",
    re.IGNORECASE,
)
_FIX = "call it by its label or its mark, which every theme shows, such as ◆ or “your line”"
_SERIES = (Bars, Box, ErrorBars, Histogram, Line, Path, Points, Segments)


def check_colour(context: CheckContext) -> None:
    """The texts of the lesson."""
    for part, text, line in written(context):
        for number, shown in enumerate(text.split("\n") if not isinstance(part, CodeItem) else ()):
            if found := _TOLD.search(shown):
                context.warn("colour", f"“{found[0]}” tells by colour alone", _FIX, line=line + number)


def check_view_colour(context: CheckContext, view: View, name: str, method: object) -> None:
    """The notes of a view, and series of a chart that have no name; `method` is the author's, which is named."""
    for part in view.parts:
        if isinstance(part, Note) and (found := _TOLD.search(part.text)):
            said = f"{name}: a Note says “{found[0]}”, which tells by colour alone"
            context.report_at("colour", said, _FIX, method, severity="warning")
        if isinstance(part, Chart):
            named = {layer.tone for layer in part.layers if layer.label}
            for kind in _SERIES:
                alike = {layer.tone: layer for layer in part.layers if type(layer) is kind}
                if len(alike) > 1 and alike.keys() - named:
                    said = f"{name}: layers {kind.__name__} of a chart differ in tone, and one has no label"
                    fix = 'label="what it is" for each, which goes into the legend and the words'
                    context.report_at("colour", said, fix, method, severity="warning")
