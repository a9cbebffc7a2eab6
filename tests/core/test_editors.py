"""What editors are told is what the tutor reads: schemas of the types, snippets of the table of kinds, docstrings."""

import inspect
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from tutor import api
from tutor.cli import tutor
from tutor.core import packs
from tutor.core.editors.schemas import SCHEMAS, schema
from tutor.core.editors.snippets import snippets
from tutor.core.exercise import kit, tone
from tutor.core.lesson.model import BLOCKS
from tutor.core.lesson.parser import parse_body
from tutor.core.packs.new import new_distribution
from tutor.core.packs.pack import read_front_matter

PLAIN = {"API_VERSION": packs, "Frames": kit, "Tone": tone}
"""Values and names of types, by their modules: an editor reads the text below them."""


def properties(of: dict[str, Any], defs: dict[str, Any]) -> dict[str, Any]:
    """The keys of a schema, those of its entries where it is a table of them."""
    found = of.get("properties") or defs[of["additionalProperties"]["$ref"].rpartition("/")[2]]["properties"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_has_the_keys_of_its_type_each_with_a_word(kind: str) -> None:
    made, type_ = schema(kind), SCHEMAS[kind][1]
    struct = type_ if isinstance(type_, type) and issubclass(type_, msgspec.Struct) else type_.__args__[1]
    told = properties(made, made.get("$defs", {}))
    assert list(told) == [field.encode_name for field in msgspec.structs.fields(struct)]
    every = [*told.values(), *(key for each in made.get("$defs", {}).values() for key in each["properties"].values())]
    assert [each for each in every if not each.get("description")] == []
    assert made["title"] == SCHEMAS[kind][0]
    assert "$ref" not in made, "older readers see nothing beside a reference"


@pytest.mark.parametrize("kind", [*SCHEMAS, "snippets"])
def test_a_new_pack_holds_what_the_command_prints(kind: str, tmp_path: Path) -> None:
    made = new_distribution(tmp_path, "told")
    file = made / (".vscode/lessons.code-snippets" if kind == "snippets" else f"schemas/{kind}.json")
    printed = CliRunner().invoke(tutor, ["schema", kind]).stdout
    assert file.read_text("utf-8") == printed
    assert json.loads(printed) == json.loads(json.dumps(snippets() if kind == "snippets" else schema(kind)))


def test_editors_find_each_schema_and_each_file_has_one(tmp_path: Path) -> None:
    made = new_distribution(tmp_path, "found")
    rules = tomllib.loads((made / ".taplo.toml").read_text("utf-8"))["rule"]
    for rule in rules:
        assert (made / rule["schema"]["path"]).is_file()
        (pattern,) = rule["include"]
        assert list(made.glob(pattern)), pattern
    ruled = {file for rule in rules for file in made.glob(rule["include"][0])}
    assert {file for file in made.rglob("*.toml") if file.name not in (".taplo.toml", "pyproject.toml")} == ruled


def test_a_kind_that_is_not_there_is_named() -> None:
    result = CliRunner().invoke(tutor, ["schema", "packs"])
    assert result.exit_code == 2
    assert "Did you mean “pack”" in result.output


def filled(body: list[str]) -> str:
    """A snippet as it stands before anything is typed into its places."""
    text = re.sub(r"\$\{\d+:((?:[^\\}]|\\.)*)\}", r"\1", "\n".join(body)).replace("$0", "")
    return re.sub(r"\\([\\$}])", r"\1", text)


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_snippet_is_the_example_of_its_kind(kind: str) -> None:
    made = snippets()[kind]
    assert filled(made["body"]) == BLOCKS[kind].EXAMPLE.rstrip("\n")
    (item,) = parse_body(filled(made["body"]), "lesson.md").items()
    assert type(item) is BLOCKS[kind]
    numbers = [int(each) for each in re.findall(r"\$\{(\d+):", "\n".join(made["body"]))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 4
    assert made["description"]


def test_signs_that_mean_something_in_a_snippet_are_taken_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    formula = r"What is $\frac{a}{b}$, or ${1:x}?"
    monkeypatch.setattr(BLOCKS["text"], "EXAMPLE", f"::: text ratio\n{formula}\n\n- [x] a/b\n:::\n")
    body = snippets()["text"]["body"]
    assert body[1] == r"${2:What is \$\\frac{a\}{b\}\$, or \${1:x\}?}"
    assert filled(body).splitlines()[1] == formula


def test_the_snippet_of_the_front_matter_is_one() -> None:
    _, toml, body = filled(snippets()["front matter"]["body"]).split("+++\n")
    assert read_front_matter(toml, "lesson.md").minutes == 5
    assert body.startswith("# Heading")


def test_every_name_of_the_api_tells_an_editor_what_it_is() -> None:
    said = {name: inspect.getdoc(getattr(api, name)) for name in api.__all__ if name not in PLAIN}
    assert [name for name, text in said.items() if not text or text.startswith(f"{name}(")] == []
    for name, module in PLAIN.items():
        assert re.search(rf'^{name}\b.* = .*(\n    .*|\n\])*\n"""\w', inspect.getsource(module), re.MULTILINE), name
    bare = []
    for name in api.__all__:
        thing = getattr(api, name)
        if inspect.isclass(thing):
            bare += [
                f"{name}.{each}" for each, part in vars(thing).items() if public(each, part) and not doc(thing, each)
            ]
        elif inspect.ismodule(thing):
            bare += [
                f"{name}.{each}" for each, part in vars(thing).items() if own(thing, each, part) and not part.__doc__
            ]
    assert bare == []


def public(name: str, part: object) -> bool:
    return not name.startswith("_") and (inspect.isfunction(part) or isinstance(part, property))


def own(module: Any, name: str, part: object) -> bool:
    return public(name, part) and getattr(part, "__module__", "") == module.__name__


def doc(kind: type, name: str) -> str | None:
    """As editors find it: the method's own, or that of a class above."""
    return inspect.getdoc(getattr(kind, name))


def test_types_are_shipped() -> None:
    assert (Path(api.__file__).parent / "py.typed").is_file()
