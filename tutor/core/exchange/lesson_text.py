"""Questions as the text of a lesson, so that what was imported is a pack like any other."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from tutor.core.errors import LessonError, TutorError
from tutor.core.exchange.gift import Refusal
from tutor.core.files import write_folder
from tutor.core.lesson.item import Item
from tutor.core.lesson.parser import parse_body
from tutor.core.packs import API_VERSION
from tutor.core.questions.question import Question


def block(item: Question) -> str:
    """One question as the block that is read back as it."""
    keys = [f"objective={','.join(map(str, item.objectives))}"] if item.objectives else []
    lines = [" ".join(["::: " + item.KIND, item.name, *keys, *item.header_words()])]
    lines += [item.prompt, "", *item.body_lines(), ""]
    lines += [f"Hint:{_begun(hint)}" for hint in item.hints]
    lines += [f"Why:{_begun(item.why)}"] if item.why else []
    return "\n".join([*lines, ":::"])


def readable(items: Iterable[Item]) -> tuple[list[Question], list[Refusal]]:
    """Those items that a lesson's text can hold, proved by reading each back; and why the others cannot."""
    kept: list[Question] = []
    refused: list[Refusal] = []
    for item in items:
        if not isinstance(item, Question):
            refused.append(Refusal(item.name, "it is no question", item.line))
            continue
        try:
            found = list(parse_body(block(item), "imported").items())
        except LessonError as error:
            refused.append(Refusal(item.name, error.findings[0].message.rstrip("."), item.line))
            continue
        if len(found) == 1 and _same(found[0], item):
            kept.append(item)
        else:
            reason = "its text has lines that mean something else in a lesson (such as `---`, `- [ ]` or `Hint:`)"
            refused.append(Refusal(item.name, reason, item.line))
    return kept, refused


def lesson_of(title: str, items: Iterable[Question]) -> str:
    """The lesson.md of these questions, a page each."""
    pages = "\n\n---\n".join(block(replace(item, objectives=())) for item in items)
    front = f'+++\ntitle = {_quoted(title)}\nsummary = "Questions that were imported."\nminutes = 10\n+++\n'
    return f"{front}# {title}\n\n{pages}\n"


def write_pack(folder: Path, title: str, items: Iterable[Question]) -> Path:
    """A pack with one lesson of these questions, in a folder that is new or empty. Raises TutorError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TutorError(f"{folder} exists and is not empty; nothing is overwritten. Name another folder with -o.")
    name = folder.name.replace("-", "_")
    if not name.isidentifier():
        raise TutorError(f"“{folder.name}” cannot be a package: name the folder with letters, digits and `_`.")
    module = '[[modules]]\nid = "quiz"\ntitle = "Quiz"\nlessons = ["imported"]\n'
    head = f'api = {API_VERSION}\ntitle = {_quoted(title)}\nsummary = "Questions that were imported."\n\n'
    write_folder(
        folder,
        {
            "__init__.py": f'"""{name}: questions that were imported."""\n',
            "pack.toml": head + module,
            "quiz/imported/lesson.md": lesson_of(title, items),
        },
    )
    return folder


def _quoted(title: str) -> str:
    return '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _begun(note: str) -> str:
    """A note behind its colon; one of several lines begins below it, for it may begin with code or a list."""
    return f"\n{note}" if "\n" in note else f" {note}"


def _same(one: Any, other: Any) -> bool:
    """Whether both ask and grade alike; where they stand is no difference."""
    return type(one) is type(other) and _without_lines(one) == _without_lines(other)


def _without_lines(part: Any) -> Any:
    if isinstance(part, tuple):
        return tuple(map(_without_lines, part))
    if not is_dataclass(part):
        return part
    return {field.name: _without_lines(getattr(part, field.name)) for field in fields(part) if field.name != "line"}
