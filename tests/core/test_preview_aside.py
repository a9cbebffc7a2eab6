"""Two things of a preview that are not of this process: the watch over files, and the proof."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from tests.core.previewed import EXERCISE, LESSON, files, save
from tutor.core.check.aside import prove
from tutor.core.errors import FileError
from tutor.core.packs.edition import forget
from tutor.core.preview.watching import changes


@pytest.fixture
def root(make_pack: Callable[..., Path]) -> Iterator[Path]:
    yield make_pack("seen_pack", files=files())
    forget("seen_pack")


async def begun(told: "asyncio.Task[None]") -> None:
    """The watch stands before the task first waits."""
    await asyncio.sleep(0)
    assert not told.done()


async def test_a_save_is_told(root: Path) -> None:
    watch = changes([root, root / "not_there"])
    told = asyncio.ensure_future(anext(watch))
    await begun(told)
    save(root, "one/first/lesson.md", LESSON + "\n")
    await told
    await watch.aclose()


async def test_a_folder_that_was_moved_is_watched_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its watch is lost with it, and what was saved before there is another one is told by none."""
    away, calls = root.with_name("away"), []
    monkeypatch.setattr("tutor.core.preview.watching.AGAIN", 0.0)

    async def watched(*folders: Path, **_: object) -> AsyncIterator[set[tuple[int, str]]]:
        calls.append(folders)
        if len(calls) == 1:
            root.rename(away)
            yield {(3, str(root))}
            raise AssertionError("a watch that is lost goes on")
        yield set()
        yield set()
        yield {(2, str(root / "pack.toml"))}

    monkeypatch.setattr("watchfiles.awatch", watched)
    watch = changes([root])
    await anext(watch)  # the event
    await anext(watch)  # that it is not there
    away.rename(root)
    for _ in ("what may have been saved", "what was saved"):
        await anext(watch)
    await watch.aclose()
    assert calls == [(root,), (root,)]


async def test_where_the_system_cannot_watch_folders_are_polled(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    polling = []

    async def watched(*_: Path, force_polling: bool | None, **__: object) -> AsyncIterator[set[tuple[int, str]]]:
        polling.append(force_polling)
        if not force_polling:
            raise OSError("OS file watch limit reached.")
        yield {(2, str(root / "pack.toml"))}
        raise OSError("Input/output error")

    monkeypatch.setattr("watchfiles.awatch", watched)
    watch = changes([root])
    await anext(watch)
    with pytest.raises(FileError, match=r"Files cannot be watched here \(Input/output error\)"):
        await anext(watch)
    assert polling == [None, True]


async def test_a_lesson_is_proved_aside_whatever_it_prints(root: Path) -> None:
    save(root, "one/first/exercise.py", "print('noise')\n" + EXERCISE)
    found = await prove("seen-pack/first", [root], frozenset())
    assert found is not None
    assert [each.code for each in found] == ["misconception-unproved"]
    assert not list(root.rglob("*.pyc"))


@pytest.mark.trust
async def test_a_lesson_that_ends_its_process_is_told(root: Path) -> None:
    save(root, "one/first/exercise.py", "import os\nos._exit(3)\n")
    assert await prove("seen-pack/first", [root], frozenset()) is None
