"""A formula in words, for ears and for plain terminals: Wx + b is “W times x plus b”."""

from collections.abc import Iterator
from itertools import groupby

from tutor.core.lesson.tex.constructs import accent, binomial, brace, fraction, root, table
from tutor.core.lesson.tex.nodes import (
    Accent,
    Brace,
    Fence,
    Fraction,
    Gap,
    Name,
    Node,
    Raw,
    Root,
    Row,
    Scripts,
    Sign,
    Table,
    Words,
)
from tutor.core.lesson.tex.phrases import (
    FENCES,
    FUNCTION_LETTERS,
    NAMES,
    POSTFIXES,
    POWERS,
    PREFIXES,
    PRIMES,
    WORDS,
    Piece,
    closed,
    ended,
    say,
)
from tutor.core.lesson.tex.signs import class_of, said

_INTEGRALS = "∫∬∭∮"
_MINUS, _PRIME = Sign("−"), Sign("′")


def speak(row: Row) -> str:
    """The row in words."""
    return say(_pieces(row))


def _things(row: Row) -> list[Node]:
    return [item for item in row.items if item != Gap(0)]


def _pieces(row: Row, index: bool = False) -> list[Piece]:
    """What is said of a row; in an index, letters side by side are no product."""
    pieces: list[Piece] = []
    nodes = list(_words_joined(row))
    braces = 0
    integral = any(_is(node, _INTEGRALS) for node in nodes)
    for at, node in enumerate(nodes):
        braces += _is(node, "{") - _is(node, "}")
        if node in (Sign("∣"), Sign("|")) and braces > 0:
            pieces.append(("op", "such that"))
        elif node == Sign("|"):
            pieces.append(("op", "given" if pieces and pieces[-1][0] != "op" else "bar"))
        elif node == Sign("!") and not pieces:
            pieces.append(("atom", "exclamation mark"))
        elif node == Sign("d") and at + 1 < len(nodes) and (integral or nodes[at - 1 : at] == [Gap(1)]):
            pieces.append(("word", "d"))
        elif isinstance(node, Name) and node.text not in NAMES and nodes[at - 1 : at] == [Gap(1)]:
            pieces.append(("word", node.text))
        else:
            pieces += _index(node) if index else _said(node)
    return pieces


def _words_joined(row: Row) -> Iterator[Node]:
    """The things of a row; three and more small letters side by side are a word."""
    for small, run in groupby(row.items, key=_is_small):
        nodes = [node for node in run if node != Gap(0)]
        letters = [node.text for node in nodes if isinstance(node, Sign)]
        if small and len(letters) > 2:
            yield Sign("".join(letters))
        else:
            yield from nodes


def _is_small(node: Node) -> bool:
    return isinstance(node, Sign) and node.text.isascii() and node.text.islower()


def _is_one(row: Row) -> bool:
    """Whether a mark over the row is over one sign."""
    things = _things(row)
    if len(things) == 1 and isinstance(things[0], Row):
        return _is_one(things[0])
    return not things or (len(things) == 1 and isinstance(things[0], Sign))


def _is(node: Node, signs: str) -> bool:
    base = node.base if isinstance(node, Scripts) else node
    return isinstance(base, Sign) and base.text in signs


def _index(node: Node) -> Iterator[Piece]:
    """In an index: `ij` is i j, a comma is said."""
    for kind, text in _said(node):
        yield ("op", "comma") if text == "," else ("word" if kind in ("atom", "number") else kind, text)


def _said(node: Node) -> list[Piece]:
    match node:
        case Sign(text):
            return [_sign(text)]
        case Name("mod"):
            return [("op", "mod")]
        case Name(text):
            return [("of", NAMES[text]) if text in NAMES else ("name", text)]
        case Words(text):
            return [("word", text.strip())]
        case Raw(source):
            return [("word", source)]
        case Gap(columns):
            return [("op", ";")] if columns > 1 else []
        case Row():
            return _pieces(node)
        case Scripts():
            return _scripts(node)
        case Fraction(above, below, True):
            return [fraction(_differential(above), _differential(below))]
        case Fraction(above, below):
            return [("atom", binomial(speak(above), speak(below)))]
        case Root(body, order):
            return [("atom", root(speak(order) if order is not None else "2", speak(body)))]
        case Accent(mark, body):
            return [accent(mark, say(_pieces(body, index=mark.startswith("vec"))), not _is_one(body))]
        case Brace(body, above):
            return [("atom", brace(speak(body), "", above))]
        case Fence():
            return _fence(node)
        case Table(kind="aligned"):
            rows = [speak(Row(tuple(item for cell in row for item in cell.items))) for row in node.rows]
            return [("word", table(node, [[row] for row in rows]))]
        case Table():
            return [("atom", table(node, [[speak(cell) for cell in row] for row in node.rows]))]


def _sign(text: str) -> Piece:
    word = said(text)
    stands = class_of(text)
    if text in PREFIXES or stands == "big":
        return "of", PREFIXES.get(text, word)
    if text in POSTFIXES or stands == "close":
        return "close", word
    if text in WORDS:
        return "word", word
    if text[0].isdigit():
        return "number", word
    if word in FUNCTION_LETTERS or word.startswith("script "):
        return "function", word
    if stands == "open":
        return "open", word
    return ("atom" if stands == "ord" else "op"), word


def _differential(row: Row) -> str:
    """Above or below a line, `d` before something is no factor."""
    first, *rest = _things(row) or [Row(())]
    if not (_is(first, "d") and rest):
        return speak(row)
    return f"{say(_pieces(Row((first,))))} {speak(Row(tuple(rest)))}"


def _fence(fence: Fence, always_closed: bool = False) -> list[Piece]:
    body = _things(fence.body)
    if name := FENCES.get(fence.left + fence.right):
        spoken = speak(fence.body)
        return [("atom", f"the {name} of {f'{spoken}, end of {name}' if always_closed else closed(spoken, name)}")]
    if body[:1] == [Name("mod")]:
        return [("word", "modulo"), *_pieces(Row(tuple(body[1:])))]
    inside = _pieces(Row((Sign("{"), *body)))[1:] if fence.left == "{" else _pieces(fence.body)
    opening: list[Piece] = [("open", said(fence.left))] if fence.left else []
    ending: list[Piece] = [("close", said(fence.right))] if fence.right else []
    return [*opening, *inside, *ending]


def _scripts(node: Scripts) -> list[Piece]:
    """What hangs on a base is said with it; limits of a sum say what it runs over."""
    base, low, high = node.base, node.low, node.high
    if isinstance(base, Brace):
        label, other = (high, low) if base.above else (low, high)
        piece: Piece = ("atom", brace(speak(base.body), speak(label) if label else "", base.above))
        return [_hung(piece, other, None) if base.above else _hung(piece, None, other)]
    if isinstance(base, Fence) and (base.left, base.right) == ("", "|"):
        ends = (f"at {speak(low)}" if high is None else f"from {speak(low)} to {speak(high)}") if low else ""
        return [*_pieces(base.body), ("close", f", evaluated {ends}")]
    pieces = (_fence(base, always_closed=True) if isinstance(base, Fence) else _said(base)) or [("atom", "")]
    if isinstance(base, Row) and len(pieces) > 1:
        pieces = [("open", "open bracket"), *pieces, ("close", "close bracket")]
    *before, last = pieces
    if isinstance(base, Root) and not last[1].endswith("end of root"):
        last = (last[0], f"{last[1]}, end of root")
    if last[0] == "of":
        return [*before, ("of", _limited(last[1], base, low, high))]
    if node.stacked:
        scripts = ((low, "below"), (high, "above"))
        told = " and ".join(f"{speak(row)} {side} it" for row, side in scripts if row is not None)
        return [*before, (last[0], f"{last[1]}, with {told},")]
    return [*before, _hung(last, low, high)]


def _hung(piece: Piece, low: Row | None, high: Row | None) -> Piece:
    kind, text = piece
    if low is not None and (index := say(_pieces(low, index=True))):
        text = f"{text} sub {closed(index, 'sub') if _composite(low) else index}"
    if high is not None:
        text = f"{text} {_power(high, kind)}"
    return kind, ended(text.strip())


def _composite(row: Row) -> bool:
    """Whether where it ends must be said: there is an operation in it, or a script of its own."""
    return any(
        isinstance(item, Fraction | Fence | Root | Scripts)
        or (isinstance(item, Sign) and class_of(item.text) in ("bin", "rel") and at > 0)
        for at, item in enumerate(_things(row))
    )


def _power(high: Row, kind: str) -> str:
    things = _things(high)
    primes = sum(thing == _PRIME for thing in things)
    if primes:
        rest = Row(tuple(thing for thing in things if thing != _PRIME))
        return f"{PRIMES.get(primes, f'{primes} primes')}{f' {_power(rest, kind)}' if rest.items else ''}"
    spoken = speak(high)
    if spoken == "minus 1" and kind != "number":
        return "inverse"
    if spoken in POWERS and not (kind == "number" and spoken in ("T", "transpose")):
        return POWERS[spoken]
    if isinstance(things[0], Sign) and class_of(things[0].text) == "open":
        return f"superscript {spoken}"
    several = len(things) - (things[:1] == [_MINUS]) > 1
    return f"to the power {closed(spoken, 'power') if several or _composite(high) else spoken}" if spoken else ""


def _limited(text: str, base: Node, low: Row | None, high: Row | None) -> str:
    """A sum, an integral, a limit, a maximum, a function: what it runs over."""
    under = speak(low) if low is not None else ""
    body, of = (text.removesuffix(" of"), " of") if text.endswith(" of") else (text, "")
    name = base.text if isinstance(base, Sign | Name) else ""
    if (name and class_of(name) == "big") or (
        isinstance(base, Name) and base.limits and under and " that " not in text
    ):
        return f"{body}{_range(name, under, speak(high) if high is not None else '')}{of}"
    power = f" {_power(high, 'of')}" if high is not None else ""
    if " that " in text and under:
        return text.replace("argument", under) + power
    relation = {"log": "to the base", "∇": "with respect to"}.get(name, "sub")
    return f"{body}{f' {relation} {under}' if under else ''}{power}{of}"


def _range(name: str, under: str, over: str) -> str:
    """From where to where: of a sum, an integral, a limit."""
    if name in _INTEGRALS and over:
        return f" from {under} to {over}"
    if name.startswith("lim"):
        return f" as {under}{f' to {over}' if over else ''}"
    runs = f" over {under.replace(' equals ', ' from ', 1)}" if under else ""
    return f"{runs}{f' to {over}' if over else ''}"
