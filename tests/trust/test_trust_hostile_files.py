"""S2: any file is an error with its place or a clean result; never a traceback, never a hang."""

import hashlib
import json
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning

from tests.trust import readers
from tutor.core import datasets
from tutor.core.errors import DataError, LessonError, TutorError
from tutor.core.exchange.archive import take
from tutor.core.exercise.kit import OwnData
from tutor.core.lesson.maths import block, inline, words
from tutor.core.lesson.parser import parse_body
from tutor.core.own_data import read_own_data
from tutor.core.packs import installed
from tutor.core.packs.catalog import load_catalog, read_lesson
from tutor.core.packs.glossary import read_glossary
from tutor.core.questions import grade, version
from tutor.core.settings import load_settings
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt
from tutor.core.store.sqlite import FILE, open_store

LESSON_BITS = [
    "+++\n", "+++", "\n", "\n\n", "---\n", ":::\n", "::: ", "::: choice a\n", "::: number b unit=\"€\"\n", "::: text c\n",
    "::: blank d\n", "::: order e\n", "::: match f\n", "::: exercise g use=x:Y\n", "::: code h checks=c:C\n", "draw=q:f ",
    "pick=all ", "shuffle=no ", "- [x] ", "- [ ] ", "  > ", "> ", "* ", "1. ", "2. ", "99999999999. ", "| a | b |\n", "|---|---|\n",
    "Hint: ", "Why: ", "else\n", "1 ± 2\n", "1 +- 2 %\n", "1 .. 2\n", "nan ± inf\n", "1e999 ± 1e-999\n", "/a+b/\n", "/(a+)+/\n", "/", "[[gap|other]]",
    "[[", "]]", "$x^2$", "$$", "$", "\\frac{1}{2}", "\\left(", "\\begin{matrix}", "{", "}", "{{", "}}", "{x:.2f}", "{x.y[0]!r:{z}}", "```python\n", "```\n", "~~~",
    "# ", "## T\n", "<b>", "<!--", "-->", "&amp;", "[l](http://x)", "![i](x)", "\\", "`", "**", "_", "title = \"T\"\n", "summary = 3\n",
    "minutes = -1\n", "objectives = [", "\"", "'''", "\"\"\"", "needs = [\"a/b\"]\n", "[a.b]\n", "= ", "#", "\t", "    ", "\r\n", "\r", "\f", "\x00", "\x1b[2J",
    "\u202e", "\u200b", "\u2028", "\ud800", "\ufeff", "\U0001f600", "é", "e\u0301", "x" * 300, "9" * 400, "[" * 60, "(" * 60,
]  # fmt: skip
CSV_BITS = ["x,y\n", "1,2\n", "a;b\n", "1,5;2,5\n", "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "NaN", "1e999", "-", "?", "\x00", "\ufeff",
            "x" * 500, "1" * 50, "1,234", "é", "\x1b]0;t\x07", "=cmd|x", "x,x\n", ",\n", "1,2,3\n"]  # fmt: skip
DEEP = [
    "x = " + "[" * 4_000,
    "x = " + "{a=" * 1_500,
    "x" + ".a" * 2_000 + " = 1",
    "[" + "a." * 2_000 + "a]",
    "x = " + "9" * 4_900,
    "x" + ".a" * 20_000 + " = 1",
    "x = " + "9" * 20_000,
    "x = [\n" * 4_000,
    "x = [" + " " * 4_900 + "y",
    "x = [" + "\n" * 20_000 + "y",
]
TOML_BITS = ["api = 1\n", "title = \"t\"\n", "summary = \"s\"\n", "[[modules]]\n", "id = \"m\"\n", "lessons = [\"a\"]\n", "[t]\n", "scientist = \"s\"\n",
             "engineer = 1\n", "theme = \"x\"\n", "ascii = true\n", "mouse = 7\n", "= ", "[", "]", "\"", "'''", "\\", "\n", "#", "a.b = 1\n", "1979-05-27\n", "nan\n",
             "0x", "9" * 400, "{", "}", "\x00", "\x1b", "\ud800", "é", "[" * 300, "a" + ".a" * 300 + " = 1\n"]  # fmt: skip
GIFT_BITS = [
    "[html]",
    "<p>",
    "</b>",
    "<table><tr><td>",
    "<!--",
    "$$",
    "\\(",
    "&lt;",
    "::t::",
    "q",
    "{",
    "}",
    "=",
    "~",
    "%50%",
    "#",
    "->",
    "{T}",
    "{#3:1}",
    "\n\n",
    "//",
    "\\",
    "$CATEGORY: x\n",
    "[html]",
    "\x00",
    "\x1b",
    "é",
]
NASTY = [":::\n", "> ", "- [x] a\n", "[[", "{", "$", "$$\n", "```\n", "\\left(", "| a ", "**", "[a](", "<", "`", "/(", "+++\n", "---\n",
         "::: choice a\n", "Hint: ", "&", "*a_", "1. a\n", "\t", "!", "[", "]("]  # fmt: skip


def mixed(bits: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(bits) | st.text(max_size=6), max_size=40).map("".join)


def fuzzed(check: Callable[..., None], *strategies: st.SearchStrategy[Any], examples: int, seeded: bool) -> None:
    """Run `check` on so many examples."""
    made = given(*strategies)(check)
    warnings.simplefilter("ignore", HypothesisWarning)
    settings(max_examples=examples, deadline=None, database=None, derandomize=seeded, print_blob=True,
             suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink])(made)()  # fmt: skip


FORMS = [(60, True), pytest.param((6000, False), marks=pytest.mark.trust)]
forms = pytest.mark.parametrize("form", FORMS, ids=["few", "many"])


@forms
def test_s2_front_matter_and_blocks(form: tuple[int, bool]) -> None:
    head = 'title = "T"\nsummary = "s"\nminutes = 3\n'
    fuzzed(
        readers.lesson,
        mixed(LESSON_BITS) | mixed(LESSON_BITS).map(lambda t: f"+++\n{head}+++\n# T\n{t}"),
        examples=form[0],
        seeded=form[1],
    )
    fuzzed(
        readers.blocks,
        mixed(LESSON_BITS),
        st.text(max_size=30) | mixed(["1", "2", ",", "=", "|", "\\"]),
        examples=form[0],
        seeded=form[1],
    )


QUESTIONS = """
::: choice a
Q
- [x] r
  > y
- [ ] w
  > n
:::

::: number b unit="€"
Q
- [x] 2 ± 1 %
  > y
- [ ] else
  > n
:::

::: text c
Q
- [x] /a+b?/
  > y
- [ ] else
  > n
:::

::: blank d
A [[gap|other]] and [[x]].
:::

::: order e
Q
1. a
2. b
3. c
:::

::: match f
Q

| l | r |
|---|---|
| a | 1 |
| b | 2 |
:::
"""


@forms
def test_s2_answers(form: tuple[int, bool]) -> None:
    items = parse_body(QUESTIONS, "lesson.md").items()

    def check(text: str) -> None:
        for item in items:
            assert 0 <= grade(item, text).score <= 1

    bits = [
        "1",
        "2",
        "3",
        ",",
        "=",
        "|",
        "\\",
        "€",
        "%",
        "e",
        "1e999",
        "nan",
        "−",
        "\u00bd",
        "٣",
        "/",
        "^",
        "*",
        "(",
        "\x00",
        "\ud800",
        "9" * 400,
    ]
    fuzzed(check, st.text(max_size=40) | mixed(bits), examples=form[0], seeded=form[1])


@forms
def test_s2_maths(form: tuple[int, bool]) -> None:
    def check(tex: str) -> None:
        for said in (inline(tex), words(tex), *block(tex)):
            assert isinstance(said, str)

    bits = ["x", "\\frac", "{", "}", "^", "_", "\\sum", "\\sqrt", "\\left(", "\\right)", "\\begin{matrix}", "\\end{matrix}", "&", "\\\\", "\\hat", "\\text{a}", "$",
            "\\", "\\mathbb R", "\\begin{cases}", "~", "%", "#", "\x1b", "\\" * 40, "{" * 60]  # fmt: skip
    fuzzed(check, mixed(bits), examples=form[0], seeded=form[1])


@forms
def test_s2_packs_and_glossaries(form: tuple[int, bool], tmp_path: Path) -> None:
    root = tmp_path / "some_pack"
    (root / "m/a").mkdir(parents=True)
    (root / "__init__.py").write_text("")

    def check(toml: str, terms: str, text: str) -> None:
        for name, content in (("pack.toml", toml), ("glossary.toml", terms), ("m/a/lesson.md", text)):
            (root / name).write_bytes(content.encode("utf-8", "surrogatepass"))
        found = load_catalog([root])
        assert all(problem.message for problem in found.problems)
        for pack in found.packs:
            read_glossary(pack)
        for each in found.lessons:
            try:
                read_lesson(each)
            except LessonError as error:
                assert error.findings

    good = 'api = 1\ntitle = "t"\nsummary = "s"\n[[modules]]\nid = "m"\ntitle = "M"\nlessons = ["a"]\n'
    tomls = mixed(TOML_BITS) | mixed(TOML_BITS).map(lambda t: good + t) | st.sampled_from(DEEP)
    fuzzed(
        check,
        tomls,
        mixed(TOML_BITS) | st.sampled_from(DEEP),
        mixed(LESSON_BITS) | st.sampled_from(DEEP).map(lambda t: f"+++\n{t}\n+++\n"),
        examples=form[0] // 3,
        seeded=form[1],
    )


@forms
def test_s2_a_learners_table(form: tuple[int, bool], tmp_path: Path) -> None:
    path = tmp_path / "own.csv"

    def check(content: str, encoding: str) -> None:
        path.write_bytes(content.encode(encoding, "replace"))
        try:
            table = read_own_data(path, OwnData(x="number", y="number", rows=(1, 100)), x="x", y="y")
        except DataError as error:
            assert "own.csv" in str(error) or "olumn" in str(error)
        else:
            assert table.rows >= 1

    fuzzed(check, mixed(CSV_BITS) | mixed(CSV_BITS).map(lambda t: "x,y\n1,2\n" + t), st.sampled_from(["utf-8", "latin-1", "utf-16", "utf-32"]),
           examples=form[0], seeded=form[1])  # fmt: skip


CARD = 'title = "t"\ndescription = "d"\nsource = "s"\nlicence = "l"\ncitation = "c"\nrows = 1\nsha256 = ""\n'
CARD += 'columns = [{ name = "x", unit = "", dtype = "float64", meaning = "m" }]\n'


@forms
def test_s2_tables_and_cards(form: tuple[int, bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "foreign_data"
    root.mkdir()
    (root / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(installed, "entry_points", lambda group: [EntryPoint("bad", "foreign_data", group)])

    def check(toml: str, table: str) -> None:
        content = table.encode("utf-8", "surrogatepass")
        toml = toml.replace('sha256 = ""', f'sha256 = "{hashlib.sha256(content).hexdigest()}"')
        (root / "t.toml").write_bytes(toml.encode("utf-8", "surrogatepass"))
        (root / "t.csv").write_bytes(content)
        try:
            datasets.columns("bad/t")
        except DataError as error:
            assert "bad/t" in str(error) or "t.csv" in str(error)

    try:
        datasets._packs.cache_clear()
        fuzzed(
            check,
            mixed(TOML_BITS) | st.just(CARD) | st.sampled_from(DEEP),
            mixed(CSV_BITS),
            examples=form[0] // 2,
            seeded=form[1],
        )
    finally:
        datasets._packs.cache_clear()


@forms
def test_s2_settings(form: tuple[int, bool], tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"

    def check(content: str) -> None:
        readers.settings(content, path)

    fuzzed(check, mixed(TOML_BITS) | st.sampled_from(DEEP), examples=form[0], seeded=form[1])
    load_settings(tmp_path)


@forms
def test_s2_imports(form: tuple[int, bool]) -> None:
    rows = ['{"tutor": ', '"format": 1, ', '"attempts": [', '{"item": "p/l#q"', '"id": ', '"documents": {', "}", "]", ",", "null", "1e999",
            "NaN", "1", "-1", "\\ud800", '"x"', "[" * 2000, '": ']  # fmt: skip
    whole = st.fixed_dictionaries(
        {}, optional={key: junk() for key in ("tutor", "format", "version", "attempts", "documents", "notes")}
    )
    deep = st.sampled_from(['{"tutor": ' + "[" * 9_000, '{"tutor":' * 9_000])
    fuzzed(readers.archive, deep | mixed(rows) | whole.map(json.dumps), examples=form[0], seeded=form[1])
    fuzzed(readers.gift, mixed(GIFT_BITS), examples=form[0], seeded=form[1])


def junk() -> st.SearchStrategy[Any]:
    keys = st.sampled_from(["id", "item", "seed", "score", "outcome", "at", "version", "x"])
    leaf = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=5)
        | st.sampled_from(["p/l#q", "passed", "2026-01-01"])
    )
    return st.recursive(
        leaf, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=8), max_leaves=12
    )


@pytest.mark.parametrize("form", [6, pytest.param(150, marks=pytest.mark.trust)])
def test_s2_progress_files(form: int, tmp_path: Path) -> None:
    """Any bytes where the progress file should be: it opens, and what was kept of it is said."""
    made = tmp_path / "made"
    store = open_store(made)
    store.add(Attempt(item="p/l#q", version="v", seed=1, response="x" * 5000, outcome="passed", score=1.0)).result(60)
    store.close()
    whole = (made / FILE).read_bytes()

    def check(start: int, size: int, junk: bytes, cut: int) -> None:
        folder = tmp_path / f"data-{time.monotonic_ns()}"
        folder.mkdir()
        damaged = whole[:start] + junk * (size // max(1, len(junk))) + whole[start + size :]
        (folder / FILE).write_bytes(damaged[: len(whole) - cut])
        store = open_store(folder, patience=30.0)
        attempts = store.attempts()
        assert attempts or store.notices
        store.put("x/y", "z").result(60)
        store.close()

    numbers = st.integers(0, len(whole))
    fuzzed(check, numbers, st.integers(0, 3000), st.sampled_from([b"\x00", b"\xff", os.urandom(64), b"SQLite"]), st.just(0) | numbers,
           examples=form, seeded=True)  # fmt: skip


@pytest.mark.parametrize("size", [100_000])
def test_s2_extremes_end_at_once(size: int, tmp_path: Path) -> None:
    root = tmp_path / "some_pack"
    root.mkdir()
    (root / "__init__.py").write_text("")
    path = tmp_path / "settings.toml"
    began = time.process_time()
    for text in ("x = " + "[" * size, "x = " + "{a=" * size, "x" + ".a" * size + " = 1", "x = " + "9" * size, "x = [" + " " * size + "y",
                 "x =" + "\n" * size, "x = \"" + "a" * size, "x = [\"a\"," * size, "[[a]]\n" * size):  # fmt: skip
        (root / "pack.toml").write_text(text)
        path.write_text(text)
        assert load_catalog([root]).problems
        load_settings(path)
        with pytest.raises(TutorError):
            take(MemoryStore(""), '{"tutor": ' + text)
    assert time.process_time() - began < 60


@pytest.mark.parametrize("bit", [b if b in NASTY[:3] else pytest.param(b, marks=pytest.mark.trust) for b in NASTY])
def test_s2_linear_in_the_size_of_the_file(bit: str) -> None:
    def seconds(size: int) -> float:
        text = (bit * (size // len(bit)))[:size]
        began = time.process_time()
        try:
            for item in parse_body(text, "lesson.md").items():
                version(item)
        except LessonError:
            pass
        return time.process_time() - began

    # Ten times the text in at most thirty times the time (quadratic would be a hundred), or in no time at all.
    small, large = seconds(20_000), seconds(200_000)
    assert large < max(30 * small, 2.0)


SOUND = '+++\ntitle = "T"\nsummary = "s"\nminutes = 3\n+++\n# T\n'
GUIDED = [
    ("lesson", 100_000, SOUND + QUESTIONS),
    ("blocks", 100_000, QUESTIONS),
    (
        "archive",
        100_000,
        '{"tutor": "progress", "format": 1, "attempts": [{"item": "p/l#q"}], "documents": {"a": "b"}}',
    ),
    ("gift", 100_000, "::T::Which? {=right#yes ~wrong#no}\n\nTwo? {#2:0.1}\n\nTrue? {T}\n\nPair {=a->b =c->d}\n"),
    ("settings", 20_000, 'theme = "tutor-dark"\nascii = false\n'),
]
"""(reader, files, a sound file to begin with)."""


@pytest.mark.trust
@pytest.mark.skipif(find_spec("atheris") is None, reason="needs atheris: pip install atheris")
@pytest.mark.parametrize(("target", "runs", "seed"), GUIDED, ids=[each[0] for each in GUIDED])
def test_s2_coverage_guided(target: str, runs: int, seed: str, tmp_path: Path) -> None:
    """From a sound file on; ends with 0 after so many files."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/sound").write_text(seed)
    options = [
        f"-runs={runs}",
        "-timeout=20",
        "-max_len=4096",
        f"-artifact_prefix={tmp_path}/",
        str(tmp_path / "seeds"),
    ]
    command = [sys.executable, "-m", "tests.trust.guided", target, *options]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert f"Done {runs} runs" in ended.stderr
