"""The answers so far as points, a rival through them, and the predictions beside what came."""

from tutor.api import Axis, Chart, Line, Note, Points, Rule, Segments, Table, View, sealed

from .problem import CALLS, UNSEEN, Box, Calls

ACROSS = Axis("x", low=sealed.LOW, high=sealed.HIGH)


def _up(p: Box) -> Axis:
    return Axis("f(x)", low=p.levels[0], high=p.levels[1])


def _calls(p: Box, s: Calls) -> Points:
    return Points(s.asked, p.answers(s), label="your calls")


def _last(p: Box, s: Calls) -> str:
    """The newest answer, and how many calls are left."""
    left = f"{CALLS - len(s.asked)} calls left."
    return f"Call {len(s.asked)}: f({s.asked[-1]:g}) = {p.answers(s)[-1]:.2f}. {left}" if s.asked else left


def _table(p: Box, s: Calls) -> Table:
    """Every call, to read off and to reckon with."""
    rows = [(k, x, float(y)) for k, (x, y) in enumerate(zip(s.asked, p.answers(s), strict=True), 1)]
    return Table(("call", "x", "f(x)"), rows, formats=("d", "g", ".2f"), height=7)


def contract(p: Box, s: Calls) -> View:
    """Answers, and on demand another function that fits them."""
    layers: list[Line] = []
    told = _last(p, s)
    if s.rival and s.twice and p.agrees:
        told = "One x, two answers: no function of x alone goes through these points."
    elif s.rival and s.asked:
        wave = 0.12 * (p.levels[1] - p.levels[0])
        layers = [Line(sealed.GRID, sealed.rival(s.asked, p.answers(s), sealed.GRID, wave), label="a rival",
                       tone="muted")]
        told = "A rival fits every point. Only a call in between tells it from f."
    return View(Chart([*layers, _calls(p, s)], x=ACROSS, y=_up(p)), Note(told, tone="accent"), _table(p, s))


def predictions(p: Box, s: Calls) -> View:
    """Answers, pins, and the guess as it moves; once all are pinned, f itself."""
    done = len(s.pinned)
    pins = Points(p.unseen[:done], s.pinned, label="pinned", tone="accent")
    if done == UNSEEN:
        truth = p.targets(s)
        middle = len(s.asked) + UNSEEN // 2
        name = f"f at call {middle + 1}" if p.f.kind == "stateful" else "f"
        f = Line(sealed.GRID, p.f.mean(sealed.GRID, middle), label=name, tone="model")
        missed = Segments(p.unseen, s.pinned, p.unseen, truth, label="missed by", tone="error")
        told = f"It was {p.f.kind}. Each stroke leads from your promise to what came back."
        return View(Chart([f, missed, _calls(p, s), pins], x=ACROSS, y=_up(p)), Note(told, tone="accent"), _table(p, s))
    x = p.unseen[done]
    rule = Rule(x=x, label=f"x = {x:g}", tone="muted")
    guess = Points([x], [s.guess], label="your guess", tone="third")
    told = f"{'' if done else _last(p, s)} Next is x = {x:g}, as call {len(s.asked) + done + 1}.".strip()
    return View(Chart([rule, guess, _calls(p, s), pins], x=ACROSS, y=_up(p)), Note(told, tone="accent"), _table(p, s))
