"""The signs of mathematics: what TeX calls each, how it stands between others, and how it is said.

A line of a table is: the sign, its TeX names, a colon, its words. What is in no table comes from unicodeit, and is
said by its name in Unicode.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, TypeAlias

Class: TypeAlias = Literal["ord", "bin", "rel", "big", "open", "close", "punct"]

_TABLES: dict[Class, str] = {
    "rel": r"""
= : equals
≠ ne neq : is not equal to
< lt : is less than
> gt : is greater than
≤ le leq leqslant : is at most
≥ ge geq geqslant : is at least
≪ ll : is much less than
≫ gg : is much greater than
≈ approx : is about
∼ sim : is distributed as
≃ simeq : is asymptotically equal to
≅ cong : is congruent to
≡ equiv : is identical to
≔ coloneqq : is defined as
:= : is defined as
≜ triangleq : is defined as
∝ propto varpropto : is proportional to
→ to rightarrow longrightarrow : goes to
← gets leftarrow longleftarrow : becomes
↔ leftrightarrow longleftrightarrow : goes to and from
↦ mapsto longmapsto : maps to
⟼ : maps to
⇝ leadsto : leads to
⇒ Rightarrow implies Longrightarrow : implies
⇐ Leftarrow impliedby Longleftarrow : is implied by
⇔ iff Leftrightarrow Longleftrightarrow : if and only if
∈ in : in
∉ notin : not in
∋ ni owns : contains
⊂ subset : is a subset of
⊆ subseteq : is a subset of or equal to
⊃ supset : is a superset of
⊇ supseteq : is a superset of or equal to
⊥ perp : is orthogonal to
∥ parallel : parallel to
∣ mid : given
∤ nmid : does not divide
≺ prec : precedes
≻ succ : succeeds
⪯ preceq : precedes or equals
⪰ succeq : succeeds or equals
⊢ vdash : proves
⊨ models vDash : models
≲ lesssim : is less than or about
≳ gtrsim : is greater than or about""",
    "bin": r"""
+ : plus
− : minus
- : minus
± pm : plus or minus
∓ mp : minus or plus
· cdot : times
⋅ : times
× times : times
∗ ast : times
* : times
⋆ star : star
/ : over
÷ div : over
∘ circ : after
⊙ odot : times, element by element,
⊗ otimes : outer product
⊕ oplus : direct sum
⊖ ominus : circled minus
∪ cup : union
∩ cap : intersection
∖ setminus smallsetminus : without
∧ wedge land : and
∨ vee lor : or
† dagger dag : dagger
‡ ddagger ddag : double dagger""",
    "big": r"""
∑ sum : the sum of
∏ prod : the product of
∐ coprod : the coproduct of
∫ int : the integral of
∬ iint : the double integral of
∭ iiint : the triple integral of
∮ oint : the contour integral of
⋃ bigcup : the union of
⋂ bigcap : the intersection of
⋁ bigvee : the disjunction of
⋀ bigwedge : the conjunction of
⨁ bigoplus : the direct sum of
⨂ bigotimes : the tensor product of
⨀ bigodot : the product, element by element, of
⨄ biguplus : the disjoint union of
⨆ bigsqcup : the square union of""",
    "open": r"""
( lparen : open bracket
[ lbrack : open square bracket
{ lbrace : open brace
⟨ langle : open angle bracket
⌊ lfloor : open floor
⌈ lceil : open ceiling""",
    "close": r"""
) rparen : close bracket
] rbrack : close square bracket
} rbrace : close brace
⟩ rangle : close angle bracket
⌋ rfloor : close floor
⌉ rceil : close ceiling
! : factorial""",
    "punct": r"""
, : ,
; : ;
: colon : :""",
    "ord": r"""
∂ partial : partial
∇ nabla : the gradient of
∞ infty : infinity
√ surd : the square root of
∀ forall : for all
∃ exists : there exists
∄ nexists : there does not exist
¬ neg lnot : not
∅ emptyset varnothing : the empty set
ℓ ell : ell
ℏ hbar hslash : h bar
ℜ Re : the real part of
ℑ Im : the imaginary part of
ı imath : dotless i
ȷ jmath : dotless j
ϵ epsilon : epsilon
ε varepsilon : epsilon
ϕ phi : phi
φ varphi : phi
⊤ top : transpose
⊥ bot : bottom
∠ angle : the angle
° degree : degrees
′ prime : prime
□ Box square : square
△ triangle vartriangle : triangle
… ldots dots dotsc dotsm dotso : and so on
⋯ cdots dotsb dotsi : and so on
⋮ vdots : and so on
⋱ ddots : and so on
| vert lvert rvert : bar
‖ | Vert lVert rVert : norm bar
\ backslash : backslash
% % : percent
# # : number sign
& & : ampersand
_ _ : underscore
$ $ : dollars
§ S : section
¶ P : paragraph
† : dagger
? : question mark
∴ therefore : therefore
∵ because : because""",
}
_BLACKBOARD = {"ℝ": "the real numbers", "ℕ": "the natural numbers", "ℤ": "the integers", "ℚ": "the rational numbers",
               "ℂ": "the complex numbers", "𝔼": "expectation", "ℙ": "probability", "𝟙": "indicator"}  # fmt: skip
_GREEK = re.compile(r"GREEK (SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)")
_NAMES: dict[str, str] = {}
_CLASSES: dict[str, Class] = {}
_WORDS: dict[str, str] = dict(_BLACKBOARD)
for _class, _table in _TABLES.items():
    for _line in _table.strip().split("\n"):
        _head, _, _said = _line.partition(" : ")
        _char, *_names = _head.split(" ")
        _NAMES.update(dict.fromkeys(_names, _char))
        _CLASSES.setdefault(_char, _class)
        _WORDS.setdefault(_char, _said)
USUAL = frozenset(_NAMES)
"""The names of the usual signs, for guessing what a misspelt command means."""


@lru_cache(maxsize=1)
def _library() -> dict[str, str]:
    """TeX names and signs, of all that unicodeit knows; read when a rare sign is met."""
    from unicodeit.data import REPLACEMENTS

    return dict(REPLACEMENTS)


def sign_of(name: str) -> str:
    r"""The sign that TeX calls `\name`; "" if there is none. `mathbb{R}` is a name too."""
    if sign := _NAMES.get(name) or _greek(name):
        return sign
    sign = _library().get(f"\\{name}", "")
    return sign if len(sign) == 1 and unicodedata.category(sign)[0] in "LNPS" else ""


def _greek(name: str) -> str:
    size = "CAPITAL" if name[:1].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}")
    except KeyError:
        return ""


@lru_cache(maxsize=512)
def class_of(char: str) -> Class:
    """How a sign stands among others: like +, like =, like a letter, …"""
    if char in _CLASSES:
        return _CLASSES[char]
    return "rel" if len(char) == 1 and (unicodedata.category(char) == "Sm" or "←" <= char <= "⇿") else "ord"


@lru_cache(maxsize=512)
def said(char: str) -> str:
    """A sign in words: η is eta, ≤ is at most; letters as they are."""
    if word := _WORDS.get(char) or spelt(char):
        return word
    if len(char) != 1 or char.isascii():
        return char
    if len(parts := unicodedata.normalize("NFD", char)) == 2 and parts[1] == "\u0338":
        return f"not {said(parts[0])}"
    letter = unicodedata.normalize("NFKC", char)
    if (font := _font(char)) and letter != char:
        return f"{font} {said(letter)}"
    return unicodedata.name(char, char).lower() if unicodedata.category(char)[0] in "SP" else char


def _font(char: str) -> str:
    found = re.match(r"(?:MATHEMATICAL )?(BOLD|SCRIPT|FRAKTUR|BLACK-LETTER|DOUBLE-STRUCK)", unicodedata.name(char, ""))
    return found[1].lower().replace("black-letter", "fraktur") if found else ""


def spelt(char: str) -> str:
    """A Greek letter by its name (η is eta, Σ is Sigma); '' for anything else."""
    found = _GREEK.fullmatch(unicodedata.name(char, "")) if len(char) == 1 else None
    if found is None:
        return ""
    name = found[2].lower().replace("lamda", "lambda")
    return name if found[1] == "SMALL" else name.title()
