"""Stopped and continued: what Textual does on SIGCONT is right after SIGTSTP alone, which gave the terminal away."""

import signal
from collections.abc import Callable
from types import FrameType


def tell_stops_apart(repaint: Callable[[], object]) -> None:
    """After SIGTSTP Textual starts its screen again; after SIGSTOP, which no program sees, there is only to `repaint`.

    Textual would start it in both cases: a second time, with a second reader of keys, and it would take the raw
    terminal for the one to restore. Does nothing where Textual handles no such signals (Windows, tests).
    """
    if not hasattr(signal, "SIGTSTP"):
        return
    stop, go = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    if not (callable(stop) and callable(go)):
        return
    away = False

    def stopped(number: int, frame: FrameType | None) -> None:
        nonlocal away
        away = True
        stop(number, frame)

    def continued(number: int, frame: FrameType | None) -> None:
        nonlocal away
        was, away = away, False
        if was:
            go(number, frame)
        else:
            repaint()

    signal.signal(signal.SIGTSTP, stopped)
    signal.signal(signal.SIGCONT, continued)
