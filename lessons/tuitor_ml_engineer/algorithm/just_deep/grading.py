"""Each choice against every model on the same folds; the reason against what was fitted."""

from typing import Any

from tutor.api import Criterion, Misconception, validation

from .models import FOLDS, PRICES, TIE, tied
from .problem import CHEAPEST, COMPARED, DEEP, HIGHEST, OPEN, SCALING, Bench, Tables

REASON = 0.25
SLOW = 10
"""So many times the price is worth a remark."""


def criteria(p: Tables, s: Bench) -> list[Criterion]:
    """Three quarters for the choices, within one standard error in full; one quarter for a reason that is true."""
    return [*(_choice(p, s, table) for table in p.tables), _reason(p, s)]


def _choice(p: Tables, s: Bench, table: str) -> Criterion:
    choice, weight, found = dict(s.taken).get(table), (1 - REASON) / len(p.tables), p.measured(table)
    if choice not in p.finished(s, table):
        return Criterion(table, 0.0, weight, "not fitted", f"{choice} was never fitted on {table}.")
    score = validation.within_se(found, choice, FOLDS, TIE)
    mean, se = validation.mean(found[choice]), validation.corrected_se(found[choice], FOLDS)
    note, best = f"{choice} {mean:.3f} ± {se:.3f}", validation.best(found)
    if score == 1 and (times := PRICES[choice] / PRICES[tied(found)[0]]) > SLOW:
        note += f"; {tied(found)[0]} is tied with it, {times:.0f} times as cheap"
    top, its = validation.mean(found[best]), max(validation.corrected_se(found[best], FOLDS), TIE)
    return Criterion(table, score, weight, note, f"{best} has {top:.3f} ± {its:.3f}, {choice} only {mean:.3f}.")


def _reason(p: Tables, s: Bench) -> Criterion:
    true = [table for table in p.tables if p.holds(s, table)]
    thin = [table for table in p.tables if not p.compared(s, table)]
    says = f"“{s.reason}” is not what the run shows on {', '.join(each for each in p.tables if each not in true)}."
    if s.reason == CHEAPEST and (left := untrue(p, s)):
        says = _cheaper(p, s, left[0])
    if thin:
        says = f"A reason needs {COMPARED} models besides the dummy. Too few were fitted on {', '.join(thin)}."
    return Criterion("reason", len(true) / len(p.tables), REASON, f"true of {len(true)} of {len(p.tables)}", says)


def untrue(p: Tables, s: Bench) -> list[str]:
    """Tables with enough fitted on them, of which the reason is not true."""
    return [table for table in p.tables if p.compared(s, table) and not p.holds(s, table)]


def _cheaper(p: Tables, s: Bench, table: str) -> str:
    """Why a model is not the cheapest of those tied on this table."""
    ties, choice = tied(p.seen(s, table)), dict(s.taken).get(table)
    if choice in ties:
        return f"On {table} {ties[0]} is tied with {choice}, and costs less."
    return f"On {table} {choice} is not within one standard error of the best: {', '.join(ties)}."


def _ties(p: Tables, s: Bench) -> str:
    """Who is tied on the first table that has a tie."""
    table = next((each for each in untrue(p, s) if len(tied(p.seen(s, each))) > 1), "")
    if not table:
        return "A higher bar is a reason only where it is higher by more than one standard error."
    names = ", ".join(tied(p.seen(s, table)))
    return f"On {table} these are within one standard error: {names}. On other folds another could be on top."


def _net(p: Tables, s: Bench) -> str:
    table = untrue(p, s)[0]
    found = p.measured(table)
    if (name := tied(found)[0]) == "net":
        return f"On {table} the net is ahead indeed. But you took {dict(s.taken)[table]}."
    net, other = (f"{validation.mean(found[each]):.3f}" for each in ("net", name))
    se = max(validation.corrected_se(found[validation.best(found)], FOLDS), TIE)
    return (f"On {table} the net has {net}, {name} {other}, and one standard error is {se:.3f}. "
            f"The net's price is {PRICES['net'] / PRICES[name]:.0f} times as high.")


def _raw(p: Tables, s: Bench) -> list[str]:
    return [table for table, name in s.taken if name == "kNN raw"
            and validation.within_se(p.measured(table), name, FOLDS, TIE) < 1]


def _raw_says(p: Tables, s: Bench) -> str:
    table = _raw(p, s)[0]
    raw, scaled = (validation.mean(p.measured(table)[each]) for each in ("kNN raw", "kNN"))
    return (f"On raw inputs the column with the largest numbers decides who is near. On {table} kNN goes from "
            f"{raw:.3f} to {scaled:.3f} once they are scaled.")


def _with(reason: str) -> Any:
    return lambda p: {"reason": reason}


def _taken_raw(p: Tables) -> dict[str, Any] | None:
    for table in p.tables:
        if validation.within_se(p.measured(table), "kNN raw", FOLDS, TIE) < 0.2:
            rest = tuple((each, tied(p.measured(each))[0]) for each in p.tables if each != table)
            return {"taken": ((table, "kNN raw"), *rest)}
    return None


MISCONCEPTIONS: tuple[Misconception[Tables, Bench], ...] = (
    Misconception("the highest bar won", lambda p, s: s.reason == HIGHEST and bool(untrue(p, s)), _ties,
                  _with(HIGHEST), criterion="reason"),
    Misconception("deep is always better", lambda p, s: s.reason == DEEP and bool(untrue(p, s)), _net, _with(DEEP),
                  criterion="reason"),
    Misconception("scaling explains it", lambda p, s: s.reason == SCALING and bool(untrue(p, s)),
                  "Scaling is the reason only for taking kNN, and only where it beats kNN raw by more than two "
                  "standard errors.", _with(SCALING), criterion="reason"),
    Misconception("units do not matter", lambda p, s: bool(_raw(p, s)) and s.reason in (CHEAPEST, OPEN), _raw_says,
                  _taken_raw),
)
