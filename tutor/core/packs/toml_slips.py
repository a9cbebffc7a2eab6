"""What tomllib and msgspec say of a slip, in an author's words, with the mend."""

import re
from typing import NamedTuple

_KINDS = {
    "str": "a text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list in [ ]",
    "object": "a table of keys",
    "null": "nothing",
}
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w-]+)\s*[=:]""")
_OPENS = re.compile(r"""\s*(?:"[^"]*"|'[^']*'|[\w-]+)\s*=\s*\[""")


class Slip(NamedTuple):
    """Where a text stops being TOML (line n of it, from 1), and what to write instead."""

    message: str
    fix: str
    line: int


def slip_of(said: str, lines: list[str], line: int) -> Slip:
    """tomllib's sentence about a line, for the slip that usually lies behind it."""
    text = lines[line - 1] if line <= len(lines) else ""
    key = found[1] if (found := _KEY.match(text)) else "key"
    if said.startswith("Unclosed array"):  # found where something else begins; written further up
        opened = next((at for at in range(line, 0, -1) if at <= len(lines) and _OPENS.match(lines[at - 1])), line)
        return Slip("a list is never closed", "close it with `]`, and put a comma between its entries", opened)
    if said.startswith("Expected '=' after a key") and ":" in text:
        return Slip("a colon stands where an equals sign belongs", f"{key} = …", line)
    if said.startswith("Expected ']' at the end of a table") and " " in (name := text.strip().strip("[]")):
        return Slip("a name with blanks needs quotes", text.strip().replace(name, f'"{name}"'), line)
    if said.startswith("Cannot overwrite a value"):
        return Slip(f"`{key}` is given twice", "keep one of the two", line)
    if said.startswith("Cannot declare"):
        return Slip(f"the table {text.strip()} is there already", "join the two, or give one another name", line)
    if said.startswith("Invalid value"):
        return Slip("Invalid value", f'put a text in quotes: {key} = "…"', line)
    if said.startswith(("Illegal character", "Unterminated string")) and text.count('"') % 2:
        return Slip(
            "a text is never closed", 'close it with `"` in the same line; a quote within it is written `\\"`', line
        )
    return Slip(said, "`key = value`: texts in quotes, lists in [ ], tables as [name]", line)


def wrong_value(name: str, said: str) -> tuple[str, str]:
    """msgspec's sentence about the value of a key: what is wrong, and the mend."""
    if wrong := re.fullmatch(r"Expected `(\w+)`, got `(\w+)`", said):
        wants, got = (_KINDS.get(each, each) for each in wrong.groups())
        brackets = {("array", "object"): f"[[{name}]]", ("object", "array"): f"[{name}]"}.get((wrong[1], wrong[2]))
        fix = f"write {brackets} above its keys" if brackets else f"write {name} as {wants}"
        return f"`{name}` must be {wants}, not {got}", fix
    if said.startswith(("Expected `str` of length >=", r"Expected `str` matching regex '\\S'")):
        return f"`{name}` is empty", "write it, or take the entry out"
    if said.startswith("Expected `str` matching regex"):
        return f"`{name}` must be small letters, digits and single hyphens", "write it like wx-plus-b"
    if bound := re.fullmatch(r"Expected `\w+` (<=|>=) (-?\d+)", said):
        kind = "at least" if bound[1] == ">=" else "at most"
        return f"`{name}` must be {kind} {bound[2]}", f"write {name} = {bound[2]}, or leave it out"
    if long := re.fullmatch(r"Expected `str` of length <= (\d+)", said):
        return f"`{name}` is longer than {long[1]} characters", "say less"
    return f"`{name}`: {said[0].lower()}{said[1:]}", "mend this value"
