"""Apps on the fixture packs, each with a store of its own."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from textual.worker import WorkerCancelled

from tests.ui.idle import idle  # noqa: F401 - a fixture for all of these tests
from tutor.core.settings import Settings
from tutor.ui.app import TutorApp
from tutor.ui.library import Library

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.fixture
def make_app(tmp_path: Path) -> Callable[..., TutorApp]:
    """Makes apps that share one data folder; `lesson` is opened at once."""

    def make(lesson: str | None = None, settings: Settings | None = None) -> TutorApp:
        packs = [FIXTURES / "packs", FIXTURES / "ui_packs"]
        return TutorApp(Library(packs, tmp_path / "data"), settings or Settings(), lesson)

    return make


@pytest.fixture
def ready() -> Callable[..., object]:
    """Waits until workers are done and all is painted."""

    async def wait(pilot: object) -> None:
        for _ in range(2):
            with suppress(WorkerCancelled):
                await pilot.app.workers.wait_for_complete()  # type: ignore[attr-defined]
            await pilot.pause()  # type: ignore[attr-defined]

    return wait


@pytest.fixture
def text_of() -> Callable[[TutorApp], str]:
    """The screen as lines of text."""

    def shown(app: TutorApp) -> str:
        strips = app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    return shown
