"""The first line of a block, read: its kind, its name and its keys, and what their values may be."""

import math
import re
from dataclasses import dataclass, field

from tutor.core.lesson.source import Line, Report

_OBJECT = re.compile(r"[A-Za-z_]\w*:[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Header:
    """A block's kind, name and keys; `columns` says where each key stands."""

    line: Line
    kind: str
    name: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)

    def wrong(self, report: Report, key: str, fix: str) -> None:
        """Note that the value of `key` cannot be used."""
        message = f"`{key}={self.keys[key]}` cannot be used."
        report.error("bad-value", self.line, message, fix, self.columns[key])

    def one_of(self, report: Report, key: str, *allowed: str) -> str:
        """The value of `key`, or '' if it is not given or not one of `allowed`."""
        value = self.keys.get(key, "")
        if key in self.keys and value not in allowed:
            self.wrong(report, key, " or ".join(f"{key}={each}" for each in allowed))
            return ""
        return value

    def positive(self, report: Report, key: str, default: float, *, or_zero: bool = False) -> float:
        """The value of `key` as a number above 0, or 0 where that means something."""
        if key not in self.keys:
            return default
        try:
            value = float(self.keys[key])
        except ValueError:
            value = math.nan
        if not (0 < value < math.inf or (or_zero and value == 0)):
            self.wrong(report, key, f"{key}={default:g} (a number above 0{', or 0' if or_zero else ''})")
            return default
        return value

    def numbers(self, report: Report, key: str) -> tuple[int, ...]:
        """The value of `key` as whole numbers from 1, each once: `2` or `1,3`."""
        words = [word.strip() for word in self.keys.get(key, "").split(",")] if key in self.keys else []
        if not all(re.fullmatch("[1-9][0-9]?", word) for word in words) or len({*words}) < len(words):
            self.wrong(report, key, f"{key}=1 or {key}=1,3 (numbers of the lesson's objectives, the first is 1)")
            return ()
        return tuple(sorted(map(int, words)))

    def object(self, report: Report, key: str, example: str) -> str:
        """The value of `key` as `module:name`; needed keys that are missing were reported before."""
        value = self.keys.get(key, "")
        if key in self.keys and not _OBJECT.fullmatch(value):
            self.wrong(report, key, f"{key}={example} (a module of the lesson's folder, a colon, a name in it)")
        return value
