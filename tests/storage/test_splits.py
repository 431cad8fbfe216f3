from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyspark.sql import SparkSession

from etl.storage.lines import split_line
from etl.storage.listing import FileInfo
from etl.storage.splits import MAX_TASK_BYTES, MAX_TASK_FILES, WHOLE, plan_tasks

MB = 1024 * 1024


def files(*sizes: int) -> list[FileInfo]:
    return [FileInfo(f"s3://b/{i:05}", size, 0) for i, size in enumerate(sizes)]


def splits(tasks: list[str]) -> list[list[tuple[str, int, int]]]:
    lines = [[split_line(line) for line in task.split("\n")] for task in tasks]
    return [[(path, int(start), int(length)) for path, start, length, _ in task] for task in lines]


def test_nothing_to_read_is_no_task() -> None:
    assert plan_tasks([], parallelism=4) == []


def test_small_files_share_a_task_in_their_order() -> None:
    assert splits(plan_tasks(files(10, 0, 30), parallelism=4)) == [
        [("s3://b/00000", 0, WHOLE), ("s3://b/00001", 0, WHOLE), ("s3://b/00002", 0, WHOLE)]
    ]


def test_a_task_has_no_more_files_than_it_can_open() -> None:
    assert [len(task) for task in splits(plan_tasks(files(*[1] * 4500), parallelism=1))] == [MAX_TASK_FILES] * 2 + [500]


def test_there_are_tasks_enough_for_all_cores() -> None:
    assert len(plan_tasks(files(*[MB] * 8), parallelism=4)) >= 4


def test_a_large_file_that_may_be_divided_is_read_by_many_tasks() -> None:
    tasks = splits(plan_tasks(files(100 * MB), parallelism=2, may_divide=lambda file: True))
    assert tasks == [[("s3://b/00000", start * 25 * MB, 25 * MB)] for start in range(4)]


def test_a_large_file_that_may_not_be_divided_is_read_by_one() -> None:
    assert splits(plan_tasks(files(100 * MB), parallelism=2)) == [[("s3://b/00000", 0, WHOLE)]]


def test_only_of_large_files_is_asked_whether_they_may_be_divided() -> None:
    asked: list[FileInfo] = []
    plan_tasks(files(5, 100 * MB), parallelism=2, may_divide=lambda file: bool(asked.append(file)))
    assert asked == files(5, 100 * MB)[1:]


def test_a_line_tells_the_size_of_the_whole_file() -> None:
    [task] = plan_tasks(files(12), parallelism=2)
    assert split_line(task) == ["s3://b/00000", "0", "-1", "12"]


@given(st.lists(st.integers(0, 200 * MB), max_size=30), st.integers(1, 64), st.booleans())
def test_every_byte_is_read_once_and_in_order(sizes: list[int], parallelism: int, divide: bool) -> None:
    tasks = splits(plan_tasks(files(*sizes), parallelism=parallelism, may_divide=lambda file: divide))
    ends = dict.fromkeys(range(len(sizes)), 0)
    seen = []
    for path, start, length in (split for task in tasks for split in task):
        number = int(path[-5:])
        seen.append(number)
        assert start == ends[number]
        ends[number] += sizes[number] if length == WHOLE else length
    assert seen == sorted(seen)
    assert sorted(set(seen)) == list(range(len(sizes)))
    assert [ends[i] for i in range(len(sizes))] == sizes
    if divide:
        assert all(sum(length for *_, length in task) <= MAX_TASK_BYTES * 1.1 for task in tasks)


def test_java_reads_a_task(spark: SparkSession) -> None:
    task = "\n".join(plan_tasks([FileInfo("s3://b/a\tb\nc", 7, 0)], parallelism=1))
    [split] = spark._jvm.localglue.Split.parse(task)
    fields = split.getClass()
    assert [fields.getField(name).get(split) for name in ("path", "start", "length", "size")] == [
        "s3://b/a\tb\nc",
        0,
        WHOLE,
        7,
    ]
