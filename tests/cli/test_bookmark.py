from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from etl.bookmarks.contract import Bookmark
from etl.bookmarks.files import FilesRead, Stamp
from etl.bookmarks.store import FileBookmarkStore
from etl.cli.main import main

pytestmark = pytest.mark.any_spark


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileBookmarkStore:
    """The bookmarks of the working folder: the job daily has run twice."""
    monkeypatch.chdir(tmp_path)
    for name in ("ETL_STATE", "ETL_S3_ROOT"):
        monkeypatch.setenv(name, str(tmp_path / ".etl"))
    store = FileBookmarkStore(tmp_path / ".etl/bookmarks")
    read = FilesRead(1_000_000, {"s3://b/a": Stamp(2_000_000, 3)}, 2_000_001)
    states = {
        "orders": {"files": read.to_state()},
        "rows": {"keys": {"keys": ["day", "id"], "sortOrder": "asc", "last": [{"str": "mon"}, {"int": "7"}]}},
        "flat": {"joinKeys": {"root_items": 12}},
    }
    store.save(Bookmark("daily", 1, 1, 0, "jr_1"))
    store.save(Bookmark("daily", 2, 2, 1, "jr_2", "jr_1", states))
    return store


def test_show_says_in_words_what_a_job_has_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bookmark", "show", "daily"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].split() == ["Job", "daily"]
    assert shown[-3:] == [
        "  flat    join keys are given up to 12 in root_items",
        "  orders  files changed until 1970-01-01 00:16:40.000 UTC are read, and 1 file changed later",
        "  rows    rows are read up to day = mon, id = 7",
    ]


def test_show_as_json_is_what_the_api_of_glue_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bookmark", "show", "daily", "--run", "jr_1", "--output", "json"]) == 0
    entry = json.loads(capsys.readouterr().out)["JobBookmarkEntry"]
    assert (entry["Version"], entry["RunId"]) == (1, "jr_1")
    assert json.loads(entry["JobBookmark"])["job_name"] == "daily"


def test_list_shows_the_jobs_and_the_history_of_one(
    store: FileBookmarkStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.save(Bookmark("weekly", 1, 1, 0, "jr_7"))
    assert main(["bookmark", "list"]) == 0
    assert [line.split()[:5] for line in capsys.readouterr().out.splitlines()] == [
        ["daily", "version", "2", "run", "2"],
        ["weekly", "version", "1", "run", "1"],
    ]
    assert main(["bookmark", "list", "daily"]) == 0
    assert [line.split()[-1] for line in capsys.readouterr().out.splitlines()] == ["jr_2", "jr_1"]


def test_reset_tells_how_to_take_it_back_and_that_works(
    store: FileBookmarkStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bookmark", "reset", "daily"]) == 0
    told = capsys.readouterr().out
    assert told == (
        "The bookmark of daily is reset: the next run reads everything.\n"
        "To take that back: etl bookmark rewind daily --run jr_2\n"
    )
    assert main(told.splitlines()[1].partition("etl ")[2].split()) == 0
    assert "as jr_2 left it" in capsys.readouterr().out
    assert store.latest("daily").states == store.version("daily", 2).states


def test_reset_with_a_run_is_a_rewind(store: FileBookmarkStore) -> None:
    assert main(["bookmark", "reset", "daily", "--run", "jr_1"]) == 0
    assert store.latest("daily").run_id == "jr_1"


def test_the_beginning_of_a_run_is_no_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bookmark", "rewind", "daily", "--run", "jr_"]) == 2
    assert "The run jr_ of the job daily has left no bookmark" in capsys.readouterr().err


def test_a_run_may_be_given_as_etl_runs_shows_it(store: FileBookmarkStore) -> None:
    run_id = "jr_" + 8 * "0123abcd"
    store.save(Bookmark("daily", 3, 3, 0, run_id))
    assert main(["bookmark", "rewind", "daily", "--run", "jr_0123abcd"]) == 0
    assert store.latest("daily").run_id == run_id


@pytest.mark.parametrize("action", [["show", "dayly"], ["list", "dayly"], ["reset", "dayly"]])
def test_a_job_without_a_bookmark_is_told_with_near_names(
    capsys: pytest.CaptureFixture[str], action: list[str]
) -> None:
    assert main(["bookmark", *action]) == 2
    assert capsys.readouterr().err == "etl: Continuation for job dayly not found. Did you mean 'daily'?\n"


def test_an_unknown_run_is_told_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bookmark", "rewind", "daily", "--run", "jr_3"]) == 2
    assert "left no bookmark; these have: jr_2, jr_1." in capsys.readouterr().err


@pytest.mark.filterwarnings("default")
def test_a_damaged_bookmark_is_told_and_can_be_reset(
    tmp_path: Path, store: FileBookmarkStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.save(replace(store.latest("daily"), job="weekly", version=1))
    (tmp_path / ".etl/bookmarks/daily/000003.json").write_text("{")
    assert main(["bookmark", "show", "daily"]) == 2
    assert "000003.json, line 1: this is no JSON" in capsys.readouterr().err
    assert main(["bookmark", "list"]) == 0
    listed = capsys.readouterr()
    assert "weekly" in listed.out
    assert "000003.json" in listed.err
    assert main(["bookmark", "reset", "daily"]) == 0
    assert store.latest("daily").version == 4


def test_without_any_bookmark_list_says_how_to_get_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bookmark", "list", "--state", str(tmp_path / "other")]) == 0
    assert capsys.readouterr().out.startswith("No job has a bookmark yet: run one with --job-bookmark-option")
