"""A lesson added to a pack that is there: its folder, and its line in pack.toml."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tutor.core.errors import TutorError
from tutor.core.files import write, write_folder
from tutor.core.packs.files import read_text
from tutor.core.packs.new import in_the_way
from tutor.core.packs.pack import read_pack
from tutor.core.packs.start import start_files
from tutor.core.packs.toml_source import line_of
from tutor.core.paths import ensure

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def pack_folder(place: Path) -> Path:
    """The folder of the pack that `place` is, holds or lies in. TutorError where that is none, or more than one."""
    inside = [each.parent for each in sorted(place.glob("*/pack.toml"))]
    around = [each for each in (place, *place.absolute().parents) if (each / "pack.toml").is_file()]
    found = around[:1] or inside
    if len(found) == 1:
        return found[0]
    if found:
        raise TutorError(f"{place} holds more than one pack: name one with --in, for example --in {found[0]}.")
    raise TutorError(f"There is no pack in {place}: go to its folder, name it with --in, or write one: tutor new NAME.")


def model_lesson(name: str) -> dict[str, str]:
    """The files of a small lesson with a question and an exercise, to be changed into one's own."""
    title = name.replace("-", " ").capitalize()
    beside = start_files("beside", {})
    return start_files("lesson", {"Newlesson": title}) | {"exercise.py": beside["exercise.py"]}


def add_lesson(pack: Path, name: str, files: Mapping[str, str], module: str = "") -> Path:
    """Write a lesson of these files into the folder `pack`, list it in `module` (else the last), and return its folder.

    A module that is not there is made. TutorError where a name will not do, or something is in the way.
    """
    for each, what in ((name, "lesson"), (module, "module")):
        if each and not _NAME.fullmatch(each):
            raise TutorError(f"“{each}” cannot be a {what}: small letters, digits and single hyphens, like wx-plus-b.")
    toml = pack / "pack.toml"
    meta = read_pack(read_text(toml), str(toml))
    for about in meta.modules:
        if name in about.lessons:
            raise TutorError(f"The pack has a lesson {name} already, in the module {about.id}: choose another name.")
    ids = [about.id for about in meta.modules]
    module = module or (ids[-1] if ids else "basics")
    place = pack / module.replace("-", "_") / name.replace("-", "_")
    if found := in_the_way(place):
        raise TutorError(f"{place} {found}; nothing is overwritten. Choose another name, or move it away.")
    text = toml.read_bytes().decode("utf-8-sig")
    listed = _listed(text, ids.index(module), name) if module in ids else _with_module(text, module, name)
    if listed is None:
        raise TutorError(f"{toml} is written in a way that is not understood: add “{name}” to `lessons` by hand first.")
    ensure(place.parent)
    write_folder(place, files)
    write(toml, listed)
    return place


def _with_module(text: str, module: str, name: str) -> str:
    title = module.replace("-", " ").capitalize()
    return f'{text.rstrip()}\n\n[[modules]]\nid = "{module}"\ntitle = "{title}"\nlessons = ["{name}"]\n'


def _listed(text: str, module: int, name: str) -> str | None:
    """The text of a pack.toml with one more lesson; what was written is kept as it is. None where that fails.

    Where the list ends is tried out: right is what reads as the old file with that one name more, and nothing else.
    """
    wanted: dict[str, Any] = tomllib.loads(text)
    wanted["modules"][module].setdefault("lessons", []).append(name)
    for tried in _candidates(text, module, name):
        try:
            if tomllib.loads(tried) == wanted:
                return tried
        except tomllib.TOMLDecodeError:
            continue
    return None


def _candidates(text: str, module: int, name: str) -> Iterator[str]:
    line = line_of(text, ("modules", module, "lessons"))
    start = sum(map(len, text.splitlines(keepends=True)[: line - 1]))
    for close in (start + found.start() for found in re.finditer(r"\]", text[start:])):
        before, space = text[:close].rstrip(), text[len(text[:close].rstrip()) : close]
        last = before.rsplit("\n", 1)[-1]
        indent = last[: len(last) - len(last.lstrip())] if not last.endswith("[") else "    "
        for comma in ("", ","):
            if "\n" in space:  # the bracket has a line of its own, and so has each name
                yield f'{before}{comma}\n{indent}"{name}",{space}{text[close:]}'
            else:
                yield f'{before}{comma}{"" if before.endswith("[") else " "}"{name}"{space}{text[close:]}'
    title = line_of(text, ("modules", module, "title"))
    lines = text.splitlines(keepends=True)
    yield "".join([*lines[:title], f'lessons = ["{name}"]\n', *lines[title:]])
