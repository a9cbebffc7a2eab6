"""Units that a learner may write: synonyms (m2, m², sqm), and scales of one measure (ms for s, MW for kW).

Case counts where it is the factor or the measure: mW is no MW, Gb (gigabit) is no GB (gigabyte). It is forgiven where
only one reading is left (Kg, HZ, Sec).
"""

import re
from itertools import product

_SMALL = {"p": 1e-12, "n": 1e-9, "μ": 1e-6, "u": 1e-6, "m": 1e-3}
_LARGE = {"k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18}
_SI = {**_SMALL, "c": 1e-2, "d": 1e-1, "h": 1e2, **_LARGE}
_BINARY = {"Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30, "Ti": 2.0**40, "Pi": 2.0**50}
_DATA = {**_LARGE, "K": 1e3, **_BINARY}
_WORDS = {
    "pico": 1e-12, "nano": 1e-9, "micro": 1e-6, "milli": 1e-3, "centi": 1e-2, "kilo": 1e3, "mega": 1e6,
    "giga": 1e9, "tera": 1e12, "peta": 1e15,
}  # fmt: skip
_HOUR = 3600.0
_SYMBOLS: tuple[tuple[str, float, str, dict[str, float]], ...] = (
    ("s", 1.0, "s", {**_SMALL}),
    ("m", 1.0, "m", {**_SI}),
    ("g", 1.0, "g", {**_SMALL, "k": 1e3, "M": 1e6}),
    ("g", 1e6, "t", {"k": 1e3, "M": 1e6}),
    ("l", 1.0, "l L", {**_SMALL, "c": 1e-2, "d": 1e-1, "h": 1e2, "M": 1e6}),
    ("B", 1.0, "B", _DATA),
    ("B", 0.125, "b bit", {key: value for key, value in _DATA.items() if key != "k"}),
    ("B", 0.125, "bit", _DATA),
    ("Hz", 1.0, "Hz", _SI),
    ("W", 1.0, "W", _SI),
    ("VA", 1.0, "VA", _SI),
    ("J", 1.0, "J", _SI),
    ("J", _HOUR, "Wh", _SI),
    ("eV", 1.0, "eV", _SI),
    ("J", 4.184, "cal", {"k": 1e3}),
    ("V", 1.0, "V", _SI),
    ("A", 1.0, "A", _SI),
    ("Ah", 1.0, "Ah", _SI),
    ("Ω", 1.0, "Ω", _SI),
    ("F", 1.0, "F", _SMALL),
    ("C", 1.0, "C", _SMALL),
    ("H", 1.0, "H", _SMALL),
    ("S", 1.0, "S", _SMALL),
    ("T", 1.0, "T", _SMALL),
    ("N", 1.0, "N", _SI),
    ("Nm", 1.0, "Nm", _SI),
    ("Pa", 1.0, "Pa", _SI),
    ("Pa", 1e5, "bar", {"m": 1e-3}),
    ("Sv", 1.0, "Sv", _SI),
    ("Gy", 1.0, "Gy", _SI),
    ("Bq", 1.0, "Bq", _SI),
    ("mol", 1.0, "mol", _SMALL),
    ("K", 1.0, "K", {"m": 1e-3}),
    ("px", 1.0, "px", {"M": 1e6}),
    ("FLOPS", 1.0, "FLOPS FLOP/s", _LARGE),
    ("FLOP", 1.0, "FLOP", _LARGE),
    ("€", 1.0, "€ EUR", {"k": 1e3, "t": 1e3, "T": 1e3, "m": 1e6, "M": 1e6}),
    ("$", 1.0, "$ USD", {"k": 1e3, "m": 1e6, "M": 1e6}),
    ("£", 1.0, "£ GBP", {"k": 1e3, "m": 1e6, "M": 1e6}),
)
_NAMES: tuple[tuple[str, float, str], ...] = (
    ("%", 1.0, "% percent pct percentage"),
    ("%", 0.1, "‰ permille"),
    ("pp", 1.0, "pp"),
    ("€", 1.0, "euro euros"),
    ("$", 1.0, "dollar dollars"),
    ("£", 1.0, "pound pounds"),
    ("s", 1.0, "sec secs second seconds"),
    ("s", 1e-3, "msec"),
    ("s", 60.0, "min mins minute minutes"),
    ("s", _HOUR, "h hr hrs hour hours"),
    ("s", 86400.0, "d day days"),
    ("m2", 1.0, "sqm qm"),
    ("g", 1e6, "tonne tonnes"),
    ("°C", 1.0, "°C celsius"),
    ("°F", 1.0, "°F fahrenheit"),
    ("K", 1.0, "kelvin"),
)
_PREFIXED_NAMES: tuple[tuple[str, float, str], ...] = (
    ("s", 1.0, "second seconds"),
    ("m", 1.0, "metre metres meter meters"),
    ("g", 1.0, "gram grams"),
    ("l", 1.0, "litre litres liter liters"),
    ("B", 1.0, "byte bytes"),
    ("B", 0.125, "bit bits"),
    ("Hz", 1.0, "hertz"),
    ("W", 1.0, "watt watts"),
    ("J", 1.0, "joule joules"),
    ("V", 1.0, "volt volts"),
    ("Ω", 1.0, "ohm ohms"),
    ("px", 1.0, "pixel pixels"),
)
Measure = tuple[str, float]
"""What is measured, and the factor to its base unit."""


def _table() -> dict[str, Measure]:
    found: dict[str, Measure] = {}
    for base, factor, symbols, prefixes in _SYMBOLS:
        for prefix, symbol in product(["", *prefixes], symbols.split()):
            found.setdefault(prefix + symbol, (base, factor * prefixes.get(prefix, 1.0)))
    for base, factor, names in _PREFIXED_NAMES:
        for prefix, name in product(["", *_WORDS], names.split()):
            found[prefix + name] = (base, factor * _WORDS.get(prefix, 1.0))
    found.update((name, (base, factor)) for base, factor, names in _NAMES for name in names.split())
    return found


_KNOWN = _table()
_FOLDED: dict[str, list[str]] = {}
for _name in _KNOWN:
    _FOLDED.setdefault(_name.casefold(), []).append(_name)


class Ambiguous(ValueError):
    """A unit in which the case of a letter was lost; `readings` are what it can mean."""

    def __init__(self, unit: str, readings: tuple[str, ...]) -> None:
        super().__init__(f"“{unit}” can mean {' or '.join(readings)}: capital and small letters count there.")
        self.readings = readings


def conversion(given: str, wanted: str) -> float | None:
    """The factor that turns a value in `given` into `wanted`; None if they measure different things. May be Ambiguous.

    An empty `given` counts as `wanted`; a percentage may answer where no unit is wanted.
    """
    if not given or _tidy(given) == _tidy(wanted):
        return 1.0
    if not wanted:
        bases, factor = _measure(given, ())
        return factor / 100 if bases == ("%",) else None
    wanted_bases, want = _measure(wanted, ())
    given_bases, have = _measure(given, wanted_bases)
    return have / want if given_bases == wanted_bases else None


def _measure(unit: str, near: tuple[str, ...]) -> tuple[tuple[str, ...], float]:
    """A unit as its bases (above the first `/`, then each below) and its factor to them; `near` are those expected."""
    parts = re.split(r"\s*(?:/|\bper\b)\s*", _tidy(unit))
    scales = [_scale(part, near[at] if at < len(near) else "") for at, part in enumerate(parts)]
    factor = scales[0][1]
    for _, below in scales[1:]:
        factor /= below
    return tuple(base for base, _ in scales), factor


def _tidy(unit: str) -> str:
    """One way of writing: no powers raised, no `per cent`, no `ps` for `/s`."""
    text = re.sub(r"\bper[ -]cent\b", "percent", unit.strip())
    text = re.sub(r"\bsq(?:uare)? ?(m\b|met\w*)", "m2", text)
    text = re.sub(r"\bcu(?:bic)? ?(m\b|met\w*)", "m3", text)
    text = text.replace("²", "2").replace("³", "3").replace("µ", "μ").replace("\u2126", "Ω")
    text = re.sub(r"\*\*|\^|(?<=\w)[·.](?=\w)| (?=[0-9])", "", text)
    return re.sub(r"\b([A-Za-z]*[bB](?:it)?)ps\b", r"\1/s", text)


def _scale(part: str, near: str) -> Measure:
    """A part of a unit: as written, else as the one known unit that differs in case, else as a name of its own."""
    power = re.fullmatch(r"(\D+?)([1-9])", part)
    if power and part not in _KNOWN:
        exponent = int(power[2])
        base, factor = _scale(power[1].strip(), near.removesuffix(power[2]))
        return f"{base}{power[2]}", factor**exponent
    name = part.replace(" ", "")
    alike = _FOLDED.get(name.casefold(), [])
    if name in _KNOWN:
        swapped = _KNOWN.get(name.swapcase(), ("", 1.0))  # S for seconds: of one letter, and not of bits and bytes
        return swapped if near and len(name) == 1 and swapped[0] == near != _KNOWN[name][0] else _KNOWN[name]
    wanted = [each for each in alike if _KNOWN[each][0] == near] or alike
    readings = {_KNOWN[each]: each for each in reversed(wanted)}
    if len(readings) > 1:
        raise Ambiguous(part, tuple(reversed(readings.values())))
    return next(iter(readings), (_own_name(name), 1.0))


def _own_name(name: str) -> str:
    """A unit that no table knows (rows, epochs): one or many are the same; so is the case, but of a prefix's letter."""
    folded = name.casefold()
    symbol = len(name) <= 4 and folded[:1] in "mp" and not name.islower()
    return (name[:1] + folded[1:] if symbol else folded).removesuffix("s")
