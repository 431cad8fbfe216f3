from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from etl.errors import OptionError, PathError
from etl.runtime.extra_files import as_modules, asked_for, import_path, in_working_folder
from etl.runtime.settings import Settings


@pytest.fixture(autouse=True)
def _working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def test_a_file_that_is_not_there_is_named_with_its_parameter(tmp_path: Path) -> None:
    with pytest.raises(PathError, match=r"^s3://b/x\.jar: --extra-jars names it, and there is no .*b/x\.jar$"):
        asked_for(["s3://b/x.jar"], Settings(tmp_path, tmp_path), parameter="extra-jars")


def test_a_wheel_becomes_a_zip_and_other_modules_stay(tmp_path: Path) -> None:
    module, wheel = tmp_path / "m.py", tmp_path / "w-1-py3-none-any.whl"
    module.touch()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("w/__init__.py", "")
    with as_modules([module, wheel]) as made:
        assert [path.name for path in made] == ["m.py", "w-1-py3-none-any.zip"]
        assert import_path(made[0]) == str(tmp_path)
        assert import_path(made[1]) == str(made[1])
        assert made[1].exists()
    assert not made[1].exists()
    assert wheel.exists()


def test_a_file_of_another_kind_is_no_module(tmp_path: Path) -> None:
    (tmp_path / "m.txt").touch()
    with (
        pytest.raises(OptionError, match=r"--extra-py-files: cannot use .*m\.txt'; expected one of \.py, \.zip"),
        as_modules([tmp_path / "m.txt"]),
    ):
        pass


def test_files_and_folders_are_in_the_working_folder_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "a.txt").write_text("a")
    (tmp_path / "b.json").write_text("{}")
    with in_working_folder([tmp_path / "conf", tmp_path / "b.json"]) as remarks:
        assert remarks == []
        assert (Path("conf/a.txt").read_text(), Path("b.json").read_text()) == ("a", "{}")
    assert list(Path().iterdir()) == []


def test_a_file_that_is_there_already_stays(tmp_path: Path) -> None:
    Path("b.json").write_text("mine")
    (tmp_path / "b.json").write_text("other")
    with in_working_folder([tmp_path / "b.json", Path("b.json").absolute()]) as remarks:
        assert len(remarks) == 1
        assert "there is another" in remarks[0]
    assert Path("b.json").read_text() == "mine"
