from __future__ import annotations

import logging
from pathlib import Path

import pytest

from etl.jvm import cache


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    return tmp_path / "local-glue"


class Build:
    """Builds content and counts how often."""

    def __init__(self, content: bytes = b"content") -> None:
        self.content = cache.sealed(content)
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return self.content


def test_what_is_missing_is_built_once(folder: Path) -> None:
    build = Build()
    assert cache.stored("x.jar", build) == cache.stored("x.jar", build) == folder / "x.jar"
    assert (folder / "x.jar").read_bytes() == build.content
    assert build.times == 1
    assert [path.name for path in folder.iterdir()] == ["x.jar"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:20],
        lambda data: b"X" + data[1:],
        lambda data: data + b" ",
    ],
    ids=["empty", "cut", "short", "changed", "longer"],
)
def test_what_is_damaged_is_built_anew(folder: Path, damage: object) -> None:
    build = Build()
    path = cache.stored("x.jar", build)
    path.write_bytes(damage(build.content))  # type: ignore[operator]
    assert cache.stored("x.jar", build).read_bytes() == build.content
    assert build.times == 2


def test_where_nothing_can_be_written_a_private_folder_serves(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    folder.write_text("in the way")
    path = cache.stored("x.jar", Build())
    assert cache.is_whole(path)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert "the cache folder cannot be written" in caplog.text


def test_a_user_without_a_home_has_a_private_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", no_home)
    assert cache.user_folder() is None
    assert cache.is_whole(cache.stored("x.jar", Build()))


def test_a_relative_cache_folder_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache.user_folder() == Path.home() / ".cache" / "local-glue"


def test_what_fails_to_build_leaves_nothing(folder: Path) -> None:
    def fail() -> bytes:
        raise ValueError("no compiler")

    with pytest.raises(ValueError, match="no compiler"):
        cache.stored("x.jar", fail)
    assert not folder.exists()
