"""Files of Avro divided among tasks, in whole and with damage: each record is read once, whatever the parts."""

from __future__ import annotations

import gzip
import io
import random
from collections import Counter
from pathlib import Path

import fastavro
import pytest
from pyspark.sql import SparkSession

from etl.frame.types import LONG, Field, Struct
from etl.jvm.avro import read_avro
from tests.formats.reading import read
from tests.jvm.avro_records import blocks, container, cut, lost, record

SCHEMA = record(id="long", text="string")
IDS = Struct((Field("id", LONG),))


def items(count: int) -> list[dict[str, object]]:
    return [{"id": number, "text": "x" * (number % 7)} for number in range(count)]


def ids(spark: SparkSession, tasks: list[str]) -> list[int]:
    return [row.id for row in read_avro(spark, tasks, IDS).collect()]


def ids_of_block(data: bytes, number: int) -> set[int]:
    return {each["id"] for each in list(fastavro.block_reader(io.BytesIO(data)))[number]}


@pytest.mark.parametrize("codec", ["null", "deflate"])
def test_a_file_may_be_cut_at_any_byte(spark: SparkSession, tmp_path: Path, codec: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(container(SCHEMA, items(40), block=30, codec=codec))
    places = range(1, path.stat().st_size)
    assert ids(spark, ["\n".join(cut(path, place) for place in places)]) == [*range(40)] * len(places)


def test_parts_may_be_smaller_than_a_block_or_hold_none(spark: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(container(SCHEMA, items(200), block=300))
    size, rnd = path.stat().st_size, random.Random(1)
    for pieces in (2, 5, 50, size // 3):
        places = sorted(rnd.sample(range(1, size), pieces - 1))
        assert ids(spark, cut(path, *places).split("\n")) == list(range(200))


@pytest.mark.parametrize(
    ("at", "bytes_"),
    [(0, b"\xff" * 12), (1, b"\x02"), (1, b"\xfe\xff\x03"), (1, b"\xfe\xff\xff\x07"), (0, b"\x01"), (3, b"\xff" * 12)],
    ids=["no head", "too short", "too long", "longer than the file", "a count below none", "records"],
)
def test_a_damaged_block_takes_no_record_of_another_along(
    spark: SparkSession, tmp_path: Path, at: int, bytes_: bytes
) -> None:
    whole, rnd = container(SCHEMA, items(60), block=60), random.Random(2)
    for number, (start, end) in enumerate(blocks(whole)):
        path = tmp_path / str(number)
        path.write_bytes(whole[: start + at] + bytes_ + whole[start + at + len(bytes_) :])
        damaged = ids_of_block(whole, number)
        places = (1, start - 16, start - 15, start + 1, end - 17, end - 16, end, rnd.randrange(1, len(whole)))
        tasks = [cut(path, min(place, len(whole) - 1)) for place in places]
        found = Counter(ids(spark, tasks))
        assert {found[n] for n in range(60) if n not in damaged} == {len(places)}
        assert all(found[n] in (0, len(places)) for n in damaged)
        assert len(lost(spark, tasks)) == len(places)


def test_a_damaged_marker_takes_the_blocks_beside_it_along(spark: SparkSession, tmp_path: Path) -> None:
    whole, path = container(SCHEMA, items(60), block=60), tmp_path / "a"
    (_, end) = blocks(whole)[1]
    path.write_bytes(whole[: end - 1] + b"?" + whole[end:])
    kept = [n for n in range(60) if n not in {*ids_of_block(whole, 1), *ids_of_block(whole, 2)}]
    for place in (1, end - 17, end - 16, end - 15, end, end + 1, len(whole) - 1):
        tasks = cut(path, place).split("\n")
        assert (ids(spark, tasks), len(lost(spark, tasks))) == (kept, 1), place


def test_a_damaged_head_is_one_error_of_the_file(spark: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"?" + container(SCHEMA, items(60), block=60)[1:])
    tasks = cut(path, 100, 500, 800).split("\n")
    assert ids(spark, tasks) == []
    assert lost(spark, tasks) == ["this is no Avro file: it does not begin as one"]


def test_a_large_file_is_divided_but_not_a_packed_one(spark: SparkSession, tmp_path: Path) -> None:
    data = container(SCHEMA, [{"id": n, "text": f"{n}" * 20} for n in range(30_000)])
    (tmp_path / "plain").mkdir()
    (tmp_path / "packed").mkdir()
    (tmp_path / "plain" / "a.avro").write_bytes(data)
    (tmp_path / "packed" / "a.avro.gz").write_bytes(gzip.compress(data, 0))
    plain, packed = read(spark, tmp_path / "plain", "avro"), read(spark, tmp_path / "packed", "avro")
    assert (plain.num_partitions() > 1, packed.num_partitions()) == (True, 1)
    for frame in (plain, packed):
        assert frame.df.selectExpr("count(*)", "sum(id)", "count(DISTINCT text)").first() == (30_000, 449985000, 30_000)
        assert frame.errors_count() == 0
