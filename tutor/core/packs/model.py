"""What the catalogue holds: packs, modules and lessons, known by their metadata alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import Distribution
from typing import TYPE_CHECKING

import msgspec

from tutor.core.errors import Finding, LessonError, PackError, TutorError
from tutor.core.nearest import nearest
from tutor.core.packs import API_VERSION
from tutor.core.packs.edition import Edition
from tutor.core.packs.files import Resource, read_text
from tutor.core.packs.pack import FrontMatter, OrderMeta
from tutor.core.safe_text import one_line

if TYPE_CHECKING:
    from tutor.core.lesson.model import LessonText


@dataclass(frozen=True, slots=True)
class Problem:
    """One row of the Problems screen: what is wrong with a pack, and where; the rest works."""

    pack: str
    file: str
    line: int
    message: str
    finding: Finding = field(default=Finding("pack", ""), repr=False, compare=False)
    """The same with all that is known of it, for its author."""

    @classmethod
    def of(cls, pack: str, finding: Finding) -> "Problem":
        """A finding as a row; the mend goes after the message."""
        message = f"{finding.message.rstrip('.')}; instead: {finding.fix}" if finding.fix else finding.message
        return cls(one_line(pack), one_line(finding.file), finding.line, one_line(message), finding)

    def __str__(self) -> str:
        """`pack: message (file:line)`."""
        location = f"{self.file}:{self.line}" if self.line else self.file
        return f"{self.pack}: {self.message}" + (f" ({location})" if location else "")


class Module(msgspec.Struct, frozen=True):
    """A chapter of a pack."""

    id: str
    title: str
    summary: str = ""


@dataclass(frozen=True, eq=False)
class Pack:
    """A lesson pack. `root` is its package's folder, or a place in a zip; `package` what would be imported."""

    id: str
    title: str
    summary: str
    modules: tuple[Module, ...]
    package: str
    root: Resource
    from_folder: bool = False
    """Whether it was given as a folder (--pack-dir) and not found through an entry point."""
    _installed: Distribution | None = field(default=None, repr=False)
    planned: frozenset[str] = frozenset()
    """Full ids of lessons that are announced and not written."""
    listed: frozenset[str] = frozenset()
    """Full ids of all lessons that it lists, or means to: also of those that cannot be read or are misspelt."""
    orders: tuple[OrderMeta, ...] = ()
    """Other ways through it than the one of its lists."""
    api: int = API_VERSION
    """The version of tutor.api that it is written for."""

    @cached_property
    def edition(self) -> Edition:
        """Its files as they were when it was first read from: its text or its Python, whichever came first."""
        return Edition.of(self.root)

    @property
    def announced(self) -> frozenset[str]:
        """Full ids of the lessons that others may need."""
        return self.planned | self.listed

    @cached_property
    def distribution(self) -> str:
        """The distribution that brought it, empty for a folder. Parses METADATA: for messages and `--json`."""
        return self._metadata("Name")

    @cached_property
    def version(self) -> str:
        """The version of the distribution, empty for a folder."""
        return self._metadata("Version")

    @cached_property
    def licence(self) -> str:
        """What the distribution says of its licence, empty for a folder: an SPDX expression, a name or a classifier."""
        told = [self._metadata("License-Expression"), self._metadata("License")]
        told += [each.rpartition(" :: ")[2] for each in self._all("Classifier") if each.startswith("License ::")]
        return next((each for each in told if each not in ("", "None", "UNKNOWN")), "")

    def _all(self, key: str) -> list[str]:
        try:
            found = self._installed.metadata.get_all(key) if self._installed is not None else None
            return [one_line(str(each), 200) for each in found or ()]
        except Exception:  # noqa: BLE001 - a stranger's METADATA, only for show
            return []

    def _metadata(self, key: str) -> str:
        try:
            told = self._installed.metadata if self._installed is not None else None
            return one_line(str(told[key]), 100) if told is not None and key in told else ""
        except Exception:  # noqa: BLE001 - a stranger's METADATA, only for show
            return ""


class Lesson(msgspec.Struct, frozen=True, eq=False):
    """A lesson as its front matter tells it. `path` is its lesson.md."""

    name: str
    pack: Pack
    module: Module
    meta: FrontMatter
    path: Resource

    @property
    def id(self) -> str:
        """`pack/lesson`."""
        return f"{self.pack.id}/{self.name}"

    @property
    def title(self) -> str:
        """The title in the front matter."""
        return self.meta.title

    @property
    def needs(self) -> tuple[str, ...]:
        """Full ids of the lessons to take before; they may be missing."""
        return tuple(need if "/" in need else f"{self.pack.id}/{need}" for need in self.meta.needs)

    @property
    def package(self) -> str:
        """The package of the lesson's own modules, e.g. "tuitor_ml_engineer.regression.wx_plus_b"."""
        return f"{self.pack.package}.{self.module.id}.{self.name}".replace("-", "_")

    @property
    def file(self) -> str:
        """Where its lesson.md is, to show."""
        return one_line(str(self.path))

    def source(self) -> str:
        """The text of its lesson.md, cleaned. Raises LessonError."""
        _ = self.pack.edition  # from here on its Python has to be of the same one
        try:
            return read_text(self.path)
        except PackError as error:
            raise LessonError((error.finding,)) from error


class Catalog(msgspec.Struct, frozen=True, eq=False):
    """All packs that can be used, their lessons in teaching order, and what is wrong with the rest."""

    packs: tuple[Pack, ...]
    lessons: tuple[Lesson, ...]
    problems: tuple[Problem, ...]
    listed: tuple[Lesson, ...] = ()
    """The lessons as the packs list them, where `lessons` have another order."""

    def find(self, name: str) -> Lesson:
        """The lesson "line" or "ml-engineer/line"; TutorError that names the nearest ones."""
        for lesson in self.lessons:
            if name in (lesson.id, lesson.name):
                return lesson
        raise TutorError(_unknown(name, self.lessons, self.problems))

    @property
    def orders(self) -> tuple[str, ...]:
        """Titles of the other ways through that packs offer."""
        return tuple(dict.fromkeys(order.title for pack in self.packs for order in pack.orders))

    def ordered(self, title: str) -> "Catalog":
        """The lessons of each pack in its order of this title; where it has none, as its lists have them."""
        chosen = {pack.id: order for pack in self.packs for order in pack.orders if order.title == title}
        if not chosen and not self.listed:
            return self

        def rank(lesson: Lesson) -> tuple[bool, int]:
            order = chosen[lesson.pack.id]
            known = lesson.module.id in order.modules
            return lesson.name in order.last, order.modules.index(lesson.module.id) if known else len(order.modules)

        listed, lessons = self.listed or self.lessons, []
        for pack in self.packs:
            mine = [lesson for lesson in listed if lesson.pack.id == pack.id]
            lessons += sorted(mine, key=rank) if pack.id in chosen else mine
        return msgspec.structs.replace(self, lessons=tuple(lessons), listed=listed)

    def in_pack(self, pack: Pack | str) -> tuple[Lesson, ...]:
        """The lessons of a pack (or pack id), in teaching order."""
        wanted = pack if isinstance(pack, str) else pack.id
        return tuple(lesson for lesson in self.lessons if lesson.pack.id == wanted)


def read_lesson(lesson: Lesson) -> "LessonText":
    """The pages of a lesson. Raises LessonError with all that is wrong."""
    from tutor.core.lesson.front import split_front_matter
    from tutor.core.lesson.parser import parse_body

    _, body, line = split_front_matter(lesson.source(), lesson.file)
    return parse_body(body, lesson.file, line)


def _unknown(name: str, lessons: Sequence[Lesson], problems: Sequence[Problem]) -> str:
    known = {lesson.id if "/" in name else lesson.name: lesson.id for lesson in reversed(lessons)}
    near = [known[each] for each in nearest(name, known)]
    guess = f" Did you mean {' or '.join(near)}?" if near else ""
    said = f"There is no lesson “{one_line(name, 80)}”.{guess} `tutor list` shows all lessons."
    concerned = [each for each in problems if each.pack == name.partition("/")[0] or f"“{name}”" in each.message]
    return "\n".join([said, *(f"A problem may be why: {each}" for each in concerned[:3])])
