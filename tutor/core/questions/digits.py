"""One number without its sign: 0,001, 1_000, 1 000, 1'000.5, 1e-3; what can mean two numbers is asked back."""

import re

EXAMPLES = "0.25, 1e-3 or 1/4"

_PLAIN = re.compile(r"[0-9]+(?:_[0-9]+)*(?:\.(?:[0-9]+(?:_[0-9]+)*)?)?|\.[0-9]+")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_COMMA = re.compile(r"[0-9]*,[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}([ ',])[0-9]{3}(?:\1[0-9]{3})*(?:\.[0-9]+)?")
_GROUPED_COMMA = re.compile(r"[0-9]{1,3}([ '.])[0-9]{3}(?:\1[0-9]{3})*(?:,[0-9]+)?")
_EXPONENT = re.compile(r"(.*?) ?[eE]([+-]?[0-9]+)", re.DOTALL)


class NotANumber(ValueError):
    """What cannot be read as a number; its text says what to write instead, or is empty where there is no number."""


def decimal(text: str) -> float:
    """The value of digits with their marks and exponent. Raises NotANumber."""
    parts = _EXPONENT.fullmatch(text)
    run, exponent = (parts[1], parts[2]) if parts else (text, "0")
    digits = _digits(run)
    if digits is not None:
        return float(f"{digits}e{exponent}")
    if not _AMBIGUOUS.fullmatch(run):
        raise NotANumber(f"Cannot read “{run}” as one number. Write for example {EXAMPLES}.")
    whole = run.replace(",", "")
    value = f"{float(run.replace(',', '.')):.15g}"
    value = value if "." in value else f"{value}.0"
    raise NotANumber(f"“{run}” can mean {whole} or {value}. Write {whole} or {value}.")


def _digits(run: str) -> str | None:
    """`run` as Python writes it; None where it is ambiguous or no number."""
    if _PLAIN.fullmatch(run):
        return run
    if _AMBIGUOUS.fullmatch(run):
        return None
    if _COMMA.fullmatch(run):
        return run.replace(",", ".")
    if grouped := _GROUPED.fullmatch(run):
        return run.replace(grouped[1], "")
    if grouped := _GROUPED_COMMA.fullmatch(run):
        return run.replace(grouped[1], "").replace(",", ".")
    return None
