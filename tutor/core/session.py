"""A learner's walk through one lesson, as frozen data: state in, state out; no store, no screen, no author's code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

import msgspec

from tutor.core.grade import Grade, Outcome
from tutor.core.store import sane
from tutor.core.store.parsed import Count, Share
from tutor.core.store.port import FREE_HINTS

LONGEST_DRAFT = 100_000
"""Characters of a draft or response that are kept."""
SECOND_TRY = 0.5
"""What a pick-one choice earns at the second try; from the third on it earns nothing."""


def seed_of(lesson: str, learner: str, attempt: int, item: str) -> int:
    """The seed of an attempt: SHA-256 modulo 2**32, so that it is the same on every machine."""
    words = "\0".join((lesson, learner, str(attempt), item))
    return int(sha256(words.encode("utf-8", "surrogatepass")).hexdigest(), 16) % 2**32


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemState:
    """Where the learner stands with one item. `attempt` makes the seed; `tries` and `hints` are of this attempt."""

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
    said: tuple[int, ...] = ()
    """The options of the predictions made, in order; -1 is no guess."""
    seconds: float = 0.0
    passed: bool = False
    """Whether it was ever passed without seeing the answer."""
    best: Share = 0.0
    """The most that any attempt earned for the lesson's score, 0..1."""
    alone: Share = 0.0
    """The same, with no more than the first hint."""

    @property
    def settled(self) -> bool:
        """Whether this attempt is over: passed, or the answer was shown."""
        return self.revealed or (self.grade is not None and self.grade.outcome is Outcome.PASSED)

    @property
    def assisted(self) -> bool:
        """Whether more was shown than the first hint, which is free."""
        return self.revealed or self.hints > FREE_HINTS

    def answered(self, response: str, grade: Grade, *, pick_one: bool = False, seconds: float = 0.0) -> "ItemState":
        """After an answer. What is no try (invalid, unattempted, the lesson's fault) costs nothing."""
        if grade.outcome is Outcome.UNATTEMPTED:
            return self
        response, grade = sane.text(response, LONGEST_DRAFT), _sane(grade)
        shown = replace(self, draft=response, grade=grade, skipped=False)
        if not grade.counts:
            return shown
        earned = self._earned(grade, pick_one)
        return replace(
            shown,
            response=response,
            tries=self.tries + 1,
            seconds=self.seconds + max(0.0, sane.real(seconds)),
            passed=self.passed or (grade.outcome is Outcome.PASSED and not self.revealed),
            best=max(self.best, earned),
            alone=self.alone if self.assisted else max(self.alone, earned),
        )

    def _earned(self, grade: Grade, pick_one: bool) -> float:
        if self.revealed:
            return 0.0
        if not pick_one:
            return grade.score
        return (1.0, SECOND_TRY)[self.tries] if grade.outcome is Outcome.PASSED and self.tries < 2 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The page, and the state of each item and exercise that was touched."""

    page: Count = 0
    visited: frozenset[int] = frozenset({0})
    items: Mapping[str, ItemState] = field(default_factory=dict)
    plays: Mapping[str, str] = field(default_factory=dict)
    """Saved states of the exercises, by `use`."""

    def item(self, name: str) -> ItemState:
        """The state of an item; that of an untouched one where there is none."""
        return self.items.get(name, _UNTOUCHED)

    def _with(self, name: str, **changes: Any) -> "Session":
        return replace(self, items={**self.items, name: replace(self.item(name), **changes)})

    def go(self, page: int) -> "Session":
        """To another page."""
        page = max(0, page)
        return replace(self, page=page, visited=self.visited | {page})

    def drafted(self, name: str, text: str) -> "Session":
        """What stands in the field of an item, not answered yet."""
        return self._with(name, draft=sane.text(text, LONGEST_DRAFT), skipped=False)

    def played(self, use: str, state: str) -> "Session":
        """The state of an exercise, as its Play dumps it; empty forgets it."""
        plays = {key: kept for key, kept in self.plays.items() if key != use}
        return replace(self, plays={**plays, use: sane.text(state)} if state else plays)

    def predicted(self, name: str, option: int) -> "Session":
        """The next prediction is made."""
        return self._with(name, said=(*self.item(name).said, sane.whole(option)))

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
        """A new attempt, with a new seed, at items that share it; what was earned stays."""
        items, names = dict(self.items), tuple(names)
        attempt = 1 + max((self.item(name).attempt for name in names), default=0)
        for name in names:
            old = self.item(name)
            kept = {"version": old.version, "passed": old.passed, "best": old.best, "alone": old.alone}
            items[name] = ItemState(attempt=attempt, **kept)  # type: ignore[arg-type]
        return replace(self, items=items)

    def answered(
        self, name: str, response: str, grade: Grade, *, pick_one: bool = False, seconds: float = 0.0
    ) -> "Session":
        """An answer to an item, and its verdict."""
        state = self.item(name).answered(response, grade, pick_one=pick_one, seconds=seconds)
        return replace(self, items={**self.items, name: state})

    def for_versions(self, versions: Mapping[str, str]) -> "Session":
        """Every item of the lesson at its present version; one that was answered at another is asked again."""
        items = dict(self.items)
        for name, version in versions.items():
            state = self.item(name)
            if state.version in ("", version):
                items[name] = replace(state, version=version)
            else:
                items[name] = ItemState(version=version, attempt=state.attempt + 1)
        return replace(self, items=items)

    def at_least(self, name: str, best: float, alone: float, passed: bool) -> "Session":
        """What the attempts on record prove is not forgotten, whatever became of this session."""
        state = self.item(name)
        earned = {"best": max(best, state.best), "alone": max(alone, state.alone)}
        return self._with(name, passed=passed or state.passed, **earned)

    def joined(self, newer: "Session") -> "Session":
        """This session gone on with in `newer`, which was begun without knowing of it."""
        touched = {name: state for name, state in newer.items.items() if state != ItemState(version=state.version)}
        return replace(
            newer,
            visited=self.visited | newer.visited,
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
    items = {name: _converted(item, ItemState) for name, item in _mapping(raw.get("items")).items()}
    plays = _mapping(raw.get("plays"))
    page = _converted(raw.get("page"), Count)
    visited = _converted(raw.get("visited"), frozenset[Count])
    return Session(
        page=page or 0,
        visited=frozenset({page or 0}) if visited is None else visited,
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


def _converted(value: Any, kind: Any) -> Any:
    try:
        return msgspec.convert(value, kind)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _sane(grade: Grade) -> Grade:
    """The verdict such that it comes back from JSON."""
    parts = (
        replace(part, name=sane.text(part.name), note=sane.text(part.note), score=sane.real(part.score),
                weight=sane.real(part.weight))
        for part in grade.parts
    )  # fmt: skip
    score = min(1.0, max(0.0, sane.real(grade.score)))
    return Grade(grade.outcome, score, sane.text(grade.feedback), sane.text(grade.route), tuple(parts))
