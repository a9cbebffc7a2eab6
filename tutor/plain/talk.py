"""The one door for text in plain mode, out and in: wrapped lines without any control character."""

import os
import re
from textwrap import wrap
from typing import TextIO

from tutor.core.safe_text import clean
from tutor.plain.ascii import to_ascii
from tutor.plain.prose import paragraphs

WIDTH = 80
PROMPT = "> "
"""Stands before every line that the learner gives, and before no other."""
_BLANKS = re.compile(r"[ \t\n]+")


class Left(Exception):
    """Thrown where the learner leaves."""


class Talk:
    """Says things on `out` and asks for lines of `lines`; where nobody sees what is typed, it is echoed."""

    def __init__(self, lines: TextIO, out: TextIO, *, ascii_only: bool = False) -> None:
        self._in, self._out, self._ascii = lines, out, ascii_only
        self._echo = not lines.isatty()

    def say(self, markdown: str, bullet: str = "") -> None:
        """Markdown, with an empty line between its paragraphs; `bullet` stands before the first."""
        for number, each in enumerate(paragraphs(markdown)):
            if number and not each.close:
                self.gap()
            if each.code:
                self.code(each.text, each.indent)
            else:
                mark = (bullet if not number else " " * len(bullet)) + " " * each.indent + each.bullet
                for line in each.text.split("\n"):
                    self._wrapped(line, mark)
                    mark = " " * len(mark)

    def tell(self, text: str) -> None:
        """Text as it is, each line wrapped by itself."""
        for line in text.split("\n"):
            mark = "- " if line.startswith("- ") else ""
            self._wrapped(line.removeprefix(mark), mark)

    def code(self, text: str, indent: int = 0) -> None:
        """A program or what one printed: its lines are kept, only those too long are broken."""
        margin = " " * (indent + 4)
        for line in self._safe(text).split("\n"):
            whole, more = margin + line, f"{margin}    "
            self._put(*([whole] if len(whole) <= WIDTH else wrap(whole, WIDTH, subsequent_indent=more)))

    def gap(self) -> None:
        """An empty line."""
        self._put("")

    def ask(self) -> str:
        """The learner's next line, without its end. Raises Left at the end of the input."""
        self._out.write(PROMPT)
        self._out.flush()
        line = self._in.readline()
        if not line or self._echo:
            self._out.write(self._safe(line.rstrip("\r\n")).replace("\n", " ") + "\n")
        if not line:
            raise Left
        return line.rstrip("\r\n")

    def _safe(self, text: str) -> str:
        text = clean(text).expandtabs(4)
        return to_ascii(text) if self._ascii else text

    def _wrapped(self, text: str, mark: str) -> None:
        """`text` filled to the width, `mark` before its first line and as much space before the others."""
        filled = mark + " ".join(filter(None, _BLANKS.split(self._safe(text))))
        self._put(*(wrap(filled, WIDTH - 1, subsequent_indent=" " * len(mark), break_on_hyphens=False) or [""]))

    def _put(self, *lines: str) -> None:
        """Write safe lines; what looks like the learner's own is set in by one space."""
        for line in lines:
            self._out.write(f" {line}\n" if line.startswith(">") else f"{line.rstrip()}\n")


def ascii_only(out: TextIO) -> bool:
    """Whether a stream, or the learner's locale, asks for nothing but ASCII."""
    encoding = (getattr(out, "encoding", None) or "utf-8").lower().replace("-", "")
    locale = next((found for name in ("LC_ALL", "LC_CTYPE", "LANG") if (found := os.environ.get(name))), "")
    return "utf" not in encoding or locale in ("C", "POSIX")
