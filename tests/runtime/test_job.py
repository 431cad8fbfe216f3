from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.bookmarks.errors import UnknownRunError
from etl.bookmarks.resetting import reset, rewind
from etl.errors import EtlWarning, OptionError
from etl.runs import RunStore
from etl.runtime import job, settings
from etl.runtime.bookmarks import bookmark_store

ENABLED = {"job_bookmark_option": "job-bookmark-enable"}
PAUSED = {"job_bookmark_option": "job-bookmark-pause"}


@pytest.fixture(autouse=True)
def _no_run_before_or_after(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(job, "_runs", [])
    monkeypatch.setattr(job, "_early_sources", [])
    return


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The state folder of the settings."""
    monkeypatch.setenv("ETL_STATE", str(tmp_path))
    settings.current.cache_clear()
    yield tmp_path
    settings.current.cache_clear()


def test_a_run_has_a_name_an_id_and_arguments() -> None:
    run = job.begin("nightly", {"JOB_NAME": "nightly", "JOB_RUN_ID": None, "day": "3"})
    assert (run.name, run.arguments["day"], run.is_committed) == ("nightly", "3", False)
    assert re.fullmatch("jr_[0-9a-f]{64}", run.run_id)
    assert job.current_run() is run


def test_the_run_id_of_the_arguments_is_kept() -> None:
    assert job.begin("x", {"JOB_RUN_ID": "jr_1"}).run_id == "jr_1"


def test_commit_ends_the_run() -> None:
    run = job.begin()
    job.commit()
    assert run.is_committed


def test_commit_without_begin_does_nothing() -> None:
    job.commit()
    assert job.current_run() is None


def test_beginning_twice_begins_another_run() -> None:
    first, second = job.begin("x"), job.begin("x", {})
    assert job.current_run() is second
    assert first.run_id != second.run_id


def test_a_job_that_asks_for_a_bookmark_has_one_and_saves_it_when_it_commits(state: Path) -> None:
    run = job.begin("nightly", ENABLED)
    assert run.bookmark_before == 0
    assert list(state.iterdir()) == []
    job.commit()
    assert run.bookmark_after == 1
    assert job.begin("nightly", ENABLED).bookmark_before == 1


@pytest.mark.parametrize("arguments", [{}, {"job_bookmark_option": "job-bookmark-disable"}])
def test_others_have_none(state: Path, arguments: dict[str, str]) -> None:
    assert job.begin("x", arguments).bookmark is None
    job.commit()
    assert list(state.iterdir()) == []


def test_a_paused_bookmark_is_not_saved(state: Path) -> None:
    run = job.begin("x", PAUSED)
    job.commit()
    assert (run.bookmark_before, run.bookmark_after) == (0, None)
    assert list(state.iterdir()) == []


def test_a_window_needs_runs_that_have_left_a_bookmark(state: Path) -> None:
    first = job.begin("x", ENABLED)
    job.commit()
    with pytest.raises(UnknownRunError, match=f"The run jr_no of the job x .* these have: {first.run_id}"):
        job.begin("x", {**PAUSED, "job_bookmark_from": first.run_id, "job_bookmark_to": "jr_no"})


def test_a_window_must_go_forward(state: Path) -> None:
    runs = []
    for _ in range(2):
        runs.append(job.begin("x", ENABLED).run_id)
        job.commit()
    with pytest.raises(OptionError, match=r"--job-bookmark-to: .* it ran before"):
        job.begin("x", {**PAUSED, "job_bookmark_from": runs[1], "job_bookmark_to": runs[0]})


def test_a_bookmark_needs_the_jobs_name(state: Path) -> None:
    with pytest.raises(OptionError, match="the job needs a name"):
        job.begin("", ENABLED)
    assert job.begin("", {**ENABLED, "JOB_NAME": "x"}).name == "x"


def test_a_source_without_a_name_is_told_once(state: Path) -> None:
    run = job.begin("x", ENABLED)
    with pytest.warns(EtlWarning, match="this source has no transformation_ctx: it reads everything, each time"):
        assert job.bookmark_of_source("") is None
    assert job.bookmark_of_source("") is None
    assert job.bookmark_of_source("orders") is run.bookmark
    assert job.bookmark_of_step("") is None


@pytest.mark.parametrize(
    ("option", "arguments", "commits", "said"),
    [
        ("", None, False, ""),
        ("job-bookmark-disable", None, False, ""),
        (
            "job-bookmark-enable",
            None,
            False,
            r"the script calls no job.init.*: everything was read",
        ),
        ("job-bookmark-enable", {}, True, r"job.init has not got them; it must be job.init\(args"),
        ("job-bookmark-enable", ENABLED, False, r"^the script calls no job.commit\(\): the next run reads the same"),
        ("job-bookmark-enable", ENABLED, True, "^$"),
        ("job-bookmark-pause", PAUSED, False, "^$"),
    ],
)
def test_what_a_script_should_have_called(
    state: Path, option: str, arguments: dict[str, str] | None, *, commits: bool, said: str
) -> None:
    if arguments is not None:
        job.begin("x", arguments)
    if commits:
        job.commit()
    assert re.search(said, job.what_bookmarks_lack(option))


def test_attempts_that_failed_before_a_run_are_counted(state: Path) -> None:
    job.begin("x", ENABLED)
    job.commit()
    for number, outcome in enumerate(("FAILED", "FAILED", "SUCCEEDED")):
        now = datetime.now(UTC)
        record = {"Id": f"jr_{number}", "JobName": "x", "JobRunState": outcome, "StartedOn": now}
        RunStore(state / "runs").write(record)
    job.begin("x", ENABLED)
    job.commit()
    assert bookmark_store().latest("x").attempt == 2
    job.begin("x", ENABLED)
    job.commit()
    assert bookmark_store().latest("x").attempt == 0


def test_a_window_may_name_a_run_that_failed(state: Path) -> None:
    for number in (1, 2, 3):
        job.begin("x", {**ENABLED, "JOB_RUN_ID": f"jr_{number}"})
        job.commit()
    record = {"Id": "jr_failed", "JobName": "x", "JobRunState": "FAILED", "StartedOn": datetime.now(UTC)}
    RunStore(state / "runs").write(record | {"Bookmark": {"Before": 1, "After": None}})
    window = {"job_bookmark_from": "jr_failed", "job_bookmark_to": "jr_3"}
    assert job.begin("x", {**PAUSED, **window}).bookmark_before == 1


def test_sources_that_were_made_before_the_run_began_are_told(state: Path) -> None:
    assert job.bookmark_of_source("orders") is None
    job.begin("x", ENABLED)
    job.commit()
    said = job.what_bookmarks_lack("job-bookmark-enable")
    assert said == "sources made before job.init read everything, each time: orders."


@pytest.mark.parametrize("option", ["enable", "job-bookmark-foo"])
def test_an_option_of_another_value_is_refused(state: Path, option: str) -> None:
    with pytest.raises(OptionError, match="use one of job-bookmark-enable"):
        job.begin("x", {"job_bookmark_option": option})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(PAUSED, "it goes with --job-bookmark-to"), (ENABLED, "a window goes with job-bookmark-pause")],
)
def test_a_window_has_two_ends_and_a_paused_bookmark(state: Path, arguments: dict[str, str], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        job.begin("x", {**arguments, "job_bookmark_from": "jr_1"})


def test_windows_are_by_when_runs_were_whatever_was_reset_in_between(state: Path) -> None:
    store = bookmark_store()
    for number in (1, 2):
        job.begin("x", {**ENABLED, "JOB_RUN_ID": f"jr_{number}"})
        job.commit()
    reset(store, "x")
    job.begin("x", {**ENABLED, "JOB_RUN_ID": "jr_3"})
    job.commit()
    rewind(store, "x", "jr_1")
    job.begin("x", {**PAUSED, "job_bookmark_from": "jr_2", "job_bookmark_to": "jr_3"})
    with pytest.raises(OptionError, match="it ran before jr_3"):
        job.begin("x", {**PAUSED, "job_bookmark_from": "jr_3", "job_bookmark_to": "jr_1"})
