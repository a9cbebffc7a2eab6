"""What is to be asked again today: the least remembered first, mixed over lessons, look-alikes together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tutor.core.item_index import Entry, ItemIndex
from tutor.core.packs.glossary import Term, glossary, spoken
from tutor.core.packs.model import Pack
from tutor.core.progress import Placed, placements
from tutor.core.record.days import today
from tutor.core.review.ledger import Ledger, read_ledger
from tutor.core.review.memory import Card, known_since
from tutor.core.store.port import Store


@dataclass(frozen=True, slots=True)
class Due:
    """`entries` in the order to ask; `waiting` is how many more are due than a day bears."""

    entries: tuple[Entry, ...]
    waiting: int = 0
    gone: tuple[str, ...] = ()
    """Items that were answered once and are no longer there."""
    changed: tuple[str, ...] = ()
    """Items whose answer was changed since: they are asked anew."""
    next_at: str = ""
    """The local day (ISO) on which the next one is due, if none is now."""

    def __len__(self) -> int:
        return len(self.entries)


def due(store: Store, shelf: ItemIndex, limit: int, now: datetime | None = None) -> Due:
    """What is due at `now`; at most `limit` reviews a day, those of today counted in."""
    now = now or datetime.now(UTC)
    ledger = read_ledger(store, now)
    return due_of(ledger, placements(store), shelf, limit, now)


def due_of(ledger: Ledger, placed_out: Mapping[str, Placed], shelf: ItemIndex, limit: int, now: datetime) -> Due:
    """What of these cards is due. Reads the lessons that have cards, and no others."""
    written = {id: known_since(at) for id, at in shelf.all_written().items()}
    cards = {**_of_placed(ledger, placed_out), **written, **ledger.cards}
    entries = {id: shelf.find(id) for id in cards}
    asked = {id: entry for id, entry in entries.items() if entry is not None and entry.sits}
    changed = tuple(id for id, entry in asked.items() if cards[id].version not in ("", entry.version))
    ready = [id for id in asked if id in changed or cards[id].is_due(now)]
    ready.sort(key=lambda id: (cards[id].recall(now), cards[id].seen, id))
    # What was missed in a review today is a part of today's load already: it comes back after all others.
    again = [id for id in ready if cards[id].reviewed == today(now)]
    fresh = [id for id in ready if id not in again]
    room = max(0, limit - ledger.reviewed(now))
    later = [cards[id].due_on for id in asked if id not in ready]
    return Due(
        entries=(*mixed([asked[id] for id in fresh[:room]]), *mixed([asked[id] for id in again])),
        waiting=max(0, len(fresh) - room),
        gone=tuple(id for id, entry in entries.items() if entry is None),
        changed=changed,
        next_at=min(later, default="") if not ready else "",
    )


def _of_placed(ledger: Ledger, placed_out: Mapping[str, Placed]) -> dict[str, Card]:
    """Cards of questions that were never asked, of lessons that stand as placed."""
    found = {}
    for lesson, one in placed_out.items():
        names = [] if one.withdrawn else [name for name in one.items if f"{lesson}#{name}" not in ledger.cards]
        if names:
            card = known_since(one.at)
            found.update({f"{lesson}#{name}": card for name in names})
    return found


def mixed(entries: Sequence[Entry]) -> list[Entry]:
    """The same entries such that a neighbour is of another lesson where it can be, and a look-alike where there is.

    Two questions look alike if they speak of the same term of the glossary, or of one that is easily taken for it.
    """
    words = _Words(entries)
    left = list(entries)
    found: list[Entry] = []
    while left:
        last = found[-1] if found else None
        others = [entry for entry in left if last is None or entry.lesson is not last.lesson] or left
        alike = [entry for entry in others if last is not None and words.alike(last, entry)]
        chosen = (_pressing(others, left) or alike or others)[0]
        left.remove(chosen)
        found.append(chosen)
    return found


def _pressing(others: Sequence[Entry], left: Sequence[Entry]) -> list[Entry]:
    """Of the lesson that has more than half of what is left: it must be now, or it would stand beside itself."""
    return [entry for entry in others if sum(each.lesson is entry.lesson for each in left) > len(left) // 2]


class _Words:
    """Which terms each question speaks of."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._glossaries: dict[Pack, dict[str, Term]] = {}
        self._terms = {entry.id: self._spoken(entry) for entry in entries}

    def _spoken(self, entry: Entry) -> frozenset[str]:
        pack = entry.lesson.pack
        if pack not in self._glossaries:
            self._glossaries[pack] = glossary(pack)
        terms = [self._glossaries[pack][name] for name in spoken(_text(entry), self._glossaries[pack])]
        friends = {word for term in terms for other in term.false_friends for word in self._named(pack, other)}
        return frozenset({term.name for term in terms} | friends)

    def _named(self, pack: Pack, sentence: str) -> list[str]:
        return spoken(sentence, self._glossaries[pack])

    def alike(self, one: Entry, other: Entry) -> bool:
        """Whether they share a term."""
        return bool(self._terms[one.id] & self._terms[other.id])


def _text(entry: Entry) -> str:
    options = [option.text for option in getattr(entry.item, "options", ())]
    return " ".join([entry.item.prompt, *options])
