"""The record that a run leaves, kept up to date while it lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from etl.errors import EtlError
from etl.run_ids import attempt_of, previous_run_id
from etl.runs import JobRun, RunStore
from etl.runs.lifeline import Lifeline
from etl.runs.states import FAILED, RUNNING, STARTING, STOPPED, SUCCEEDED, UNFINISHED
from etl.runtime import failures, job
from etl.runtime.ending import INTERRUPTED, Ending
from etl.runtime.parameters import Parameters
from etl.runtime.run_report import Traffic
from etl.runtime.summary import Summary
from etl.secret_texts import HIDDEN, Secrets, masked, names_secret

_STATES = {0: SUCCEEDED, INTERRUPTED: STOPPED}
_GLUES_OWN = ("JOB_NAME", "JOB_ID", "JOB_RUN_ID")
"""Arguments that a record has members for, or that are the same for all runs of a job."""

_LONGEST = 4000
"""How many characters of a failure's message are kept."""


class Recording:
    """Keeps the record of a run; where it cannot be written, that is said once, and the run goes on.

    Args:
        store: Where records are.
        record: Whose run it is: `Id`, `JobName` and what else is known before it begins.
        given: The arguments of the run, whose secrets are kept nowhere.
        note: Takes what there is to say.
    """

    def __init__(self, store: RunStore, record: JobRun, given: Parameters, note: Callable[[str], None]) -> None:
        self._secrets = Secrets.among({**given.values, **given.conf})
        self._store = store
        self._note = note
        self._lifeline: Lifeline | None = None
        self._record = {
            **record,
            "Attempt": attempt_of(record["Id"]),
            "Arguments": _without_secrets(given, self._secrets),
            "JobRunState": STARTING,
            "StartedOn": datetime.now(UTC),
        }
        if previous := previous_run_id(record["Id"]):
            self._record["PreviousRunId"] = previous
        self._is_kept = self._has_failed = False

    def start(self) -> None:
        """Say that Spark starts. Where that cannot be kept, nothing of the run is."""
        self._is_kept = self._try(self._hold)
        self._is_kept = self._write()

    def begin(self) -> None:
        """Say that the script has begun."""
        self._record["JobRunState"] = RUNNING
        self._write()

    def note_bookmark(self, run: job.JobRun) -> None:
        """Keep which bookmark the script's run has begun with."""
        if run.bookmark_before is not None:
            self._record["Bookmark"] = {"Before": run.bookmark_before, "After": None}
            self._write()

    def end(self, ending: Ending, summary: Summary) -> None:
        """Say how the script has ended, and what it has read and written."""
        if self.is_over:
            return
        self._record["CompletedOn"] = datetime.now(UTC)
        self._record["JobRunState"] = _STATES.get(ending.code, FAILED)
        self._record["ExecutionTime"] = round((self._record["CompletedOn"] - self._record["StartedOn"]).total_seconds())
        if ending.message:
            self._record["ErrorMessage"] = self._secrets.masked(ending.message)[:_LONGEST]
        self._record |= self._work(summary)
        if not self._write():
            self.discard()  # what it says now is not so

    @property
    def is_over(self) -> bool:
        """Return whether the end was told."""
        return self._record["JobRunState"] not in UNFINISHED

    @property
    def has_begun(self) -> bool:
        """Return whether the script has begun."""
        return bool(self._record["JobRunState"] != STARTING)

    def discard(self) -> None:
        """Leave no record."""
        if self._is_kept:
            self._try(lambda: self._store.remove(self._record["Id"]))

    def close(self) -> None:
        """Say no more."""
        if self._lifeline is not None:
            self._lifeline.let_go()

    def _hold(self) -> None:
        self._lifeline = self._store.lifeline(self._record["Id"])
        self._lifeline.hold()

    def _work(self, summary: Summary) -> JobRun:
        work: JobRun = {
            "Sources": _places(summary.report.sources),
            "Sinks": _places(summary.report.sinks),
            "ErrorRecords": [{"Place": masked(place), "Records": number} for place, number in summary.errors],
        }
        run = job.current_run()
        if run is not None and (run.bookmark_before is not None or run.bookmark_after is not None):
            work["Bookmark"] = {"Before": run.bookmark_before, "After": run.bookmark_after}
        return work

    def _write(self) -> bool:
        self._record["LastModifiedOn"] = datetime.now(UTC)
        return self._is_kept and self._try(lambda: self._store.write(self._record))

    def _try(self, do: Callable[[], None]) -> bool:
        try:
            do()
        except (EtlError, OSError) as error:
            if not self._has_failed:
                self._note(f"this run leaves no record that can be relied on: {error}")
            self._has_failed = True
            return False
        return True


@contextmanager
def recorded(recording: Recording, summary: Summary) -> Iterator[Recording]:
    """Keep the record of what happens until the end; what does not come to begin leaves none."""
    try:
        recording.start()
        yield recording
    except EtlError as error:
        if recording.has_begun:
            recording.end(Ending(1, message=failures.message(error)), summary)
        else:
            recording.discard()
        raise
    except KeyboardInterrupt:
        recording.end(Ending(INTERRUPTED), summary)
        raise
    except BaseException as error:
        recording.end(Ending(1, message=failures.message(error)), summary)
        raise
    finally:
        recording.close()


def _places(places: Mapping[str, Traffic]) -> list[dict[str, Any]]:
    return [
        {"Place": masked(place), "Rows": one.rows, "Bytes": one.size, "Files": one.files}
        for place, one in places.items()
    ]


def _without_secrets(given: Parameters, secrets: Secrets) -> dict[str, str]:
    """Return the arguments as Glue has them, all `--conf` in one."""
    named = {name: value for name, value in given.values.items() if name not in _GLUES_OWN}
    shown = {f"--{name}": _shown(name, value, secrets) for name, value in named.items()}
    settings = [f"{key}={_shown(key, value, secrets)}" for key, value in given.conf.items()]
    return shown | ({"--conf": " --conf ".join(settings)} if settings else {})


def _shown(name: str, value: str, secrets: Secrets) -> str:
    return HIDDEN if value and names_secret(name) else secrets.masked(value)
