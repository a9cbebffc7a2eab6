"""How a fraction, a root, a matrix and their like are said, given what their parts say."""

from tutor.core.lesson.tex.nodes import Name, Row, Table, Words
from tutor.core.lesson.tex.phrases import FUNCTION_LETTERS, Piece, closed

_MARKS = {"vec": "vector", "vec left": "left vector", "ddot": "double dot", "dddot": "triple dot"}
_ROOTS = {"2": "square", "3": "cube", "4": "fourth", "5": "fifth", "6": "sixth", "7": "seventh", "8": "eighth",
          "9": "ninth", "10": "tenth"}  # fmt: skip
_MATRICES = {"|": "determinant", "‖": "matrix norm"}


def fraction(above: str, below: str) -> Piece:
    """`a over b`, with its ends said where it has several parts; a derivative is `d y over d x`."""
    for sign in ("partial", "d"):
        if f"{above} ".startswith(f"{sign} ") and below.startswith(f"{sign} "):
            said = f"{above} over {below}".replace(f" times {sign}", f" {sign}")
            return ("of", f"{said} of") if above in (sign, f"{sign} squared") else ("atom", said)
    if " " not in above + below:
        return "atom", f"{above} over {below}"
    return "atom", f"the fraction {above}, over {below}, end of fraction"


def binomial(above: str, below: str) -> str:
    """`n choose k`."""
    if " " not in above + below:
        return f"{above} choose {below}"
    return f"the binomial {above}, choose {below}, end of binomial"


def root(order: str, body: str) -> str:
    """`the cube root of x`."""
    if order in _ROOTS:
        name = f"the {_ROOTS[order]} root"
    else:
        name = f"the {order}-th root" if " " not in order else f"the root of order {order},"
    return f"{name} of {closed(body, 'root')}"


def accent(mark: str, spoken: str, several: bool) -> Piece:
    """`x bar`, or `bar over x squared, end of bar`."""
    word = _MARKS.get(mark, mark)
    if several:
        return "atom", f"{word} {'below' if mark == 'underline' else 'over'} {spoken}, end of {word}"
    named = f"{spoken} {'underlined' if mark == 'underline' else word}".strip()
    named = f"{word} {spoken}" if mark.startswith("vec") and spoken else named
    return ("function" if spoken in FUNCTION_LETTERS else "atom"), named


def brace(body: str, label: str, above: bool) -> str:
    """`underbrace a plus b, labelled c, end of underbrace`."""
    what = "overbrace" if above else "underbrace"
    return f"{what} {body}{f', labelled {label}' if label else ''}, end of {what}"


def table(node: Table, rows: list[list[str]]) -> str:
    """A matrix row by row; cases with their conditions; lines one after the other."""
    if node.kind == "aligned":
        return "; ".join(" ".join(filter(None, row)) for row in rows)
    if node.kind == "stack":
        return ", ".join(" ".join(row) for row in rows)
    if node.kind == "cases":
        return f"the cases: {'; '.join(map(_case, node.rows, rows))}; end of cases"
    name = _MATRICES.get(node.left, "matrix")
    size = f"{len(rows)} by {max(map(len, rows))}"
    told = "; ".join(f"row {number}: {_cells(row, node)}" for number, row in enumerate(rows, 1))
    return f"the {size} {name}, {told}, end of {name}"


def _cells(row: list[str], node: Table) -> str:
    return "".join((", bar, " if at in node.rules else ", ") * bool(at) + cell for at, cell in enumerate(row))


def _case(row: tuple[Row, ...], spoken: list[str]) -> str:
    value, *conditions = spoken
    if not conditions:
        return value
    named = row[1].items[:1] and isinstance(row[1].items[0], Words | Name)
    return f"{value.rstrip(', ')} {'' if named else 'if '}{', '.join(conditions)}"
