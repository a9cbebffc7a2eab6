"""The command as a process: any locale, a reader that leaves, and both ways to start it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PACKS = Path(__file__).parents[1] / "fixtures" / "packs"
TUTOR = [sys.executable, "-m", "tutor"]


def run(*args: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*TUTOR, *args], env={**os.environ, **environment}, capture_output=True, check=False)


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}])
def test_any_locale_can_show_it(environment: dict[str, str]) -> None:
    for args in (["define", "residual"], ["list"], ["list", "--json"], ["define", "nothing“"]):
        done = run(*args, PYTHONUTF8="0", **environment)
        assert done.returncode == (2 if "nothing“" in args else 0), done.stderr
        assert b"Traceback" not in done.stderr
    assert b"y ? ?" in run("define", "residual", PYTHONIOENCODING="ascii").stdout


def test_json_is_ascii_in_every_locale() -> None:
    done = run("grade", "--pack-dir", str(PACKS), "every-block", "double", "½", "--json", PYTHONIOENCODING="ascii")
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["outcome"] in ("failed", "invalid")


def test_a_reader_that_leaves_early_is_no_traceback() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*TUTOR, "list", "--json"], stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert done.returncode != 0
    assert done.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_is_no_traceback(tmp_path: Path) -> None:
    args = ["learn", "--pack-dir", str(PACKS), "every-block", "--plain", "--data-dir", str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    child = subprocess.Popen([*TUTOR, *args], **pipes)
    assert child.stdout is not None
    while b"> " not in child.stdout.read1():  # once it prompts, it waits for a line
        assert child.poll() is None
    child.send_signal(signal.SIGINT)
    _, err = child.communicate()
    assert child.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
@pytest.mark.parametrize("command", [("list",), ("list", "--json"), ("export", "--all")], ids=" ".join)
def test_an_output_that_takes_nothing_is_one_sentence(command: tuple[str, ...], tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*TUTOR, *command, "--data-dir", str(tmp_path)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"is full" in done.stderr
