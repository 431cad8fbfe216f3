from __future__ import annotations

from pathlib import Path

from etl.runtime.buckets import local_file
from etl.runtime.settings import Settings


def test_addresses_and_paths_become_local_paths(tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path)
    assert local_file("s3a://bucket/a/b.jar", settings) == tmp_path / "bucket" / "a" / "b.jar"
    assert local_file("file:///a/b.jar", settings) == Path("/a/b.jar")
    assert local_file("a/b.jar", settings) == Path("a/b.jar")
