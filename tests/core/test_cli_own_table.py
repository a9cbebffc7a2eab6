"""`tutor learn LESSON --data`: the options that say how a file is read, and what a learner is told."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tutor.cli import tutor


@pytest.fixture
def learn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TUTOR_DATA_DIR", str(tmp_path / "data"))
    path = tmp_path / "my.csv"

    def call(content: str, *words: str) -> Result:
        path.write_text(content)
        columns = ["--x", "x", "--y", "y"]
        return CliRunner().invoke(
            tutor, ["learn", "line", "--plain", "--data", str(path), *columns, *words], input="quit\n"
        )

    return call


OPEN = "x;y\n" + "".join(f"{n};1.{300 + n}\n" for n in range(1, 50))


@pytest.mark.parametrize("sign", ["comma", ",", "Comma"])
def test_a_sign_by_its_name_or_as_it_is(learn, sign: str) -> None:
    found = learn(OPEN, "--decimal", sign)
    assert found.exit_code == 0
    assert "was read as 1301" in found.stdout


def test_what_is_open_is_asked_with_the_option_that_decides(learn) -> None:
    found = learn(OPEN)
    assert found.exit_code == 2
    assert "may be 1301 or 1.301" in found.stderr
    assert "--decimal point (1.301)" in found.stderr


@pytest.mark.parametrize(
    ("content", "words", "said"),
    [
        ("Report\nx,y\n1,2\n2,\n3,4\n4,6\n5,7\n6,9\nTotal,27\n", ["--skip", "1,9", "--missing", "drop"], "5 rows"),
        ("x,y\n1,2\n2,\n3,4\n4,6\n5,7\n6,9\n", ["--missing", "fill"], "filled with the median of the others, 6"),
        ("x|y\n1|2\n2|3\n3|4\n4|6\n5|7\n6|9\n", ["--separator", "bar"], "6 rows"),
        ("x\ty\n1\t2\n2\t3\n3\t4\n4\t6\n5\t7\n6\t9\n", ["--separator", "tab"], "6 rows"),
        (
            "x,y\n1/2/2024,2\n3/4/2024,3\n5/6/2024,4\n7/8/2024,6\n8/9/2024,9\n",
            ["--dates", "mdy"],
            "days from 2024-01-02",
        ),
        ("x,y\n1,2\n2,3\n3,4\n4,6\n5,7\n6,9\n", ["--encoding", "latin-1"], "6 rows"),
    ],
)
def test_each_option_is_heard(learn, content: str, words: list[str], said: str) -> None:
    found = learn(content, *words)
    assert found.exit_code == 0, found.output
    assert said in " ".join(found.stdout.split())
    assert "Turn it by hand: my.csv" in found.stdout
    assert "Anscombe" not in found.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--decimal", "dot"], "“dot” is none of point, comma"),
        (["--separator", "x"], "“x” is none of comma, semicolon, tab"),
        (["--missing", "guess"], "'guess' is not one of"),
        (["--skip", "first"], "Write --skip 1-3,102"),
    ],
)
def test_a_value_that_there_is_not(learn, words: list[str], said: str) -> None:
    found = learn(OPEN, *words)
    assert found.exit_code == 2
    assert said in found.stderr


@pytest.mark.parametrize("words", [["--decimal", "comma"], ["--missing", "drop"], ["--x", "a"], ["--separator", ";"]])
def test_an_option_without_a_file(words: list[str]) -> None:
    found = CliRunner().invoke(tutor, ["learn", "line", *words])
    assert found.exit_code == 2
    assert f"{words[0]} is about your own file: give it with --data" in found.stderr
