from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from awsglue.job import Job
from etl.bookmarks.store import FileBookmarkStore
from etl.runtime import job


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the bookmarks; it does not exist yet."""
    return tmp_path / "bookmarks"


@pytest.fixture
def store(folder: Path) -> FileBookmarkStore:
    return FileBookmarkStore(folder)


@pytest.fixture
def run_job(glue_context: Any, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs a function of the GlueContext as a job of the test's own name, with its bookmark, and returns its result."""
    monkeypatch.setattr(job, "_runs", [])

    def run(steps: Callable[[Any], Any], *, commits: bool = True, **arguments: str) -> Any:
        this = Job(glue_context)
        this.init(request.node.nodeid, {"job_bookmark_option": "job-bookmark-enable", **arguments})
        result = steps(glue_context)
        if commits:
            this.commit()
        return result

    return run
