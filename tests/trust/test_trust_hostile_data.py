"""S2: any table, setting, import or progress file is an error with its place or a clean result."""

import hashlib
import json
import os
import time
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from tests.trust import readers
from tests.trust.fuzzing import CSV_BITS, DEEP, TOML_BITS, forms, fuzzed, mixed
from tutor.core import datasets
from tutor.core.errors import DataError
from tutor.core.exercise.kit import OwnData
from tutor.core.own_data import read_own_data
from tutor.core.packs import installed
from tutor.core.settings import load_settings
from tutor.core.store.port import Attempt
from tutor.core.store.sqlite import FILE, open_store

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
