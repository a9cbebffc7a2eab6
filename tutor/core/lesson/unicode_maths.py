"""TeX as Unicode: on one line by pylatexenc with real sub- and superscripts, in two dimensions by TeXicode."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from tutor.core.lesson.tex import (
    ACCENTS,
    SUB,
    SUBSCRIPTS,
    SUP,
    SUPERSCRIPTS,
    arguments,
    nodes_of,
    prepare,
    spelt,
)

_RELATION = re.compile(r" *([=≈≤≥≠<>∈→←⇒↦∼≡∝⊂⊆≪≫∪∩]) *")
_BINARY = re.compile(r" +([·⋅×⊙⊗∘±+−/]) *(?=\S)")
_OPERATION = re.compile(r"[\s+−=·⋅×/,]")
_ONE_THING = re.compile(r"[0-9.]+|[∂√]?[^\W\d_](?:[^\Wa-zA-Z0-9α-ω]|[\u0300-\u036f])*(?:_\w+)?")
_WIDE = "\u2003"
_TEX_OF = {
    "←": r"\leftarrow ", "→": r"\rightarrow ", "−": "-", "·": r"\cdot ", "⋅": r"\cdot ", "×": r"\times ",
    "∂": r"\partial ", "∇": r"\nabla ", "∑": r"\sum ", "Σ": r"\sum ", "√": r"\sqrt ", "≤": r"\le ", "≥": r"\ge ",
    "≠": r"\ne ", "≈": r"\approx ", "∈": r"\in ", "±": r"\pm ", "∞": r"\infty ",
}  # fmt: skip
_DRAWN_RELATION = re.compile(r"[=<>←→≈≤≥]|\\(?:le|ge|leq|geq|ne|neq|approx|in|to|leftarrow|rightarrow)")
_ASCII_OF = {
    "−": "-", "·": "*", "⋅": "*", "×": "*", "∗": "*", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "→": "->", "←": "<-",
    "∈": "in", "∑": "sum", "∏": "prod", "√": "sqrt", "∂": "d", "∇": "grad ", "∞": "inf", "±": "+-", "…": "...",
    "⋯": "...", "‖": "||", "∥": "||", "′": "'", "ℝ": "R", "ℓ": "l", "ᵀ": "^T", "⊤": "T", "∼": "~", "≡": "==",
    "⇒": "=>", "∣": "|", "²": "^2", "³": "^3", "⊙": "*", "∫": "int", "∝": "prop. to", "•": "*", "–": "-", "—": "-",
    "“": '"', "”": '"', "’": "'", "‘": "'",
}  # fmt: skip


def one_line(tex: str) -> str:
    """`tex` on one line; raises what pylatexenc raises, and TooDeep."""
    text = _tight(_writer().nodelist_to_text(nodes_of(prepare(tex))))
    text = _BINARY.sub(r" \1 ", _RELATION.sub(r" \1 ", text))
    text = re.sub(r"(^|[=≈≤≥≠<>∈→←(\[,]) − (?=\S)", r"\1 −", text)
    text = re.sub(r"(?<=[(\[]) | (?=[)\],])", "", text)
    return re.sub(rf" *{_WIDE} *", "   ", text).strip()


def _tight(text: str) -> str:
    """White space collapsed, signs next to what they act on, accents composed."""
    text = " ".join(text.replace(_WIDE, "\0").split()).replace("\0", _WIDE)
    text = re.sub(r"([∂∇√]) +", r"\1", re.sub(r"(?<=[^\s(\[{])(?=[∑∏∫])", " ", text))
    return unicodedata.normalize("NFC", text.replace("\u0305", "\u0304"))


@lru_cache(maxsize=1)
def _writer() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    own = {
        SUB: lambda node, l2tobj: _script(_text(node, l2tobj, 0), "_", SUBSCRIPTS),
        SUP: lambda node, l2tobj: _script(_text(node, l2tobj, 0), "^", SUPERSCRIPTS),
        "sqrt": lambda node, l2tobj: "√" + _closed(_text(node, l2tobj, -1)),
        "text": lambda node, l2tobj: _text(node, l2tobj, 0).replace("−", "-"),
        "arg": "arg ",
        "quad": _WIDE,
        "qquad": _WIDE,
    }
    own |= dict.fromkeys(("frac", "dfrac", "tfrac"), _fraction)
    as_is = ("mathbf", "boldsymbol", "bm", "operatorname", "mathrm")
    own |= dict.fromkeys(as_is, lambda node, l2tobj: _text(node, l2tobj, 0))
    known = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=shown) for name, shown in own.items()]
    known.add_context_category("tutor", macros=macros, prepend=True)
    return LatexNodes2Text(latex_context=known, math_mode="text", keep_comments=True)


def _text(node: Any, l2tobj: Any, which: int) -> str:
    nodes = [argument for argument in arguments(node) if argument is not None]
    return _tight(str(l2tobj.nodelist_to_text(nodes[which:][:1]))).strip() if nodes else ""


def _fraction(node: Any, l2tobj: Any) -> str:
    below = _text(node, l2tobj, 1)
    return f" {_closed(_text(node, l2tobj, 0))}/{below if _ONE_THING.fullmatch(below) else f'({below})'} "


def _closed(text: str) -> str:
    """In brackets, if it would fall apart without them."""
    return f"({text})" if _OPERATION.search(text) else text


def _script(text: str, mark: str, small: dict[str, str]) -> str:
    """As small signs where Unicode has them and they stay legible, else `_x` or `_(x, y)`."""
    text = "".join(text.split())
    letters = sum(char.isalpha() for char in text)
    if text and letters <= 2 and all(char in small for char in text):
        return "".join(small[char] for char in text)
    return f"{mark}{text}" if re.fullmatch(r"\w*", text) else f"{mark}({text})"


def drawn(tex: str) -> list[str]:
    """`tex` as rows of two-dimensional text; [] where TeXicode cannot draw it. It may raise anything."""
    prepare(tex)
    text = re.sub(r"\\(?:operatorname|mathrm|text)\s*\{([^{}]*)\}", r"\\text{\1}", tex.strip().strip("$"))
    text = re.sub(r"\\(?:mathbf|boldsymbol|bm)\s*\{([^{}]*)\}", r"{\1}", text)
    text = re.sub(r"\\(log|ln|exp|sin|cos|tanh|max|min)\s+(?=[A-Za-z\\])", r"\\\1\\ ", text)
    text = "".join(_tex_of(char) for char in _spaced(text))
    rows = str(_drawer()(text, False, False, "raw", {"fonts": "normal"})).split("\n")
    if any("TeXicode:" in row or "?" in row for row in rows) and "?" not in tex:
        return []
    return _trimmed(rows)


@lru_cache(maxsize=1)
def _drawer() -> Any:
    """TeXicode, with one sign for a sum and a product: three rows of line pieces are hard to read as a Σ."""
    from texicode.arts import multi_line_leaf_commands
    from texicode.pipeline import render_tex

    multi_line_leaf_commands.update(sum=([["∑", " "]], 0), prod=([["∏", " "]], 0))
    return render_tex


def _tex_of(char: str) -> str:
    if char in _TEX_OF or char.isascii():
        return _TEX_OF.get(char, char)
    name = spelt(char)
    return rf"\{name} " if name else char


def _spaced(tex: str) -> str:
    """Spaces around relations that stand outside braces, which TeXicode leaves out."""
    depth, out = 0, []
    for token in re.findall(r"\\[A-Za-z]+|\\.|.", tex, re.DOTALL):
        depth += (token == "{") - (token == "}")
        relation = depth == 0 and _DRAWN_RELATION.fullmatch(token)
        out.append(rf"\ {token} \ " if relation else token)
    return "".join(out)


def _trimmed(rows: list[str]) -> list[str]:
    rows = [row.rstrip() for row in rows]
    margin = min((len(row) - len(row.lstrip()) for row in rows if row), default=0)
    return [row[margin:] for row in rows]


def ascii_form(text: str) -> str:
    """Unicode maths in ASCII: ŷ as y_hat, ₁ as _1, η as eta; what has no form becomes `?`."""
    for mark, table in (("_", SUBSCRIPTS), ("^", SUPERSCRIPTS)):
        text = _run_of(table).sub(lambda found, m=mark, t=table: _script(_big(found[0], t), m, {}), text)  # type: ignore[misc]
    return " ".join("".join(map(_ascii_char, unicodedata.normalize("NFD", text))).split(" "))


def _run_of(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(small for small in table.values() if small != '′')}]+")


def _big(small: str, table: dict[str, str]) -> str:
    plain = {each: big for big, each in reversed(table.items())}
    return "".join(plain[char] for char in small)


def _ascii_char(char: str) -> str:
    if char.isascii():
        return char
    if char in ACCENTS:
        return f"_{ACCENTS[char]}"
    plain = unicodedata.normalize("NFKC", char)
    return _ASCII_OF.get(char) or spelt(char) or (plain if plain.isascii() else "?")
