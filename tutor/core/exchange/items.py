"""Which questions an export holds, with their values drawn."""

from collections.abc import Sequence

from tutor.core.answering import generated
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exchange.anki import Card
from tutor.core.exchange.gift import Refusal
from tutor.core.item_index import Entry, ItemIndex
from tutor.core.lesson.model import Block, Question
from tutor.core.packs.model import Lesson
from tutor.core.progress import placements
from tutor.core.quiz.draw import scope as lessons_of
from tutor.core.review.ledger import read_ledger
from tutor.core.store.port import Store


def gift_items(shelf: ItemIndex, scope: str, seed: int) -> tuple[list[tuple[str, Block]], list[Refusal]]:
    """Every item of a pack, module or lesson (or of all) by its id, and those whose values cannot be drawn."""
    entries = [entry for lesson in _lessons(shelf, scope) for entry in shelf.entries(lesson.id)]
    found, refused = _drawn(entries, seed)
    return [(entry.id, item) for entry, item in found], refused


def review_items(store: Store, shelf: ItemIndex, scope: str, seed: int) -> tuple[list[Card], list[Refusal]]:
    """The questions under review, or all of a pack, module or lesson. TutorError where there are none."""
    cards = {*read_ledger(store).cards}
    cards |= {f"{id}#{name}" for id, one in placements(store).items() if not one.withdrawn for name in one.items}
    entries = [entry for lesson in _lessons(shelf, scope) for entry in shelf.entries(lesson.id) if entry.asks]
    kept = [entry for entry in entries if scope or entry.id in cards]
    if not kept:
        raise TutorError("Nothing is under review yet. Answer questions first, or name a lesson: tutor export LESSON …")
    found, refused = _drawn(kept, seed)
    return [(entry.lesson, entry.id, item) for entry, item in found if isinstance(item, Question)], refused


def _lessons(shelf: ItemIndex, scope: str) -> Sequence[Lesson]:
    return lessons_of(shelf, scope)[1] if scope else shelf.catalog.lessons


def _drawn(entries: Sequence[Entry], seed: int) -> tuple[list[tuple[Entry, Block]], list[Refusal]]:
    found: list[tuple[Entry, Block]] = []
    refused: list[Refusal] = []
    for entry in entries:
        if entry.item.here:
            refused.append(Refusal(entry.id, "it leans on its page (here=only)"))
            continue
        try:
            found.append((entry, generated(entry.lesson, entry.item, seed)))
        except ExerciseError as error:
            refused.append(Refusal(entry.id, f"its lesson is at fault: {error}"))
    return found, refused
