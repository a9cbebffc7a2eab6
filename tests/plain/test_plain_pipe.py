"""Plain mode as a process: through a pipe, in ASCII, killed after "Saved.", and on the learner's own table."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.progress import LessonState, lessons
from tutor.core.review.ledger import read_ledger
from tutor.core.store.sqlite import SqliteStore
from tutor.plain.programs import UNSEALED

LINE = Path(__file__).with_name("transcripts") / "line.txt"
TYPED = "".join(f"{each[2:]}\n" for each in LINE.read_text(encoding="utf-8").splitlines() if each.startswith("> "))
COMMAND = [sys.executable, "-m", "tutor", "learn", "line"]


def environment(data: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "TUTOR_DATA_DIR": str(data), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", **more}


def test_a_whole_lesson_through_a_pipe(tmp_path: Path) -> None:
    done = subprocess.run(
        COMMAND, input=TYPED, capture_output=True, encoding="utf-8", env=environment(tmp_path), check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.replace(f"{UNSEALED}\n", "") == LINE.read_text(encoding="utf-8")
    store = SqliteStore(tmp_path / "progress.db")
    assert lessons(store, ItemIndex(load_catalog()))["ml-engineer/line"].state is LessonState.PASSED
    assert {attempt.mode for attempt in store.attempts()} == {"plain"}
    store.close()


@pytest.mark.parametrize("more", [{"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, {"LC_ALL": "C"}], ids=str)
def test_letters_for_an_ascii_terminal(tmp_path: Path, more: dict[str, str]) -> None:
    said = subprocess.run(
        [*COMMAND, "--plain"], input="ŷ\n".encode() + TYPED.encode(), capture_output=True, check=True,
        env=environment(tmp_path, **more),
    )  # fmt: skip
    text = said.stdout.decode("ascii")
    assert said.stderr == b""
    assert text.replace("\n", "").isprintable()
    assert max(map(len, text.splitlines())) <= 80
    assert "loss sum (y-y-hat)^2: " in text


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_what_was_said_to_be_saved_is_on_disk(tmp_path: Path) -> None:
    pipe = subprocess.PIPE
    child = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, env=environment(tmp_path), encoding="utf-8")
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write("1\n")
    child.stdin.flush()
    while child.stdout.readline() != "Saved.\n":
        assert child.poll() is None
    child.send_signal(signal.SIGKILL)
    child.communicate()
    store = SqliteStore(tmp_path / "progress.db")
    assert [(attempt.item, attempt.outcome) for attempt in store.attempts()] == [("ml-engineer/line#bias", "passed")]
    store.close()


def test_the_end_of_the_input_keeps_the_place(tmp_path: Path) -> None:
    said = [
        subprocess.check_output(COMMAND, input=typed, encoding="utf-8", env=environment(tmp_path))
        for typed in ("skip\n", "back\nquit\n")
    ]
    assert said[0].endswith("Left. Your place is kept.\n")
    assert "You left at page 2; `back` goes to the page before." in said[1]
    assert "Page 1 of" in said[1]


def test_own_data_counts_for_nothing(tmp_path: Path) -> None:
    table = tmp_path / "my.csv"
    table.write_text("year,rent\n" + "".join(f"{1990 + n},{500 + 9 * n + n % 7}\n" for n in range(30)))
    own = [*COMMAND, "--data", str(table), "--x", "year", "--y", "Rent"]
    typed = "none\ncode\nb up 3\ncheck\nquit\n"
    said = subprocess.check_output(own, input=typed, encoding="utf-8", env=environment(tmp_path))
    assert "my.csv: 30 rows. What you do on your own data does not count" in said
    assert "across is year, from 2000, up is rent" in said
    assert "x = x - 2000.0" in said
    store = SqliteStore(tmp_path / "progress.db")
    assert [attempt.mode for attempt in store.attempts()] == ["own-data"]
    assert read_ledger(store).facts == {}
    store.close()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--x", "a"], "give it with --data my.csv"),
        (["--data", "nowhere.csv", "--x", "a", "--y", "b"], "nowhere.csv. Look at the path"),
        (["--data", "my.csv", "--x", "a"], "Say which column is y: --y COLUMN. There are: a, b."),
        (["--data", "my.csv", "--x", "a", "--y", "c"], "There is no column “c”"),
    ],
)
def test_own_data_that_will_not_do(tmp_path: Path, more: list[str], says: str) -> None:
    (tmp_path / "my.csv").write_text("a,b\n" + "".join(f"{n},{n}\n" for n in range(30)))
    done = subprocess.run(
        COMMAND + more, cwd=tmp_path, capture_output=True, encoding="utf-8", env=environment(tmp_path), check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_dumb_terminal_gets_lines_and_ctrl_c_leaves(tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    child = pexpect.spawn(COMMAND[0], COMMAND[1:], env=environment(tmp_path, TERM="dumb"), encoding="utf-8", timeout=60)
    child.expect("type its number.\r\n> ")
    child.sendline("1")
    child.expect("Saved.\r\n")
    assert child.before.startswith("1\r\nRight. ")
    child.expect("> ")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
