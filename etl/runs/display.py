"""Records of runs, as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from etl.amounts import counted, duration_text, size_text
from etl.columns import Row, columns, facts, section
from etl.run_ids import short_id
from etl.runs.states import FAILED, RUNNING, STARTING, STOPPED, SUCCEEDED, UNFINISHED
from etl.runs.store import JobRun

_HOW = {
    STARTING: "is starting",
    RUNNING: "is running",
    SUCCEEDED: "succeeded",
    FAILED: "failed",
    STOPPED: "was stopped",
}


def runs(found: Iterable[JobRun], left: int) -> Iterator[str]:
    """Yield a line for each run; `left` is the number of older ones that are not told."""
    rows = [_row(record) for record in found]
    yield from columns(rows) if rows else ["There are no runs yet."]
    if left:
        yield f"and {counted(left, 'older one')}: --all lists them, too"


def run(record: JobRun) -> Iterator[str]:
    """Yield what a run is, did, and came to."""
    yield f"The job {record['JobName']} {_how(record)}."
    yield ""
    yield from facts(_known(record))
    yield from section("Why it failed", [(line,) for line in str(record.get("ErrorMessage") or "").splitlines()])
    yield from section("Arguments", sorted((record.get("Arguments") or {}).items()))
    yield from section("Read", [_traffic(one) for one in record.get("Sources") or ()])
    yield from section("Wrote", [_traffic(one) for one in record.get("Sinks") or ()])
    errors = record.get("ErrorRecords") or ()
    yield from section("Error records", [(one["Place"], counted(one["Records"], "record")) for one in errors])


def _how(record: JobRun) -> str:
    seconds = _seconds(record)
    how = _HOW.get(record["JobRunState"], str(record["JobRunState"]))
    return how if seconds is None else f"{how}, {'' if _is_unfinished(record) else 'after '}{duration_text(seconds)}"


def _known(record: JobRun) -> Sequence[tuple[str, object]]:
    attempt = record.get("Attempt")
    return [
        ("Run", record["Id"]),
        ("Retry", f"{attempt}, after {record.get('PreviousRunId')}" if attempt else ""),
        ("Started", _moment(record["StartedOn"])),
        ("Ended", _moment(record.get("CompletedOn"))),
        ("Glue", record.get("GlueVersion")),
        ("Script", record.get("Script")),
        ("Bookmark", _bookmark(record.get("Bookmark") or {})),
    ]


def _row(record: JobRun) -> Row:
    seconds = _seconds(record)
    took = "" if seconds is None else duration_text(seconds)
    started = _moment(record["StartedOn"])
    return short_id(record["Id"]), record["JobName"], record["JobRunState"], started, took, _rows(record)


def _rows(record: JobRun) -> str:
    read, written = (_sum(record.get(name) or ()) for name in ("Sources", "Sinks"))
    return f"{read} -> {written} rows" if read or written else ""


def _sum(places: Iterable[JobRun]) -> str:
    known = [place["Rows"] for place in places if place.get("Rows") is not None]
    return f"{sum(known):,}" if known else ""


def _traffic(one: JobRun) -> Row:
    return one["Place"], counted(one.get("Rows"), "row"), size_text(one.get("Bytes")), counted(one.get("Files"), "file")


def _seconds(record: JobRun) -> float | None:
    """Return how long a run took, or takes so far; None if nobody saw its end."""
    end: datetime | None = datetime.now(UTC) if _is_unfinished(record) else record.get("CompletedOn")
    return None if end is None else (end - record["StartedOn"]).total_seconds()


def _is_unfinished(record: JobRun) -> bool:
    return record["JobRunState"] in UNFINISHED


def _moment(moment: datetime | None) -> str:
    """Return a moment by the clock of the machine's place."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}" if moment else ""


def _bookmark(versions: dict[str, Any]) -> str:
    before, after = versions.get("Before"), versions.get("After")
    if after is None:
        return "" if before is None else f"version {before}, and none was saved"
    return f"version {after}" if before is None else f"version {before}, then {after}"
