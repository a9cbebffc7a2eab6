"""The quick way through simple TOML says just what tomllib says, or nothing."""

import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tutor.core.errors import PackError
from tutor.core.packs.toml_source import _plain, line_of, parse
from tutor.core.safe_text import clean

TEXT = st.text(st.sampled_from("ab ŷ\"\\\n\t#[],='0"), max_size=6)
QUOTED = TEXT.map(lambda text: f'"{text}"')
NUMBER = st.sampled_from(["0", "12", "01", "1.5", "-1", "1_000", "٣"])
LISTED = st.lists(QUOTED | NUMBER, max_size=3).map(lambda texts: f"[{', '.join(texts)}]")
SPACE = st.sampled_from(["", " ", "\t", "\n", "\r\n", "# note\n", ","])
LINE = st.tuples(st.sampled_from(["a", "b-c", "d_e", "a.b", '"q"', "[t]", "ŷ", ""]), SPACE, st.just("="), SPACE,
                 QUOTED | NUMBER | LISTED | TEXT, SPACE, st.just("\n")).map("".join)  # fmt: skip


@given(st.lists(LINE, max_size=4).map("".join) | TEXT)
@example('a = "b"\nc = ["d",\n  "e",\n]\n\nf = 3\n')
@example('a = "b"\na = "c"\n')
@example('a = ["b" "c"]\n')
@example("a = 01\n")
def test_the_quick_way_agrees_with_tomllib(source: str) -> None:
    quick = _plain(clean(source))
    if quick is not None:
        assert quick == tomllib.loads(clean(source))


def test_usual_front_matter_takes_the_quick_way() -> None:
    assert _plain('title = "ŷ = Wx"\nminutes = 25\nneeds = []\nterms = [\n    "a", "b",\n]\n') == {
        "title": "ŷ = Wx", "minutes": 25, "needs": [], "terms": ["a", "b"],
    }  # fmt: skip


def test_foreign_signs_written_as_escapes_are_cleaned() -> None:
    assert parse('a = "\\u001b\\u200bx"\n', "f") == {"a": "�x"}


@pytest.mark.parametrize("source", ["a = " + "[" * 5000, "a" * 10 + " = {" * 3000])
def test_deep_nesting_is_an_error_like_others(source: str) -> None:
    with pytest.raises(PackError, match="not TOML"):
        parse(source, "f")


def test_lines_of_keys() -> None:
    source = 'a = 1\n\n[t]\n"b" = 2\n[[m]]\nid = 1\n[[m]]\nid = 2\nlist = [\n  1,\n]\n'
    assert [line_of(source, keys) for keys in [("a",), ("t", "b"), ("m", 0, "id"), ("m", 1, "id"), ("m", 1)]] == [
        1, 4, 6, 8, 7,
    ]  # fmt: skip
    assert line_of(source, ("m", 1, "list", 0)) == 9
    assert line_of(source, ("t", "none")) == 3
    assert line_of(source, ("none",)) == 1
