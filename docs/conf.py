"""The site: `sphinx-build -W docs site` (pip install 'tuitor[docs]'). Its pictures are drawn while it is built."""

import re
import sys
from pathlib import Path
from typing import Any

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

project = "tutor"
author = "the authors of tutor"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_copybutton"]
exclude_patterns = ["site"]
html_theme = "furo"
html_title = "tutor"
html_static_path: list[str] = []

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 4
myst_links_external_new_tab = True

default_role = "code"  # docstrings write names as Markdown does: `View`
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
autodoc_default_options = {"members": True}
copybutton_prompt_text = "$ "


def as_restructured_text(app: Sphinx, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:
    """Docstrings are written for an editor: |x| and * mean what they say, what is indented is kept as it is."""
    found: list[str] = []
    kept = False
    for line in lines:
        if line.strip() and kept != line.startswith("    "):
            kept = not kept
            found += ["", "::", ""] if kept else [""]
        parts = re.split(r"(`[^`]*`)", line)
        if not kept:
            parts[::2] = [re.sub(r"([|*])(?! )", r"\\\1", part) for part in parts[::2]]
        found.append("".join(parts))
    lines[:] = found


def with_captions(app: Sphinx, page: str, text: list[str]) -> None:
    """The file that a fence names, after its language, stands above it."""
    named = re.compile(r"^(`{3,})(\w+) (\S+\.\w+)$", re.MULTILINE)
    text[0] = named.sub(r"\1{code-block} \2\n:caption: \3\n", text[0])


def setup(app: Sphinx) -> None:
    """Draw what the pages show."""
    from pictures import draw_all

    app.add_lexer("csv", TextLexer)
    app.connect("source-read", with_captions)
    app.connect("builder-inited", lambda _: draw_all(HERE / "_pictures"))
    app.connect("autodoc-process-docstring", as_restructured_text)
