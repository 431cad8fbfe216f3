from __future__ import annotations

import re
from pathlib import Path

import pytest

from etl.bookmarks.contract import Bookmark
from etl.bookmarks.store import FileBookmarkStore
from etl.cli.main import main

PAGE = (Path(__file__).parents[2] / "docs/bookmarks.md").read_text("utf-8")


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The bookmark of the page's job, which has run twice, in a state folder of its own."""
    monkeypatch.setenv("ETL_STATE", str(tmp_path / ".etl"))
    monkeypatch.chdir(tmp_path)
    store = FileBookmarkStore(tmp_path / ".etl/bookmarks")
    for number in (1, 2):
        store.save(Bookmark("daily", number, number, 0, f"jr_{number}"))
    return store


def test_the_commands_of_the_page_work(blocks_of, store):
    [block] = [block for block in blocks_of("docs/bookmarks.md") if block.language == "sh"]
    for command in block.text.splitlines():
        program, *arguments = command.split()
        assert program == "etl"
        assert main(arguments) == 0
    assert store.latest("daily").version == 4


def test_the_files_are_where_the_page_says(blocks_of, store, tmp_path):
    [block] = [block for block in blocks_of("docs/bookmarks.md") if block.language == "text"]
    assert all((tmp_path / name).is_file() for name in block.text.split())


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\(([\w./-]+)[^)]*\)", PAGE)
    assert links
    assert all((Path(__file__).parents[2] / "docs" / link).exists() for link in links)
