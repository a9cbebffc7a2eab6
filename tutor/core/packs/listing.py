"""What is told of each pack: where it comes from, what it may do with, and what is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path

from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.installed import disabled, installed
from tutor.core.packs.model import Catalog
from tutor.core.packs.sources import GROUP
from tutor.core.safe_text import one_line


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack; what it does not say is empty, or 0. `place` is where its files are."""

    id: str
    title: str = ""
    distribution: str = ""
    version: str = ""
    licence: str = ""
    api: int = 0
    lessons: int = 0
    place: str = ""
    enabled: bool = True
    problems: tuple[str, ...] = ()


def pack_rows(pack_dirs: Sequence[Path] = ()) -> list[PackRow]:
    """Every pack that is installed or given, disabled or not, and what cannot be one, in the order of the catalogue."""
    return list(_rows(load_catalog(pack_dirs, every=True)))


def _rows(found: Catalog) -> Iterator[PackRow]:
    off = disabled()
    problems: dict[str, list[str]] = {}
    for each in found.problems:
        problems.setdefault(each.pack, []).append(str(each).removeprefix(f"{each.pack}: "))
    for pack in found.packs:
        yield PackRow(
            pack.id,
            pack.title,
            pack.distribution,
            pack.version,
            pack.licence,
            pack.api,
            len(found.in_pack(pack)),
            one_line(str(pack.root)),
            pack.from_folder or pack.id not in off,
            tuple(problems.pop(pack.id, ())),
        )
    brought = {point.name: point.dist for point in installed(GROUP)[0]}
    for id, told in problems.items():
        name, version = _named(brought.get(id))
        yield PackRow(id, distribution=name, version=version, enabled=id not in off, problems=tuple(told))


def _named(distribution: Distribution | None) -> tuple[str, str]:
    try:
        about = distribution.metadata if distribution is not None else {"Name": "", "Version": ""}
        return one_line(about["Name"], 100), one_line(about["Version"], 100)
    except Exception:  # noqa: BLE001 - a stranger's METADATA, only for show
        return "", ""
