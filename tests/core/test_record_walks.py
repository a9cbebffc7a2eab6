"""The record is what was done: two machines, any sequence of answers, hints, retries, reveals, merges, changed items.

The model keeps book for itself, of what the learner did and not of what the attempts say, and every number that a
screen, a command or the report reads must agree with it.
"""

import os
import tempfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.core.conftest import build
from tutor.core.exchange import archive
from tutor.core.grade import PASS_AT, Grade, Outcome
from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.progress import LessonState, as_json, lessons
from tutor.core.questions import solution
from tutor.core.record.days import day_of
from tutor.core.record.facts import Facts
from tutor.core.report.content import gather
from tutor.core.review.ledger import KEY, Ledger, read_ledger
from tutor.core.review.mastery import Mastery, objectives
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore

NAMES = ("pick", "twice", "seven")
WRONG = {"pick": ("2", "3"), "twice": ("0", "1"), "seven": ("1", "2")}
REVIEW_DAYS = st.integers(1, 4)
COURSES = count()


@dataclass
class Done:
    """What the learner did, once."""

    name: str
    version: str
    at: str
    passed: bool
    earned: float
    alone: bool
    review: str = ""


@dataclass
class Walk:
    """Where a learner at one machine is with an item: wrong tries, help and whether it is over."""

    tries: int = 0
    hints: int = 0
    shown: bool = False


@dataclass
class Machine:
    """A store, what was done there or came from elsewhere, and the walk through the lesson."""

    store: MemoryStore = field(default_factory=MemoryStore)
    done: dict[str, Done] = field(default_factory=dict)
    walks: dict[str, Walk] = field(default_factory=lambda: {name: Walk() for name in NAMES})
    versions: dict[str, str] = field(default_factory=dict)


class Walks(RuleBasedStateMachine):
    """Two machines and an author who changes the lesson."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = build(Path(self.folder.name) / f"walked_{next(COURSES)}")  # its code is imported by this name
        path = self.root / "base" / "alpha" / "lesson.md"  # of three questions, so that it is passed often
        path.write_text(path.read_text().partition("\n---\n# Page two")[0])
        self.machines = [Machine(), Machine()]
        self.number, self.writes = 7, 1
        self.read()

    def teardown(self) -> None:
        for machine in self.machines:
            told = {lesson.id: lesson for _, lesson in gather(machine.store, self.shelf).lessons}
            assert told == lessons(machine.store, self.shelf)
        self.folder.cleanup()

    def read(self) -> None:
        catalog = load_catalog([self.root])
        self.shelf = ItemIndex(catalog)
        self.lesson = next(lesson for lesson in catalog.lessons if lesson.name == "alpha")
        self.versions = {entry.item.name: entry.version for entry in self.shelf.entries(self.lesson.id)}

    def run(self, machine: Machine) -> LessonRun:
        """The lesson opened: an item whose answer changed since is asked again."""
        run = LessonRun(self.lesson, machine.store)
        for name in NAMES:
            if machine.versions.get(name, self.versions[name]) != self.versions[name]:
                machine.walks[name] = Walk()
        machine.versions = dict(self.versions)
        return run

    @rule(which=st.integers(0, 1), name=st.sampled_from(NAMES), pick=st.integers(0, 1))
    def answers_wrong(self, which: int, name: str, pick: int) -> None:
        self.answers(which, name, False, pick)

    @rule(which=st.integers(0, 1), name=st.sampled_from(NAMES))
    def answers_right(self, which: int, name: str) -> None:
        self.answers(which, name, True, 0)

    def answers(self, which: int, name: str, right: bool, pick: int) -> None:
        machine = self.machines[which]
        run, walk = self.run(machine), machine.walks[name]
        before = {one.id for one in machine.store.stream()}
        response = solution(run.shown.question(name)) if right else WRONG[name][pick]
        resent = run.session.item(name).response == response and run.session.item(name).tries
        grade, _ = run.submit(name, response)
        new = [one for one in machine.store.stream() if one.id not in before]
        assert len(new) == (not walk.shown and not resent)
        assert grade.outcome in (Outcome.PASSED, Outcome.FAILED)
        for one in new:
            earned = grade.score
            if name == "pick":
                earned = (1, 0.5, 0)[min(walk.tries, 2)] if right else 0.0
            alone = not walk.hints and not (name == "pick" and walk.tries)
            machine.done[one.id] = Done(
                name, self.versions[name], one.at, right or grade.score >= PASS_AT, earned, alone
            )
            walk.tries += 1
        kept = read_ledger(machine.store).facts.get(f"{self.lesson.id}#{name}", {})
        assert run.facts(name) == kept.get(self.versions[name], Facts())

    @rule(which=st.integers(0, 1), name=st.sampled_from(NAMES))
    def asks_for_a_hint(self, which: int, name: str) -> None:
        run = self.run(self.machines[which])
        if run.hint(name):
            self.machines[which].walks[name].hints = 1

    @rule(which=st.integers(0, 1), name=st.sampled_from(NAMES))
    def looks_at_the_answer(self, which: int, name: str) -> None:
        machine = self.machines[which]
        run = self.run(machine)
        settled, before = run.session.item(name).settled, {one.id for one in machine.store.stream()}
        run.reveal(name)
        for one in machine.store.stream():
            if one.id not in before:
                assert not settled
                machine.done[one.id] = Done(name, self.versions[name], one.at, False, 0.0, False)
        machine.walks[name].shown = True

    @rule(which=st.integers(0, 1), name=st.sampled_from(NAMES))
    def tries_again(self, which: int, name: str) -> None:
        self.run(self.machines[which]).retry(name)
        self.machines[which].walks[name] = Walk()

    @rule(which=st.integers(0, 1), name=st.sampled_from(NAMES), right=st.booleans(), hints=st.integers(0, 1),
          day=REVIEW_DAYS)  # fmt: skip
    def is_asked_in_a_review(self, which: int, name: str, right: bool, hints: int, day: int) -> None:
        machine = self.machines[which]
        run = self.run(machine)
        now = datetime.now(UTC) + timedelta(days=day)
        made = replace(
            run._attempt(name, "r", Grade.passed() if right else Grade.failed("")),
            mode="review", hints=hints, misses=0, at=now.isoformat(timespec="microseconds"), day="",
            seed=10 * day + right,
        )  # fmt: skip
        machine.store.add(made)
        alone = not hints
        machine.done[made.id] = Done(
            name, self.versions[name], made.at, right, float(right), alone, made.day if right and alone else ""
        )

    @rule(into=st.integers(0, 1))
    def takes_over_what_the_other_machine_has(self, into: int) -> None:
        here, there = self.machines[into], self.machines[1 - into]
        self.run(there)
        archive.take(here.store, archive.dump(there.store))
        here.done.update(there.done)
        session = self.run(here).session
        for name in NAMES:  # where both were at work on an item, one of the two walks goes on: whichever it says it is
            state = session.item(name)
            here.walks[name] = Walk(state.tries, state.hints, state.revealed)

    @rule(number=st.sampled_from([7, 8]))
    def the_author_changes_an_answer(self, number: int) -> None:
        path = self.root / "base" / "alpha" / "lesson.md"
        path.write_text(path.read_text().replace(f"- [x] {self.number}\n", f"- [x] {number}\n"))
        self.number, self.writes = number, self.writes + 1
        os.utime(path, (self.writes, self.writes))  # two writes in one tick of the clock would look like none
        self.read()

    @rule(which=st.integers(0, 1))
    def the_cache_is_lost(self, which: int) -> None:
        self.machines[which].store.remove([KEY])

    @invariant()
    def the_ledger_is_the_fold_of_all_attempts(self) -> None:
        now = datetime.now(UTC)
        for machine in self.machines:
            fresh = Ledger()
            attempts = sorted(machine.store.stream(), key=lambda one: one.at)
            for item in sorted(fresh.take([one.told() for one in attempts], now)):
                fresh.again(item, attempts, now)
            kept = read_ledger(machine.store, now)
            assert (kept.facts, kept.cards, kept.days, kept.sure, kept.ahead) == (
                fresh.facts, fresh.cards, fresh.days, fresh.sure, fresh.ahead,
            )  # fmt: skip

    @invariant()
    def everything_that_is_said_is_what_was_done(self) -> None:
        now = datetime.now(UTC)
        for machine in self.machines:
            best, alone = self.of(machine, "earned"), self.of(machine, "alone")
            questions = [entry.item.name for entry in self.shelf.entries(self.lesson.id) if entry.asks]
            score = sum(best.get(name, 0.0) for name in questions) / len(questions)
            known = lessons(machine.store, self.shelf).get(self.lesson.id)
            if known is None:
                assert not machine.done
                continue
            assert known.record.score == pytest.approx(score)
            assert known.record.unassisted == pytest.approx(sum(alone.values()) / len(questions))
            assert known.record.done == len({one.name for one in self.present(machine) if one.passed})
            passed_at = self.passed_at(machine, len(questions))
            assert known.record.passed_at == passed_at
            days = {one.review for one in machine.done.values() if one.review and one.review > day_of(passed_at)}
            masters = bool(passed_at) and len(days) >= 2
            state = LessonState.MASTERED if masters else LessonState.PASSED if passed_at else LessonState.STARTED
            assert known.state is state
            assert LessonRun(self.lesson, machine.store).record_now == known.record
            row = next(one for one in as_json(self.shelf, machine.store)["lessons"] if one["id"] == self.lesson.id)
            assert (row["score"], row["unassisted"]) == (known.record.score, known.record.unassisted)
            for one in objectives(self.shelf, read_ledger(machine.store, now), now):
                if one.lesson == self.lesson.id:
                    serving = [
                        entry.item.name for entry in self.shelf.entries(one.lesson) if one.number in entry.objectives()
                    ]
                    needed = [name for name in serving if name != "double"]
                    shown = all(alone.get(name, 0.0) >= PASS_AT for name in needed)
                    assert (one.state in (Mastery.SHOWN, Mastery.MASTERED, Mastery.FADING)) == shown

    def present(self, machine: Machine) -> list[Done]:
        """What was done at the items as they are now."""
        return [one for one in machine.done.values() if one.version == self.versions[one.name]]

    def of(self, machine: Machine, what: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for one in self.present(machine):
            if what == "earned" or one.alone:
                found[one.name] = max(found.get(one.name, 0.0), one.earned)
        return found

    def passed_at(self, machine: Machine, questions: int) -> str:
        best: dict[str, float] = {}
        for one in sorted(self.present(machine), key=lambda one: one.at):
            best[one.name] = max(best.get(one.name, 0.0), one.earned)
            if sum(best.values()) / questions >= PASS_AT - 1e-9:
                return one.at
        return ""


Walks.TestCase.settings = settings(max_examples=6, stateful_step_count=12, deadline=None)
TestWalks = Walks.TestCase
