"""A formula in words, for ears and for plain terminals: Wx + b is “W times x plus b”."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from tutor.core.lesson.tex import ACCENTS, SUB, SUBSCRIPTS, SUP, SUPERSCRIPTS, arguments, nodes_of, prepare, spelt

Kind: TypeAlias = Literal["atom", "number", "word", "op", "open", "close", "of", "bar"]
Piece: TypeAlias = tuple[Kind, str]
"""What is said, and how it stands: an atom next to an atom is a product; `of` wants an operand after it."""

_OPERATORS = {
    "+": "plus", "−": "minus", "-": "minus", "=": "equals", "·": "times", "⋅": "times", "×": "times", "*": "times",
    "∗": "times", "/": "over", "÷": "over", "<": "is less than", ">": "is greater than", "≤": "is at most",
    "≥": "is at least", "≠": "is not equal to", "≈": "is about", "→": "goes to", "←": "becomes", "∈": "in",
    "±": "plus or minus", "∼": "is distributed as", "≡": "is identical to", "∝": "is proportional to", ",": ",",
    ";": ";", ":": ":", "⊙": "times, element by element,", "⊗": "outer product", "∘": "after", "⇒": "implies",
    "≪": "is much less than", "≫": "is much greater than", "∣": "given", "⟼": "maps to", "↦": "maps to",
    "∪": "union", "∩": "intersection", "⊂": "is a subset of", "⊆": "is a subset of", "!": "factorial",
}  # fmt: skip
_SIGNS: dict[str, Piece] = {
    "∂": ("of", "partial"), "∇": ("of", "the gradient of"), "√": ("of", "the square root of"),
    "∑": ("of", "the sum of"), "%": ("close", "percent"),
    "Σ": ("of", "the sum of"), "∏": ("of", "the product of"), "∫": ("of", "the integral of"), "∞": ("atom", "infinity"),
    "…": ("atom", "and so on"), "⋯": ("atom", "and so on"), "′": ("close", "prime"), "ℓ": ("atom", "ell"),
    "ℝ": ("atom", "the real numbers"), "°": ("close", "degrees"), "(": ("open", "open bracket"),
    ")": ("close", "close bracket"), "[": ("open", "open bracket"), "]": ("close", "close bracket"),
    "|": ("bar", "bar"), "‖": ("bar", "norm bar"), "∥": ("bar", "norm bar"), "⊤": ("atom", "transpose"),
}  # fmt: skip
_BIG = {
    "sum": "the sum of", "prod": "the product of", "int": "the integral of", "min": "the minimum of",
    "max": "the maximum of", "lim": "the limit of", "argmin": "the argument that minimises",
    "argmax": "the argument that maximises",
}  # fmt: skip
_FUNCTIONS = {
    "log": "log of", "ln": "natural log of", "exp": "exp of", "sin": "sine of", "cos": "cosine of", "tan": "tangent of",
    "tanh": "hyperbolic tangent of", "det": "determinant of", "Pr": "probability of",
}  # fmt: skip
_POWERS = {
    "2": "squared", "3": "cubed", "transpose": "transposed", "T": "transposed", "prime": "prime", "times": "star",
    "minus 1": "inverse",
}  # fmt: skip
_ACCENTED = {
    "hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde", "vec": "vector", "dot": "dot",
}  # fmt: skip
_SILENT = frozenset({"left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "limits", ",", ";", ":", "!", " "})
_AS_IS = frozenset({"mathbf", "boldsymbol", "bm", "mathit", "mathsf", "mathcal", "mathbb", "mathscr"})
_TEXTS = frozenset({"text", "mathrm", "textrm", "textbf", "textit", "operatorname", "mbox"})
_FUNCTION_LETTERS = frozenset(["f", "g", "h", "L", "J", "P", "E", "sigma", "phi"])
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[a-z]{3,}|\S")


def speak(tex: str) -> str:
    """`tex` in words; TooDeep, or whatever pylatexenc raises, on what is no formula."""
    return say(_pieces(nodes_of(prepare(_as_tex(tex)))))


def _as_tex(text: str) -> str:
    """Unicode sub- and superscripts and accents written as TeX, so that they are said alike."""
    for mark, table in (("_", SUBSCRIPTS), ("^", SUPERSCRIPTS)):
        plain = {small: big for big, small in reversed(table.items()) if small != "′"}
        run = re.compile("[" + re.escape("".join(plain)) + "]+")
        text = run.sub(lambda found, m=mark, p=plain: f"{m}{{{''.join(p[c] for c in found[0])}}}", text)  # type: ignore[misc]
    parts = (unicodedata.normalize("NFD", char) for char in text)
    return "".join(
        rf"\{ACCENTS[part[1]]}{{{part[0]}}}" if len(part) == 2 and part[1] in ACCENTS else part for part in parts
    )


def say(pieces: list[Piece]) -> str:
    """The pieces as one phrase, with the products that letters side by side mean."""
    said: list[str] = []
    before: Kind = "op"
    for at, (kind, text) in enumerate(pieces):
        follows = before in ("atom", "number", "close")
        applied = kind == "open" and at > 0 and pieces[at - 1][1] in _FUNCTION_LETTERS
        if applied:
            said.append("of")
        elif follows and kind in ("atom", "number", "open", "of"):
            said.append("times")
        said.append(text)
        before = kind
    phrase = re.sub(r" ([,;:])", r"\1", " ".join(word for word in said if word))
    return re.sub(r"\bof of\b", "of", phrase)


def _pieces(nodes: list[Any]) -> list[Piece]:
    pieces: list[Piece] = []
    queue = [node for node in nodes if node is not None]
    for at, node in enumerate(queue):
        name = _name(node)
        if name in (SUB, SUP):
            _attach(pieces, name, _said(arguments(node)))
        elif name == "arg" and at + 1 < len(queue) and _name(queue[at + 1]) in ("min", "max"):
            continue
        elif name in ("min", "max") and at > 0 and _name(queue[at - 1]) == "arg":
            pieces.append(("of", _BIG[f"arg{name}"]))
        else:
            pieces += _node(node)
    return pieces


def _name(node: Any) -> str:
    return getattr(node, "macroname", "")


def _said(nodes: list[Any]) -> str:
    return say(_pieces(nodes))


def _attach(pieces: list[Piece], name: str, said: str) -> None:
    """Say a sub- or superscript with what it hangs on; limits of a sum say what it runs over."""
    if not said:
        return
    kind, text = pieces.pop() if pieces else ("atom", "")
    if "argument" in text and name == SUB:
        pieces.append((kind, text.replace("argument", said)))
    elif kind == "of":
        body = text.removesuffix(" of")
        limit = f"over {said.replace(' equals ', ' from ', 1)}" if name == SUB else f"to {said}"
        pieces.append(("of", f"{body} {limit} of"))
    elif name == SUB:
        pieces.append((kind, f"{text} sub {said}".strip()))
    else:
        pieces.append((kind, f"{text} {_POWERS.get(said) or f'to the power {said}'}".strip()))


def _node(node: Any) -> list[Piece]:
    match type(node).__name__:
        case "LatexCharsNode":
            return list(_chars(node.chars))
        case "LatexMacroNode":
            return _macro(node)
        case "LatexEnvironmentNode":
            return [("open", "the matrix"), *_pieces(node.nodelist), ("close", "end of matrix")]
        case "LatexSpecialsNode":
            return [("op", ",")] if node.specials_chars == "&" else list(_chars(node.specials_chars))
        case "LatexGroupNode" | "LatexMathNode":
            return _pieces(node.nodelist)
    return []


def _chars(text: str) -> Iterator[Piece]:
    for token in _TOKEN.findall(text):
        if token in _OPERATORS:
            yield "op", _OPERATORS[token]
        elif token in _SIGNS:
            yield _SIGNS[token]
        elif token[0].isdigit():
            yield "number", token
        else:
            yield "atom", spelt(token) or token


def _macro(node: Any) -> list[Piece]:
    name, args = _name(node), arguments(node)
    if name in _SILENT:
        return []
    if name in ("quad", "qquad", "\\"):
        return [("op", ";")]
    if name in ("frac", "dfrac", "tfrac") and len(args) == 2:
        return [("atom", _fraction(_said(args[:1]), _said(args[1:])))]
    if name == "sqrt":
        return [("atom", f"the square root of {_closed(_said(args[-1:]), 'root')}")]
    if name in _BIG:
        return [("of", _BIG[name])]
    if name in _FUNCTIONS:
        return [("of", _FUNCTIONS[name])]
    if name in _ACCENTED:
        return [("atom", f"{_said(args)} {_ACCENTED[name]}")]
    if name in _TEXTS:
        words = _plain(args).replace("−", "-")
        return [("of", _BIG[words])] if words in _BIG else [("atom", words)]
    if name in _AS_IS:
        return _pieces(args)
    sign = _sign(name) or (name if len(name) == 1 else "")
    return [("atom", spelt(sign))] if spelt(sign) else list(_chars(sign)) or [("atom", name)]


def _fraction(above: str, below: str) -> str:
    if " " not in above + below or (above.startswith("partial ") and below.startswith("partial ")):
        return f"{above} over {below}"
    return f"the fraction {above}, over {below}, end of fraction"


def _closed(said: str, what: str) -> str:
    return f"{said}, end of {what}" if " " in said else said


def _plain(nodes: list[Any]) -> str:
    from pylatexenc.latex2text import LatexNodes2Text

    return str(LatexNodes2Text(math_mode="text").nodelist_to_text([node for node in nodes if node is not None]))


@lru_cache(maxsize=256)
def _sign(name: str) -> str:
    """The Unicode sign of a macro, or '' if pylatexenc knows none."""
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(name)
    return spec.simplify_repl if spec is not None and isinstance(spec.simplify_repl, str) else ""
