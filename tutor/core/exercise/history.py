"""Undo, redo and rewind over the states of an attempt: two stacks, bounded, that never lose the start."""

from typing import Generic, TypeVar

S = TypeVar("S")

LIMIT = 10_000


class History(Generic[S]):
    """The states so far. Moves that share a `merge` key in a row are one step to undo."""

    def __init__(self, start: S, limit: int = LIMIT) -> None:
        self.state = self._start = start
        self.shown = 0
        """How many answers were shown when it was sealed last; 0 if it never was."""
        self._past: list[S] = []
        self._future: list[S] = []
        self._limit = max(2, limit)
        self._merge = ""

    @property
    def can_undo(self) -> bool:
        """Whether there is a step before this one."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether an undone step can be done again."""
        return bool(self._future)

    def push(self, state: S, merge: str = "") -> None:
        """Go on to `state`; what was undone is forgotten. An equal state is no step."""
        if state is self.state or _same(state, self.state):
            self.state = state
            return
        if not (merge and merge == self._merge):
            self._past.append(self.state)
            if len(self._past) > self._limit:
                del self._past[1]
        self.state, self._merge = state, merge
        self._future.clear()

    def restart(self) -> None:
        """The beginning again, as a step that can be undone."""
        self.push(self._start)

    def seal(self, shown: int) -> None:
        """Where this state shows more answers than any before it, forget how it was reached: it is the beginning."""
        if shown > self.shown:
            self.shown, self._start = shown, self.state
            self._past.clear()
            self._merge = ""

    def undo(self) -> bool:
        """One step back; False at the start."""
        return self._move(self._past, self._future)

    def redo(self) -> bool:
        """One undone step forward; False if there is none."""
        return self._move(self._future, self._past)

    def rewind(self) -> bool:
        """Back to the start, with all steps still to redo; False if there already."""
        moved = False
        while self.undo():
            moved = True
        return moved

    def _move(self, source: list[S], target: list[S]) -> bool:
        self._merge = ""
        if not source:
            return False
        target.append(self.state)
        self.state = source.pop()
        return True


def _same(one: object, other: object) -> bool:
    try:
        return bool(one == other)
    except Exception:  # noqa: BLE001 - an author's arrays in a state do not compare
        return False
