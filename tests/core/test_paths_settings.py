"""Settings survive bad files, wrong values and keys of other versions."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutor.core import paths
from tutor.core.errors import TutorError
from tutor.core.settings import Settings, load_settings, save_settings


def test_environment_chooses_the_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TUTOR_DATA_DIR", str(tmp_path / "d"))
    monkeypatch.setenv("TUTOR_CONFIG_DIR", str(tmp_path / "c"))
    assert paths.data_dir() == tmp_path / "d"
    assert paths.settings_file() == tmp_path / "c" / "settings.toml"
    assert paths.log_file().parent == tmp_path / "d"


def test_platform_folders_bear_the_apps_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TUTOR_DATA_DIR", raising=False)
    monkeypatch.setenv("TUTOR_CONFIG_DIR", "  ")
    assert paths.data_dir().name == "tutor"
    assert paths.config_dir().name == "tutor"


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TutorError, match="--data-dir"):
        paths.ensure(tmp_path / "file" / "below")
    assert not paths.writable(tmp_path / "file" / "below")
    assert paths.writable(tmp_path / "new" / "newer")


def test_settings_come_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    mine = Settings(theme="nord", ascii=True, review_limit=7)
    assert save_settings(mine, path) == ""
    assert load_settings(path).settings == mine
    assert [each.name for each in path.parent.iterdir()] == ["settings.toml"]


def test_no_file_means_defaults(tmp_path: Path) -> None:
    loaded = load_settings(tmp_path / "none.toml")
    assert loaded.settings == Settings()
    assert loaded.notices == ()


@pytest.mark.parametrize("broken", [b"theme = ", b"\xff\xfe\x00", b"[[[["])
def test_a_broken_file_is_kept_aside(tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "settings.toml"
    for kept in ("settings.toml.broken", "settings.toml.broken-2"):
        path.write_bytes(broken)
        loaded = load_settings(path)
        assert loaded.settings == Settings()
        assert "defaults" in loaded.notices[0]
        assert path.read_bytes() == broken
        assert kept in save_settings(Settings(), path)
        assert (tmp_path / kept).read_bytes() == broken
        assert load_settings(path).notices == ()


def test_wrong_values_fall_back_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "nord"\nreview_limit = -1\nascii = "yes"\norder = "random"\nconfidence = 3\nthemes = 1\n')
    loaded = load_settings(path)
    assert loaded.settings == Settings(theme="nord")
    text = "\n".join(loaded.notices)
    assert "review_limit must be between 0 and 500, not -1" in text
    assert "ascii must be true or false" in text
    assert "order" not in text, "it did nothing, and is gone"
    assert "confidence" not in text
    assert "Did you mean “theme”?" in text


def test_unknown_keys_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    unknown = 'of-tomorrow = 1.5\nday = 2024-05-06\n[nested]\n"a b" = ["x", {y = true}]\n'
    path.write_text(unknown)
    save_settings(Settings(ascii=True), path)
    after = tomllib.loads(path.read_text("utf-8"))
    assert after.items() >= tomllib.loads(unknown).items()
    assert after["ascii"] is True


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_can_be_written(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    save_settings(Settings(theme=text), path)
    assert load_settings(path).settings.theme == text
