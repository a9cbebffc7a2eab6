"""TeX maths read into nodes by pylatexenc, and the small tables that Unicode and spoken forms share."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

MAX_TEX = 2000
MAX_DEPTH = 40
SUB, SUP = "tutorsub", "tutorsup"

SUBSCRIPTS = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
SUPERSCRIPTS = dict(
    zip("0123456789+-−=()abcdefghijklmnoprstuvwxyzT⊤′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵀ′", strict=True)
)
_GREEK = re.compile(r"GREEK (SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)")
ACCENTS = {"\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot", "\u20d7": "vec"}


class TooDeep(ValueError):
    """Too long or too nested to be a formula."""


def prepare(tex: str) -> str:
    """`tex` without its dollars, with `_`, `^`, `%` and `-` in forms that pylatexenc reads as maths; TooDeep."""
    text = tex.strip().strip("$").strip()
    if len(text) > MAX_TEX or _depth(text) > MAX_DEPTH:
        raise TooDeep
    text = re.sub(r"\\(?:lVert|Vert|\|)\s*|\s*\\rVert", "‖", text)
    text = re.sub(r"\\(?:lvert|vert)\s*|\s*\\rvert", "|", text)
    text = re.sub(r"(?<=[0-9])e([+-]?)0*([0-9]+)(?![0-9A-Za-z])", _power_of_ten, text)
    text = re.sub(r"(\\.)|([_^%$'-])", _one_form, text, flags=re.DOTALL)
    return f"{text} {{}}"


def _power_of_ten(found: re.Match[str]) -> str:
    """What Python writes as 1.9e-05."""
    return rf" \cdot 10^{{{found[1].strip('+')}{found[2]}}}"


def _one_form(found: re.Match[str]) -> str:
    forms = {"_": rf"\{SUB} ", "^": rf"\{SUP} ", "%": r"\%", "$": r"\$", "'": "′", "-": "−"}
    return found[1] or forms[found[2]]


def _depth(text: str) -> int:
    depth = deepest = 0
    for char in text:
        depth += (char in "{[(") - (char in ")]}")
        deepest = max(deepest, depth)
    return max(deepest, text.count("^"), text.count("_")) if deepest > MAX_DEPTH else deepest


def nodes_of(prepared: str) -> list[Any]:
    """The nodes of a prepared formula; what is wrong in it is skipped."""
    from pylatexenc.latexwalker import LatexWalker

    walker = LatexWalker(rf"\({prepared}\)", latex_context=_reading(), tolerant_parsing=True)
    nodes, _, _ = walker.get_latex_nodes()
    return list(nodes)


@lru_cache(maxsize=1)
def _reading() -> Any:
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import std_macro

    known = get_default_latex_context_db()
    macros = [std_macro(name, "{") for name in (SUB, SUP, "operatorname", "boldsymbol", "bm")]
    macros += [std_macro(name, "{{") for name in ("dfrac", "tfrac")]
    known.add_context_category("tutor", macros=macros, prepend=True)
    return known


def arguments(node: Any) -> list[Any]:
    """The arguments of a macro node; None where one is missing."""
    return list(node.nodeargd.argnlist) if node.nodeargd is not None and node.nodeargd.argnlist else []


def spelt(char: str) -> str:
    """A Greek letter by its name (η is eta, Σ is Sigma); '' for anything else."""
    found = _GREEK.fullmatch(unicodedata.name(char, "")) if len(char) == 1 else None
    if found is None:
        return ""
    name = found[2].lower().replace("lamda", "lambda")
    return name if found[1] == "SMALL" else name.title()
