from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from etl.errors import EtlWarning
from etl.runtime import job


@pytest.fixture(autouse=True)
def _no_run_before_or_after(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(job, "_runs", [])
    return


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


def test_enabled_bookmarks_are_warned_of() -> None:
    with pytest.warns(
        EtlWarning, match="job-bookmark-enable: local-glue does not keep bookmarks yet. This run reads ev"
    ):
        job.begin("x", {"job_bookmark_option": "job-bookmark-enable"})


def test_disabled_bookmarks_are_not() -> None:
    job.begin("x", {"job_bookmark_option": "job-bookmark-disable"})
