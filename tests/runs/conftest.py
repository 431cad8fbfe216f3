from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from etl.run_ids import attempt_of
from etl.runs import JobRun, RunStore
from etl.runs.states import FAILED, SUCCEEDED

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def runs(folder: Path) -> RunStore:
    """An empty store."""
    return RunStore(folder)


@pytest.fixture
def keep(runs: RunStore) -> Callable[..., JobRun]:
    """Keeps the record of a run that started some minutes after noon."""

    def make(run_id: str, minute: int = 0, *, job: str = "orders", state: str = SUCCEEDED) -> JobRun:
        record = {
            "Id": run_id,
            "Attempt": attempt_of(run_id),
            "JobName": job,
            "JobRunState": state,
            "StartedOn": NOON + timedelta(minutes=minute),
            "LastModifiedOn": NOON + timedelta(minutes=minute),
            "Script": "/jobs/orders.py",
            "Sources": [{"Place": "s3://b/in", "Rows": 1000, "Bytes": 1536, "Files": 1}],
            "Sinks": [],
            "ErrorRecords": [{"Place": "s3://b/in", "Records": 1}],
            "Bookmark": {"Before": 3, "After": None},
        }
        if state in (SUCCEEDED, FAILED):
            record |= {"CompletedOn": NOON + timedelta(minutes=minute, seconds=14), "ExecutionTime": 14}
        runs.write(record)
        return record

    return make
