"""What `tutor new` begins with: whole files in `tutor/start`, in which only names are put in place."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def start_files(which: str, names: Mapping[str, str]) -> dict[str, str]:
    """The files of `tutor/start`/`which` by relative name; each key of `names` becomes its value, in their order.

    `dot_` at the beginning of a name stands for a dot: git and builders would heed such files here.
    """
    return {_renamed(name, names): _renamed(text, names) for name, text in _texts(files("tutor") / "start" / which)}


def _texts(folder: "Traversable", above: str = "") -> Iterator[tuple[str, str]]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_file():
            yield above + each.name.replace("dot_", ".", 1), each.read_text("utf-8")
        elif each.name != "__pycache__":
            yield from _texts(each, f"{above}{each.name.replace('dot_', '.', 1)}/")


def _renamed(text: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        text = text.replace(old, new)
    return text
