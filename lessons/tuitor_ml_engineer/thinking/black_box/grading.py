"""What goes wrong with contracts and predictions, each told with numbers of this function."""

import numpy as np

from tutor.api import Misconception, first_of, sealed

from .problem import FIELDS, UNSEEN, Box, Calls

CLOSE = 0.1
"""Pins agree with a wrong route within this share of sd(f)."""


def _again(p: Box, s: Calls) -> str:
    """Two calls with one x, the learner's own if there are any, and their answers."""
    if s.twice:
        i, j = s.twice
        y = p.answers(s)
        return f"x = {s.asked[i]:g} returned {y[i]:.2f} at call {i + 1} and {y[j]:.2f} at call {j + 1}."
    y = p.f.answer(5.0, np.arange(2))
    return f"Asked twice in a row, x = 5 returns {y[0]:.2f} and {y[1]:.2f}."


def _row(p: Box) -> str:
    return ", ".join(f"{y:.2f}" for y in p.f.answer(5.0, np.arange(5)))


def _midpoint(p: Box) -> str:
    u, v, _ = sealed.worst_midpoint(p.f)
    a, b, m = p.f.mean([u, v, (u + v) / 2])
    return (f"f({u:g}) = {a:.2f} and f({v:g}) = {b:.2f}, so an affine function would return {(a + b) / 2:.2f} halfway. "
            f"It returns {m:.2f}.")


def _promise(*more: str, without: str = "") -> dict[str, bool]:
    return {**{field: True for field, name in FIELDS.items() if name in more},
            **{field: False for field, name in FIELDS.items() if name == without}}


def _has(p: Box, name: str) -> bool:
    return name in p.truth


def _falls(p: Box, s: Calls) -> str:
    """The first two of the learner's calls between which f falls, or where it falls most within 1 of x."""
    x, y = np.array(s.asked), p.answers(s)
    pairs = [(i, j) for i in range(len(x)) for j in range(len(x)) if x[i] < x[j] and y[i] > y[j]]
    if pairs and not p.f.noise and not p.f.drift:
        i, j = pairs[0]
        return f"Your own calls say f({x[i]:g}) = {y[i]:.2f} and f({x[j]:g}) = {y[j]:.2f}: it falls."
    at = int(np.argmin(p.f.mean(sealed.GRID[100:]) - p.f.mean(sealed.GRID[:-100])))
    u, v = sealed.GRID[[at, at + 100]]
    return f"From x = {u:g} to {v:g} it falls from {p.f.mean(u):.2f} to {p.f.mean(v):.2f}."


ABOUT_CONTRACT = first_of(
    Misconception("models are deterministic", lambda p, s: s.repeatable and not _has(p, sealed.REPEATABLE),
                  lambda p, s: f"{_again(p, s)} Nothing guarantees that equal calls get equal answers.",
                  lambda p: None if _has(p, sealed.REPEATABLE)
                  else _promise(sealed.REPEATABLE, without=sealed.MEMORY), score=0.5, criterion="contract"),
    Misconception("it matches my points, so it is affine", lambda p, s: s.affine and not _has(p, sealed.AFFINE),
                  lambda p, s: f"{_midpoint(p)} One such pair refutes; points that fit prove nothing.",
                  lambda p: None if _has(p, sealed.AFFINE) else _promise(sealed.AFFINE), criterion="contract"),
    Misconception("a drift is chance", lambda p, s: not s.memory and _has(p, sealed.MEMORY),
                  lambda p, s: f"x = 5, five times in a row: {_row(p)}. It moves the same way each time: that is "
                  "memory, not chance.", lambda p: _promise(without=sealed.MEMORY) if _has(p, sealed.MEMORY)
                  else None, criterion="contract"),
    Misconception("chance is memory", lambda p, s: s.memory and not _has(p, sealed.MEMORY) and p.agrees != 0,
                  lambda p, s: f"x = 5, five times in a row: {_row(p)}. Up and down without a trend: that is chance.",
                  lambda p: _promise(sealed.MEMORY) if p.agrees and not _has(p, sealed.MEMORY) else None,
                  criterion="contract"),
    Misconception("what rises once never falls", lambda p, s: s.rising and not _has(p, sealed.RISING), _falls,
                  lambda p: None if _has(p, sealed.RISING) else _promise(sealed.RISING), criterion="contract"),
    Misconception("a corner is a jump", lambda p, s: s.jumps and not _has(p, sealed.JUMPS),
                  lambda p, s: f"Between neighbours 0.01 apart it never moves by more than "
                  f"{np.abs(np.diff(p.f.mean(sealed.GRID))).max():.2f}. It may bend, but it does not jump.",
                  lambda p: None if _has(p, sealed.JUMPS) else _promise(sealed.JUMPS), criterion="contract"),
)


def _near(p: Box, s: Calls, route: tuple[float, ...]) -> bool:
    """Whether all five pins are what a route gives."""
    if len(s.pinned) < UNSEEN or len(route) < UNSEEN:
        return False
    return float(np.abs(np.array(s.pinned) - route).max()) <= CLOSE * p.f.spread


def _left(p: Box, s: Calls) -> float:
    """The RMSE of the best straight line at the learner's own calls."""
    y = p.answers(s)
    return float(np.sqrt(np.mean((np.polyval(np.polyfit(s.asked, y, 1), s.asked) - y) ** 2)))


EVEN = tuple(float(x) for x in np.linspace(sealed.LOW, sealed.HIGH, 11))


def _by_line(p: Box) -> dict[str, tuple[float, ...]] | None:
    """Ask in even steps from left to right, and put a line through it; None where that is good enough."""
    s = Calls(asked=EVEN)
    return {"asked": EVEN, "pinned": p.line(s)} if p.earned(s, p.line(s)) < 0.7 else None


ABOUT_PREDICTIONS = first_of(
    Misconception("the number of calls does not count", lambda p, s: p.f.kind == "stateful"
                  and _near(p, s, p.frozen(s)), lambda p, s: f"As first calls they would return that. But each call "
                  f"moves the answer by {p.f.drift:+.2f}, and these are calls {len(s.asked) + 1} to "
                  f"{len(s.asked) + UNSEEN}.",
                  lambda p: {"asked": EVEN, "pinned": p.frozen(Calls())} if p.f.kind == "stateful" else None,
                  criterion="predictions"),
    Misconception("it matches my points, so it is the function", lambda p, s: p.f.kind not in ("affine", "noisy")
                  and _near(p, s, p.line(s)), lambda p, s: f"A straight line: its RMSE is {_left(p, s):.2f} at your "
                  f"{len(s.asked)} calls, {p.rmse(s, s.pinned):.2f} at the new inputs. "
                  + ("Each call moves the answer, and the line takes that for x." if p.f.kind == "stateful"
                     else _midpoint(p)), _by_line, criterion="predictions"),
)
