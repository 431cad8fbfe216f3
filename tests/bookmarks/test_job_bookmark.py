from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from etl.bookmarks.errors import BookmarkDataError, VersionMismatchException
from etl.bookmarks.files import Limits
from etl.bookmarks.job_bookmark import JobBookmark
from etl.bookmarks.store import FileBookmarkStore
from etl.errors import EtlWarning, OptionError
from etl.storage.listing import FileInfo

FILE = FileInfo("s3://b/a", 3, 1000)


def opened(store: FileBookmarkStore, *, saves: bool = True) -> JobBookmark:
    return JobBookmark(store, store.latest("daily"), saves=saves)


def read(bookmark: JobBookmark, ctx: str, *files: FileInfo) -> list[FileInfo]:
    return bookmark.files(ctx).choose(files, Limits(), 2000)


def test_each_step_has_a_state_of_its_own(store: FileBookmarkStore) -> None:
    bookmark = opened(store)
    assert read(bookmark, "orders", FILE) == [FILE]
    bookmark.commit("jr_1")
    again = opened(store)
    assert read(again, "orders", FILE) == []
    assert read(again, "customers", FILE) == [FILE]


def test_a_step_that_a_run_leaves_out_keeps_its_state(store: FileBookmarkStore) -> None:
    first = opened(store)
    read(first, "orders", FILE)
    first.commit("jr_1")
    opened(store).commit("jr_2")
    assert read(opened(store), "orders", FILE) == []


def test_nothing_is_saved_without_commit_or_with_a_paused_bookmark(store: FileBookmarkStore, folder: Path) -> None:
    read(opened(store), "orders", FILE)
    paused = opened(store, saves=False)
    read(paused, "orders", FILE)
    assert paused.commit("jr_1") is None
    assert not folder.exists()


def test_runs_and_versions_are_numbered_and_runs_know_the_one_before(store: FileBookmarkStore) -> None:
    opened(store).commit("jr_1")
    saved = opened(store).commit("jr_2", 3)
    assert saved is not None
    numbers = saved.version, saved.run, saved.attempt, saved.run_id, saved.previous_run_id
    assert numbers == (2, 2, 3, "jr_2", "jr_1")


def test_a_run_that_commits_twice_is_one_run_and_reads_on_from_its_first_commit(store: FileBookmarkStore) -> None:
    bookmark = opened(store)
    read(bookmark, "orders", FILE)
    bookmark.commit("jr_1")
    assert read(bookmark, "orders", FILE) == []
    saved = bookmark.commit("jr_1")
    assert saved is not None
    assert (saved.version, saved.run, saved.previous_run_id) == (2, 1, "")


def test_of_two_runs_at_once_the_second_to_commit_fails_and_loses_nothing(store: FileBookmarkStore) -> None:
    one, other = opened(store), opened(store)
    read(one, "orders", FILE)
    newer = replace_time(FILE, 1500)
    read(other, "orders", FILE, newer)
    one.commit("jr_1")
    with pytest.raises(VersionMismatchException, match="Expected version 0 but found version 1"):
        other.commit("jr_2")
    assert read(opened(store), "orders", FILE, newer) == [newer]


def replace_time(file: FileInfo, modified: int) -> FileInfo:
    return file._replace(path=f"{file.path}2", modified=modified)


def test_two_sources_of_one_name_are_told(store: FileBookmarkStore) -> None:
    bookmark = opened(store)
    bookmark.files("orders")
    with pytest.warns(EtlWarning, match="transformation_ctx='orders' is used by two sources of the job daily"):
        bookmark.files("orders")


def test_join_keys_go_on_by_table(store: FileBookmarkStore) -> None:
    first = opened(store)
    keys = first.join_keys("flat")
    assert keys.last("root_items") == 0
    keys.given_by(lambda: {"root_items": 7})
    keys.given_by(dict)
    first.commit("jr_1")
    assert opened(store).join_keys("flat").last("root_items") == 7


def test_a_state_that_somebody_spoiled_is_named(store: FileBookmarkStore) -> None:
    bookmark = opened(store)
    read(bookmark, "orders", FILE)
    saved = bookmark.commit("jr_1")
    assert saved is not None
    store.save(replace(saved, version=2, states={"orders": {"files": {"upTo": "yesterday", "later": {}}}}))
    with pytest.raises(BookmarkDataError, match=r"000002.json: the state 'files' of 'orders' is none: .*yesterday"):
        opened(store).files("orders")


def test_a_window_reads_what_came_between_two_runs(store: FileBookmarkStore) -> None:
    files = [FileInfo(f"s3://b/{n}", 3, 1000 + n) for n in range(4)]
    bookmarks = []
    for number in (1, 2, 3):
        bookmark = opened(store)
        read(bookmark, "orders", *files[:number])
        bookmarks.append(bookmark.commit(f"jr_{number}"))
    first, _, last = bookmarks
    assert first is not None
    window = JobBookmark(store, first, saves=False, until=last)
    assert read(window, "orders", *files) == files[1:3]
    assert read(window, "a step that came later", *files) == []


def test_a_key_that_changes_is_refused(store: FileBookmarkStore) -> None:
    bookmark = opened(store)
    bookmark.keys("rows", ["id"]).condition([5])
    bookmark.commit("jr_1")
    with pytest.raises(OptionError, match=r"jobBookmarkKeys: .* the bookmark is of id \(ascending\)"):
        opened(store).keys("rows", ["id"], descending=True)


def test_two_tables_of_one_name_have_the_bookmark_of_the_one_that_came_less_far(store: FileBookmarkStore) -> None:
    bookmark = opened(store)
    bookmark.keys("rows", ["id"]).condition([5])
    with pytest.warns(EtlWarning, match="is used by two sources"):
        bookmark.keys("rows", ["id"]).condition([3])
    bookmark.commit("jr_1")
    assert opened(store).keys("rows", ["id"]).after().last == (3,)
