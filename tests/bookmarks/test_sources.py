"""Jobs with bookmarks on real files, read as scripts read them."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from awsglue.dynamicframe import DynamicFrame
from etl.catalog.table_formats import storage_of
from etl.errors import EtlWarning
from etl.runtime.catalog import current_catalog

Steps = Callable[[Any], Any]


def put(folder: Path, name: str, *ids: int, age: float = 0) -> Path:
    """A file of records `{"id": …}`, changed some seconds ago."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps({"id": number}) + "\n" for number in ids))
    os.utime(file, (time.time() - age,) * 2)
    return file


def ids(frame: DynamicFrame) -> list[int]:
    return sorted(record["id"] for record in frame.toDF().collect())


@pytest.fixture
def orders(buckets: Path, bucket: str) -> Path:
    """The folder of s3://<bucket>/orders."""
    return buckets / bucket / "orders"


@pytest.fixture
def read(bucket: str) -> Callable[..., Steps]:
    """Makes the steps of a job that reads what is below s3://<bucket>/orders, and returns the ids."""

    def steps(ctx: str = "orders", form: str = "json", **options: Any) -> Steps:
        given = {"paths": [f"s3://{bucket}/orders/"], "recurse": True, **options}
        return lambda context: ids(context.create_dynamic_frame.from_options("s3", given, form, transformation_ctx=ctx))

    return steps


def test_each_run_reads_what_is_new(run_job: Any, orders: Path, read: Any) -> None:
    put(orders, "monday.json", 1, 2, age=100_000)
    put(orders, "tuesday.json", 3)
    assert run_job(read()) == [1, 2, 3]
    put(orders, "wednesday.json", 4)
    assert run_job(read()) == [4]
    assert run_job(read()) == []


def test_a_run_that_does_not_commit_is_repeated(run_job: Any, orders: Path, read: Any) -> None:
    put(orders, "a", 1)
    assert run_job(read(), commits=False) == [1]
    assert run_job(read()) == [1]


def test_an_overwritten_file_is_read_again_and_a_deleted_one_is_not_missed(
    run_job: Any, orders: Path, read: Any
) -> None:
    gone = put(orders, "gone", 1, age=100)
    put(orders, "kept", 2, age=100)
    assert run_job(read()) == [1, 2]
    gone.unlink()
    put(orders, "kept", 3)
    assert run_job(read()) == [3]


def test_a_file_that_arrives_late_with_an_earlier_time_is_read(run_job: Any, orders: Path, read: Any) -> None:
    put(orders, "a", 1)
    assert run_job(read()) == [1]
    put(orders, "late", 2, age=600)
    assert run_job(read()) == [2]
    assert run_job(read()) == []


def test_a_short_band_leaves_out_what_arrives_later(run_job: Any, orders: Path, read: Any) -> None:
    put(orders, "a", 1)
    assert run_job(read(maxBand="60000")) == [1]
    put(orders, "late", 2, age=600)
    assert run_job(read(maxBand="60000")) == []


def test_files_that_the_band_has_no_room_for_wait(run_job: Any, orders: Path, read: Any) -> None:
    for number in range(3):
        put(orders, str(number), number, age=60 - number)
    assert [run_job(read(maxFilesInBand=2)) for _ in range(3)] == [[0, 1], [2], []]


@pytest.mark.parametrize("bound", [{"boundedFiles": "2"}, {"boundedSize": "20"}])
def test_a_bounded_job_works_through_its_files_from_the_oldest(
    run_job: Any, orders: Path, read: Any, bound: dict[str, str]
) -> None:
    for number in range(5):
        put(orders, str(9 - number), number, age=100_000 - number)
    assert [run_job(read(**bound)) for _ in range(4)] == [[0, 1], [2, 3], [4], []]


@pytest.mark.parametrize("options", [{"groupFiles": "inPartition", "groupSize": "1048576"}, {"groupFiles": "none"}])
def test_grouping_and_exclusions_go_with_it(run_job: Any, orders: Path, read: Any, options: dict[str, str]) -> None:
    steps = read(exclusions='["**.tmp"]', **options)
    for number in range(3):
        put(orders, f"day={number}/a.json", number)
        put(orders, f"day={number}/b.tmp", -1)
    assert run_job(steps) == [0, 1, 2]
    put(orders, "day=2/c.json", 3)
    put(orders, "day=2/c.tmp", -1)
    assert run_job(steps) == [3]


@pytest.mark.parametrize("form", ["csv", "json", "parquet", "orc"])
def test_all_formats(run_job: Any, bucket: str, spark: Any, form: str) -> None:
    place = f"s3://{bucket}/rows/"

    def steps(context: Any) -> list[str]:
        options = {"withHeader": True} if form == "csv" else {}
        frame = context.create_dynamic_frame.from_options("s3", {"paths": [place]}, form, options, "rows")
        return sorted(str(row["id"]) for row in frame.toDF().collect())

    def add(number: int) -> None:
        writer = spark.createDataFrame([(number,)], "id int").coalesce(1).write.mode("append")
        (writer.option("header", True) if form == "csv" else writer).format(form).save(place)

    add(1)
    assert run_job(steps) == ["1"]
    add(2)
    assert run_job(steps) == ["2"]
    assert run_job(steps) == []


def test_a_table_with_partitions_and_a_predicate(run_job: Any, tmp_path: Path) -> None:
    catalog = current_catalog()
    catalog.create_database({"Name": "bookmarked"})
    storage = {"Columns": [{"Name": "id", "Type": "int"}], "Location": str(tmp_path), **storage_of("json", {})}
    keys = [{"Name": "day", "Type": "int"}]
    catalog.create_table("bookmarked", {"Name": "t", "StorageDescriptor": storage, "PartitionKeys": keys})

    def add(day: int, name: str, *numbers: int) -> None:
        file = put(tmp_path, f"day={day}/{name}", *numbers)
        place = {**storage, "Location": str(file.parent)}
        catalog.create_partitions("bookmarked", "t", [{"Values": [str(day)], "StorageDescriptor": place}])

    def steps(predicate: str) -> Steps:
        return lambda context: sorted(
            (row.id, row.day)
            for row in context.create_dynamic_frame.from_catalog(
                "bookmarked", "t", transformation_ctx="t", push_down_predicate=predicate
            )
            .toDF()
            .collect()
        )

    add(1, "a", 1)
    add(2, "a", 2)
    assert run_job(steps("day == 1")) == [(1, 1)]
    add(1, "b", 3)
    assert run_job(steps("day >= 1")) == [(2, 2), (3, 1)]
    assert run_job(steps("day >= 1")) == []


def test_a_run_without_anything_new_goes_through_a_whole_job(run_job: Any, orders: Path, bucket: str) -> None:
    put(orders, "a", 1)

    def steps(context: Any) -> int:
        frame = context.create_dynamic_frame.from_options(
            "s3", {"paths": [f"s3://{bucket}/orders/"]}, "json", transformation_ctx="orders"
        )
        mapped = frame.apply_mapping([("id", "int", "number", "long")]).filter(lambda row: row["number"] > 0)
        context.write_dynamic_frame.from_options(mapped, "s3", {"path": f"s3://{bucket}/out/"}, "parquet")
        return int(mapped.count())

    assert [run_job(steps), run_job(steps)] == [1, 0]


def test_join_keys_of_relationalize_go_on(run_job: Any, orders: Path, bucket: str) -> None:
    def steps(context: Any) -> list[tuple[int, int]]:
        frame = context.create_dynamic_frame.from_options(
            "s3", {"paths": [f"s3://{bucket}/orders/"]}, "json", transformation_ctx="orders"
        )
        tables = frame.relationalize("root", "s3://unused/", transformation_ctx="flat")
        root = {row["items"]: row["id"] for row in tables.select("root").toDF().collect()}
        items = tables.select("root_items").toDF().collect()
        return sorted((root[row["id"]], row["items.val"]) for row in items), sorted(root)

    orders.mkdir(parents=True)
    (orders / "a").write_text('{"id": 1, "items": [10, 11]}\n{"id": 2, "items": [20]}\n')
    assert run_job(steps) == ([(1, 10), (1, 11), (2, 20)], [1, 2])
    (orders / "b").write_text('{"id": 3, "items": [30]}\n')
    (orders / "c").write_text('{"id": 4, "items": []}\n{"id": 5, "items": [50]}\n')
    assert run_job(steps) == ([(3, 30), (5, 50)], [3, 4, 5])


def test_join_keys_go_on_inside_of_arrays_too(run_job: Any, orders: Path, bucket: str) -> None:
    def steps(context: Any) -> list[int]:
        frame = context.create_dynamic_frame.from_options(
            "s3", {"paths": [f"s3://{bucket}/orders/"]}, "json", transformation_ctx="orders"
        )
        tables = frame.relationalize("root", "s3://unused/", transformation_ctx="flat")
        return sorted(row["id"] for row in tables.select("root_a.val.b").toDF().collect())

    orders.mkdir(parents=True)
    (orders / "a").write_text('{"id": 1, "a": [{"b": [1]}, {"b": [2]}]}')
    assert run_job(steps) == [1, 2]
    (orders / "b").write_text('{"id": 2, "a": [{"b": [3]}]}')
    assert run_job(steps) == [3]


def test_a_paused_bookmark_reads_what_is_new_each_time(run_job: Any, orders: Path, read: Any) -> None:
    put(orders, "a", 1)
    run_job(read())
    put(orders, "b", 2)
    paused = {"job_bookmark_option": "job-bookmark-pause"}
    assert run_job(read(), **paused) == run_job(read(), **paused) == [2]
    assert run_job(read()) == [2]


def test_a_window_reads_what_came_between_two_runs(run_job: Any, orders: Path, read: Any) -> None:
    for number in (1, 2, 3, 4):
        put(orders, str(number), number)
        run_job(read(), JOB_RUN_ID=f"jr_{number}")
    window = {"job_bookmark_from": "jr_1", "job_bookmark_to": "jr_3"}
    assert run_job(read(), job_bookmark_option="job-bookmark-pause", **window) == [2, 3]


def test_another_scheme_of_s3_is_the_same_place(run_job: Any, orders: Path, read: Any, bucket: str) -> None:
    put(orders, "a", 1)
    assert run_job(read()) == [1]
    assert run_job(read(paths=[f"s3a://{bucket}/orders/"])) == []


def test_sources_without_a_name_and_samples_read_all(run_job: Any, orders: Path, read: Any, bucket: str) -> None:
    put(orders, "a", 1)
    options = {"paths": [f"s3://{bucket}/orders/"]}
    assert run_job(read()) == [1]
    with pytest.warns(EtlWarning, match="has no transformation_ctx"):
        assert run_job(read(ctx="")) == [1]
    sample = run_job(
        lambda context: ids(
            context.create_sample_dynamic_frame_from_options(
                "s3", options, 5, format="json", transformation_ctx="orders"
            )
        )
    )
    assert sample == [1]


def test_two_sources_of_one_name_are_told(run_job: Any, orders: Path, read: Any) -> None:
    put(orders, "a", 1)
    with pytest.warns(EtlWarning, match="transformation_ctx='orders' is used by two sources"):
        run_job(lambda context: (read()(context), read()(context)))


def test_a_data_frame_has_everything_and_that_is_told(run_job: Any, orders: Path, bucket: str) -> None:
    put(orders, "a", 1)
    options = {"paths": [f"s3://{bucket}/orders/"]}

    def steps(context: Any) -> int:
        return context.create_data_frame.from_options("s3", options, "json", transformation_ctx="orders").count()

    for _ in range(2):
        with pytest.warns(EtlWarning, match="transformation_ctx='orders': a DataFrame has everything"):
            assert run_job(steps) == 1
