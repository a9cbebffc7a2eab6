"""Units that a learner may write: synonyms (m2, m², sqm) and safe scales (ms for s) of a small table."""

import re

_TABLE: tuple[tuple[str, float, str], ...] = (
    ("%", 1.0, "% percent pct percentage"),
    ("%", 0.1, "‰ permille"),
    ("pp", 1.0, "pp"),
    ("€", 1.0, "€ eur euro euros"),
    ("€", 1e3, "k€ keur t€"),
    ("€", 1e6, "m€ meur"),
    ("$", 1.0, "$ usd dollar dollars"),
    ("$", 1e3, "k$ kusd"),
    ("£", 1.0, "£ gbp pound pounds"),
    ("s", 1.0, "s sec secs second seconds"),
    ("s", 1e-3, "ms msec millisecond milliseconds"),
    ("s", 1e-6, "μs us microsecond microseconds"),
    ("s", 1e-9, "ns nanosecond nanoseconds"),
    ("s", 60.0, "min mins minute minutes"),
    ("s", 3600.0, "h hr hrs hour hours"),
    ("s", 86400.0, "d day days"),
    ("m", 1.0, "m metre metres meter meters"),
    ("m", 1e-3, "mm millimetre millimetres millimeter millimeters"),
    ("m", 1e-2, "cm centimetre centimetres centimeter centimeters"),
    ("m", 1e3, "km kilometre kilometres kilometer kilometers"),
    ("m2", 1.0, "m2 sqm qm"),
    ("m2", 1e-4, "cm2"),
    ("m2", 1e6, "km2"),
    ("m3", 1.0, "m3"),
    ("kg", 1.0, "kg kilogram kilograms"),
    ("kg", 1e-3, "g gram grams"),
    ("kg", 1e-6, "mg milligram milligrams"),
    ("B", 1.0, "B byte bytes"),
    ("B", 1e3, "kB KB kilobyte kilobytes"),
    ("B", 1e6, "MB megabyte megabytes"),
    ("B", 1e9, "GB gigabyte gigabytes"),
    ("B", 2.0**10, "KiB"),
    ("B", 2.0**20, "MiB"),
    ("B", 2.0**30, "GiB"),
    ("bit", 1.0, "bit bits"),
    ("Hz", 1.0, "Hz hertz"),
    ("Hz", 1e3, "kHz"),
    ("°C", 1.0, "°C celsius"),
    ("°F", 1.0, "°F fahrenheit"),
    ("K", 1.0, "K kelvin"),
)
_KNOWN = {name: (base, factor) for base, factor, names in _TABLE for name in names.split()}
_FOLDED = {name.casefold(): scale for name, scale in reversed(_KNOWN.items())}


def conversion(given: str, wanted: str) -> float | None:
    """The factor that turns a value in `given` into `wanted`; None if they measure different things.

    An empty `given` counts as `wanted`; a percentage may answer where no unit is wanted.
    """
    if not given:
        return 1.0
    if not wanted:
        bases, factor = _measure(given)
        return factor / 100 if bases == ("%",) else None
    (given_bases, have), (wanted_bases, want) = _measure(given), _measure(wanted)
    return have / want if given_bases == wanted_bases else None


def _measure(unit: str) -> tuple[tuple[str, ...], float]:
    """A unit as its bases (above the first `/`, then each below) and its factor to them."""
    text = re.sub(r"\bper[ -]cent\b", "percent", unit)
    parts = re.split(r"\s*(?:/|\bper\b)\s*", text)
    scales = [_scale(part) for part in parts]
    factor = scales[0][1]
    for _, below in scales[1:]:
        factor /= below
    return tuple(base for base, _ in scales), factor


def _scale(part: str) -> tuple[str, float]:
    name = re.sub(r"\bsq(?:uare)? ?(m\b|met\w*)", "m2", part)
    name = re.sub(r"\*\*|\^| ", "", name.replace("²", "2").replace("³", "3").replace("µ", "μ"))
    return _KNOWN.get(name) or _FOLDED.get(name.casefold()) or (name.casefold().removesuffix("s"), 1.0)
