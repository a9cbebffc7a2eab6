"""The learner's settings: one frozen dataclass whose fields say all that a settings screen needs.

A value that is wrong falls back to its default with a notice; a file that cannot be read is kept aside
when new settings are saved; keys that this version does not know are kept as they are.
"""

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tutor.core import files
from tutor.core.errors import FileError

LARGEST = 1_000_000
"""Bytes of a file of settings."""


def option(default: Any, label: str, help: str, *, high: int = 0) -> Any:
    """A setting: its default, its name and line on the settings screen, and what it may be."""
    about = {"label": label, "help": help, "high": high}
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default; `metadata` of a field: label, help, high (of 0 .. high)."""

    theme: str = option("tutor-dark", "Theme", "The colours of the screen.")
    ascii: bool = option(False, "ASCII only", "Draw with plain ASCII, for terminals without other signs.")
    words: bool = option(False, "Charts in words", "Tell every chart in words below it.")
    animate: bool = option(True, "Animate", "Show the frames of an animation; off shows only its end.")
    mouse: bool = option(True, "Mouse", "Take clicks and drags; off leaves the mouse to the terminal.")
    lesson_order: str = option("", "Order of lessons", "The title of another way through a pack; empty: as listed.")
    packs_off: str = option("", "Packs left out", "Ids of installed packs that are not looked at, with blanks between.")
    review_limit: int = option(20, "Reviews a day", "At most so many review questions a day.", high=500)


GONE = frozenset({"confidence", "order"})
"""Settings of earlier versions that did nothing; a file may still have them."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as read, plain sentences on what was wrong with the file, and what was not understood."""

    settings: Settings
    notices: tuple[str, ...] = ()
    unknown: Mapping[str, Any] = field(default_factory=dict)
    broken: bool = False


def load_settings(path: Path) -> Loaded:
    """The settings at `path`; never raises: what cannot be used falls back to its default, with a notice."""
    if not os.path.exists(path):
        return Loaded(Settings())
    try:
        text = files.read(path, LARGEST).decode("utf-8")
        from tutor.core.packs.toml_source import loads

        found = loads(text, clean=False)
    except FileError as error:
        return Loaded(Settings(), (f"{error} The default settings are used.",), broken=True)
    except ValueError as error:
        notice = f"The settings in {path} cannot be read ({error}); defaults are used. Mend or delete it."
        return Loaded(Settings(), (notice,), broken=True)
    return _settings_of(found, path)


def save_settings(settings: Settings, path: Path) -> str:
    """Write `settings` to `path`, keeping unknown keys. Returns a sentence if a broken file was set aside."""
    before = load_settings(path)
    notice = _set_aside(path) if before.broken else ""
    values = {**before.unknown, **dataclasses.asdict(settings)}
    files.write(path, "".join(f"{_key(key)} = {_toml(value)}\n" for key, value in values.items()))
    return notice


def fault(name: str, value: Any) -> str:
    """Why `value` cannot be setting `name`, as the end of a sentence; empty if it can."""
    about = {each.name: each for each in dataclasses.fields(Settings)}[name]
    kind: Any = type(about.default)
    if type(value) is not kind:
        return {bool: "must be true or false", int: "must be a whole number", str: "must be a text"}[kind]
    if kind is int and not 0 <= value <= about.metadata["high"]:
        return f"must be between 0 and {about.metadata['high']}"
    return ""


def _settings_of(found: Mapping[str, Any], path: Path) -> Loaded:
    from tutor.core.nearest import did_you_mean

    known = [each.name for each in dataclasses.fields(Settings)]
    unknown = {key: value for key, value in found.items() if key not in known and key not in GONE}
    notices = [f"{path}: {key!r} is no setting of this version.{did_you_mean(key, known)}" for key in unknown]
    right = {}
    for key in known:
        if key in found and (wrong := fault(key, found[key])):
            notices.append(f"{path}: {key} {wrong}, not {found[key]!r}; the default is used.")
        elif key in found:
            right[key] = found[key]
    return Loaded(Settings(**right), tuple(notices), unknown)


def _set_aside(path: Path) -> str:
    """Rename a file that cannot be read to the first free `….broken`, `….broken-2`, …"""
    for number in range(1, 1000):
        aside = path.with_name(f"{path.name}.broken" + (f"-{number}" if number > 1 else ""))
        if not aside.exists():
            path.rename(aside)
            return f"The old settings could not be read; they are kept in {aside}."
    return ""


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "a").replace("-", "a").isalnum() else _toml(key)


def _toml(value: Any) -> str:
    """A value as TOML in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + "".join(_escaped(char) for char in value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    return value.isoformat() if hasattr(value, "isoformat") else repr(value)


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return char if char.isprintable() else f"\\U{ord(char):08x}"
