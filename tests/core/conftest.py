"""What several tests of the core need: a course made to order, a runner of programs, a store that is waited for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.core.check import check_lesson, targets
from tutor.core.code.runner import CodeRunner
from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog

GLOSSARY = """
[bias]
scientist = "The intercept."
engineer = "An offset."
not = ["Variance: another thing"]

[variance]
scientist = "Spread."
engineer = "How far values scatter."
"""
HEAD = """+++
title = "{title}"
summary = "s"
minutes = 5
objectives = ["first of {name}", "second of {name}"]
needs = {needs}
terms = ["bias", "variance"]
+++
# Page one

Words on bias.

::: choice pick objective=1
Which one is right in {name}? Think of {term}.

- [x] this one
  > Yes.
- [ ] that one
  > No: that one is wrong.
- [ ] another
  > No: another is wrong.

Hint: It is the first.
Why: It just is.
:::

::: number twice draw=questions:twice objective=2
What is twice {{x}}?

- [x] {{right}} ± 0.1
  > Right.
- [ ] 0.5: {{half}} ± 0.1
  > That is half of it.
- [ ] else
  > Add it to itself.
:::

::: number seven objective=2
Write seven.

- [x] 7
- [ ] else
  > Seven.
:::

---
# Page two

::: blank gap objective=1
Fill it.

The gap of {name} is [[right|correct]] here.
:::

::: order steps objective=1
In order.

1. one
2. two
3. three
:::

::: match pairs objective=2
Match.

| a | b |
|---|---|
| one | uno |
| two | due |
| three | tre |
:::

::: text word objective=1
Say “{name}”.

- [x] {name}
  > Yes.
- [ ] else
  > No.
:::

::: choice many pick=all objective=2
Which are even?

- [x] 2
- [x] 4
- [ ] 3
:::

---
# Page three

::: code double checks=checks:double weight=0
Write it.

    def double(x):
        ...
:::
"""
QUESTIONS = '''"""Draws."""


def twice(seed: int) -> dict[str, float]:
    """A number and its double."""
    x = 3 + seed % 40
    return {"x": x, "right": 2 * x, "half": x / 2}
'''


def build(root: Path) -> Path:
    """The pack's folder: module `base` with `alpha`, `beta`; module `top` with `gamma`, which needs `alpha`."""
    files = {
        "__init__.py": "",
        "pack.toml": 'api = 1\ntitle = "Some course"\nsummary = "s"\n\n'
        '[[modules]]\nid = "base"\ntitle = "Base"\nlessons = ["alpha", "beta"]\n\n'
        '[[modules]]\nid = "top"\ntitle = "Top"\nlessons = ["gamma"]\n',
        "glossary.toml": GLOSSARY,
    }
    for module, name, term, needs in (
        ("base", "alpha", "bias", "[]"),
        ("base", "beta", "variance", "[]"),
        ("top", "gamma", "nothing", '["alpha"]'),
    ):
        text = HEAD.format(title=name.title(), name=name, term=term, needs=needs)
        files[f"{module}/{name}/lesson.md"] = text
        files[f"{module}/{name}/questions.py"] = QUESTIONS
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def course_dir(tmp_path: Path) -> Path:
    """The folder of the course."""
    return build(tmp_path / f"course_{abs(hash(str(tmp_path))) % 10**8}")


@pytest.fixture
def course(course_dir: Path) -> ItemIndex:
    """The course on a shelf, alone."""
    catalog = load_catalog([course_dir])
    assert not [problem for problem in catalog.problems if problem.pack.startswith("course")]
    ours = next(pack for pack in catalog.packs if pack.id.startswith("course"))
    return ItemIndex(type(catalog)((ours,), tuple(catalog.in_pack(ours)), ()))


@pytest.fixture(scope="module")
def runner() -> Iterator[CodeRunner]:
    """What runs programs, kept warm for all tests of a file."""
    made = CodeRunner()
    yield made
    made.close()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, a read waits for the opening."""
    monkeypatch.setattr("tutor.core.store.sqlite.OPENING", 60.0)


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lessons are proved in this process, which is quicker than in those that `tutor check` starts."""
    monkeypatch.setattr(
        targets,
        "side_by_side",
        lambda lessons, _, keys, only: [check_lesson(each, reserved_keys=keys, only=only) for each in lessons],
    )
