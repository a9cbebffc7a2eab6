"""Questions as the text of a lesson, so that what was imported is a pack like any other."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tutor.core.errors import LessonError, TutorError
from tutor.core.exchange.gift import Refusal
from tutor.core.files import write_folder
from tutor.core.lesson.model import KINDS, Blank, Block, Choice, Gap, Item, Match, Number, Order, Text
from tutor.core.lesson.parser import parse_body
from tutor.core.packs import API_VERSION

_LOOSE = ("line", "options", "cases")


def block(item: Item) -> str:
    """One question as the block that is read back as it."""
    keys = [f"objective={','.join(map(str, item.objectives))}"] if item.objectives else []
    if isinstance(item, Choice):
        keys += ["pick=all"] * item.pick_all + ["shuffle=no"] * (not item.shuffle)
    if isinstance(item, Number) and item.unit:
        keys.append(f'unit="{item.unit}"')
    lines = [" ".join(["::: " + KINDS[type(item)], item.name, *keys])]
    lines += [item.prompt, "", *_BODIES[type(item)](item), ""]
    lines += [f"Hint: {_hanging(hint)}" for hint in item.hints]
    lines += [f"Why: {_hanging(item.why)}"] if item.why else []
    return "\n".join([*lines, ":::"])


def readable(items: Iterable[Block]) -> tuple[list[Block], list[Refusal]]:
    """Those items that a lesson's text can hold, proved by reading each back; and why the others cannot."""
    kept: list[Block] = []
    refused: list[Refusal] = []
    for item in items:
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


def write_pack(folder: Path, title: str, items: Iterable[Block]) -> Path:
    """A pack with one lesson of these questions, in a folder that is new or empty. Raises TutorError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TutorError(f"{folder} exists and is not empty; nothing is overwritten. Name another folder with -o.")
    name = folder.name.replace("-", "_")
    if not name.isidentifier():
        raise TutorError(f"“{folder.name}” cannot be a package: name the folder with letters, digits and `_`.")
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    pages = "\n\n---\n".join(block(replace(item, objectives=())) for item in items)
    front = f'+++\ntitle = {quoted}\nsummary = "Questions that were imported."\nminutes = 10\n+++\n'
    module = '[[modules]]\nid = "quiz"\ntitle = "Quiz"\nlessons = ["imported"]\n'
    head = f'api = {API_VERSION}\ntitle = {quoted}\nsummary = "Questions that were imported."\n\n'
    write_folder(
        folder,
        {
            "__init__.py": f'"""{name}: questions that were imported."""\n',
            "pack.toml": head + module,
            "quiz/imported/lesson.md": f"{front}# {title}\n\n{pages}\n",
        },
    )
    return folder


def _same(one: Block, other: Block) -> bool:
    """Whether both ask and grade alike; where they stand is no difference."""
    return _bare(one) == _bare(other)


def _bare(item: Block) -> tuple[Any, ...]:
    listed = [[replace(each, line=0) for each in getattr(item, name, ())] for name in ("options", "cases")]
    loose: dict[str, Any] = {name: () for name in ("options", "cases") if hasattr(item, name)}
    return replace(item, line=0, **loose), listed


def _hanging(text: str) -> str:
    return text.replace("\n", "\n  ")


def _quoted(feedback: str) -> list[str]:
    return [f"  > {line}".rstrip() for line in feedback.split("\n")] if feedback else []


def _choice(item: Choice) -> list[str]:
    return [
        line
        for option in item.options
        for line in (f"- [{'x' if option.right else ' '}] {_hanging(option.text)}", *_quoted(option.feedback))
    ]


def _cases(item: Number | Text) -> list[str]:
    lines = []
    for case in item.cases:
        score = f"{case.score:g}: " if case.score and not case.right else ""
        lines += [f"- [{'x' if case.right else ' '}] {score}{case.match}", *_quoted(case.feedback)]
    return lines


def _blank(item: Blank) -> list[str]:
    said = (f"[[{'|'.join(piece.accepted)}]]" if isinstance(piece, Gap) else piece for piece in item.pieces)
    return ["".join(said)]


def _order(item: Order) -> list[str]:
    return [f"{number}. {_hanging(entry)}" for number, entry in enumerate(item.entries, 1)]


def _match(item: Match) -> list[str]:
    rows = zip((item.headers[0], "---", *item.left), (item.headers[1], "---", *item.right), strict=True)
    return [f"| {_cell(left)} | {_cell(right)} |" for left, right in rows]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


_BODIES: dict[type, Callable[[Any], list[str]]] = {
    Choice: _choice,
    Number: _cases,
    Text: _cases,
    Blank: _blank,
    Order: _order,
    Match: _match,
}
