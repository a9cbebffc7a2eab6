"""The pytest plug-in: with `tutor_packs` set or `--tutor` given, one test for each lesson of a pack. Else it rests.

Whoever has the tutor installed loads this module with every run of pytest, so it imports nothing but pytest.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tutor.core.errors import Finding
    from tutor.core.packs.model import Catalog
    from tutor.testing import Player

_PACKS = pytest.StashKey[tuple[Path, ...]]()
_CATALOG: "pytest.StashKey[Catalog]" = pytest.StashKey()


class LessonWarning(UserWarning):
    """A warning of `tutor check`; `-W error` makes it a failure."""


class LessonFault(Exception):
    """Findings of `tutor check`, each a line with file, line and mend."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`tutor_packs` in the configuration, `--tutor DIR` on the command line."""
    told = "Folders of lesson packs: each lesson.md and pack.toml in them is a test, as `tutor check` proves it."
    parser.addini("tutor_packs", told, type="paths", default=[])
    group = parser.getgroup("tutor")
    group.addoption("--tutor", action="append", default=[], metavar="DIR", help="Prove the lessons of this pack, too.")


def pytest_configure(config: pytest.Config) -> None:
    """Note the packs; those given with --tutor are collected whatever else is."""
    given = [Path(config.invocation_params.dir, each).absolute() for each in config.getoption("--tutor")]
    packs = tuple(dict.fromkeys([*config.getini("tutor_packs"), *given]))
    config.stash[_PACKS] = packs
    for pack in packs:
        if not (pack / "pack.toml").is_file() and not any(pack.glob("*/pack.toml")):
            message = f"tutor: there is no lesson pack in {pack}. Name the folder that holds pack.toml"
            raise pytest.UsageError(f"{message}, in tutor_packs or with --tutor.")
    named = config.args if config.args_source is config.ArgsSource.ARGS else []
    if given:
        config.args = list(dict.fromkeys([*named, *map(str, given)]))
    if packs:
        from tutor.core.packs.catalog import load_catalog
        from tutor.core.packs.code import make_importable

        config.stash[_CATALOG] = catalog = load_catalog(packs)
        for pack in catalog.packs:
            make_importable(pack)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The lesson.md and pack.toml of the packs."""
    packs = parent.config.stash[_PACKS]
    if file_path.name in ("lesson.md", "pack.toml") and any(file_path.is_relative_to(pack) for pack in packs):
        return PackFile.from_parent(parent, path=file_path)
    return None


@pytest.fixture
def play(pytestconfig: pytest.Config) -> "Player":
    """Answer items of a lesson as a learner would: `play("pack/lesson", {"item": answer}, seed=1)`.

    See `tutor.testing.Player`.
    """
    from tutor.testing import Player

    return Player(pytestconfig.stash[_PACKS])


@pytest.fixture
def render() -> Any:
    """The text of a chart or view at a size: `render(chart, width=60, height=16)`. See `tutor.testing.render`."""
    from tutor.testing import render

    return render


class PackFile(pytest.File):
    """A lesson.md, or the pack.toml of a pack."""

    def collect(self) -> Iterator[pytest.Item]:
        """One test."""
        pack = self.path.name == "pack.toml"
        kind, name = (PackTest, "pack") if pack else (LessonTest, self.path.parent.name.replace("_", "-"))
        yield kind.from_parent(self, name=name)


class _Proof(pytest.Item):
    def findings(self) -> "Iterable[Finding]":
        """What `tutor check` says."""
        raise NotImplementedError

    def runtest(self) -> None:
        """Errors fail, warnings warn."""
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("default")  # what numpy warns of in a lesson is judged as `tutor check` judges it
            findings = list(self.findings())
        wrong = [finding for finding in findings if finding.severity == "error"]
        if wrong:
            raise LessonFault("\n".join(f"error[{finding.code}] {finding}" for finding in wrong))
        for finding in findings:
            warnings.warn(LessonWarning(f"{finding.severity}[{finding.code}] {finding}"), stacklevel=2)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *more: Any) -> Any:
        """The findings alone, for there is nothing to see in a traceback of ours."""
        told = isinstance(excinfo.value, LessonFault | LessonWarning)
        return str(excinfo.value) if told else super().repr_failure(excinfo, *more)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where it stands."""
        return self.path, None, f"{self.path.parent.name}: {self.name}"


class LessonTest(_Proof):
    """One lesson, proved."""

    def findings(self) -> "Iterable[Finding]":
        """What is wrong in its file or its Python; a lesson that pack.toml does not list is skipped."""
        from tutor.core.check import check_lesson
        from tutor.ui.keys import RESERVED_KEYS

        found = [each for each in _pack_findings(self.config, self.path.parents[2]) if Path(each.file) == self.path]
        for lesson in self.config.stash[_CATALOG].lessons:
            if isinstance(lesson.path, Path) and lesson.path.samefile(self.path):
                return [*found, *check_lesson(lesson, reserved_keys=RESERVED_KEYS).findings]
        if not found:
            pytest.skip("pack.toml does not list this lesson")
        return found


class PackTest(_Proof):
    """A pack's own files: pack.toml and glossary.toml."""

    def findings(self) -> "Iterable[Finding]":
        """What is wrong with the pack, whatever its lessons are like."""
        found = _pack_findings(self.config, self.path.parent)
        return [each for each in found if Path(each.file).name != "lesson.md"]


def _pack_findings(config: pytest.Config, folder: Path) -> "Iterator[Finding]":
    from tutor.core.check.metadata import pack_findings

    catalog = config.stash[_CATALOG]
    packs = {pack.id for pack in catalog.packs if pack.root == folder}
    packs |= {each.pack for each in catalog.problems if Path(each.file).is_relative_to(folder)}
    return pack_findings(catalog, packs)
