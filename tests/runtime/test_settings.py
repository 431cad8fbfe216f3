from __future__ import annotations

from pathlib import Path

import pytest

from etl.errors import OptionError, UnknownNameError
from etl.runtime.settings import Settings, load


def write_project(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")


def test_without_anything_the_state_is_beside_the_work(tmp_path: Path) -> None:
    state = tmp_path / ".etl"
    assert load({}, {}, tmp_path) == Settings(state, state / "s3", catalog_root=state / "catalog")


def test_the_state_folder_is_found_upwards(tmp_path: Path) -> None:
    (tmp_path / ".etl").mkdir()
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert load({}, {}, tmp_path / "a" / "b").state == tmp_path / ".etl"


def test_flags_beat_variables_beat_the_project(tmp_path: Path) -> None:
    write_project(tmp_path, '[tool.local-glue]\nstate = "p"\nglue-version = "5.0"\ns3-root = "buckets"\n')
    (tmp_path / "jobs").mkdir()
    variables = {"ETL_STATE": "v", "ETL_GLUE_VERSION": "5.1"}
    settings = load({"glue_version": "6.0", "state": None}, variables, tmp_path / "jobs")
    state = tmp_path / "jobs" / "v"
    assert settings == Settings(state, tmp_path / "buckets", "6.0", catalog_root=state / "catalog")


def test_only_the_nearest_project_counts(tmp_path: Path) -> None:
    write_project(tmp_path, '[tool.local-glue]\nglue-version = "5.0"\n')
    write_project(tmp_path / "inner", "[project]\n")
    assert load({}, {}, tmp_path / "inner").glue_version == ""


def test_the_environment_of_settings_gives_them_back_anywhere(tmp_path: Path) -> None:
    settings = load({"state": "here", "glue_version": "5.1"}, {}, tmp_path)
    assert load({}, settings.to_environment(), Path("/")) == settings


def test_an_unknown_setting_names_its_file_and_the_near_one(tmp_path: Path) -> None:
    write_project(tmp_path, '[tool.local-glue]\nglue-verson = "5.0"\n')
    with pytest.raises(UnknownNameError, match=r"pyproject\.toml.*'glue-verson'.*Did you mean 'glue-version'"):
        load({}, {}, tmp_path)


def test_a_version_without_quotes_is_told(tmp_path: Path) -> None:
    write_project(tmp_path, "[tool.local-glue]\nglue-version = 5.0\n")
    with pytest.raises(OptionError, match=r"glue-version in .*toml: cannot use 5\.0; expected a text in quotes"):
        load({}, {}, tmp_path)


def test_a_project_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    write_project(tmp_path, "[tool")
    with pytest.raises(OptionError, match=r"pyproject\.toml: cannot use .*no TOML"):
        load({}, {}, tmp_path)
