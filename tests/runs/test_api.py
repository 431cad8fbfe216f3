"""boto3's client of Glue on the records of a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest

from etl.runs import JobRun, RunStore
from etl.runs.api import JobRunOperations
from etl.runs.states import FAILED
from etl.storage.glue_service import serve_glue

Keep = Callable[..., JobRun]


@pytest.fixture
def client(runs: RunStore) -> Iterator[Any]:
    operations: list[object] = [JobRunOperations(runs)]
    serve_glue(lambda: operations)
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
    yield boto3.session.Session().client("glue", **keys)
    operations.clear()


def test_a_run_has_the_members_of_glues_and_no_other(client: Any, keep: Keep) -> None:
    given = keep("jr_1_attempt_1", state=FAILED)
    found = client.get_job_run(JobName="orders", RunId="jr_1_attempt_1")["JobRun"]
    assert found.keys() <= client.meta.service_model.shape_for("JobRun").members.keys()
    assert found == {name: given[name] for name in found}
    assert {"Id", "Attempt", "JobName", "StartedOn", "CompletedOn", "JobRunState", "ExecutionTime"} <= found.keys()


@pytest.mark.parametrize(("job", "run"), [("orders", "jr_2"), ("sales", "jr_1")])
def test_a_run_that_is_not_there(client: Any, keep: Keep, job: str, run: str) -> None:
    keep("jr_1")
    with pytest.raises(client.exceptions.EntityNotFoundException) as caught:
        client.get_job_run(JobName=job, RunId=run)
    assert caught.value.response["Error"]["Message"] == f"Job run {run} not found."


def test_runs_come_by_pages_the_newest_first(client: Any, keep: Keep) -> None:
    for minute in range(5):
        keep(f"jr_{minute}", minute)
        keep(f"jr_x{minute}", minute, job="sales")
    pages = list(client.get_paginator("get_job_runs").paginate(JobName="orders", PaginationConfig={"PageSize": 2}))
    assert [[run["Id"] for run in one["JobRuns"]] for one in pages] == [["jr_4", "jr_3"], ["jr_2", "jr_1"], ["jr_0"]]
    whole = client.get_job_runs(JobName="orders")
    assert len(whole["JobRuns"]) == 5
    assert "NextToken" not in whole
    with pytest.raises(client.exceptions.InvalidInputException, match="NextToken"):
        client.get_job_runs(JobName="orders", NextToken="x")


def test_a_job_that_never_ran_has_no_runs(client: Any) -> None:
    assert client.get_job_runs(JobName="orders")["JobRuns"] == []


def test_a_damaged_record_is_glues_fault(client: Any, keep: Keep, runs: RunStore) -> None:
    keep("jr_1")
    runs._file("jr_1").write_text("{")
    with pytest.raises(client.exceptions.InternalServiceException, match=r"jr_1\.json"):
        client.get_job_run(JobName="orders", RunId="jr_1")
