"""The table of export formats, for the command line and the screen alike: a format is a function in a module."""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from tutor.core.exchange.export import Export, Request


@dataclass(frozen=True, slots=True)
class Format:
    """A format as it is offered; `made_by` is `module:function` in the core, imported when it is asked for."""

    title: str
    about: str
    ending: str
    made_by: str
    binary: bool = False

    def export(self, request: "Request") -> "Export":
        """The file. Raises TutorError."""
        module, _, function = self.made_by.partition(":")
        make = getattr(import_module(f"tutor.core.{module}"), function)
        return cast("Export", make(request))


FORMATS: dict[str, Format] = {
    "report": Format("Report, HTML", "opens in a browser, prints well", "html", "report.html:export"),
    "markdown": Format("Report, Markdown", "charts as pictures inside", "md", "report.markdown:export"),
    "all": Format("Everything", "to move to another machine: tutor import FILE", "json", "exchange.archive:export"),
    "anki": Format("Anki deck", "the questions under review", "apkg", "exchange.anki:export_deck", binary=True),
    "tsv": Format("Cards, TSV", "the questions under review, as text", "tsv", "exchange.anki:export_tsv"),
    "csv": Format("Attempts, CSV", "for a spreadsheet", "csv", "exchange.table:export_csv"),
    "json": Format("Attempts, JSON", "for scripts", "json", "exchange.table:export_json"),
    "xapi": Format("Attempts, xAPI 1.0.3", "for a learning record store", "jsonl", "exchange.xapi:export"),
    "gift": Format("Questions, GIFT", "for Moodle", "gift", "exchange.gift:export"),
}
"""By the name that `tutor export --format` takes."""
