"""A program that is stopped and goes on: told apart by whether it gave the terminal away."""

import signal

import pytest

from tutor.ui.stopping import tell_stops_apart

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGTSTP"), reason="POSIX")


@pytest.fixture(autouse=True)
def _as_before():
    before = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_only_what_gave_the_terminal_away_takes_it_again():
    told = []
    signal.signal(signal.SIGTSTP, lambda *_: told.append("stop"))
    signal.signal(signal.SIGCONT, lambda *_: told.append("start"))
    tell_stops_apart(lambda: told.append("repaint"))
    for number in (signal.SIGCONT, signal.SIGTSTP, signal.SIGCONT, signal.SIGCONT):
        signal.raise_signal(number)
    assert told == ["repaint", "stop", "start", "repaint"]


def test_where_nobody_handles_them_they_stay_as_they_are():
    signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    signal.signal(signal.SIGCONT, signal.SIG_DFL)
    tell_stops_apart(lambda: None)
    assert signal.getsignal(signal.SIGTSTP) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGCONT) is signal.SIG_DFL
