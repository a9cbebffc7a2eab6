"""`tutor new NAME`: a distribution that installs, and that `tutor check` and its own tests pass as it is."""

import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tutor.core.editors.written import editor_files
from tutor.core.errors import TutorError
from tutor.core.files import write_folder
from tutor.core.packs.licences import LICENCES, licence_text
from tutor.core.packs.sources import folder_id
from tutor.core.packs.start import start_files

TAKEN = frozenset({"tutor", "tuitor", "numpy", "pandas", "sklearn", "textual", "plotext", "lesson", "question"})
"""Names of packages that a pack would hide, and the words that `tutor new` reads as something else."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a pack. One name is meant: what pip installs is what a learner types; Python's has `_` for `-`.

    A distribution called `tuitor-x` shows on an index what it is for; then what a learner types is `x`.
    """

    distribution: str
    package: str
    id: str
    title: str

    @classmethod
    def of(cls, name: str) -> "Names":
        """Those of the pack that somebody calls `name`. TutorError where it cannot be one."""
        distribution, package = name.replace("_", "-"), name.replace("-", "_")
        if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", package):
            message = f"“{name}” cannot be a pack: use small letters, digits and single hyphens, for example my-pack."
            raise TutorError(message)
        if package in sys.stdlib_module_names or package in TAKEN:
            example = f"tuitor-{distribution}" if package in sys.stdlib_module_names else f"{distribution}-pack"
            raise TutorError(f"“{name}” is taken: choose a name of your own, for example {example}.")
        id = folder_id(package)
        return cls(distribution, package, id, id.replace("-", " ").capitalize())

    def sentence(self) -> str:
        """What is called how, and why, for whoever has just named it."""
        if self.id == self.distribution:
            return f"{self.id} is what pip installs and what you type; in Python it is {self.package}."
        told = f"pip installs {self.distribution}, so that an index shows what it is for; what you type is {self.id}"
        return f"{told}; in Python it is {self.package}."


def new_distribution(folder: Path, name: str, licence: str = "MIT") -> Path:
    """Write a distribution into `folder`/`name`; returns where it is. TutorError where name or folder will not do."""
    names = Names.of(name)
    target = folder / names.distribution
    if found := in_the_way(target):
        raise TutorError(f"{target} {found}; nothing is overwritten. Choose another name, or move it away.")
    files = start_files(
        "pack",
        {
            "tuitor-newpack": names.distribution,
            "tuitor_newpack": names.package,
            "newpack": names.id,
            "Newpack": names.title,
        },
    )
    files["pyproject.toml"] = files["pyproject.toml"].replace('license = "MIT"', f'license = "{LICENCES[licence][0]}"')
    files["LICENSE"] = licence_text(licence, names.distribution, date.today().year)
    write_folder(target, files | editor_files())
    return target


def in_the_way(target: Path) -> str:
    """What keeps a folder from being written there, as the end of a sentence; empty where nothing does."""
    if not target.exists():
        return ""
    if not target.is_dir():
        return "is a file"
    held = sorted(each.name for each in target.iterdir())
    shown = ", ".join(held[:3]) + (f" and {len(held) - 3} more" if len(held) > 3 else "")
    return f"is there already and holds {shown}" if held else ""
