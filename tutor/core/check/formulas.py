"""Checks of formulas: TeX that cannot be drawn, which learners would see as it is written, and what is too wide."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from tutor.core.check.context import CheckContext
from tutor.core.check.draws import variants
from tutor.core.check.written import written
from tutor.core.exercise.view import Formula, Note, View
from tutor.core.lesson import maths
from tutor.core.lesson.model import Block, Prose
from tutor.core.lesson.tex.macros import MACROS
from tutor.core.lesson.tex.signs import USUAL
from tutor.core.nearest import nearest

COLUMNS = 74
_FIXES = {
    "tex-unknown": "say it with commands that the page on authoring lists, or in words",
    "tex-broken": "finish the formula; write a dollar that begins none as `\\$`",
}


def check_formulas(context: CheckContext) -> None:
    """Every formula of the lesson's pages and blocks, at its line."""
    for part, text, line in written(context):
        if isinstance(part, Prose):
            _judge(context, text, line)
        else:
            _block(context, part, text)


def check_view(context: CheckContext, view: View, name: str, method: object) -> None:
    """The formulas that an exercise shows; `method` is the author's, which is named."""
    for part in view.parts:
        texts = [part.symbols, part.numbers] if isinstance(part, Formula) else []
        texts += [formula.tex for formula in maths.formulas(part.text)] if isinstance(part, Note) else []
        for tex in texts:
            for code, why in _wrong(tex):
                context.report_at(code, f"{name}: {_said(tex, why)}", _FIXES[code], method, severity=_severity(code))


def _judge(
    context: CheckContext, text: str, line: int, only: set[tuple[str, str]] | None = None
) -> set[tuple[str, str]]:
    """Note what is wrong with the formulas of a text that begins at `line` (of it, `only` these); what was noted."""
    noted: set[tuple[str, str]] = set()
    for formula in maths.formulas(text):
        at = line + text.count("\n", 0, formula.start)
        for code, why in _wrong(formula.tex):
            if only is None or (code, why) in only:
                context.add(code, _said(formula.tex, why), _FIXES[code], line=at, severity=_severity(code))
                noted.add((code, why))
        if formula.display and only is None and len(maths.block(formula.tex, COLUMNS)[0]) > COLUMNS:
            said = f"a formula is wider than {COLUMNS} columns and has no operator where it can be broken"
            context.warn("page-wide", said, "break it into several", line=at)
    return noted


def _block(context: CheckContext, item: Block, source: str) -> None:
    """What is wrong with formulas as the learner gets them, at the lines where they are written."""
    wrong = {
        found: formula.tex
        for _, filled in variants(context, item)
        for text in _texts(filled)
        for formula in maths.formulas(text)
        for found in _wrong(formula.tex)
    }
    noted = _judge(context, source, item.line + 1, only=set(wrong))
    for (code, why), tex in wrong.items():
        if (code, why) not in noted:
            context.add(code, _said(tex, why), _FIXES[code], item, severity=_severity(code))


def _wrong(tex: str) -> Iterator[tuple[str, str]]:
    """The code and the reason of each finding on a formula."""
    for why, broken in maths.troubles(tex):
        misspelt = re.fullmatch(r"`\\([A-Za-z]{3,})` is not known", why)
        meant = nearest(misspelt[1], MACROS.keys() | USUAL, 1) if misspelt else []
        yield "tex-broken" if broken else "tex-unknown", why + "".join(f". Did you mean `\\{each}`?" for each in meant)


def _said(tex: str, why: str) -> str:
    short = " ".join(tex.split())
    return f"`{short if len(short) <= 60 else f'{short[:59]}…'}` is shown as it is written: {why}"


def _severity(code: str) -> str:
    return "error" if code == "tex-broken" else "warning"


def _texts(part: object) -> Iterator[str]:
    """All texts of an item, in order: what its fields hold, but for a program and for what is not shown as Markdown."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _texts(each)
    elif is_dataclass(part) and not isinstance(part, type):
        hidden = {"starter", "match", *getattr(part, "AS_WRITTEN", ())}
        for field in fields(part):
            if field.name not in hidden:
                yield from _texts(getattr(part, field.name))
