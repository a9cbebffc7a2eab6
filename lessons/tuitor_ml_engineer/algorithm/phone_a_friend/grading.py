"""Right turns against the route of each brief's own facts; stop or next against what is measured."""

from typing import Any

from tutor.api import Criterion, Misconception, estimators

from .problem import Briefs
from .walk import Chart, Walk

TOLD = 2
"""Most questions that the feedback goes into."""
WHY = {
    "n50": "Count the rows first.",
    "category": "Ask whether the answer is one of a few kinds, or a number.",
    "labelled": "Labelled means that somebody has written down the right answer for these rows.",
    "text": "The inputs are numbers.",
    "k_known": "The brief says whether the number of kinds is known.",
    "quantity": "A quantity is a number on a scale.",
    "few_features": "The brief says what is believed of the inputs.",
    "looking": "Just looking means that nothing is to be predicted, only to be seen.",
    "structure": "",
}
"""What to look at; every other question asks for the number of rows."""


def criteria(p: Briefs, state: Chart) -> list[Criterion]:
    """Seven tenths for the turns, wrong ones taken off; three tenths for stop or next, where there is one."""
    walks = p.walks(state)
    turns = sum(len(_questions(p, number, walk)) for number, walk in enumerate(walks))
    right, wrong = sum(walk.right for walk in walks), sum(len(walk.wrong) for walk in walks)
    missing = [str(number + 1) for number, walk in enumerate(walks) if not walk.over]
    open_briefs = f"Not at an end yet: brief {', '.join(missing)}." if missing else ""
    says = " ".join(filter(None, [*_about_turns(p, walks), open_briefs]))
    note = f"{right} of {turns} turns right" + (f", {wrong} wrong" if wrong else "")
    lines = [Criterion("turns", max(0, right - wrong) / turns, 0.7, note, says)]
    calls = [(n, *call) for n, walk in enumerate(walks) for call in walk.decisions if p.has_next(n, call[0])]
    asked = max(len(calls), sum(p.asks(number) for number in range(len(walks))))
    if asked:
        faults = [text for text in (p.judged(*call) for call in calls) if text]
        share = (len(calls) - len(faults)) / asked
        lines.append(Criterion("stop or next", share, 0.3, f"{len(calls) - len(faults)} of {asked} right",
                               " ".join(faults[:TOLD])))
    return lines


def _questions(p: Briefs, number: int, walk: Walk) -> list[str]:
    """Every question that this walk has to answer: those met, and those still ahead."""
    met = [spot for spot in walk.way if spot in estimators.QUESTIONS]
    ahead = [spot for spot in estimators.route(p.facts[number]) if spot in estimators.QUESTIONS]
    return met + [spot for spot in ahead if spot not in met]


def _about_turns(p: Briefs, walks: list[Walk]) -> list[str]:
    """The questions answered wrongly, in the chart's order, each with its briefs."""
    found: dict[tuple[str, bool], list[str]] = {}
    for number, walk in enumerate(walks):
        for spot in walk.wrong:
            found.setdefault((spot, estimators.answer(spot, p.facts[number])), []).append(str(number + 1))
    order, words = list(estimators.QUESTIONS), []
    for spot, truth in sorted(found, key=lambda key: order.index(key[0])):
        asked = f"“{estimators.QUESTIONS[spot].text}”: {'yes' if truth else 'no'}"
        words.append(f"{asked} in brief {', '.join(found[spot, truth])}. {WHY.get(spot, 'Count the rows.')}".strip())
    return words[:TOLD] + ([f"And {len(words) - TOLD} more."] if len(words) > TOLD else [])


def _always(word: str) -> Misconception[Briefs, Any]:
    """One answer to every question, wherever it leads."""
    def applies(p: Briefs, state: Any) -> bool:
        given = {what for _, _, what in state.moves if what in ("yes", "no")}
        return given == {word} and any(walk.wrong for walk in p.walks(state))

    def says(p: Briefs, state: Any) -> str:
        return f"Every question was answered with {word}. " + " ".join(_about_turns(p, p.walks(state)))

    def example(p: Briefs) -> Any:
        yes = word == "yes"
        return p.played(Chart(), lambda number, box: yes, lambda truth: yes)

    return Misconception(f"{word} to everything", applies, says, example, criterion="turns")


MISCONCEPTIONS = (_always("yes"), _always("no"))
