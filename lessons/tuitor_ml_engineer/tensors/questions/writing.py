"""Write three questions of your own; each is proved while it is typed, and asked in your reviews from then on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from tutor.api import Choice, Criterion, Entry, Exercise, Misconception, Note, OwnQuestion, OwnTable, View
from tutor.api import action, rubric

from .problem import Known, made_up, on_record

WANTED = 3
NUMBER, CHOICE, TEXT = "number", "choice", "text"
Four = tuple[str, str, str, str]
SOUND: tuple[Four, ...] = (
    (NUMBER, "Loss (Wx + b − y)² at W = 2, x = 3, b = 1, y = 10?", "(2*3+1-10)^2", "-3"),
    (TEXT, "What rescales columns, and is fitted on training rows alone?", "scaler|the scaler", "the target"),
    (CHOICE, "Which error never rises with the degree?", "training", "training|validation|test"),
)
"""Questions that hold, as proof that three can be written."""


@dataclass(frozen=True)
class Draft:
    """The question that is being written, and those that are kept."""

    kind: Annotated[str, Choice((NUMBER, CHOICE, TEXT), label="kind")] = NUMBER
    ask: Annotated[str, Entry(label="question", longest=160)] = ""
    answer: Annotated[str, Entry(label="answer", longest=80)] = ""
    others: Annotated[str, Entry(label="others", longest=120)] = ""
    kept: tuple[Four, ...] = ()

    @property
    def written(self) -> Four:
        return self.kind, self.ask, self.answer, self.others

    @property
    def question(self) -> OwnQuestion:
        return made(self.written)

    @property
    def begun(self) -> bool:
        return bool(self.ask or self.answer or self.others)

    @property
    def twice(self) -> bool:
        """Whether it is asked by a kept question already."""
        return self.ask.casefold() in (ask.casefold() for _, ask, _, _ in self.kept)


def made(four: Four) -> OwnQuestion:
    """The question of its four texts."""
    return OwnQuestion(*four)


def _fails(s: Draft, claim: str) -> bool:
    return s.begun and any(each.name == claim and not each.holds for each in s.question.proof())


def _why(s: Draft, claim: str) -> str:
    return next((each.why for each in s.question.proof() if each.name == claim), "")


def _draft(four: Four) -> dict[str, object]:
    """The solved state with one question less, and this one in hand."""
    return dict(zip(("kind", "ask", "answer", "others"), four, strict=True)) | {"kept": SOUND[:2]}


ALL_PICKED: tuple[Four, ...] = (
    SOUND[2], (CHOICE, "Which of them has a gradient of 0 at its argmin?", "loss", "loss|weight|input"),
    (CHOICE, "Which loss follows an outlier most?", "squared", "squared|absolute|Huber"),
)


class Write(Exercise[Known, Draft]):
    """Three questions, proved by the machine."""

    pass_at = 0.9
    untouched = "Write a question first: kind, question, answer, others."
    on_record = staticmethod(on_record)
    misconceptions = (
        Misconception("the question tells", lambda p, s: _fails(s, "does not tell"), lambda p, s:
                      f"“{s.answer}” stands in your question: in a month you would read it, and not recall it.",
                      lambda p: _draft((TEXT, "Is the weight what x is multiplied by?", "weight", "bias")),
                      criterion="questions"),
        Misconception("any answer will do", lambda p, s: _fails(s, "a wrong one fails"), lambda p, s:
                      f"{_why(s, 'a wrong one fails')} A wrong answer has to be one that can be told from yours.",
                      lambda p: _draft((NUMBER, "What is 2 · 3 + 1?", "7", "7.01")), criterion="questions"),
        Misconception("the key is not there", lambda p, s: s.kind == CHOICE and _fails(s, "has an answer"), lambda p, s:
                      f"“{s.answer}” is none of {s.others.replace('|', ', ')}: write every option, the right one too.",
                      lambda p: _draft((CHOICE, "Which loss is minimised by the median?", "absolute", "squared|Huber")),
                      criterion="questions"),
        Misconception("I know it since I recognise it", lambda p, s: len(s.kept) == WANTED
                      and all(kind == CHOICE for kind, *_ in s.kept),
                      "All three let you pick the answer from a list. To recognise is easier than to recall: let one "
                      "of them ask for a number or a word.", lambda p: {"kept": ALL_PICKED}, criterion="built"),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Known:
        return made_up(seed)

    def view(self, p: Known, s: Draft) -> View:
        parts: list[Note] = []
        if s.begun:
            proof = s.question.proof()
            parts += [Note(f"{'✓' if each.holds else '–'} {each.name}: {each.why}", tone="data") for each in proof]
            if s.question.sound and not s.twice:
                parts.append(Note("All of it holds: k keeps it (esc leaves a field).", tone="good"))
            if s.twice:
                parts.append(Note("That question is kept already.", tone="bad"))
        else:
            gaps = "; ".join(p.rows[at].objective for at in p.weakest)
            parts.append(Note(f"{'Your gaps' if p.mine else 'Gaps of the made-up record'}: {gaps}."))
        kept = (Note(f"kept {n}  {ask} → `{answer}`", tone="good") for n, (_, ask, answer, _) in enumerate(s.kept, 1))
        return View(*parts, *kept) if s.kept else View(*parts, Note("Kept so far: none of three."))

    def enabled_controls(self, p: Known, s: Draft) -> Collection[str] | None:
        names = ["kind", "ask", "answer", "others"] if len(s.kept) < WANTED else []
        names += ["keep"] if names and s.question.sound and not s.twice else []
        return [*names, "drop"] if s.kept else names

    @action("Keep", key="k")
    def keep(self, p: Known, s: Draft) -> Draft:
        return Draft(kept=(*s.kept, s.written))

    @action("Drop last", key="d")
    def drop(self, p: Known, s: Draft) -> Draft:
        return replace(s, kept=s.kept[:-1])

    def criteria(self, p: Known, s: Draft) -> list[Criterion]:
        sound = sum(made(four).sound for four in s.kept)
        built = any(kind != CHOICE for kind, *_ in s.kept)
        proved = "Keep this one, and go on." if s.question.sound else "The proof says what does not hold yet."
        says = proved if s.begun else "Write another."
        return [
            rubric.share("questions", sound, WANTED, weight=0.8, noun="kept", says=says),
            Criterion("built", float(built), 0.2, says="One at least must ask for a number or a word."),
        ]

    def praise(self, p: Known, s: Draft) -> str:
        return "All three hold, and are in your reviews from now on: `tutor review` asks them first in about two days."

    def solution(self, p: Known, s: Draft) -> Draft:
        known = {ask for _, ask, _, _ in s.kept}
        more = [four for four in SOUND if four[1] not in known]
        return Draft(kept=(*s.kept, *more)[:WANTED])

    def own_questions(self, p: Known, s: Draft) -> Sequence[OwnQuestion]:
        return [made(four) for four in s.kept]
