"""The few lines at the end of a run: what was read and written, how many records failed, how long it took."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from py4j.protocol import Py4JError
from pyspark import SparkContext
from pyspark.sql import SparkSession

from etl.amounts import counted, duration_text, size_text
from etl.frame import tally
from etl.runtime import run_report
from etl.runtime.ending import INTERRUPTED
from etl.runtime.run_report import RunReport, Traffic
from etl.storage.hadoop import SCHEMES

_ENDINGS = {0: "done", INTERRUPTED: "interrupted"}


class Summary:
    """Collects what a run does with data.

    Args:
        started: The moment of its beginning, by `time.monotonic`.
        buckets: The folder of all buckets, to tell where places are on this machine; None tells nothing of that.
    """

    def __init__(self, started: float, buckets: Path | None = None) -> None:
        self._started = started
        self._buckets = buckets
        self._report = RunReport()
        self._errors: list[tuple[str, int]] = []

    def collect(self, context: SparkContext) -> None:
        """Collect what Spark did in `context`, which is about to stop."""
        session = SparkSession._instantiatedSession
        if getattr(context, "_jsc", None) is None or session is None or session.sparkContext is not context:
            return
        try:
            self._report = self._report.merged(run_report.collect(session))
            self._errors = tally.totals()
        except (Py4JError, OSError):  # the JVM is gone, and what it knew
            return

    @property
    def report(self) -> RunReport:
        """Return what was read and written."""
        return self._report

    @property
    def errors(self) -> Sequence[tuple[str, int]]:
        """Return the places where there were error records, with their numbers."""
        return self._errors

    def lines(self, code: int, failure: str) -> list[str]:
        """Return the summary's text: first what was done, last how it ended.

        Args:
            code: The run's exit code.
            failure: Why it failed, if it did.
        """
        places = [*_places("read", self._report.sources), *_places("wrote", self._report.sinks)]
        places += [("errors", counted(count, "record"), "", "", place) for place, count in self._errors]
        ending = _ENDINGS.get(code, f"exit code {code}")
        located = [(*line, self._located(place)) for *line, place in places]
        last = f"{ending} in {duration_text(time.monotonic() - self._started)}"
        return [*_table(located), *filter(None, [failure]), last]

    def _located(self, place: str) -> str:
        scheme, _, rest = place.partition("://")
        return f"{place}  {self._buckets / rest}" if self._buckets and scheme in SCHEMES else place


def _places(verb: str, places: Mapping[str, Traffic]) -> list[tuple[str, ...]]:
    return [(verb, counted(t.rows, "row"), size_text(t.size), counted(t.files, "file"), p) for p, t in places.items()]


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max((len(row[place]) for row in rows), default=0) for place in range(4)]
    return [_line(row, widths) for row in rows]


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    verb, *numbers, place = row
    return "  ".join(
        [verb.ljust(widths[0]), *(n.rjust(w) for n, w in zip(numbers, widths[1:], strict=True) if w), place]
    )
