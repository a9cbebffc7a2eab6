"""The end of a lesson in words: what the learner can do now, what is open, and what comes next."""

from dataclasses import dataclass

from tutor.core.item_index import ItemIndex
from tutor.core.progress import lessons, suggestion
from tutor.core.run import LessonRun

PASSED = "Passed means 80% of what its items can earn, and at least 60% in exercises and in questions."


@dataclass(frozen=True, slots=True)
class Ending:
    """`can` are objectives of which every item was right without help; `begun` the others, with how many are."""

    headline: str
    can: tuple[str, ...]
    begun: tuple[str, ...]
    open: tuple[tuple[str, int], ...]
    """What was not answered right yet: a word for the item, and the index of its page."""
    next_id: str = ""
    next_title: str = ""


def ending(run: LessonRun, shelf: ItemIndex | None) -> Ending:
    """That of a lesson as it stands; on own data nothing is proved. Without a shelf no lesson is said to be next."""
    own = run.own_data is not None
    items = list(run.text.items())
    can, begun = [], []
    for number, text in enumerate(run.lesson.meta.objectives, 1):
        serving = [item for item in items if (number in item.objectives or not item.objectives) and counts(item)]
        shown = sum(run.facts(item.name).shown for item in serving)
        if serving and shown == len(serving) and not own:
            can.append(text)
        else:
            begun.append(f"{text} ({shown} of {len(serving)} right without help)")
    left = [] if own else [item.name for item in items if counts(item) and not run.facts(item.name).done]
    next_ = _next(run, shelf) if shelf is not None and run.store.ready else {}
    if not items:
        read = tuple(run.lesson.meta.objectives) if run.record_now.passed_at else ()
        return Ending("You have come to the end of this lesson.", read, (), (), **next_)
    open_ = tuple((name.replace("-", " "), run.text.page_of(name)) for name in left)
    return Ending(_headline(run, own), tuple(can), tuple(begun), open_, **next_)


def _next(run: LessonRun, shelf: ItemIndex) -> dict[str, str]:
    others = [lesson for lesson in shelf.catalog.lessons if lesson.id != run.lesson.id]
    ahead = suggestion(others, lessons(run.store, shelf, run.learner))
    return {"next_id": ahead.id, "next_title": ahead.title} if ahead is not None else {}


def _headline(run: LessonRun, own: bool) -> str:
    if own:
        return "The end of the lesson. What you do on your own data does not count towards it."
    score = run.score()
    verdict = "It is passed." if score.passed else "It is not passed yet."
    return f"The end of the lesson, with {score.score:.0%}. {verdict} {PASSED}"


def counts(item: object) -> bool:
    """Whether an item counts for the lesson's score: one of no weight is for practice."""
    return getattr(item, "weight", 1.0) > 0
