"""Files that are damaged by chance: never a hang or a raw failure, and nothing of other files is lost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from etl.connections import read_frame
from etl.errors import ReadError
from tests.formats.samples import SAMPLES

GOOD, SPOILT = range(1000, 1100), range(50)
FORMS = ("avro", "grokLog", "ion", "xml")


def damaged(data: bytes, rnd: random.Random) -> Iterator[bytes]:
    """Yield versions of a file: bytes flipped, cut off, with NULs and with noise, in other encodings."""
    for _ in range(8):
        flipped = bytearray(data)
        for _ in range(rnd.randint(1, 4)):
            flipped[rnd.randrange(len(flipped))] ^= 1 << rnd.randrange(8)
        yield bytes(flipped)
        yield data[: rnd.randrange(len(data))]
    at = rnd.randrange(len(data))
    yield data[:at] + b"\0" * 20 + data[at:]
    yield data[:at] + rnd.randbytes(2000) + data[at:]
    yield rnd.randbytes(3000)
    yield data.decode("latin-1").encode("utf-16-le")
    yield data[at:]
    yield data[:at] + b"(((([[[[{{{{<item><item>" * 500 + data[at:]
    yield data[:at] + b"x" * 3_000_000 + data[at:]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("form", FORMS)
def test_damage_by_chance(spark: SparkSession, tmp_path: Path, form: str) -> None:
    sample = SAMPLES[form]
    versions = list(damaged(sample.write(SPOILT), random.Random(7)))
    for number, data in enumerate(versions):
        (tmp_path / f"{number:02}").write_bytes(data)
    (tmp_path / "good").write_bytes(sample.write(GOOD))
    frame = read_frame(spark, "s3", {"paths": [str(tmp_path)]}, form, sample.options)
    found = [str(row["id"]) for row in frame.df.selectExpr("to_json(struct(id)) AS id").collect()]
    assert sum(any(f":{number}}}" in text for text in found) for number in GOOD) == len(GOOD)
    assert len(found) > len(GOOD) + 5 * len(SPOILT)
    assert frame.errors_count() >= 5


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_is_not_compressed_as_its_name_says(spark: SparkSession, tmp_path: Path, form: str) -> None:
    (tmp_path / "a.gz").write_bytes(SAMPLES[form].write(SPOILT))
    frame = read_frame(spark, "s3", {"paths": [str(tmp_path)]}, form, SAMPLES[form].options)
    with pytest.raises(ReadError, match=r"a\.gz: this is not gz data"):
        frame.count()
