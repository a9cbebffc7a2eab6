"""A block to start from, of any kind there is, and one added to a lesson.md that is there."""

import re
from dataclasses import dataclass
from pathlib import Path

from tutor.core.errors import TutorError
from tutor.core.files import write
from tutor.core.lesson.front import split_front_matter
from tutor.core.lesson.model import BLOCKS
from tutor.core.lesson.parser import parse_body
from tutor.core.nearest import did_you_mean
from tutor.core.packs.files import read_text
from tutor.core.packs.start import start_files

_MODULE = re.compile(r"\s(?:use|checks)=(\w+):(\w+)")


@dataclass(frozen=True, slots=True)
class Added:
    """What was added: the item's name and its line; the module written for it, or the object that its module lacks."""

    name: str
    line: int
    written: str = ""
    lacks: str = ""


def example(kind: str) -> str:
    """A whole block of this kind. TutorError names the kinds where there is no such."""
    if kind not in BLOCKS:
        raise TutorError(f"There is no kind “{kind}”.{did_you_mean(kind, BLOCKS)} There are: {', '.join(BLOCKS)}.")
    return BLOCKS[kind].EXAMPLE


def module_of(block: str) -> tuple[str, str]:
    """The module beside lesson.md that a block's Python is in and its name there, e.g. ("exercise", "Nudge"), or ''."""
    found = _MODULE.search(block.partition("\n")[0])
    return (found[1], found[2]) if found else ("", "")


def add_block(lesson: Path, kind: str) -> Added:
    """Add an example of this kind at the end of a lesson.md, with its module where there is none of that name.

    TutorError where there is no such kind or file; LessonError where the lesson cannot be read as it is.
    """
    block = example(kind)
    file = lesson / "lesson.md" if lesson.is_dir() else lesson
    text = read_text(file)
    _, body, first = split_front_matter(text, str(file))
    taken = {item.name for item in parse_body(body, str(file), first).items()}
    own = block.split()[2]
    name = next(each for each in (own, *(f"{own}-{number}" for number in range(2, 1000))) if each not in taken)
    before = f"{text.rstrip()}\n\n"
    module, object_ = module_of(block)
    beside = file.parent / f"{module}.py"
    missing = bool(module) and not beside.exists()
    write(file, before + block.replace(own, name, 1))
    if missing:
        write(beside, start_files("beside", {})[beside.name])
    lacks = f"{object_} in {beside}" if module and not missing and not _defines(beside, object_) else ""
    return Added(name, before.count("\n") + 1, str(beside) if missing else "", lacks)


def _defines(module: Path, name: str) -> bool:
    return re.search(rf"^(class )?{name}\b", read_text(module), re.MULTILINE) is not None
