from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from etl.bookmarks.contract import Bookmark
from etl.bookmarks.errors import BookmarkDataError, UnknownRunError, VersionMismatchException
from etl.bookmarks.resetting import reset, rewind
from etl.bookmarks.store import FileBookmarkStore
from etl.errors import EtlWarning, WriteError

FIRST = Bookmark("daily", 1, 1, 0, "jr_1", states={"step": {"files": {"later": {}}}})
SECOND = replace(FIRST, version=2, run=2, run_id="jr_2", previous_run_id="jr_1")


def test_a_job_without_a_bookmark_has_read_nothing(store: FileBookmarkStore, folder: Path) -> None:
    assert store.latest("daily") == Bookmark("daily")
    assert store.jobs() == []
    assert not folder.exists()


def test_what_is_saved_is_read_and_earlier_versions_stay(store: FileBookmarkStore) -> None:
    store.save(FIRST)
    store.save(SECOND)
    latest = store.latest("daily")
    assert replace(latest, saved=None) == SECOND
    assert latest.saved is not None
    assert (store.versions("daily"), store.jobs()) == ([2, 1], ["daily"])
    assert store.version("daily", 1).run_id == "jr_1"


def test_a_file_is_what_the_api_of_glue_answers_as_a_person_reads_it(store: FileBookmarkStore, folder: Path) -> None:
    store.save(FIRST)
    entry = json.loads((folder / "daily/000001.json").read_text())["JobBookmarkEntry"]
    assert {name: entry[name] for name in ("JobName", "Version", "Run", "Attempt", "RunId")} == {
        "JobName": "daily", "Version": 1, "Run": 1, "Attempt": 0, "RunId": "jr_1",
    }  # fmt: skip
    assert entry["JobBookmark"]["states"] == FIRST.states


def test_glues_entry_holds_the_bookmark_as_a_text() -> None:
    entry = SECOND.to_glue()
    assert entry["PreviousRunId"] == "jr_1"
    assert json.loads(entry["JobBookmark"]) == {
        "job_name": "daily", "run_id": "jr_2", "run_number": 2, "attempt_number": 0, "states": FIRST.states,
    }  # fmt: skip


@pytest.mark.parametrize("job", ["a/b", "../x", "täglich 1", "CON.", ".hidden", "x" * 255, "日本" * 127, "a/" * 127])
def test_any_name_of_a_job_is_one_folder(store: FileBookmarkStore, folder: Path, job: str) -> None:
    store.save(replace(FIRST, job=job))
    assert store.jobs() == [job]
    assert [path.parent for path in folder.iterdir()] == [folder]


def test_a_version_that_does_not_follow_the_latest_is_refused(store: FileBookmarkStore) -> None:
    store.save(FIRST)
    with pytest.raises(
        VersionMismatchException,
        match=r"^Continuation update failed due to version mismatch. Expected version 0 but found version 1: "
        r"the run jr_1 has changed .*\(GLUE_JOB_BOOKMARK_VERSION_MISMATCH_ERROR\)$",
    ):
        store.save(replace(FIRST, run_id="jr_x"))
    assert store.latest("daily").run_id == "jr_1"


def test_of_many_that_save_at_once_one_does(store: FileBookmarkStore) -> None:
    def save(number: int) -> bool:
        try:
            store.save(replace(FIRST, run_id=f"jr_{number}"))
        except VersionMismatchException:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(save, range(16))) == 1


def entry(*, states: object = None, **members: object) -> str:
    """The text of a version, of which some members are otherwise."""
    content = {"states": {} if states is None else states}
    whole = {"JobName": "daily", "Run": 2, "Attempt": 0, "Saved": "2026-01-01T00:00:00+00:00", "JobBookmark": content}
    return json.dumps({"format": 1, "JobBookmarkEntry": whole | members})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"format": 1, "JobBookmarkEntry": {', "line 1: this is no JSON"),
        ("", "line 1: this is no JSON"),
        ("[]", "expected an object with a 'JobBookmarkEntry'"),
        ('{"format": 9, "JobBookmarkEntry": {}}', "its format is 9; this version of local-glue reads 1"),
        ('{"format": 1, "JobBookmarkEntry": {}}', "line 1: JobBookmarkEntry: expected a member 'JobName'"),
        (entry(states=[]), "JobBookmarkEntry.JobBookmark.states: expected an object, not a list"),
        (entry(states={"a": {"files": []}}), "states.a.files: expected an object, not a list"),
        (
            entry(states={"a": {"files": {"later": {}, "upTo": 5}}}),
            "files.upTo: expected a text, not a number",
        ),
        (entry(Saved="2026-01-01T00:00:00"), "Saved: expected a time with its zone"),
    ],
)
def test_a_damaged_file_is_named_and_never_taken_for_the_beginning(
    store: FileBookmarkStore, folder: Path, text: str, said: str
) -> None:
    store.save(FIRST)
    (folder / "daily/000002.json").write_text(text)
    with pytest.raises(BookmarkDataError, match=said) as raised:
        store.latest("daily")
    assert "daily/000002.json" in str(raised.value)
    assert "etl bookmark reset daily" in str(raised.value)


def test_a_damaged_bookmark_can_be_reset_and_rewound(store: FileBookmarkStore, folder: Path) -> None:
    store.save(FIRST)
    (folder / "daily/000002.json").write_text("{")
    with pytest.warns(EtlWarning, match=r"000002.json, line 1: this is no JSON.*; this version .* is left out"):
        assert rewind(store, "daily", "jr_1").version == 3
    assert store.latest("daily").states == FIRST.states
    assert reset(store, "daily").version == 4
    assert store.latest("daily").states == {}


def test_a_rewind_goes_to_the_end_of_a_run(store: FileBookmarkStore) -> None:
    for bookmark in (FIRST, SECOND):
        store.save(bookmark)
    rewound = rewind(store, "daily", "jr_1")
    assert (rewound.version, rewound.run, rewound.run_id, rewound.previous_run_id) == (3, 1, "jr_1", "")
    assert store.as_of("daily", "jr_1").version == 1, "a rewind is no run"
    with pytest.raises(
        UnknownRunError, match="The run jr_9 of the job daily has left no bookmark; these have: jr_1, jr_2"
    ):
        rewind(store, "daily", "jr_9")


def test_a_run_between_a_reset_and_its_commit_is_told_of_it(store: FileBookmarkStore) -> None:
    store.save(FIRST)
    reset(store, "daily")
    with pytest.raises(VersionMismatchException, match="found version 2: a reset has changed the bookmark"):
        store.save(SECOND)


DYING = """
import os, sys
from pathlib import Path
from etl.bookmarks.contract import Bookmark
from etl.bookmarks.store import FileBookmarkStore
from etl.errors import EtlWarning, WriteError
Path.replace = lambda *_: os._exit(9)  # between the temporary file and its name
FileBookmarkStore(Path(sys.argv[1])).save(Bookmark("daily", 1, 1, 0, "jr_1"))
"""


def test_a_crash_between_the_temporary_file_and_the_rename_leaves_the_old_bookmark(
    store: FileBookmarkStore, folder: Path
) -> None:
    done = subprocess.run([sys.executable, "-c", DYING, str(folder)], check=False, timeout=60, env=dict(os.environ))
    assert done.returncode == 9
    assert [path.suffix for path in (folder / "daily").iterdir() if path.name != ".lock"] == [".tmp"]
    assert store.latest("daily") == Bookmark("daily")
    store.save(FIRST)
    assert store.latest("daily").run_id == "jr_1"
    assert {path.name for path in (folder / "daily").iterdir()} == {".lock", "000001.json"}


def test_a_place_that_takes_no_file_is_named(store: FileBookmarkStore, folder: Path) -> None:
    folder.write_text("a file in the way")
    with pytest.raises(WriteError, match=r"daily: cannot be written: .*; what this run has read is read again"):
        store.save(FIRST)


def test_a_folder_in_the_place_of_a_version_is_told(store: FileBookmarkStore, folder: Path) -> None:
    (folder / "daily/000001.json").mkdir(parents=True)
    with pytest.raises(BookmarkDataError, match=r"000001.json: .*directory"):
        store.latest("daily")
