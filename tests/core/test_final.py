"""The final test on a course of six modules, each made up otherwise: it grows with the lessons, by rules alone."""

import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.model import Lesson
from tutor.core.questions import solution
from tutor.core.quiz import draw
from tutor.core.quiz.opening import QuizRequest, open_sitting
from tutor.core.quiz.pace import USUAL
from tutor.core.quiz.rules import rules
from tutor.core.store.memory import MemoryStore

TINY = Path(__file__).parents[1] / "fixtures" / "packs" / "tiny_pack" / "basics" / "every_block"
BLOCKS = {
    "c": "choice {0}\nWhich one?\n\n- [x] this\n- [ ] that\n  > No.\n- [ ] another\n  > No.\n",
    "n": "number {0}\nTwice four?\n\n- [x] 8\n",
    "o": "order {0}\nIn order.\n\n1. one\n2. two\n3. three\n",
    "x": "exercise {0} use=exercise:Reach\nBring n to the goal.\n",
    "k": "code {0} checks=checks:doubled\nWrite `double(x)`.\n\n```python\ndef double(x):\n    ...\n```\n",
}
MODULES = {
    "full": ["cnoxk", "cnoxk", "cnoxk", "cnoxk"],
    "three": ["ccnnxk", "cccnk", "ccox"],
    "picks": ["ccccc", "cccc", "ccccn"],
    "words": ["ccnno", "ccnno"],
    "alone": ["cccnnnxk"],
    "many": ["cnx", "cnk", "cox", "cnx", "cok"],
}
"""Modules, their lessons, and of each lesson the kinds of its items."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> ItemIndex:
    """All lessons of `MODULES`, as a pack."""
    return ItemIndex(load_catalog([written(tmp_path_factory.mktemp("packs") / "six_pack", MODULES)]))


def written(pack: Path, modules: dict[str, list[str]]) -> Path:
    """The pack in this folder."""
    head = 'api = 1\ntitle = "Six"\nsummary = "s"\n'
    for module, lessons in modules.items():
        names = [f"{module}-{number}" for number in range(len(lessons))]
        head += f'\n[[modules]]\nid = "{module}"\ntitle = "{module.title()}"\nlessons = {names!r}\n'
        for name, kinds in zip(names, lessons, strict=True):
            folder = pack / module / name.replace("-", "_")
            folder.mkdir(parents=True)
            for code in ("exercise.py", "checks.py"):
                shutil.copy(TINY / code, folder)
            blocks = (f"::: {BLOCKS[kind].format(f'{kind}{number}')}:::\n" for number, kind in enumerate(kinds))
            front = f'+++\ntitle = "{name}"\nsummary = "s"\nminutes = 5\nobjectives = ["know"]\n+++\n# Page\n\n'
            (folder / "lesson.md").write_text(front + "\n".join(blocks))
    (pack / "__init__.py").write_text("")
    (pack / "pack.toml").write_text(head.replace("'", '"'))
    return pack


def lessons_of(shelf: ItemIndex) -> list[Lesson]:
    """Those of the pack, and not of the course that is installed."""
    return [lesson for lesson in shelf.catalog.lessons if lesson.pack.id == "six-pack"]


def test_four_of_each_module_from_every_lesson_mostly_built_with_exercises_and_programs(course: ItemIndex) -> None:
    assert not course.catalog.problems
    lessons = lessons_of(course)
    for seed in range(30):
        entries = draw.final(course, lessons, seed)
        assert len(set(entries)) == len(entries) == 24
        assert Counter(entry.lesson.module.id for entry in entries) == dict.fromkeys(MODULES, 4)
        for module, kinds in MODULES.items():
            of_module = [entry for entry in entries if entry.lesson.module.id == module]
            asked = Counter(entry.lesson.id for entry in of_module)
            assert len(asked) == min(4, len(kinds))  # every lesson, as even as can be
            assert max(asked.values()) - min(asked.values()) <= 1
            assert any(entry.practises for entry in of_module) == ("x" in "".join(kinds))
        assert sum(entry.built for entry in entries) >= draw.BUILT * len(entries)
        assert not all(entry.built for entry in entries)
        assert {entry.item.KIND for entry in entries} >= {"exercise", "code", "choice", "number"}
        assert all(one.lesson is not other.lesson for one, other in pairwise(entries))


def test_it_grows_with_the_lessons_and_says_what_is_missing(course: ItemIndex, tmp_path: Path) -> None:
    begun = ItemIndex(load_catalog([written(tmp_path / "six_pack", {"full": ["cn"], "words": MODULES["words"]})]))
    fewer = draw.final(begun, lessons_of(begun), 1)
    assert Counter(entry.lesson.module.id for entry in fewer) == {"full": 2, "words": 4}
    sitting = open_sitting(QuizRequest("final", "six-pack"), MemoryStore(), begun).sitting
    assert "It would ask 8, 4 of each module; 6 are there while lessons are missing: “Full” gives 2." in sitting.notes
    whole = open_sitting(QuizRequest("final", "six-pack"), MemoryStore(), course).sitting
    assert not whole.notes
    said = " ".join(rules(whole))
    kinds = Counter(each.kind if each.practice else "question" for each in whole.asked)
    assert f"{kinds['question']} questions" in said
    assert f"About {whole.expected} minutes" in said
    assert "program" in said
    assert "exercise" in said


def test_another_seed_asks_other_items(course: ItemIndex) -> None:
    lessons = lessons_of(course)
    one, other = (set(draw.final(course, lessons, seed)) for seed in (1, 2))
    assert one == set(draw.final(course, lessons, 1))
    assert len(one & other) < 18


def test_how_long_it_takes_is_what_this_learner_needs_once_that_is_known(course: ItemIndex) -> None:
    store = MemoryStore()
    first = open_sitting(QuizRequest("quiz", "six-pack", items=5, practice=False), store, course)
    assert first.sitting.expected == 5
    while not first.over:
        answer = solution(first.item())
        first.answer(answer, first.verdict(answer), seconds=24)
    later = open_sitting(QuizRequest("quiz", "six-pack", items=10, practice=False), store, course)
    assert later.sitting.expected == 4  # ten times 24 seconds
    assert "It takes about 4 minutes." in rules(later.sitting)
    practised = open_sitting(QuizRequest("quiz", "six-pack", items=10, new=True), store, course)
    usual = sum(USUAL[each.kind] for each in practised.sitting.asked if each.practice)
    assert practised.sitting.expected == round(8 * 0.4 + usual)  # of practice nothing is known yet
