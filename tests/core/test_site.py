"""The site of the guide: every name of the API has its entry, every kind its picture, every page its place."""

import re
from pathlib import Path

import pytest

from tutor import api
from tutor.core.exercise import controls, layers, view

DOCS = Path(__file__).parents[2] / "docs"
API = (DOCS / "api.md").read_text("utf-8")
LOOKS = (DOCS / "looks.md").read_text("utf-8")
NO_PICTURE = {"View", "ViewPart", "Held", "Node", "Edge"}
"""What holds parts of a view, and what a diagram is made of."""


def test_every_name_of_the_api_has_its_entry() -> None:
    told = set(re.findall(r"^\.\. auto\w+:: (?:tutor\.(?:ml|core\.exercise)\.)?(\w+)$", API, re.MULTILINE))
    assert told == set(api.__all__) - {"API_VERSION"}
    assert "`API_VERSION`" in API


def test_every_kind_has_its_picture() -> None:
    kinds = {*controls.__all__, *layers.__all__, *view.__all__, "Chart"} - NO_PICTURE
    assert set(re.findall(r"^### (\w+)$", LOOKS, re.MULTILINE)) == kinds
    assert set(re.findall(r"\(_pictures/(\w+)\.svg\)", LOOKS)) == {kind.lower() for kind in kinds}


@pytest.mark.parametrize("page", sorted(page.stem for page in DOCS.glob("*.md") if page.stem != "index"))
def test_every_page_is_found_from_the_first(page: str) -> None:
    index = (DOCS / "index.md").read_text("utf-8")
    assert f"]({page}.md)" in index
    assert re.search(rf"^{page}$", index, re.MULTILINE)


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_every_page_that_is_linked_is_there(page: Path) -> None:
    for name in re.findall(r"\]\(([\w-]+\.(?:md|svg))", page.read_text("utf-8")):
        assert (DOCS / name).exists(), name
