"""What a run read and wrote, taken from Spark's own record of its executions when the run is over."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyspark.sql import SparkSession

from etl.storage.lines import split_line

_WRITES = "Execute InsertIntoHadoopFsRelationCommand"
_OWN_READER = re.compile(r"Scan (.+/.*) \((\d+) files, (\d+) bytes\)")
_TABLE_READER = "Scan JDBCRelation("
_LOCATION = re.compile(r"Location: \w+\(\d+ paths?\)\[(.*?)\]?, PartitionFilters")
_LOOKS_FOR_SCHEMA = re.compile(r"(csv|json|load|xml) at ")
"""Descriptions of executions by which Spark only looks for a schema, where they write nothing."""

_SIZE = re.compile(r"([0-9.]+) ([KMGTPE]i)?B\b")
_POWERS = {"": 0, "Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6}


@dataclass(frozen=True)
class Traffic:
    """What went from or to one place; a number is None where Spark does not know it."""

    rows: int | None = None
    size: int | None = None
    files: int | None = None

    def merged(self, other: Traffic, merge: Callable[[Iterable[int]], int]) -> Traffic:
        """Return both as one, each number by `merge`: `max`, or `sum`."""
        pairs = ((self.rows, other.rows), (self.size, other.size), (self.files, other.files))
        known = [[number for number in pair if number is not None] for pair in pairs]
        return Traffic(*(merge(numbers) if numbers else None for numbers in known))


@dataclass(frozen=True)
class RunReport:
    """What a run read and wrote, by place, in the order of the first use.

    Attributes:
        sources: A place that was read several times counts once, with the most that one reading took.
        sinks: A place that was written several times counts with all that was written.
    """

    sources: Mapping[str, Traffic] = field(default_factory=dict)
    sinks: Mapping[str, Traffic] = field(default_factory=dict)

    def merged(self, later: RunReport) -> RunReport:
        """Return this report and a later one as one."""
        return RunReport(_merged(self.sources, later.sources, max), _merged(self.sinks, later.sinks, sum))


def collect(spark: SparkSession) -> RunReport:
    """Return what the Spark of this session has read and written so far; it runs no job."""
    jvm: Any = spark.sparkContext._jvm
    spark.sparkContext._jsc.sc().listenerBus().waitUntilEmpty()
    lines: str = jvm.localglue.RunReport.lines(spark._jsparkSession.sharedState().statusStore())
    return from_lines(lines.split("\n")[:-1])


def from_lines(lines: Iterable[str]) -> RunReport:
    """Return the report that the lines of `localglue.RunReport` make."""
    nodes = [_Node.of(line) for line in lines]
    writing = {node.execution for node in nodes if node.name == _WRITES}
    report = RunReport()
    for node in nodes:
        if node.name == _WRITES:
            report = report.merged(RunReport(sinks=_written(node)))
        elif node.execution in writing or not _LOOKS_FOR_SCHEMA.match(node.reason):
            report = report.merged(RunReport(sources=_read(node)))
    return report


@dataclass(frozen=True)
class _Node:
    execution: str
    reason: str
    name: str
    description: str
    metrics: dict[str, str]

    @classmethod
    def of(cls, line: str) -> _Node:
        execution, reason, name, description, *metrics = split_line(line)
        return cls(execution, reason, name, description, dict(zip(metrics[::2], metrics[1::2], strict=True)))

    def number(self, metric: str) -> int | None:
        text = self.metrics.get(metric, "").replace(",", "")
        return int(text) if text.isdecimal() else None

    def size(self, metric: str) -> int | None:
        found = _SIZE.search(self.metrics.get(metric, ""))
        return round(float(found[1]) * 1024 ** _POWERS[found[2] or ""]) if found else None


def _merged(
    one: Mapping[str, Traffic], other: Mapping[str, Traffic], merge: Callable[[Iterable[int]], int]
) -> dict[str, Traffic]:
    places = dict.fromkeys([*one, *other])
    return {place: one.get(place, Traffic()).merged(other.get(place, Traffic()), merge) for place in places}


def _written(node: _Node) -> dict[str, Traffic]:
    target = _shown(node.description.removeprefix(_WRITES).strip().partition(", ")[0])
    rows, files = node.number("number of output rows"), node.number("number of written files")
    return {} if rows is None else {target: Traffic(rows, node.size("written output"), files)}


def _read(node: _Node) -> dict[str, Traffic]:
    rows = node.number("number of output rows")
    location, own = _LOCATION.search(node.description), _OWN_READER.match(node.name)
    if rows is None:
        return {}
    if location:
        traffic = Traffic(rows, node.size("size of files read"), node.number("number of files read"))
        return {_shown(_common_folder(location[1].split(", "))): traffic}
    if own:
        return {_shown(own[1]): Traffic(rows, int(own[3]), int(own[2]))}
    return {node.name.removeprefix("Scan ").strip(): Traffic(rows)} if node.name.startswith(_TABLE_READER) else {}


def _common_folder(paths: list[str]) -> str:
    """Return the one path, or the innermost folder of all; a last path that Spark cut short does not count."""
    if len(paths) == 1:
        return paths[0]
    whole = paths[:-1] if paths[-1].endswith("...") else paths
    parts = zip(*(path.split("/") for path in whole), strict=False)
    common = "/".join(names[0] for names in itertools.takewhile(lambda names: len(set(names)) == 1, parts))
    return f"{paths[0]} and others" if common.rstrip("/").endswith(":") or not common else common


def _shown(place: str) -> str:
    return re.sub(r"^file:/+", "/", place).rstrip("/")
