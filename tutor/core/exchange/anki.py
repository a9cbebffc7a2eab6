"""Questions as an Anki deck, or as tab-separated text: one way, without the history."""

import csv
import io
import sqlite3
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from tutor.core.errors import TutorError
from tutor.core.files import write
from tutor.core.lesson.maths import in_prose
from tutor.core.lesson.model import Blank, Choice, Gap, Match, Order
from tutor.core.packs.model import Lesson
from tutor.core.questions import answer_hint, presented, solution_text
from tutor.core.safe_text import clean

MODEL, DECK = 1_607_392_319, 2_059_400_110
"""Ids that Anki knows our kind of note and our deck by, so that a later import renews and does not double."""
SEED = 1

Card = tuple[Lesson, str, Any]
"""A lesson, the full id of an item, and the item with its values drawn."""


def write_deck(cards: Iterable[Card], path: Path, title: str = "tutor") -> int:
    """Write an .apkg; returns how many notes it holds. A note's guid hangs on the item's id alone."""
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
    made = io.BytesIO()
    try:
        genanki.Package(deck).write_to_file(made)
    except (OSError, sqlite3.Error) as error:  # it works in the temporary folder
        raise TutorError(f"{path}: cannot be made ({getattr(error, 'strerror', None) or error}).") from error
    write(path, made.getvalue())
    return len(deck.notes)


def to_tsv(cards: Iterable[Card]) -> str:
    """Front, back and tags, as Anki and spreadsheets import them; fields are HTML."""
    out = io.StringIO(newline="")
    out.write("#separator:tab\n#html:true\n#tags column:3\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for lesson, _, item in cards:
        writer.writerow([front(item).replace("\n", " "), back(item).replace("\n", " "), lesson.id.replace("/", "::")])
    return out.getvalue()


def front(item: Any) -> str:
    """What is asked, with what there is to choose from, as HTML."""
    said = [html(item.prompt)]
    order = presented(item, SEED)
    match item:
        case Choice():
            said.append(_list([item.options[at].text for at in order], "ul"))
        case Order():
            said.append(_list([item.entries[at] for at in order], "ul"))
        case Match():
            said += [_list(item.left, "ul"), _list([item.right[at] for at in order], "ul")]
        case Blank():
            said.append(html("".join("____" if isinstance(piece, Gap) else piece for piece in item.pieces)))
    hint = answer_hint(item)
    return "\n".join([*said, f"<p><i>{escape(hint)}</i></p>" if hint else ""]).strip()


def back(item: Any) -> str:
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
