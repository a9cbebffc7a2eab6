"""One builder for each kind of block: header and body in, an item of the lesson out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from tutor.core.lesson.answers import no_twins, read_cases, read_options
from tutor.core.lesson.body import BOX, NUMBERED, Body, RawCase, cut
from tutor.core.lesson.header import Header, read_header
from tutor.core.lesson.model import Blank, Block, Choice, CodeItem, ExerciseRef, Match, Number, Order, Text
from tutor.core.lesson.source import Line, Report, joined
from tutor.core.lesson.tables import read_columns, read_gaps
from tutor.core.questions.places import PlaceError, names

_MARKERS = {"choice": BOX, "number": BOX, "text": BOX, "order": NUMBERED}
_DEFAULT_PROMPTS = {"blank": "Fill in the gaps."}
_PLACE = re.compile(r"(?<!\{)\{[A-Za-z_]\w*(?::[^{}\n]*)?\}(?!\})")
_NOT_PROSE = re.compile(r"(?<!`)(`+)[^`\n]+\1(?!`)|\$[^$\n]+\$")


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as it stands in the file; `whole` is false if its end was not found."""

    opener: Line
    lines: list[Line]
    whole: bool = True


def build(raw: RawBlock, report: Report) -> Block | None:
    """The item of a block, or None if it has no usable kind or end; all that is wrong goes to `report`."""
    header = read_header(raw.opener, report)
    if not header.kind or not raw.whole:
        return None
    _check_places(raw, header, report)
    _check_breaks(raw, report)
    body = cut(raw.lines, _MARKERS.get(header.kind), report)
    prompt, parts = _BUILDERS[header.kind](header, body, report)
    text = joined(prompt).strip() or _DEFAULT_PROMPTS.get(header.kind, "")
    if not text:
        fix = "write it between the `:::` line and the answers"
        report.error("no-prompt", raw.opener, "This block asks nothing: its prompt is empty.", fix)
    draw = header.object(report, "draw", "questions:two_points")
    common: dict[str, Any] = {"name": header.name, "prompt": text, "hints": body.hints, "why": body.why, "draw": draw}
    common["objectives"] = header.numbers(report, "objective")
    item: Block = _TYPES[header.kind](**common, **parts, line=raw.opener.number)
    return item


def _choice(header: Header, body: Body, report: Report) -> tuple[list[Line], dict[str, Any]]:
    options = read_options(body.cases, header.line, report)
    right = sum(option.right for option in options)
    pick = header.one_of(report, "pick", "one", "all")
    if pick == "one" and right > 1:
        header.wrong(report, "pick", f"pick=all: {right} options are right")
    shuffle = header.one_of(report, "shuffle", "yes", "no") != "no"
    return body.prompt, {"options": options, "pick_all": pick == "all" or right > 1, "shuffle": shuffle}


def _number(header: Header, body: Body, report: Report) -> tuple[list[Line], dict[str, Any]]:
    cases = read_cases(body.cases, header.line, "number", "draw" in header.keys, report)
    return body.prompt, {"cases": cases, "unit": header.keys.get("unit", "")}


def _text(header: Header, body: Body, report: Report) -> tuple[list[Line], dict[str, Any]]:
    return body.prompt, {"cases": read_cases(body.cases, header.line, "text", "draw" in header.keys, report)}


def _blank(header: Header, body: Body, report: Report) -> tuple[list[Line], dict[str, Any]]:
    prompt, pieces = read_gaps(body.prompt, header.line, report)
    return prompt, {"pieces": pieces}


def _order(header: Header, body: Body, report: Report) -> tuple[list[Line], dict[str, Any]]:
    entries = [case.text for case in body.cases]
    if len(entries) < 2:
        fix = "write them as `1. first`, `2. second`, … in the right order"
        message = f"An order needs two numbered entries or more; this has {len(entries)}."
        report.error("too-few", header.line, message, fix)
    no_twins(entries, body.cases, "entry", report)
    for case in body.cases:
        if case.quoted:
            fix = "say it in `Why:`, or in a `Hint:`"
            report.error("no-feedback", case.line, "Entries of an order have no feedback.", fix)
    return body.prompt, {"entries": tuple(entries)}


def _match(header: Header, body: Body, report: Report) -> tuple[list[Line], dict[str, Any]]:
    prompt, columns = read_columns(body.prompt, header.line, report)
    for side in (0, 1):
        cells = [row.cells[side] for row in columns.rows]
        cases = [RawCase(row.line, max(1, row.line.text.find(row.cells[side]) + 1), "", []) for row in columns.rows]
        no_twins(cells, cases, "cell", report)
    left, right = (tuple(row.cells[side] for row in columns.rows) for side in (0, 1))
    return prompt, {"left": left, "right": right, "headers": columns.headers}


def _exercise(header: Header, body: Body, report: Report) -> tuple[list[Line], dict[str, Any]]:
    use = header.object(report, "use", "exercise:FitLine")
    weight = header.positive(report, "weight", 1.0, or_zero=True)
    return body.prompt, {"use": use, "part": header.keys.get("part", ""), "weight": weight}


def _code(header: Header, body: Body, report: Report) -> tuple[list[Line], dict[str, Any]]:
    prompt, starter = _starter(body.prompt)
    if not starter.strip():
        fix = "add a ```python block with the program the learner starts from"
        report.error("no-starter", header.line, "This code block has no starter.", fix)
    parts = {
        "starter": starter,
        "checks": header.object(report, "checks", "checks:gradient_step"),
        "seconds": header.positive(report, "seconds", 5.0),
        "weight": header.positive(report, "weight", 1.0, or_zero=True),
    }
    return prompt, parts


def _starter(lines: list[Line]) -> tuple[list[Line], str]:
    """The prompt, and the program in its last fenced block, or else its last indented one."""
    fence = max((line.fence for line in lines), default=0)
    inside = [at for at, line in enumerate(lines) if line.fence == fence] if fence else _last_indented(lines)
    if not inside:
        return lines, ""
    start, end = inside[0], inside[-1] + 1
    program = lines[start + 1 : end - 1] if fence else lines[start:end]
    code = dedent("\n".join(line.text for line in program)).strip("\n")
    return lines[:start] + lines[end:], f"{code}\n" if code.strip() else ""


def _last_indented(lines: list[Line]) -> list[int]:
    """The numbers of the last run of indented lines, empty ones between them included."""
    run: list[int] = []
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].text.startswith(("    ", "\t")) and not lines[at].blank:
            run.append(at)
        elif run and not lines[at].blank:
            break
    return run[::-1]


def _check_places(raw: RawBlock, header: Header, report: Report) -> None:
    """With draw, every brace is a place or doubled; without, nothing in the prose looks like a place."""
    for line in raw.lines:
        if "draw" in header.keys:
            try:
                names(line.text)
            except PlaceError as error:
                fix = "`{name}` or `{name:.2f}`; double a brace that is to be shown: `{{`"
                report.error("bad-place", line, str(error), fix, error.column)
        elif not line.code and (found := _PLACE.search(_NOT_PROSE.sub(lambda span: " " * len(span[0]), line.text))):
            message = f"`{found[0]}` is filled only in a block with `draw`."
            fix = "add draw=questions:function to its first line, or write it as `code`"
            report.error("place-without-draw", line, message, fix, found.start() + 1)


def _check_breaks(raw: RawBlock, report: Report) -> None:
    for line in raw.lines:
        if line.text.rstrip() == "---" and not line.code:
            fix = "end the block with `:::` before the page ends"
            report.error("break-in-block", line, "A page cannot end inside a block.", fix)


_Builder = Callable[[Header, Body, Report], tuple[list[Line], dict[str, Any]]]
_BUILDERS: dict[str, _Builder] = {
    "choice": _choice,
    "number": _number,
    "text": _text,
    "blank": _blank,
    "order": _order,
    "match": _match,
    "exercise": _exercise,
    "code": _code,
}
_TYPES: dict[str, type[Any]] = {
    "choice": Choice,
    "number": Number,
    "text": Text,
    "blank": Blank,
    "order": Order,
    "match": Match,
    "exercise": ExerciseRef,
    "code": CodeItem,
}
