"""Numbers as English sets them: beside their unit, and with a minus for a hyphen."""

import re

_AS_IT_IS = r"`[^`]*`|\$[^$]*\$|\w\([^()]*\)|\w\[[^\]]*\]"
_NEGATIVE = r"(?<![\w.)\]:;'\"-])-(?=\.?\d)"


def measured(number: str, unit: str) -> str:
    """`3.2 k€`, but `3.2%`; the number alone where it has no unit."""
    return minus(f"{number}{unit}" if not unit or unit.startswith("%") else f"{number} {unit}")


def minus(text: str) -> str:
    """`it moved by −0.70`, with a minus for the hyphen; code, formulas and calls stay as they are."""
    if "-" not in text:
        return text
    return re.sub(f"({_AS_IT_IS})|{_NEGATIVE}", lambda found: found[1] or "−", text)
