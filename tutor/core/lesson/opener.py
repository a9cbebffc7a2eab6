"""The opening line of a block: `::: kind name key=value key="quoted value"`."""

import re

from tutor.core.lesson.header import Header
from tutor.core.lesson.model import BLOCKS
from tutor.core.lesson.source import Line, Report
from tutor.core.nearest import did_you_mean, nearest

_WORD = re.compile(r'\s*(?:(?P<key>[\w-]+)=(?P<value>"(?:[^"\\]|\\.)*"(?=\s|$)|[^\s"]*(?=\s|$))|(?P<bare>\S+))')
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def starts_block(rest: str) -> bool:
    """Whether what stands after `:::` is meant to open a block, kind misspelt or not."""
    words = rest.split()
    return bool(words) and (words[0] in BLOCKS or (len(words) > 1 and bool(nearest(words[0], BLOCKS, 1))))


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
    for key, example in BLOCKS[kind].NEEDED.items() if kind else ():
        if key not in header.keys:
            report.error("missing-key", line, f"A block `{kind}` needs `{key}=`.", f"add {key}={example}")
    return header


def _kind(line: Line, word: re.Match[str], report: Report) -> str:
    kind = word[0].strip()
    if kind in BLOCKS:
        return kind
    fix = f"one of: {', '.join(BLOCKS)}"
    message = f"There is no block `{kind}`.{did_you_mean(kind, BLOCKS)}"
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
    known = BLOCKS[header.kind].keys() if header.kind else None
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
