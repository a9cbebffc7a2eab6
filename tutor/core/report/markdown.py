"""The report as Markdown, its charts as pictures inside the one file."""

from base64 import b64encode
from collections.abc import Iterator

from tutor.core.exchange.export import Export, Request
from tutor.core.exercise.chart import Chart
from tutor.core.quiz.history import Taken
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
    yield f"# What I learned\n\n{made(report)}. {summary(report)}\n"
    yield f"## Lessons\n\n{PASSED}\n"
    yield "| Lesson | State | Score |\n|---|---|---|"
    for title, one in report.lessons:
        yield f"| {_cell(title)} | {_state(one.state, one.placed_at)} | {one.record.score:.0%} |"
    yield f"\n## Objectives\n\n{MEANING}\n"
    yield from (_objective(one, report) for one in report.objectives if one.tried)
    yield "\n## Open objectives\n"
    yield from (f"- {_text(one_line(one.text))} ({_text(lesson_title(one, report))}): {one.why}" for one in report.open)
    if not report.open:
        yield "None."
    yield "\n## Charts\n"
    yield from (_chart(chart.title, chart, pictures) for chart in report.charts)
    yield from (_chart(name, chart, pictures) for name, chart in report.exercises)
    if report.notes:
        yield "## Notes\n"
        yield from (f"**{_text(title)}, {_text(page)}.** {_text(text)}\n" for title, page, text in report.notes)
    yield "## Quizzes, reviews and tests\n"
    yield f"{report.readiness}\n"
    if report.history:
        yield "| Day | What | Score | Right | Time |\n|---|---|---|---|---|"
        yield from (f"| {' | '.join(map(_cell, sitting(one)))} |" for one in report.history)
    yield from (
        "\n### " + _text(f"{one.name}, {one.day}") + "\n\n" + "\n".join(_rows(one)) for one in report.history[:20]
    )
    yield "\n## Answers\n\nTimes are in your local time zone.\n"
    if report.left_out:
        yield f"The newest {len(report.answers)}; {report.left_out} older ones are in `tutor export`.\n"
    yield "| When | Lesson | Question | Answer | Verdict |\n|---|---|---|---|---|"
    yield from map(_answer, reversed(report.answers))


PASSED = "Passed: 80% of what its items can earn, and at least 60% in exercises and in questions."
MEANING = (
    "Shown: all its items were right without help. Mastered: and right in reviews on two later days. "
    "Fading: reached once, and likely to be forgotten by now. Recall: the chance that you remember it today; "
    "what was missed last counts as 0."
)


def made(report: Report) -> str:
    """The learner's day and time, and what zone that is."""
    return f"{report.made:%Y-%m-%d %H:%M %Z}"


def counted(number: int, thing: str) -> str:
    """`1 lesson`, `2 lessons`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def summary(report: Report) -> str:
    """A sentence on the whole."""
    states = [str(one.state) for one in report.objectives]
    passed = sum(one.state.done for _, one in report.lessons)
    return (
        f"{counted(passed, 'lesson')} passed; of {counted(len(states), 'objective')} "
        f"{states.count('mastered')} mastered, {states.count('shown')} shown, "
        f"{states.count('fading')} fading; {counted(report.due, 'review')} due."
    )


def lesson_title(one: Objective, report: Report) -> str:
    """The title of an objective's lesson."""
    return report.titles.get(one.lesson, one.lesson)


def recall_words(one: Objective, report: Report) -> str:
    """`recall 93%, last tried 4 days ago`."""
    if one.recall is None:
        return ""
    days = one.days_old(report.made)
    age = "" if days is None else ", last tried today" if days == 0 else f", last tried {counted(days, 'day')} ago"
    return f"recall {one.recall:.0%}{age}"


def sitting(one: Taken) -> tuple[str, str, str, str, str]:
    """A row of the history."""
    passed = {True: " (passed)", False: " (not passed)", None: ""}[one.passed]
    minutes = counted(max(1, round(one.seconds / 60)), "minute")
    return one.day, one.name + passed, f"{one.score:.0%}", f"{one.right} of {one.counted}", minutes


def _rows(one: Taken) -> Iterator[str]:
    yield from (
        f"- {row.score:.0%} of {counted(row.asked, 'question')}: {_text(row.objective)}" for row in one.objectives
    )


def _objective(one: Objective, report: Report) -> str:
    told = ", ".join(filter(None, (str(one.state), recall_words(one, report))))
    return f"- {SIGNS[one.state]} {_text(one_line(one.text))} ({_text(lesson_title(one, report))}): {told}. {one.why}"


def _state(state: str, placed_at: str) -> str:
    return "placed" if placed_at and state in ("new", "started") else state


def caption(chart: Chart) -> str:
    """What a chart shows, in a sentence or two; the numbers are in the picture."""
    told = one_line(chart.words())
    return told if len(told) <= 200 else told[:200].rsplit(" ", 1)[0] + " …"


def _chart(name: str, chart: Chart, pictured: bool) -> str:
    if not pictured:
        return f"**{_text(one_line(name))}.** {_text(chart.words())}\n"
    picture = b64encode(svg(chart).encode()).decode()
    return f"![{_text(one_line(name))}](data:image/svg+xml;base64,{picture})\n\n{_text(caption(chart))}\n"


def _answer(given: Given) -> str:
    cells = (given.at, given.lesson, one_line(given.asked, 160), one_line(given.answer, 200), given.verdict)
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return _text(one_line(text)).replace("|", "\\|")


def _text(text: str) -> str:
    """Foreign text as text: what Markdown would obey is escaped."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#!" else char for char in text)
