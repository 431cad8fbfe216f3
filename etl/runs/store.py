"""The records of runs, in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from etl.errors import DocumentError, OptionError
from etl.notice import warn
from etl.run_ids import abbreviated, attempt_of
from etl.runs.errors import RunNotFoundError
from etl.runs.lifeline import Lifeline
from etl.runs.states import FAILED, UNFINISHED
from etl.storage import documents
from etl.storage.named_files import file_name
from etl.storage.shapes import MOMENT, NUMBER, TEXT, TEXTS, ListOf, Object

JobRun = dict[str, Any]
"""A record: in the shape of Glue's JobRun, with members of our own besides."""

OWN_MEMBERS = ("Script", "Sources", "Sinks", "ErrorRecords", "Bookmark")
"""The members that Glue does not have."""

ENDED_WITHOUT_A_WORD = "The process of the run ended without a word: it was killed, or the machine had no memory left."

_KIND = "JobRun"
_TIMES = ("StartedOn", "LastModifiedOn", "CompletedOn")
_PLACES = ListOf(Object({"Place": TEXT, "Rows": NUMBER, "Bytes": NUMBER, "Files": NUMBER}, ("Place",)))
_SHAPE = Object(
    {
        "Id": TEXT,
        "Attempt": NUMBER,
        "PreviousRunId": TEXT,
        "JobName": TEXT,
        "JobRunState": TEXT,
        **dict.fromkeys(_TIMES, MOMENT),
        "Arguments": TEXTS,
        "ErrorMessage": TEXT,
        "Sources": _PLACES,
        "Sinks": _PLACES,
        "ErrorRecords": ListOf(Object({"Place": TEXT, "Records": NUMBER}, ("Place", "Records"))),
        "Bookmark": Object({"Before": NUMBER, "After": NUMBER}),
    },
    ("Id", "JobName", "JobRunState", "StartedOn"),
)


class RunStore:
    """Records of runs in a folder, which the first one makes. Processes may use it at the same time.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def record(self, run_id: str) -> JobRun:
        """Return the record of a run; one whose process is gone is told as failed.

        Raises:
            RunNotFoundError: There is none.
            DocumentError: Its file cannot be read.
        """
        found = self._seen(run_id)
        if found is None:
            raise RunNotFoundError(run_id)
        return found

    def records(self, job: str = "") -> list[JobRun]:
        """Return the records of a job's runs, or of all, the newest first; a file that cannot be read is told."""
        found = [record for record in self._readable() if job in ("", record["JobName"])]
        return sorted(found, key=lambda record: (record["StartedOn"], attempt_of(record["Id"])), reverse=True)

    def find(self, beginning: str) -> JobRun:
        """Return the one run whose identifier is, or begins with, `beginning`; of several attempts the first one.

        Raises:
            RunNotFoundError: There is none.
            OptionError: There are several.
        """
        ids = documents.names_in(self._folder)
        matching = abbreviated(beginning, ids)
        if len(matching) > 1:
            shown = ", ".join(matching[:5])
            raise OptionError("ID", beginning, f"expected the beginning of one only; so begin {shown}")
        if not matching:
            raise RunNotFoundError(beginning, [record["Id"] for record in self.records()])
        return self.record(matching[0])

    def failures_since(self, job: str, moment: datetime | None) -> int:
        """Return how many attempts of a job have failed that started later than `moment`; with None, ever."""
        recent = self._readable(moment)
        failed = (record for record in recent if record["JobName"] == job and record["JobRunState"] == FAILED)
        return sum(1 for record in failed if moment is None or record["StartedOn"] > moment)

    def bookmark_before(self, job: str, run_id: str) -> int | None:
        """Return the version of the bookmark that a run of a job began with; None if no record tells."""
        record = self._read(run_id)
        if record is None or record["JobName"] != job:
            return None
        version: int | None = (record.get("Bookmark") or {}).get("Before")
        return version

    def write(self, record: JobRun) -> None:
        """Keep a record in the place of an earlier one of the same run."""
        documents.write(self._file(record["Id"]), _KIND, record)

    def remove(self, run_id: str) -> None:
        """Remove the record of a run, if there is one."""
        self._file(run_id).unlink(missing_ok=True)

    def lifeline(self, run_id: str) -> Lifeline:
        """Return the lock that the process of a run holds as long as it lives."""
        return Lifeline(self._folder / f".{file_name(run_id)}.lock")

    def _file(self, run_id: str) -> Path:
        return self._folder / f"{file_name(run_id)}.json"

    def _readable(self, since: datetime | None = None) -> Iterator[JobRun]:
        """Yield the records that can be read; given a moment, those alone that were written later."""
        for run_id in documents.names_in(self._folder):
            if since is not None and self._written(run_id) < since.timestamp():
                continue
            try:
                found = self._seen(run_id)
            except (DocumentError, OSError) as error:
                warn(f"A record of a run cannot be read: {error}")
                continue
            if found is not None:
                yield found

    def _written(self, run_id: str) -> float:
        try:
            return self._file(run_id).stat().st_mtime
        except FileNotFoundError:
            return 0.0

    def _seen(self, run_id: str) -> JobRun | None:
        found = self._read(run_id)
        if found is None or not _is_unfinished(found) or self.lifeline(run_id).is_held():
            return found
        last = self._read(run_id)  # it may have ended between both looks
        if last is None or not _is_unfinished(last):
            return last
        self.lifeline(run_id).bury()
        return {**last, "JobRunState": FAILED, "ErrorMessage": ENDED_WITHOUT_A_WORD}

    def _read(self, run_id: str) -> JobRun | None:
        found = documents.read(self._file(run_id), _KIND, _SHAPE)
        return found and found | {name: datetime.fromisoformat(found[name]) for name in _TIMES if found.get(name)}


def _is_unfinished(record: JobRun) -> bool:
    return record["JobRunState"] in UNFINISHED
