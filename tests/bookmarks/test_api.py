"""Bookmarks through boto3, as a script or a shell asks for them."""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest

from etl.runtime.bookmarks import bookmark_store


@pytest.fixture
def glue(glue_context: Any) -> Any:
    """A client of Glue without credentials."""
    return boto3.client("glue", region_name="us-east-1")


@pytest.fixture
def job_name(run_job: Any, request: pytest.FixtureRequest) -> str:
    """A job that has run three times."""
    for number in (1, 2, 3):
        run_job(lambda _: None, JOB_RUN_ID=f"jr_{number}")
    return str(request.node.nodeid)


def test_the_bookmark_of_a_job(glue: Any, job_name: str) -> None:
    entry = glue.get_job_bookmark(JobName=job_name)["JobBookmarkEntry"]
    content = json.loads(entry.pop("JobBookmark"))
    expected = {"JobName": job_name, "Version": 3, "Run": 3, "Attempt": 0, "RunId": "jr_3", "PreviousRunId": "jr_2"}
    assert entry == expected
    assert content["states"] == {}
    assert glue.get_job_bookmark(JobName=job_name, RunId="jr_2")["JobBookmarkEntry"]["Version"] == 2


def test_all_that_it_has_been_in_pages(glue: Any, job_name: str) -> None:
    first = glue.get_job_bookmarks(JobName=job_name, MaxResults=2)
    rest = glue.get_job_bookmarks(JobName=job_name, NextToken=first["NextToken"])
    versions = [entry["Version"] for page in (first, rest) for entry in page["JobBookmarkEntries"]]
    assert versions == [3, 2, 1]
    assert "NextToken" not in rest


def test_reset_and_rewind(glue: Any, job_name: str) -> None:
    entry = glue.reset_job_bookmark(JobName=job_name)["JobBookmarkEntry"]
    assert (entry["Version"], entry["Run"]) == (4, 0)
    assert "RunId" not in entry
    entry = glue.reset_job_bookmark(JobName=job_name, RunId="jr_2")["JobBookmarkEntry"]
    assert (entry["Version"], entry["Run"], entry["RunId"]) == (5, 2, "jr_2")
    assert bookmark_store().latest(job_name).run_id == "jr_2"


@pytest.mark.parametrize("method", ["get_job_bookmark", "get_job_bookmarks", "reset_job_bookmark"])
def test_a_job_without_a_bookmark(glue: Any, method: str) -> None:
    with pytest.raises(glue.exceptions.EntityNotFoundException, match="Continuation for job nobody not found"):
        getattr(glue, method)(JobName="nobody")


def test_a_run_that_left_no_bookmark(glue: Any, job_name: str) -> None:
    with pytest.raises(
        glue.exceptions.EntityNotFoundException, match=r"The run jr_9 of the job .* has left no bookmark"
    ):
        glue.reset_job_bookmark(JobName=job_name, RunId="jr_9")
