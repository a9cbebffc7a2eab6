"""A learner's walk through one lesson, as frozen data: state in, state out; no store, no screen, no author's code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

import msgspec

from tutor.core.grade import Grade, Outcome
from tutor.core.store import sanitize
from tutor.core.store.parsed import Count

LONGEST_DRAFT = 100_000
"""Characters of a draft or response that are kept."""
LONG_AGO = "1970-01-01T00:00:00.000000+00:00"
"""When a page was seen of which only that is known."""


def seed_of(lesson: str, learner: str, attempt: int, item: str) -> int:
    """The seed of an attempt: SHA-256 modulo 2**32, so that it is the same on every machine."""
    words = "\0".join((lesson, learner, str(attempt), item))
    return int(sha256(words.encode("utf-8", "surrogatepass")).hexdigest(), 16) % 2**32


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemState:
    """What this attempt at an item has come to on the screen; what it proves is in the record alone.

    `attempt` makes the seed; `tries` and `hints` are of this attempt.
    """

    version: str = ""
    attempt: Count = 0
    draft: str = ""
    response: str = ""
    grade: Grade | None = None
    """The verdict on the newest answer of this attempt."""
    tries: Count = 0
    hints: Count = 0
    revealed: bool = False
    skipped: bool = False
    predictions: tuple[int, ...] = ()
    """The options of the predictions made, in order; -1 is no guess."""
    seconds: float = 0.0

    @property
    def settled(self) -> bool:
        """Whether this attempt is over: passed, or the answer was shown."""
        return self.revealed or (self.grade is not None and self.grade.outcome is Outcome.PASSED)

    def sent(self, response: str) -> bool:
        """Whether this very answer was the last one given: sending it again is no new try."""
        return self.tries > 0 and sanitize.text(response, LONGEST_DRAFT) == self.response

    def answered(self, response: str, grade: Grade, *, seconds: float = 0.0) -> "ItemState":
        """After an answer. What is no try (invalid, unattempted, the lesson's fault) costs nothing."""
        if grade.outcome is Outcome.UNATTEMPTED:
            return self
        response, grade = sanitize.text(response, LONGEST_DRAFT), _sane(grade)
        shown = replace(self, draft=response, grade=grade, skipped=False)
        if not grade.counts or self.sent(response):
            return shown
        spent = self.seconds + max(0.0, sanitize.real(seconds))
        return replace(shown, response=response, tries=self.tries + 1, seconds=spent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The page, and the state of each item and exercise that was touched."""

    page: Count = 0
    visited: Mapping[int, str] = field(default_factory=dict)
    """When each page was first seen, ISO time in UTC."""
    items: Mapping[str, ItemState] = field(default_factory=dict)
    plays: Mapping[str, str] = field(default_factory=dict)
    """Saved states of the exercises, by `use`."""

    def item(self, name: str) -> ItemState:
        """The state of an item; that of an untouched one where there is none."""
        return self.items.get(name, _UNTOUCHED)

    def _with(self, name: str, **changes: Any) -> "Session":
        return self.with_item(name, replace(self.item(name), **changes))

    def with_item(self, name: str, state: ItemState) -> "Session":
        """An item in this state."""
        return replace(self, items={**self.items, name: state})

    def go(self, page: int, at: str = LONG_AGO) -> "Session":
        """To another page, at this time."""
        page = max(0, page)
        return replace(self, page=page, visited={page: at, **self.visited})

    def drafted(self, name: str, text: str) -> "Session":
        """What stands in the field of an item, not answered yet."""
        return self._with(name, draft=sanitize.text(text, LONGEST_DRAFT), skipped=False)

    def played(self, use: str, state: str) -> "Session":
        """The state of an exercise, as its Play dumps it; empty forgets it."""
        plays = {key: kept for key, kept in self.plays.items() if key != use}
        return replace(self, plays={**plays, use: sanitize.text(state)} if state else plays)

    def predicted(self, name: str, option: int) -> "Session":
        """The next prediction is made."""
        return self._with(name, predictions=(*self.item(name).predictions, sanitize.whole(option)))

    def hinted(self, name: str, hints: int) -> "Session":
        """One more of the item's `hints` is shown."""
        return self._with(name, hints=min(hints, self.item(name).hints + 1))

    def reveal(self, name: str) -> "Session":
        """The answer was shown: this attempt is over and earns nothing more."""
        return self._with(name, revealed=True)

    def skip(self, name: str) -> "Session":
        """The learner goes on without an answer."""
        return self._with(name, skipped=True)

    def retry(self, names: Iterable[str]) -> "Session":
        """A new attempt, with a new seed, at items that share it."""
        items, names = dict(self.items), tuple(names)
        attempt = 1 + max((self.item(name).attempt for name in names), default=0)
        for name in names:
            items[name] = ItemState(attempt=attempt, version=self.item(name).version)
        return replace(self, items=items)

    def answered(self, name: str, response: str, grade: Grade, *, seconds: float = 0.0) -> "Session":
        """An answer to an item, and its verdict."""
        return self.with_item(name, self.item(name).answered(response, grade, seconds=seconds))

    def migrate(self, versions: Mapping[str, str]) -> "Session":
        """Every item of the lesson at its present version; one that was answered at another is asked again."""
        items = dict(self.items)
        for name, version in versions.items():
            state = self.item(name)
            if state.version in ("", version):
                items[name] = replace(state, version=version)
            else:
                items[name] = ItemState(version=version, attempt=state.attempt + 1)
        return replace(self, items=items)

    def merged(self, newer: "Session") -> "Session":
        """This session gone on with in `newer`, which was begun without knowing of it."""
        touched = {name: state for name, state in newer.items.items() if state != ItemState(version=state.version)}
        return replace(
            newer,
            visited={
                page: min(at for at in (self.visited.get(page), newer.visited.get(page)) if at is not None)
                for page in {**self.visited, **newer.visited}
            },
            items={**self.items, **touched},
            plays={**self.plays, **newer.plays},
        )

    def dump(self) -> str:
        """As JSON."""
        return msgspec.json.encode(self).decode()


_UNTOUCHED = ItemState()


def load(text: str | None) -> Session:
    """The session that `dump` wrote. Of a damaged or older one, what can be kept; never raises."""
    raw = _object(text)
    items = {name: _converted(_renamed(item), ItemState) for name, item in _mapping(raw.get("items")).items()}
    plays = _mapping(raw.get("plays"))
    page = _converted(raw.get("page"), Count)
    visited = _converted(raw.get("visited"), dict[Count, str])
    if visited is None:  # before, that a page was seen was kept without its time
        visited = dict.fromkeys(_converted(raw.get("visited"), list[Count]) or (), LONG_AGO)
    return Session(
        page=page or 0,
        visited={number: sanitize.text(at, sanitize.LONGEST_NAME) for number, at in visited.items()},
        items={name: item for name, item in items.items() if item is not None},
        plays={use: state for use, state in plays.items() if isinstance(state, str)},
    )


def _object(text: str | None) -> dict[str, Any]:
    try:
        return _mapping(msgspec.json.decode(text or "{}"))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return {}


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _renamed(item: Any) -> Any:
    """An item as it is called now: what was predicted was kept as what was said."""
    return {"predictions": item.get("said", ()), **item} if isinstance(item, dict) else item


def _converted(value: Any, kind: Any) -> Any:
    try:
        return msgspec.convert(value, kind, str_keys=True)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _sane(grade: Grade) -> Grade:
    """The verdict such that it comes back from JSON."""
    parts = (
        replace(part, name=sanitize.text(part.name), note=sanitize.text(part.note), says=sanitize.text(part.says),
                score=sanitize.real(part.score), weight=sanitize.real(part.weight), cap=sanitize.real(part.cap))
        for part in grade.parts
    )  # fmt: skip
    score = min(1.0, max(0.0, sanitize.real(grade.score)))
    return Grade(grade.outcome, score, sanitize.text(grade.feedback), sanitize.text(grade.misconception), tuple(parts))
