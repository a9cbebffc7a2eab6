"""Mistakes in the format of a pack, as authors make them: what is put into a small pack, and what is to be said of it.

A mistake is a file, what stands there, what is put in its place, the code that it is found under, the text whose line
(the first of the file that has it) the finding names, and words that the finding or its mend says.
"""

from pathlib import Path
from typing import NamedTuple


class Mistake(NamedTuple):
    """What is done to the pack, and what is to be said of it."""

    file: str
    old: str
    new: str
    code: str
    at: str
    says: str


L, P, G, C = "basics/line/lesson.md", "pack.toml", "glossary.toml", "rents/flats.toml"
MISTAKES = {
    # the front matter
    "YAML in place of TOML": Mistake(L, "+++", "---", "no-front-matter", "---", "`+++`"),
    "front matter never closed": Mistake(L, '"]\n+++\n', '"]\n', "open-front-matter", "+++", "a line `+++`"),
    "a title without quotes": Mistake(L, '"Fit a line"', "Fit a line", "front-matter", "title =", '"…"'),
    "a colon for an equals sign": Mistake(L, "minutes = 5", "minutes: 5", "front-matter", "minutes: 5", "minutes = "),
    "no title": Mistake(L, 'title = "Fit a line"\n', "", "front-matter", "summary", "add  title"),
    "a key misspelt": Mistake(L, "minutes", "minute", "front-matter", "minute", "Did you mean “minutes”?"),
    "a number as a text": Mistake(L, "minutes = 5", 'minutes = "5"', "front-matter", "minutes", "a whole number"),
    "a text for a list": Mistake(L, "needs = []", 'needs = "next"', "front-matter", "needs", "a list"),
    "a key twice": Mistake(L, "minutes = 5", "minutes = 5\nminutes = 6", "front-matter", "minutes = 6", "twice"),
    "an empty objective": Mistake(L, '"fit a line",', '"",', "front-matter", "objectives", "write it"),
    "a term misspelt": Mistake(L, '["weight",', '["wieght",', "term", '"wieght"', "Did you mean “weight”?"),
    "a term inside another word": Mistake(L, '["weight",', '["in",', "term", 'terms = ["in"', "“in”"),
    "a need misspelt": Mistake(
        "basics/next/lesson.md", '["line"]', '["lien"]', "needs", '"lien"', "Did you mean “line”?"
    ),
    "a lesson that needs itself": Mistake(L, "needs = []", 'needs = ["line"]', "needs-circle", "needs =", "take"),
    "needs in a circle": Mistake(L, "needs = []", 'needs = ["next"]', "needs-circle", "needs =", "take"),
    "a negative duration": Mistake(L, "minutes = 5", "minutes = -5", "front-matter", "minutes", "0"),
    # pages and prose
    "a fence never closed": Mistake(L, "1)\n```", "1)\n", "open-code", "```python", "```"),
    "a heading without a blank": Mistake(L, "# More of it", "#More of it", "heading", "#More", "# More of it"),
    "an empty page": Mistake(L, "---\n# More", "---\n\n---\n# More", "empty-page", "---\n# More", "take one"),
    "a formula never finished": Mistake(L, "\\frac{a}{b}", "\\frac{a}{b", "tex-broken", "\\frac", "finish"),
    "a command of TeX misspelt": Mistake(L, "\\frac{a}", "\\frca{a}", "tex-unknown", "\\frca", "\\frac"),
    "a link without its address": Mistake(L, "(https://example.org/notes)", "()", "link", "the notes", "address"),
    "a link with a blank before it": Mistake(L, "](https", "] (https", "link", "the notes", "](https"),
    "a link misspelt": Mistake(L, "https://", "htps://", "link", "htps", "https://"),
    "a link that is never closed": Mistake(L, "notes).", "notes.", "link", "the notes", ")"),
    "a picture": Mistake(L, "[the notes](https://example.org/notes)", "![a line](line.png)", "link", "![", "Chart"),
    "a table row with a cell too many": Mistake(
        L, "| m | weight |\n\n```", "| m | weight | w |\n\n```", "table", "| w |", "2"
    ),
    "stars for a page break": Mistake(L, "The weight turns", "***\n\nThe weight turns", "page-break", "***", "`---`"),
    "HTML": Mistake(L, "The weight turns", "<b>The weight</b> turns", "html", "<b>", "**bold**"),
    "a dollar forgotten": Mistake(L, "{b}$. More", "{b}. More", "tex-broken", "\\frac", "two dollars"),
    "the brackets of LaTeX": Mistake(L, "$\\frac{a}{b}$", "\\(\\frac{a}{b}\\)", "tex-broken", "\\frac", "two dollars"),
    # blocks
    "a block that is indented": Mistake(L, "::: choice", "    ::: choice", "colons", "    :::", "::: choice"),
    "a block in a quote": Mistake(L, "::: choice", "> ::: choice", "colons", "> :::", "::: choice"),
    "a number for a dash": Mistake(L, "- [ ] Makes", "1. [ ] Makes", "bad-box", "1. [ ]", "- [ ] text"),
    "a round box": Mistake(L, "- [ ] Makes", "- ( ) Makes", "bad-box", "- ( )", "- [ ] text"),
    "an option without a box": Mistake(L, "- [ ] Makes", "- Makes", "stray-text", "- Makes", "indent"),
    "a dash for a number": Mistake(L, "1. Look", "- Look", "stray-text", "- Look", "`1. …`"),
    "a block never closed": Mistake(L, "last.\n:::", "last.\n", "open-block", "::: choice", "`:::`"),
    "a block that begins with two colons": Mistake(L, "::: choice", ":: choice", "colons", ":: choice", "::: choice"),
    "a kind misspelt": Mistake(L, "::: choice", "::: chioce", "unknown-kind", "chioce", "“choice”"),
    "a block without a name": Mistake(L, "::: order steps", "::: order", "missing-name", "::: order", "kind name"),
    "a name with a capital": Mistake(L, "order steps", "order My_Steps", "bad-name", "My_Steps", "my-steps"),
    "two blocks of one name": Mistake(L, "order steps", "order bias", "twin-name", "::: order bias", "bias-2"),
    "a key of a block misspelt": Mistake(
        L, "objective=1", "objectiv=1", "unknown-key", "objectiv=", "Did you mean “objective”?"
    ),
    "an objective that is not there": Mistake(
        L, "objective=1", "objective=3", "objective", "objective=3", "objective=2"
    ),
    "a unit with a blank": Mistake(
        L, "draw=questions:rise", "draw=questions:rise unit=m per s", "stray-word", "unit=m", "quote"
    ),
    "a box without a blank": Mistake(L, "- [x] Lifts", "- [x]Lifts", "bad-box", "[x]Lifts", "- [x] text"),
    "a dash without a blank": Mistake(L, "- [ ] Makes", "-[ ] Makes", "bad-box", "-[ ]", "- [ ] text"),
    "feedback not indented": Mistake(L, "  > That is W.", "> That is W.", "stray-quote", "> That is W", "two spaces"),
    "a hint in small letters": Mistake(L, "Hint: Plot", "hint: Plot", "note-form", "hint: Plot", "Hint: "),
    "a hint that says nothing": Mistake(L, "Hint: Plot first.", "Hint:", "empty-note", "Hint:\n:::", "write"),
    "two right options of two": Mistake(L, "- [ ] Makes", "- [x] Makes", "no-wrong", "::: choice", "- [ ]"),
    "an order of one": Mistake(L, "2. Choose a model\n3. Make the loss small\n", "", "too-few", "::: order", "entr"),
    "a row of a match with one cell": Mistake(L, "| b | bias |", "| b |", "not-two", "| b |", "left"),
    "a blank without a gap": Mistake(L, "[[means|averages]]", "[means]", "no-gap", "::: blank", "[["),
    "a gap never closed": Mistake(L, "averages]]", "averages]", "open-gap", "[[means", "]]"),
    "a comma in a number": Mistake(L, "{w:.3f} ± 1 %", "1,000", "bad-case", "1,000", "1000"),
    "a pattern that is wrong": Mistake(L, "/bias(es)?/", "/bias(es?/", "bad-pattern", "/bias", "whole answer"),
    # what is drawn
    "a place misspelt": Mistake(L, "{inverse}", "{invers}", "draw-place", "{invers}", "Did you mean “inverse”?"),
    "a place in a hint misspelt": Mistake(L, "for one to", "for {xx} to", "draw-place", "{xx}", "“x”"),
    "a form that is none": Mistake(L, "{w:.3f}", "{w:3.f}", "draw-place", "{w:3.f}", ":.3f"),
    "a place without draw": Mistake(L, "Put a fit in", "Put {n} fits in", "place-without-draw", "{n}", "draw="),
    "a module misspelt": Mistake(
        L, "questions:rise", "question:rise", "draw", "::: number", "Did you mean “questions”?"
    ),
    "a function misspelt": Mistake(L, "questions:rise", "questions:rize", "draw", "::: number", "Did you mean “rise”?"),
    # files as editors save them
    "a key misspelt in a file of Windows": Mistake(L, "\n", "\r\n", "unknown-key", "objectiv=1", "objective"),
    "Latin-1": Mistake(L, "x̄", "\xe9", "encoding", "Put x = \xe9", "UTF-8"),
    "UTF-16": Mistake(L, "", "utf-16", "encoding", "", "UTF-16"),
    # pack.toml
    "a lesson misspelt in the list": Mistake(P, '["line",', '["lin",', "missing", '"lin"', "Did you mean “line”?"),
    "a lesson listed twice": Mistake(P, '"next"]', '"next", "line"]', "pack", "lessons =", "twice"),
    "a lesson that no list has": Mistake(P, '["line", "next"]', '["line"]', "unlisted", "id =", '"next"'),
    "no api": Mistake(P, "api = 1\n", "", "pack", "title", "api"),
    "api as a text": Mistake(P, "api = 1", 'api = "1"', "pack", "api", "a whole number"),
    "a module in single brackets": Mistake(P, "[[modules]]", "[modules]", "pack", "[modules]", "[[modules]]"),
    "a key of a module misspelt": Mistake(P, "lessons =", "lesons =", "pack", "lesons", "Did you mean “lessons”?"),
    "a module's id with a capital": Mistake(
        P, 'id = "basics"', 'id = "Basics"', "pack", 'id = "Basics"', "small letters"
    ),
    "a module's folder misspelt": Mistake(P, 'id = "basics"', 'id = "basic"', "missing", 'id = "basic"', "basics"),
    "an order of a module that is not there": Mistake(
        P, '["basics"]', '["basic"]', "order", 'modules = ["basic"]', "basics"
    ),
    "a list never closed": Mistake(P, '"next"]', '"next"', "pack", "lessons =", "never closed"),
    "a lesson that is written and planned": Mistake(
        P, "[[orders]]", 'planned = ["next"]\n[[orders]]', "pack", '["line", "next"]', "planned"
    ),
    "no lesson listed": Mistake(P, '["line", "next"]', '[]\nplanned = ["line"]', "unlisted", 'id = "basics"', '"next"'),
    # glossary.toml
    "a term in double brackets": Mistake(G, "[weight]", "[[weight]]", "glossary", "[[weight]]", "write [weight]"),
    "a key of a term misspelt": Mistake(
        G, 'engineer = "A', 'enginer = "A', "glossary", "enginer", "Did you mean “engineer”?"
    ),
    "a term without its engineer": Mistake(
        G, 'engineer = "A number that is learned."\n', "", "glossary", "[weight]", "engineer"
    ),
    "a term that is not explained": Mistake(G, '"A coefficient."', '""', "glossary", "scientist", "write"),
    "other names as a text": Mistake(G, '["slope"]', '"slope"', "glossary", "also", "a list"),
    "a name with a blank": Mistake(
        G, '["learning rate"]', "[learning rate]", "glossary", "[learning rate]", '["learning rate"]'
    ),
    "a text never closed": Mistake(G, '"A coefficient."', '"A coefficient.', "glossary", '"A coefficient.', "TOML"),
    # cards of tables
    "a card without a licence": Mistake(C, 'licence = "CC0-1.0"\n', "", "card", "title", "`licence` is missing"),
    "an empty source": Mistake(C, '"made up"', '""', "card", "source", "where it comes from"),
    "a licence that is none": Mistake(C, '"CC0-1.0"', '"unknown"', "card", "licence", "CC0-1.0"),
    "licence as in America": Mistake(C, "licence", "license", "card", "license", "Did you mean “licence”?"),
    "rows miscounted": Mistake(C, "rows = 2", "rows = 3", "card", "rows", "rows = 2"),
    "an old checksum": Mistake(C, 'sha256 = "', 'sha256 = "0', "card", "sha256", "sha256 = "),
    "a column misspelt": Mistake(C, '"area"', '"aera"', "card", '"aera"', "Did you mean “area”?"),
    "a type that is none": Mistake(C, '"float64"', '"float"', "card", '"float"', "float64"),
    "a comma in a number of a table": Mistake("rents/flats.csv", "610.5", '"610,5"', "card", "610,5", "float64"),
    "a row with a cell too many": Mistake("rents/flats.csv", "70,820", "70,820,1", "card", "70,820,1", "3 cells"),
}


def make(folder: Path, mistake: Mistake) -> None:
    """Do it to the pack."""
    file = folder / mistake.file
    text = file.read_text(encoding="utf-8")
    assert mistake.old in text
    if mistake.new == "utf-16":
        file.write_bytes(text.encode("utf-16"))
    elif mistake.code == "encoding":
        file.write_bytes(text.replace(mistake.old, mistake.new, 1).replace("±", "+-").encode("latin-1", "replace"))
    elif mistake.new == "\r\n":
        file.write_bytes(b"\xef\xbb\xbf" + text.replace("objective=1", "objectiv=1").replace("\n", "\r\n").encode())
    elif mistake.old == "+++":
        file.write_text(text.replace("+++", "---"), encoding="utf-8")
    else:
        file.write_text(text.replace(mistake.old, mistake.new, 1), encoding="utf-8")
