"""Questions as an Anki deck, or as tab-separated text: one way, without the history."""

import csv
import io
import sqlite3
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from tutor.core.errors import TutorError
from tutor.core.lesson.maths import in_prose
from tutor.core.packs.model import Lesson
from tutor.core.questions import answer_hint, presented, solution_text
from tutor.core.questions.question import Question
from tutor.core.safe_text import clean

if TYPE_CHECKING:
    from tutor.core.exchange.export import Export, Request

MODEL, DECK = 1_607_392_319, 2_059_400_110
"""Ids that Anki knows our kind of note and our deck by, so that a later import renews and does not double."""
SEED = 1

Card = tuple[Lesson, str, Question]
"""A lesson, the full id of an item, and the item with its values drawn."""


def export_deck(request: "Request") -> "Export":
    """The questions under review as a deck."""
    from tutor.core.exchange.export import Export
    from tutor.core.exchange.items import review_items

    cards, refused = review_items(request.store, request.shelf, request.scope, request.seed)
    return Export(to_deck(cards), len(cards), "note", refused=refused)


def export_tsv(request: "Request") -> "Export":
    """The questions under review as text."""
    from tutor.core.exchange.export import Export
    from tutor.core.exchange.items import review_items

    cards, refused = review_items(request.store, request.shelf, request.scope, request.seed)
    return Export(to_tsv(cards), len(cards), "question", refused=refused)


def to_deck(cards: Iterable[Card], title: str = "tutor") -> bytes:
    """An .apkg with a note for each card. A note's guid hangs on the item's id alone."""
    import genanki

    model = genanki.Model(
        MODEL,
        "tutor question",
        fields=[{"name": "Front"}, {"name": "Back"}, {"name": "Item"}],
        templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
        css=".card { font: 18px sans-serif; text-align: left; } pre, code { font-size: 15px; }",
    )
    deck = genanki.Deck(DECK, clean(title))
    for lesson, id, item in cards:
        fields = [front(item), back(item), escape(id)]
        tags = [lesson.id.replace("/", "::")]
        deck.add_note(genanki.Note(model=model, fields=fields, tags=tags, guid=genanki.guid_for("tuitor", id)))
    file = io.BytesIO()
    try:
        genanki.Package(deck).write_to_file(file)
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise TutorError(f"The deck cannot be made: its temporary file could not be written ({why}).") from error
    return file.getvalue()


def to_tsv(cards: Iterable[Card]) -> str:
    """Front, back and tags, as Anki and spreadsheets import them; fields are HTML."""
    out = io.StringIO(newline="")
    out.write("#separator:tab\n#html:true\n#tags column:3\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for lesson, _, item in cards:
        writer.writerow([front(item).replace("\n", " "), back(item).replace("\n", " "), lesson.id.replace("/", "::")])
    return out.getvalue()


def front(item: Question) -> str:
    """What is asked, with what there is to choose from, as HTML."""
    lists = [_list(listing.texts, "ul") for listing in item.lists(presented(item, SEED))]
    passage, hint = item.passage(lambda _: "____"), answer_hint(item)
    said = [html(item.prompt), *lists, html(passage) if passage else ""]
    return "\n".join(filter(None, [*said, f"<p><i>{escape(hint)}</i></p>" if hint else ""]))


def back(item: Question) -> str:
    """The right answer and the why, as HTML."""
    return "\n".join(filter(None, [html(solution_text(item)), html(item.why) if item.why else ""]))


def html(markdown: str) -> str:
    """Markdown as HTML with its maths in Unicode; HTML in it is shown, not obeyed."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return str(parser.render(clean(in_prose(markdown, "unicode")))).strip()


def _list(texts: Iterable[str], tag: str) -> str:
    rows = "".join(f"<li>{html(text).removeprefix('<p>').removesuffix('</p>')}</li>" for text in texts)
    return f"<{tag}>{rows}</{tag}>"
