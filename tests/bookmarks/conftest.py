from __future__ import annotations

from pathlib import Path

import pytest

from etl.bookmarks.store import FileBookmarkStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the bookmarks; it does not exist yet."""
    return tmp_path / "bookmarks"


@pytest.fixture
def store(folder: Path) -> FileBookmarkStore:
    return FileBookmarkStore(folder)
