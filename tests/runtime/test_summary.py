from __future__ import annotations

import time
from pathlib import Path

import pytest

from etl.amounts import size_text
from etl.runtime.run_report import RunReport, Traffic
from etl.runtime.summary import Summary


@pytest.mark.parametrize(
    ("size", "text"), [(None, ""), (0, "0 B"), (1023, "1023 B"), (1536, "1.5 KiB"), (3 * 1024**4 * 1000, "3000.0 TiB")]
)
def test_sizes_are_for_people(size: int | None, text: str) -> None:
    assert size_text(size) == text


def test_the_summary_is_a_table_and_how_it_ended() -> None:
    done = Summary(time.monotonic())
    done._errors = [("s3://b/in", 12)]
    done._report = RunReport(
        {"s3://b/in": Traffic(1234567, 1536, 3), "JDBCRelation(t)": Traffic(1)}, {"s3://b/out": Traffic(9, 10, 1)}
    )
    assert done.lines(0, "") == [
        "read    1,234,567 rows  1.5 KiB  3 files  s3://b/in",
        "read             1 row                    JDBCRelation(t)",
        "wrote           9 rows     10 B   1 file  s3://b/out",
        "errors      12 records                    s3://b/in",
        "done in 0.0 s",
    ]


def test_a_failure_stands_before_the_last_line() -> None:
    assert Summary(time.monotonic() - 83).lines(1, "Boom")[-2:] == ["Boom", "exit code 1 in 1 min 23 s"]


def test_it_can_tell_where_places_are_on_this_machine(tmp_path: Path) -> None:
    done = Summary(time.monotonic(), tmp_path)
    done._report = RunReport({"/data/in": Traffic(1)}, {"s3a://b/out": Traffic(2)})
    assert done.lines(0, "")[:2] == ["read    1 row  /data/in", f"wrote  2 rows  s3a://b/out  {tmp_path}/b/out"]
