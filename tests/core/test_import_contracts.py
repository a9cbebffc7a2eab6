"""The import contracts in pyproject.toml see every file that they speak of."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
START = ROOT / "tutor" / "start"
"""What `tutor new` writes from: files of a pack to come, which nothing of ours imports."""


@pytest.mark.parametrize("package", ["tutor", "lessons/tuitor_ml_engineer", "datasets/tuitor_datasets"])
def test_no_folder_is_hidden_from_them(package):
    """import-linter looks into packages only: without its `__init__.py` a lesson could import whatever it liked."""
    folders = {file.parent for file in (ROOT / package).rglob("*.py") if START not in file.parents}
    hidden = [str(folder.relative_to(ROOT)) for folder in sorted(folders) if not (folder / "__init__.py").is_file()]
    assert hidden == []
