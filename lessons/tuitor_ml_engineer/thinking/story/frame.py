"""Fill the frame of a story: what a row is, what is predicted, what may be known."""

from dataclasses import replace

from tutor.api import Criterion, Exercise, Misconception, Note, OwnTable, Prediction, Table, View, rubric

from .stories import BASELINES, CUSTOMERS, MACHINES, OPEN, WARD, Frame, Story, story


def _late(p: Story, s: Frame) -> str:
    found = p.first_late(s.inputs)
    name, moment = found if found else ("", "")
    return (f"“{name}” is filled at “{moment}”, after “{p.moments[p.decision]}”. A model that needs it cannot run "
            "at the moment when you decide.")


class Framing(Exercise[Story, Frame]):
    """Mark the inputs that are there in time, and choose row, target and baseline."""

    pass_at = 0.92
    """One slip is forgiven, two are not, and neither is marking every field."""
    untouched = "First mark a field that is known in time: space."
    predictions = (
        Prediction("How many of these nine fields will be filled by the time you have to decide?",
                   ("all of them", "more than half", "fewer than half"), truth="how_many",
                   evidence=lambda p, s: set(s.inputs) == p.known,
                   why="In the table that you train on, all of them are filled. On the day only some are."),
    )
    misconceptions = (
        Misconception("all fields may be inputs", lambda p, s: p.first_late(s.inputs) is not None, _late,
                      lambda p: {"inputs": tuple(range(len(p.fields)))}, criterion="inputs"),
        Misconception("the wish is the target", lambda p, s: s.target == p.targets[1],
                      lambda p, s: f"“{p.targets[1]}” is the wish. A target is a column: one value for each row, such "
                      f"as “{p.targets[0]}”.", lambda p: {"target": p.targets[1], "inputs": tuple(p.known)[:1]},
                      criterion="target"),
        Misconception("the target is what explains it", lambda p, s: s.target == p.targets[2],
                      lambda p, s: f"“{p.targets[2]}” exists only once it has happened. What you need in time "
                      f"is whether it will: “{p.targets[0]}”",
                      lambda p: {"target": p.targets[2], "inputs": tuple(p.known)[:1]}, criterion="target"),
        Misconception("a baseline is a good model", lambda p, s: s.baseline in BASELINES[1:],
                      lambda p, s: f"“{s.baseline}” has to be built or known first. A baseline is what you get "
                      "without any model, and what a model has to beat.",
                      lambda p: {"baseline": BASELINES[1], "inputs": tuple(p.known)[:1]}, criterion="baseline"),
    )

    def view(self, p: Story, s: Frame) -> View:
        return View(
            Note(f"Wish: {p.wish}", tone="data"),
            Note(" → ".join(p.moments)),
            Note(f"You decide at “{p.moments[p.decision]}”.", tone="accent"),
            Table(("field", "holds", "filled at"), p.fields, control="inputs", height=9),
        )

    def criteria(self, p: Story, s: Frame) -> list[Criterion]:
        return [
            rubric.set_f1("inputs", s.inputs, p.known, weight=0.5, noun="fields known in time",
                          says="Some fields that are known in time are not marked."),
            Criterion("row", float(s.row == p.rows[0]), 0.1, says="One row is what one decision is about."),
            Criterion("target", float(s.target == p.targets[0]), 0.25, says="What would you have to know about a row?"),
            Criterion("baseline", float(s.baseline == BASELINES[0]), 0.15, says="Choose a baseline."),
        ]

    def praise(self, p: Story, s: Frame) -> str:
        return f"For {p.rows[0]}, from {len(p.known)} of {len(p.fields)} fields: {p.targets[0]}"

    def solution(self, p: Story, s: Frame) -> Frame:
        return replace(s, inputs=tuple(sorted(p.known)), row=p.rows[0], target=p.targets[0], baseline=BASELINES[0])

    def validate(self, p: Story, s: Frame) -> str:
        left = [name for name in ("row", "target", "baseline") if getattr(s, name) == OPEN]
        return f"Still open: {', '.join(left)}." if left else ""


class Customers(Framing):
    """Who is called?"""

    def setup(self, seed: int, table: OwnTable | None) -> Story:
        return story(CUSTOMERS, seed)


class Ward(Framing):
    """Who is moved?"""

    def setup(self, seed: int, table: OwnTable | None) -> Story:
        return story(WARD, seed)


class Machines(Framing):
    """What is repaired?"""

    def setup(self, seed: int, table: OwnTable | None) -> Story:
        return story(MACHINES, seed)
