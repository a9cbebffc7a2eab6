"""The report as one HTML file that needs nothing else, in a browser and on paper."""

from collections.abc import Iterable, Iterator
from html import escape

from tutor.core.exchange.export import Export, Request
from tutor.core.report.content import Given, Report, gather
from tutor.core.report.markdown import (
    MEANING,
    PASSED,
    SIGNS,
    caption,
    lesson_title,
    made,
    recall_words,
    sitting,
    summary,
)
from tutor.core.report.svg import svg
from tutor.core.safe_text import clean, one_line

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1c1f24; background: #fff; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
h1, h2 { color: #1b5e9e; line-height: 1.2 } table { border-collapse: collapse; width: 100% }
td, th { border-bottom: 1px solid #ccc; padding: .25rem .6rem; text-align: left; vertical-align: top }
figure { margin: 1rem 0 } figure svg { max-width: 100%; height: auto; border: 1px solid #ddd }
figcaption, .muted { color: #555; font-size: .9rem } td.answer { font-family: monospace; overflow-wrap: anywhere }
pre { white-space: pre-wrap }
@media print { body { margin: 0; max-width: none; font-size: 11pt } h2 { break-after: avoid }
  figure, tr, li { break-inside: avoid } thead { display: table-header-group } }
"""  # noqa: E501


def export(request: Request) -> Export:
    """The report as of now."""
    found = gather(request.store, request.shelf, limit=request.review_limit)
    return Export(to_html(found), len(found.answers), "answer")


def to_html(report: Report) -> str:
    """The whole document."""
    body = "\n".join(_body(report))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>What I learned</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _body(report: Report) -> Iterator[str]:
    yield f"<h1>What I learned</h1>\n<p>{made(report)}. {_text(summary(report))}</p>"
    yield f"<h2>Lessons</h2><p>{PASSED}</p>"
    rows = ((title, _state(one.state, one.placed_at), f"{one.record.score:.0%}") for title, one in report.lessons)
    yield _table(("Lesson", "State", "Score"), rows)
    yield f"<h2>Objectives</h2><p>{MEANING}</p>"
    tried = [one for one in report.objectives if one.tried]
    yield _list(
        f"{SIGNS[one.state]} <b>{_text(one.text)}</b> <span class=muted>{_text(lesson_title(one, report))}</span><br>"
        f"{', '.join(filter(None, (str(one.state), recall_words(one, report))))}. {_text(one.why)}"
        for one in tried
    )
    yield "<h2>Open objectives</h2>"
    yield _list(f"{_text(one.text)}: {_text(one.why)}" for one in report.open) or "<p>None.</p>"
    yield "<h2>Charts</h2>"
    for name, chart in [*((chart.title, chart) for chart in report.charts), *report.exercises]:
        told = f"<b>{_text(name)}</b><br>{_text(caption(chart))}"
        yield f"<figure>{svg(chart)}<figcaption>{told}</figcaption></figure>"
    if report.notes:
        yield "<h2>Notes</h2>"
        for title, page, text in report.notes:
            yield f"<h3>{_text(title)}, {_text(page)}</h3><pre>{escape(clean(text))}</pre>"
    yield f"<h2>Quizzes, reviews and tests</h2><p>{_text(report.readiness)}</p>"
    if report.history:
        yield _table(("Day", "What", "Score", "Right", "Time"), map(sitting, report.history))
    yield "<h2>Answers</h2><p>Times are in your local time zone.</p>"
    if report.left_out:
        yield f"<p>The newest {len(report.answers)}; {report.left_out} older ones are in <code>tutor export</code>.</p>"
    yield _table(("When", "Lesson", "Question", "Answer", "Verdict"), map(_answer, reversed(report.answers)))


def _answer(given: Given) -> tuple[str, ...]:
    sign = "✓" if given.verdict.startswith("right") else "◐" if given.verdict.startswith("partly") else "✗"
    return given.at, given.lesson, one_line(given.asked, 300), one_line(given.answer, 500), f"{sign} {given.verdict}"


def _state(state: str, placed_at: str) -> str:
    return "placed" if placed_at and state in ("new", "started") else state


def _table(head: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    top = "".join(f"<th>{_text(cell)}</th>" for cell in head)
    body = "\n".join("<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _list(entries: Iterable[str]) -> str:
    found = "\n".join(f"<li>{entry}</li>" for entry in entries)
    return f"<ul>\n{found}\n</ul>" if found else ""


def _text(text: str) -> str:
    return escape(one_line(text))
