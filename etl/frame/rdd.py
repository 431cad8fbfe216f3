"""The records of a frame as an RDD of dicts, as Amazon's library hands them to Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyspark import RDD
from pyspark.sql import functions as F

from etl.frame.frame import Frame
from etl.frame.physical import quoted
from etl.frame.record_codec import decoder
from etl.jvm.records import record_text


def to_rdd(frame: Frame) -> RDD[dict[str, Any]]:
    """Return an RDD of `{"record": …}`, each record without the fields it lacks."""
    records, spark = frame.records, frame.spark
    write = record_text(spark, records.schema, style="tagged")
    texts = records.df.select(write(F.struct(*[F.col(quoted(field.column)) for field in records.schema])))
    time_zone = spark.conf.get("spark.sql.session.timeZone") or "UTC"

    def decoded(rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
        decode = decoder(time_zone)
        return ({"record": record} for row in rows for record in decode(row))

    return texts.rdd.mapPartitions(decoded)
