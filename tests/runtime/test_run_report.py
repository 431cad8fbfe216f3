from __future__ import annotations

import pytest

from etl.runtime.run_report import RunReport, Traffic, from_lines
from etl.storage.lines import join_line


def scan(execution: int, path: str, rows: str, size: str = "", reason: str = "count at X.java:0") -> str:
    location = f"FileScan csv [a#1] Batched: false, Location: InMemoryFileIndex(1 paths)[{path}], PartitionFilters: []"
    metrics = ("number of output rows", rows, "number of files read", "1", "size of files read", size)
    return join_line(execution, reason, "Scan csv ", location, *metrics)


def write(execution: int, path: str, rows: str, size: str, files: str) -> str:
    name = "Execute InsertIntoHadoopFsRelationCommand"
    metrics = ("number of output rows", rows, "written output", size, "number of written files", files)
    return join_line(execution, "csv at X.java:0", name, f"{name} {path}, false, CSV, [path=x], Append", *metrics)


def test_a_place_read_twice_counts_once_with_the_most_that_was_read() -> None:
    report = from_lines([scan(0, "s3://b/in", "1,000", "8.5 KiB"), scan(1, "s3://b/in", "20", "2.0 MiB")])
    assert report == RunReport({"s3://b/in": Traffic(1000, 2 * 1024 * 1024, 1)}, {})


def test_a_place_written_twice_counts_with_all_that_was_written() -> None:
    report = from_lines([write(0, "s3://b/out", "10", "100.0 B", "1"), write(1, "s3://b/out", "5", "1024.0 B", "2")])
    assert report == RunReport({}, {"s3://b/out": Traffic(15, 1124, 3)})


def test_sizes_over_many_tasks_are_the_total() -> None:
    size = "total (min, med, max (stageId: taskId))\n4.0 KiB (1.0 KiB, 1.0 KiB, 2.0 KiB (stage 1.0: task 2))"
    assert from_lines([scan(0, "s3://b/in", "4", size)]).sources["s3://b/in"].size == 4096


def test_looking_for_a_schema_is_no_reading_but_what_a_writer_of_that_name_reads_is() -> None:
    lines = [
        scan(0, "s3://b/in/a.csv", "1", reason="csv at X.java:0"),
        write(1, "s3://b/out", "3", "9.0 B", "1"),
        scan(1, "s3://b/in", "3", reason="csv at X.java:0"),
    ]
    assert list(from_lines(lines).sources) == ["s3://b/in"]


def test_a_reader_of_our_own_tells_its_place_and_size_in_its_name() -> None:
    own = join_line(0, "count", "Scan file:/data/events (old)/ (3 files, 77 bytes) ", "", "number of output rows", "5")
    other = join_line(0, "count", "Scan ExistingRDD", "", "number of output rows", "9")
    assert from_lines([own, other]).sources == {"/data/events (old)": Traffic(5, 77, 3)}


@pytest.mark.parametrize(
    ("paths", "place"),
    [
        ("s3://b/in/a.orc, s3://b/in/b.orc", "s3://b/in"),
        ("s3://b/in/a.orc, s3://b/in/x/b.orc, s3://b/i...", "s3://b/in"),
        ("s3://b/in, s3://b/in2", "s3://b"),
        ("s3://b/in, s3://c/in", "s3://b/in and others"),
    ],
)
def test_many_paths_are_shown_by_their_common_folder(paths: str, place: str) -> None:
    assert list(from_lines([scan(0, paths, "5")]).sources) == [place]


def test_a_location_that_spark_cut_short_still_has_a_name() -> None:
    cut = "FileScan csv [a#1] Location: InMemoryFileIndex(1 paths)[s3://b/long..., PartitionFilters: []"
    line = join_line(0, "count", "Scan csv ", cut, "number of output rows", "5")
    assert list(from_lines([line]).sources) == ["s3://b/long..."]


def test_what_failed_before_a_row_came_is_not_there() -> None:
    assert from_lines([scan(0, "s3://b/in", "")]) == RunReport()


def test_a_write_that_failed_is_not_there() -> None:
    assert from_lines([write(0, "s3://b/out", "", "", "")]) == RunReport()
