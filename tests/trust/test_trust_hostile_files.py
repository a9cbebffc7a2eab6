"""S2: any lesson, answer, formula or pack is an error with its place or a clean result; never a traceback, never a hang."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import strategies as st

from tests.trust import readers
from tests.trust.fuzzing import DEEP, LESSON_BITS, QUESTIONS, TOML_BITS, forms, fuzzed, mixed
from tutor.core.errors import LessonError
from tutor.core.lesson.maths import block, inline, words
from tutor.core.lesson.parser import parse_body
from tutor.core.packs.catalog import load_catalog, read_lesson
from tutor.core.packs.glossary import read_glossary
from tutor.core.questions import grade


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
