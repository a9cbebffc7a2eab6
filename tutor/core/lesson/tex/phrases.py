"""Words for names and powers, and how pieces of speech become one phrase."""

import re
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["atom", "number", "word", "op", "open", "close", "of", "function", "name"]
Piece: TypeAlias = tuple[Kind, str]
"""What is said, and how it stands: an atom next to an atom is a product; `of` wants an operand after it; a function
and a name are applied to a bracket that follows; a word has nothing to do with its neighbours."""

NAMES = {
    "log": "log of", "ln": "natural log of", "exp": "exp of", "sin": "sine of", "cos": "cosine of", "tan": "tangent of",
    "sinh": "hyperbolic sine of", "cosh": "hyperbolic cosine of", "tanh": "hyperbolic tangent of",
    "det": "determinant of", "dim": "dimension of", "ker": "kernel of", "deg": "degree of", "arg": "argument of",
    "gcd": "greatest common divisor of", "Pr": "probability of", "min": "the minimum of", "max": "the maximum of",
    "lim": "the limit of", "sup": "the supremum of", "inf": "the infimum of", "lim sup": "the upper limit of",
    "lim inf": "the lower limit of", "argmin": "the argument that minimises", "argmax": "the argument that maximises",
    "arg min": "the argument that minimises", "arg max": "the argument that maximises",
}  # fmt: skip
PREFIXES = {"∂": "partial", "∇": "the gradient of", "√": "the square root of", "ℜ": "the real part of",
            "ℑ": "the imaginary part of", "∠": "the angle"}  # fmt: skip
WORDS = frozenset("…⋯⋮⋱∀∃∄¬∴∵")
POSTFIXES = frozenset("%°!′")
POWERS = {
    "2": "squared", "3": "cubed", "transpose": "transposed", "T": "transposed", "times": "star", "star": "star",
    "after": "degrees", "dagger": "dagger", "plus": "plus", "minus": "minus",
}  # fmt: skip
PRIMES = {1: "prime", 2: "double prime", 3: "triple prime"}
FENCES = {"||": "absolute value", "‖‖": "norm", "⌊⌋": "floor", "⌈⌉": "ceiling"}

FUNCTION_LETTERS = frozenset(
    [
        "f",
        "g",
        "h",
        "D",
        "E",
        "F",
        "G",
        "H",
        "J",
        "L",
        "O",
        "P",
        "ell",
        "sigma",
        "phi",
        "Phi",
        "expectation",
        "probability",
    ]
)
_PERHAPS_FUNCTIONS = frozenset(["p", "q", "u", "v", "y", "C", "I", "K", "N", "Q", "S", "T", "V"])
"""Before a bracket these may be either; nothing is said in between."""
_FACTORS = ("atom", "number", "close", "function")
_END = re.compile(r"(, end of (?:absolute value|matrix norm|(?!absolute|matrix norm)\w+))(?= [^,;:])")


def say(pieces: list[Piece]) -> str:
    """The pieces as one phrase, with the products that letters side by side mean."""
    said: list[str] = []
    before: Piece = ("op", "")
    for piece in pieces:
        said += [_between(before, piece), piece[1]]
        before = piece
    phrase = re.sub(r" ([,;:])", r"\1", " ".join(word for word in said if word))
    return ended(re.sub(r"\bof of\b", "of", phrase))


def ended(phrase: str) -> str:
    """With a comma between the end of something and what follows."""
    return _END.sub(r"\1,", phrase)


def _between(before: Piece, piece: Piece) -> str:
    if piece[0] == "open" and before[0] in ("function", "name"):
        return "of"
    if piece[0] == "open" and before[1] in _PERHAPS_FUNCTIONS:
        return ""
    factors = piece[0] in ("atom", "number", "open", "of", "function", "name")
    return "times" if factors and before[0] in _FACTORS else ""


def closed(said: str, what: str) -> str:
    """With a word for its end, where it is more than one thing."""
    return f"{said}, end of {what}" if " " in said else said
