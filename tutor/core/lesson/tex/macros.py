"""What the commands of TeX maths do: each takes its arguments from the reader and gives a node."""

import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from tutor.core.lesson.tex.nodes import (
    EMPTY,
    Accent,
    Brace,
    Fence,
    Fraction,
    Gap,
    Name,
    Node,
    Root,
    Row,
    Scripts,
    Sign,
    Table,
    Words,
)
from tutor.core.lesson.tex.reader import Reader, TexError
from tutor.core.lesson.tex.signs import sign_of
from tutor.core.lesson.tex.tokens import Token

Macro: TypeAlias = Callable[[Reader, Token], Node]

_FUNCTIONS = "log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan arg dim ker hom deg"
_LIMITS = "lim max min sup inf limsup liminf argmin argmax det gcd Pr"
_NAMES = {"limsup": "lim sup", "liminf": "lim inf"}
_GAPS = {",": 1, ":": 1, ";": 1, " ": 1, ">": 1, "enspace": 1, "thinspace": 1, "medspace": 1, "thickspace": 1,
         "space": 1, "quad": 3, "qquad": 3, "!": 0, "\n": 1}  # fmt: skip
_SILENT = (
    "big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm displaystyle textstyle scriptstyle "
    "limits nolimits nonumber notag mathstrut strut relax"
)
_ACCENTS = {
    "hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde", "widetilde": "tilde",
    "vec": "vec", "overrightarrow": "vec", "overleftarrow": "vec left", "dot": "dot", "ddot": "ddot",
    "dddot": "dddot", "breve": "breve", "check": "check", "widecheck": "check", "acute": "acute", "grave": "grave",
    "mathring": "ring", "underline": "underline", "underbar": "underline",
}  # fmt: skip
_FONTS = {
    "mathbf": "BOLD", "boldsymbol": "BOLD", "bm": "BOLD", "pmb": "BOLD",
    "mathbb": "DOUBLE-STRUCK", "mathds": "DOUBLE-STRUCK",
    "mathcal": "SCRIPT", "mathscr": "SCRIPT", "mathfrak": "FRAKTUR", "mathsf": "SANS-SERIF", "mathtt": "MONOSPACE",
}  # fmt: skip
_OPEN = {"<": "⟨", ">": "⟩", ".": "", "-": "−"}


def _frac(reader: Reader, token: Token) -> Node:
    return Fraction(reader.argument(token.text), reader.argument(token.text), line="binom" not in token.text)


def _sqrt(reader: Reader, token: Token) -> Node:
    order = reader.option()
    return Root(order=order, body=reader.argument(token.text))


def _accent(reader: Reader, token: Token) -> Node:
    return Accent(_ACCENTS[token.text[1:]], reader.argument(token.text))


def _brace(reader: Reader, token: Token) -> Node:
    return Brace(reader.argument(token.text), above=token.text == "\\overbrace")


def _over(reader: Reader, token: Token) -> Node:
    above, base = reader.argument(token.text), reader.argument(token.text)
    return _stack(
        base, low=above if token.text == "\\underset" else None, high=None if token.text == "\\underset" else above
    )


def _stack(base: Row, low: Row | None, high: Row | None) -> Node:
    only = base.items[0] if len(base.items) == 1 else base
    return Scripts(only, low, high, stacked=True)


def _arrow(reader: Reader, token: Token) -> Node:
    below = reader.option()
    sign = Sign("←" if token.text == "\\xleftarrow" else "→")
    return Scripts(sign, below, reader.argument(token.text), stacked=True)


def delimiter(reader: Reader, of: str) -> str:
    r"""The sign that `\left` or its like takes; "" for the dot."""
    token = reader.skip_blanks()
    if token is None:
        raise TexError(f"`{of}` lacks its bracket")
    reader.at += 1
    name = token.text.removeprefix("\\")
    sign = sign_of(name) if token.kind == "command" else _OPEN.get(name, name)
    if len(sign) > 1 or (not sign and name != "."):
        raise TexError(f"`{of}` lacks its bracket; `{token.text}` is none")
    return sign


def _left(reader: Reader, token: Token) -> Node:
    left = delimiter(reader, token.text)
    items: list[Node] = list(reader.row(("\\right", "\\middle")).items)
    while reader.found("\\middle"):
        items += [Sign(delimiter(reader, "\\middle")), *reader.row(("\\right", "\\middle")).items]
    if not reader.found("\\right"):
        raise TexError("`\\left` has no `\\right`")
    return Fence(left, delimiter(reader, "\\right"), Row(tuple(items)))


def _text(reader: Reader, token: Token) -> Node:
    start = reader.at
    source = reader.source(token.text)
    plain = source
    for written, meant in (("\\ ", " "), ("~", " "), ("\\,", " "), *((f"\\{char}", char) for char in "%&#_$")):
        plain = plain.replace(written, meant)
    if any(char in plain for char in "\\${}"):
        reader.at = start
        return reader.unknown(token)
    return Words(" ".join(f"|{plain}|".split())[1:-1])


def _upright(reader: Reader, token: Token) -> Node:
    r"""`\operatorname{…}` and `\mathrm{…}`: a name, or a row where there is maths in it."""
    starred = token.text == "\\operatorname" and reader.found("*")
    start = reader.at
    following = reader.skip_blanks()
    source = reader.source(token.text) if following is not None and following.text == "{" else "\\"
    plain = " ".join(source.replace("\\,", " ").replace("\\ ", " ").replace("~", " ").split())
    if any(char in plain for char in "\\_^{}$&'") or not plain:
        reader.at = start
        return reader.argument(token.text)
    if len(plain) == 1:
        return Sign(plain)
    return Name(plain, limits=starred or plain.replace(" ", "") in _LIMITS.split())


def _function(reader: Reader, token: Token) -> Node:
    name = token.text[1:]
    if name == "arg":
        for other in ("min", "max"):
            if reader.found(f"\\{other}"):
                return Name(f"arg {other}", limits=True)
    return Name(_NAMES.get(name, name), limits=name in _LIMITS.split())


def _font(reader: Reader, token: Token) -> Node:
    return _in_font(reader.argument(token.text), _FONTS[token.text[1:]])


def _in_font(node: Node, font: str) -> Node:
    match node:
        case Sign(text):
            return Sign(_letter(text, font))
        case Row(items):
            return Row(tuple(_in_font(item, font) for item in items))
        case Accent(mark, body):
            return Accent(mark, Row(tuple(_in_font(item, font) for item in body.items)))
        case Scripts(base, low, high, stacked):
            return Scripts(_in_font(base, font), low, high, stacked)
    return node


def _letter(text: str, font: str) -> str:
    if text.isdigit():
        names = [unicodedata.name(char) for char in text if char.isascii()]
    else:
        name = unicodedata.name(text, "") if len(text) == 1 else ""
        kind = "CAPITAL" if "CAPITAL LETTER" in name else "SMALL"
        names = [f"{kind} {name.rpartition(' ')[2]}"] if "LETTER" in name else []
    found = "".join(_looked_up(font, name) for name in names)
    return found if len(found) == len(text) else text


def _looked_up(font: str, name: str) -> str:
    for full in (f"MATHEMATICAL {font} {name}", f"{font.replace('FRAKTUR', 'BLACK-LETTER')} {name}"):
        try:
            return unicodedata.lookup(full)
        except KeyError:
            continue
    return ""


def _not(reader: Reader, token: Token) -> Node:
    signs = reader.argument(token.text).items
    if len(signs) != 1 or not isinstance(signs[0], Sign):
        raise TexError("`\\not` strikes a sign")
    return Sign(unicodedata.normalize("NFC", f"{signs[0].text}\u0338"))


def _mod(reader: Reader, token: Token) -> Node:
    if token.text == "\\bmod":
        return Name("mod")
    return Fence("(", ")", Row((Name("mod"), *reader.argument(token.text).items)))


def _fenced(left: str, right: str) -> Macro:
    return lambda reader, token: Fence(left, right, reader.argument(token.text))


def _substack(reader: Reader, token: Token) -> Node:
    from tutor.core.lesson.tex.environments import rows_until

    if reader.skip_blanks() is None:
        raise TexError("`\\substack` lacks an argument")
    reader.take()
    rows = rows_until(reader, "}")
    reader.take()
    return Table("stack", rows)


def _begin(reader: Reader, token: Token) -> Node:
    from tutor.core.lesson.tex.environments import environment

    return environment(reader, token)


def _gap(reader: Reader, token: Token) -> Node:
    return Gap(_GAPS[token.text[1:]])


def _silent(reader: Reader, token: Token) -> Node:
    return EMPTY


def _each(names: str, macro: Macro) -> dict[str, Macro]:
    return dict.fromkeys(names.split(), macro)


MACROS: dict[str, Macro] = {
    **_each("frac dfrac tfrac cfrac binom dbinom tbinom", _frac),
    **_each("overbrace underbrace", _brace),
    **_each("overset underset stackrel", _over),
    **_each("xrightarrow xleftarrow", _arrow),
    **_each("text textrm textbf textit textnormal mbox hbox", _text),
    **_each("operatorname mathrm mathit mathop", _upright),
    **_each("bmod pmod", _mod),
    **_each("sqrt", _sqrt) | _each("left", _left) | _each("not", _not),
    **_each("substack", _substack) | _each("begin", _begin),
    **dict.fromkeys(_ACCENTS, _accent),
    **dict.fromkeys(_FONTS, _font),
    **_each(f"{_FUNCTIONS} {_LIMITS}", _function),
    **dict.fromkeys(_GAPS, _gap),
    **_each(_SILENT, _silent),
    "abs": _fenced("|", "|"),
    "norm": _fenced("‖", "‖"),
    "set": _fenced("{", "}"),
}
