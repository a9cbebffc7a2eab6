"""docs/cookbook.md is true: its ten exercises are whole, proved, and said to be what they are."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tutor.core.check import check_lesson
from tutor.core.own_lesson import table_for
from tutor.core.packs.catalog import Catalog, load_catalog

TEXT = (Path(__file__).parents[2] / "docs" / "cookbook.md").read_text("utf-8")
NAMES = re.findall(r'"([a-z-]+)"', "".join(re.findall(r"^lessons = .*$", TEXT, re.MULTILINE)))


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The pack that the page is, each fence in the file that it names."""
    root = tmp_path_factory.mktemp("cookbook")
    for fence in MarkdownIt().parse(TEXT):
        if fence.type == "fence" and "." in (name := fence.info.partition(" ")[2]):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(fence.content, encoding="utf-8")
    (root / "recipes" / "__init__.py").write_text("")
    yield load_catalog([root / "recipes"])
    for name in [name for name in sys.modules if name.partition(".")[0] == "recipes"]:
        del sys.modules[name]


def test_there_are_ten_from_tiny_to_rich() -> None:
    assert len(NAMES) == len(set(NAMES)) == 10
    linked = re.findall(r"^\| \[(.+?)\]\(#(.+?)\)", TEXT, re.MULTILINE)
    heads = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
    assert [title for title, _ in linked] == heads
    assert [anchor for _, anchor in linked] == [
        re.sub(r"[^a-z -]", "", head.lower()).replace(" ", "-") for head in heads
    ]


SLOW = pytest.param("slow-fit", marks=pytest.mark.trust)


@pytest.mark.parametrize("name", [SLOW if name == "slow-fit" else name for name in NAMES])
def test_a_recipe_is_proved(catalog: Catalog, name: str) -> None:
    proof = check_lesson(catalog.find(f"recipes/{name}"), 3, 3)
    assert [str(finding) for finding in proof.findings] == []


def test_a_table_of_ones_own_is_taken(catalog: Catalog, tmp_path: Path) -> None:
    own = tmp_path / "flats.csv"
    own.write_text("rent\n" + "\n".join(str(5 + n * n % 41) for n in range(60)) + "\n")
    assert table_for(catalog.find("recipes/your-table"), own, y="rent").rows == 60
