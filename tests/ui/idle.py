"""When an app under test has nothing left to do: asked of its queues, where Textual's Pilot guesses from CPU time.

Textual waits 20 ms after every key, twice, and takes a process that the machine does not let run for one that is idle.
"""

from asyncio import sleep
from collections.abc import Iterator
from time import monotonic, process_time

import pytest
from textual._context import active_app
from textual.app import App
from textual.message_pump import MessagePump
from textual.timer import Timer

PERIOD = 1 / 200
SOON = 1 / 30
"""A timer that rings once and this soon is work that was put off, e.g. to the next frame."""
PATIENCE = 20


def busy(app: App[object]) -> bool:
    """Whether messages, calls or frames are still waiting."""
    screen = app.screen_stack[-1] if app.screen_stack else None
    painting = screen is not None and screen.is_running and not app._batch_count and (
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or bool(screen._dirty_widgets)
        or bool(screen._callbacks)
    )  # fmt: skip
    return painting or any(_waiting(pump) for pump in _pumps(app))


def _pumps(app: App[object]) -> Iterator[MessagePump]:
    yield app
    yield from list(app._registry)


def _waiting(pump: MessagePump) -> bool:
    if not pump.is_running:
        return False
    soon = any(timer._repeat == 0 and timer._interval <= SOON and _runs(timer) for timer in pump._timers)
    return not pump._message_queue.empty() or bool(pump._next_callbacks) or soon


def _runs(timer: Timer) -> bool:
    return timer._active.is_set() and timer._task is not None and not timer._task.done()


async def wait_for_idle(min_sleep: float = PERIOD, max_sleep: float = 1) -> None:
    """In the place of Textual's: until nothing is waiting and no thread works."""
    began = monotonic()
    app = active_app.get(None)
    while True:
        worked = process_time()
        await sleep(PERIOD)
        idle = process_time() - worked < PERIOD / 10
        spent = monotonic() - began
        if spent >= PATIENCE or ((idle or spent >= max_sleep) and (app is None or not busy(app))):
            return


@pytest.fixture(autouse=True)
def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """For all tests that are given it."""
    monkeypatch.setattr("textual.pilot.wait_for_idle", wait_for_idle)
    monkeypatch.setattr("textual.app.wait_for_idle", wait_for_idle)
