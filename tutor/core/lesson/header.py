"""The opening line of a block: `::: kind name key=value key="quoted value"`."""

import math
import re
from dataclasses import dataclass, field

from tutor.core.lesson.source import Line, Report
from tutor.core.nearest import did_you_mean, nearest

KEYS: dict[str, tuple[str, ...]] = {
    "choice": ("pick", "shuffle", "draw", "objective"),
    "number": ("unit", "draw", "objective"),
    "text": ("draw", "objective"),
    "blank": ("draw", "objective"),
    "order": ("draw", "objective"),
    "match": ("draw", "objective"),
    "exercise": ("use", "part", "weight", "draw", "objective"),
    "code": ("checks", "seconds", "weight", "draw", "objective"),
}
NEEDED = {"exercise": {"use": "exercise:FitLine"}, "code": {"checks": "checks:gradient_step"}}

_WORD = re.compile(r'\s*(?:(?P<key>[\w-]+)=(?P<value>"(?:[^"\\]|\\.)*"(?=\s|$)|[^\s"]*(?=\s|$))|(?P<bare>\S+))')
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
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


def starts_block(rest: str) -> bool:
    """Whether what stands after `:::` is meant to open a block, kind misspelt or not."""
    words = rest.split()
    return bool(words) and (words[0] in KEYS or (len(words) > 1 and bool(nearest(words[0], KEYS, 1))))


def read_header(line: Line, report: Report) -> Header:
    """The header in `line`; what is wrong with it goes to `report`. An unknown kind gives kind ''."""
    start = line.text.index(":::") + 3
    words = [word for word in _WORD.finditer(line.text, start) if word[0].strip()]
    kind = _kind(line, words[0], report) if words else ""
    bare = [word for word in words[1:] if word["bare"]]
    header = Header(line, kind, _name(line, bare, report))
    for word in words[1:]:
        if word["key"]:
            _take_key(header, word, report)
    for key, example in NEEDED.get(kind, {}).items():
        if key not in header.keys:
            report.error("missing-key", line, f"A block `{kind}` needs `{key}=`.", f"add {key}={example}")
    return header


def _kind(line: Line, word: re.Match[str], report: Report) -> str:
    kind = word[0].strip()
    if kind in KEYS:
        return kind
    fix = f"one of: {', '.join(KEYS)}"
    message = f"There is no block `{kind}`.{did_you_mean(kind, KEYS)}"
    report.error("unknown-kind", line, message, fix, _column(word))
    return ""


def _name(line: Line, bare: list[re.Match[str]], report: Report) -> str:
    if not bare:
        report.error("missing-name", line, "This block has no name.", "`::: kind name …`: progress is kept by name")
        return ""
    for extra in bare[1:2]:
        message = f"`{extra['bare']}` is neither a name nor `key=value`."
        fix = 'write key=value, and quote a value that holds spaces: key="two words"'
        report.error("stray-word", line, message, fix, _column(extra))
    name = bare[0]["bare"]
    if not _NAME.fullmatch(name):
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "first-try"
        fix = f"{slug} (lower-case letters, digits and single hyphens)"
        report.error("bad-name", line, f"`{name}` cannot be a name.", fix, _column(bare[0]))
        return ""
    return name


def _take_key(header: Header, word: re.Match[str], report: Report) -> None:
    key, value = word["key"], word["value"]
    known = KEYS.get(header.kind)
    if known is not None and key not in known:
        message = f"A block `{header.kind}` has no key `{key}`.{did_you_mean(key, known)}"
        report.error("unknown-key", header.line, message, f"one of: {', '.join(known)}", _column(word))
    elif key in header.keys:
        report.error("repeated-key", header.line, f"`{key}` is given twice.", "keep one of them", _column(word))
    elif not value.strip('"'):
        report.error("bad-value", header.line, f"`{key}` has no value.", f"{key}=… or leave it out", _column(word))
    else:
        header.columns[key] = _column(word)
        header.keys[key] = re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value


def _column(word: re.Match[str]) -> int:
    return word.start() + len(word[0]) - len(word[0].lstrip()) + 1
