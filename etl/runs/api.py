"""Operations of Glue on runs."""

from __future__ import annotations

from typing import Any

from etl.runs.errors import RunNotFoundError
from etl.runs.store import OWN_MEMBERS, JobRun, RunStore
from etl.storage.pages import page

Json = dict[str, Any]

_MOST = 200


class JobRunOperations:
    """A part of the operations of Glue.

    Args:
        runs: The records of runs.
    """

    def __init__(self, runs: RunStore) -> None:
        self.runs = runs

    def get_job_run(self, given: Json) -> Json:
        """Return a run of a job."""
        found = self.runs.record(given["RunId"])
        if found["JobName"] != given["JobName"]:
            raise RunNotFoundError(given["RunId"])
        return {"JobRun": _as_glue_has_it(found)}

    def get_job_runs(self, given: Json) -> Json:
        """Return a page of the runs of a job, the newest first; none for a job that has never run."""
        return page(given, "JobRuns", lambda: map(_as_glue_has_it, self.runs.records(given["JobName"])), _MOST)


def _as_glue_has_it(record: JobRun) -> JobRun:
    return {name: value for name, value in record.items() if name not in OWN_MEMBERS}
