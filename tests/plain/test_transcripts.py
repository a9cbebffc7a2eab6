"""Whole conversations, compared line by line: what the learner typed stands after `> `.

`python tests/plain/test_transcripts.py` writes them anew from their inputs; look at the difference before you keep it.
"""

import io
import sys
from pathlib import Path

import msgspec
import pytest

from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore
from tutor.plain.lesson import walk
from tutor.plain.programs import UNSEALED
from tutor.plain.talk import PROMPT, Talk

TRANSCRIPTS = sorted(Path(__file__).with_name("transcripts").glob("*.txt"))
PACKS = Path(__file__).parents[1] / "fixtures" / "packs"


def replayed(transcript: Path) -> str:
    """What comes of a transcript's inputs; its name begins with its lesson's."""
    kept = transcript.read_text(encoding="utf-8").splitlines()
    typed = [line.removeprefix(PROMPT) for line in kept if line.startswith(PROMPT)]
    shelf = ItemIndex(load_catalog([PACKS]))
    lesson = shelf.catalog.find(transcript.stem.partition("--")[0])
    own = [each for each in shelf.catalog.lessons if each.pack is lesson.pack]
    shelf = ItemIndex(msgspec.structs.replace(shelf.catalog, lessons=tuple(own)))  # whatever else is installed
    out = io.StringIO()
    walk(LessonRun(lesson, MemoryStore(), mode="plain"), Talk(io.StringIO("\n".join([*typed, ""])), out), shelf)
    return out.getvalue().replace(f"{UNSEALED}\n", "")


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_conversation_is_as_it_was(transcript: Path) -> None:
    said = replayed(transcript)
    assert said.splitlines() == transcript.read_text(encoding="utf-8").splitlines()
    assert max(map(len, said.splitlines())) <= 80
    assert said.replace("\n", "").isprintable()


if __name__ == "__main__":
    for each in map(Path, sys.argv[1:] or TRANSCRIPTS):
        text = replayed(each)
        each.write_text(text, encoding="utf-8")
