"""A fresh environment that wheels are installed into, as a learner would have it. Nothing is downloaded."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import Any


def wheel(project: Path, to: Path) -> Path:
    """The wheel of a project, built into `to`."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(to)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    (made,) = to.glob("*.whl")
    return made


class Fresh:
    """An environment that holds what was installed into it, and may read the dependencies of this one."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, symlinks=os.name != "nt")
        self.python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self.home = folder / "home"
        (site,) = [each for each in folder.rglob("site-packages") if each.is_dir()]
        # A path alone: the .pth files that lie there, such as that of an editable tutor, are not followed.
        (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")

    def install(self, *wheels: Path) -> None:
        """Install these and nothing else, with the pip of this environment."""
        pip = [sys.executable, "-m", "pip", "--python", str(self.python), "install", "-q", "--no-index", "--no-deps"]
        subprocess.run([*pip, *map(str, wheels)], check=True, capture_output=True)

    def run(self, *command: str, cwd: Path, typed: str = "", quiet: bool = True, **more: str) -> str:
        """What `python` or `tutor` of this environment prints; `more` are variables of its environment.

        Where it is `quiet` it has no notice for whoever runs it, such as that a pack is disabled now.
        """
        own = {
            "TUTOR_DATA_DIR": str(self.home),
            "TUTOR_CONFIG_DIR": str(self.home),
            "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8",
            **more,
        }
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "TUTOR", "PYTEST"))}
        # Not its script: the tutor may be one of the dependencies, whose scripts are elsewhere.
        program = {"python": (), "tutor": ("-m", "tutor")}[command[0]]
        done = subprocess.run(
            [str(self.python), *program, *command[1:]], cwd=cwd, env={**kept, **own}, input=typed, capture_output=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr if quiet else "") == (0, ""), f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def read(self, *command: str, cwd: Path) -> Any:
        """The JSON that a command of the tutor prints."""
        return json.loads(self.run("tutor", *command, "--json", cwd=cwd))
