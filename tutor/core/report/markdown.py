"""The report as Markdown, its charts as pictures inside the one file."""

from base64 import b64encode
from collections.abc import Iterator

from tutor.core.exchange.export import Export, Request
from tutor.core.exercise.chart import Chart
from tutor.core.report.content import Given, Report, gather
from tutor.core.report.svg import svg
from tutor.core.review.mastery import Objective
from tutor.core.safe_text import clean, one_line

SIGNS = {"new": "○", "begun": "◐", "shown": "●", "mastered": "★", "fading": "◌"}


def export(request: Request) -> Export:
    """The report as of now."""
    found = gather(request.store, request.shelf, limit=request.review_limit)
    return Export(to_markdown(found, pictures=request.pictures), len(found.answers), "answer")


def to_markdown(report: Report, *, pictures: bool = True) -> str:
    """One Markdown text; without `pictures` its charts are told in words alone."""
    return clean("\n".join(_lines(report, pictures))) + "\n"


def _lines(report: Report, pictures: bool) -> Iterator[str]:
    yield f"# What I learned\n\n{report.made:%Y-%m-%d}. {summary(report)}\n"
    yield "## Lessons\n"
    yield "| Lesson | State | Score |\n|---|---|---|"
    for title, one in report.lessons:
        yield f"| {_cell(title)} | {_state(one.state, one.placed_at)} | {one.record.score:.0%} |"
    yield "\n## Objectives\n"
    yield from (_objective(one, report) for one in report.objectives if one.tried)
    yield "\n## Open objectives\n"
    yield from (f"- {one_line(one.text)} ({one.lesson}): {one.why}" for one in report.open)
    if not report.open:
        yield "None."
    yield "\n## Charts\n"
    yield from (_chart(chart.title, chart, pictures) for chart in report.charts)
    yield from (_chart(name, chart, pictures) for name, chart in report.exercises)
    if report.notes:
        yield "## Notes\n"
        yield from (f"**{_text(title)}, {_text(page)}.** {_text(text)}\n" for title, page, text in report.notes)
    yield "## Answers\n"
    if report.left_out:
        yield f"The newest {len(report.answers)}; {report.left_out} older ones are in `tutor export`.\n"
    yield "| When | Item | Answer | Verdict |\n|---|---|---|---|"
    yield from map(_answer, reversed(report.answers))


def summary(report: Report) -> str:
    """A sentence on the whole."""
    states = [str(one.state) for one in report.objectives]
    passed = sum(one.state.done for _, one in report.lessons)
    return (
        f"{passed} lessons passed; {states.count('mastered')} of {len(states)} objectives mastered, "
        f"{states.count('shown')} shown, {states.count('fading')} fading; {report.due} reviews due."
    )


def recall_words(one: Objective, report: Report) -> str:
    """`recall 93 %, 4 days ago`."""
    if one.recall is None:
        return ""
    days = one.days_old(report.made)
    age = "" if days is None else ", today" if days == 0 else f", {days} day{'s' if days != 1 else ''} ago"
    return f"recall {one.recall:.0%}{age}"


def _objective(one: Objective, report: Report) -> str:
    return (
        f"- {SIGNS[one.state]} {one_line(one.text)} ({one.lesson}): {one.state}, {recall_words(one, report)}. {one.why}"
    )


def _state(state: str, placed_at: str) -> str:
    return "placed" if placed_at and state in ("new", "started") else state


def _chart(name: str, chart: Chart, pictured: bool) -> str:
    if not pictured:
        return f"**{_text(one_line(name))}.** {_text(chart.words())}\n"
    picture = b64encode(svg(chart).encode()).decode()
    return f"![{_text(one_line(name))}](data:image/svg+xml;base64,{picture})\n\n{_text(chart.words())}\n"


def _answer(given: Given) -> str:
    verdict = "right" if given.outcome == "passed" else f"{given.score:.0%}" if given.score else "wrong"
    when = given.at[:16].replace("T", " ")
    return f"| {when} | {_cell(given.item)} | {_cell(one_line(given.response, 200))} | {verdict} |"


def _cell(text: str) -> str:
    return _text(one_line(text)).replace("|", "\\|")


def _text(text: str) -> str:
    """Foreign text as text: what Markdown would obey is escaped."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#!" else char for char in text)
