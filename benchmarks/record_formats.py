"""XML, logs, Avro and Ion: records of a frame, against an RDD of records that a library in Python reads.

Avro also against Spark's own reader, which is the package spark-avro: Ivy fetches it.
"""

from __future__ import annotations

import io
import random
import re
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyspark

from awsglue.context import GlueContext
from benchmarks.side_by_side import compare, drain, session

RECORDS = 200_000
AVRO_RECORDS = 2_000_000
FILES = 4

SPARK_AVRO = f"org.apache.spark:spark-avro_{'2.12' if pyspark.__version__ < '4' else '2.13'}:{pyspark.__version__}"

APACHE = re.compile(
    r'(?P<clientip>\S+) (?P<ident>\S+) (?P<auth>\S+) \[(?P<timestamp>[^]]+)\] "(?P<verb>\w+) (?P<request>\S+)'
    r' HTTP/(?P<httpversion>[\d.]+)" (?P<response>\d+) (?P<bytes>\d+|-)'
)


def main() -> None:
    spark = session({"spark.jars.packages": SPARK_AVRO})
    context = GlueContext(spark.sparkContext)
    folder = Path(tempfile.mkdtemp())
    _beside_spark_avro(context, folder / "large")
    for name, make, options, parse in (
        ("xml", _xml, {"rowTag": "item"}, parse_xml),
        ("grokLog", _log, {"logFormat": "%{COMMONAPACHELOG}"}, parse_log),
        ("avro", _avro, {}, parse_avro),
        ("ion", _ion, {}, parse_ion),
    ):
        path = folder / name
        _fill(path, make, RECORDS)

        def frame(path: Path = path, name: str = name, options: dict[str, Any] = options):
            return context.create_dynamic_frame.from_options("s3", {"paths": [str(path)]}, name, options)

        def records(path: Path = path, parse: Callable[[bytes], Iterable[dict[str, Any]]] = parse):
            rdd = spark.sparkContext.binaryFiles(str(path), FILES).flatMap(lambda file: parse(file[1]))
            return spark.createDataFrame(rdd, samplingRatio=1.0)

        compare(
            f"{name} / RDD of records",
            lambda f=frame: drain(f().toDF()),
            lambda r=records: drain(r()),
            goal="<= 0.2",
            rounds=3,
        )


def _beside_spark_avro(context: GlueContext, path: Path) -> None:
    _fill(path, _avro, AVRO_RECORDS)
    for name, columns in (("3 columns", ["id", "name", "price"]), ("all columns", ["*"]), ("one column", ["price"])):

        def frame(columns: list[str] = columns):
            found = context.create_dynamic_frame.from_options("s3", {"paths": [str(path)]}, "avro")
            return found.toDF().select(*columns)

        def theirs(columns: list[str] = columns):
            reader = context.spark_session.read.format("avro").option("ignoreExtension", "true")
            return reader.load(str(path)).select(*columns)

        compare(
            f"avro, {name}, read / spark-avro",
            lambda f=frame: drain(f()),
            lambda t=theirs: drain(t()),
            goal="<= 1.2",
        )


def _fill(path: Path, make: Callable[[random.Random, int], bytes], records: int) -> None:
    path.mkdir()
    for number in range(FILES):
        (path / f"{number}").write_bytes(make(random.Random(number), records // FILES))


def parse_xml(data: bytes) -> Iterable[dict[str, Any]]:
    for _, element in ET.iterparse(io.BytesIO(data)):
        if element.tag == "item":
            yield {"id": int(element.attrib["id"]), **{child.tag: child.text for child in element}}
            element.clear()


def parse_log(data: bytes) -> Iterable[dict[str, Any]]:
    for line in data.decode().splitlines():
        found = APACHE.fullmatch(line)
        if found:
            yield found.groupdict()


def parse_avro(data: bytes) -> Iterable[dict[str, Any]]:
    import fastavro

    yield from fastavro.reader(io.BytesIO(data))


def parse_ion(data: bytes) -> Iterable[dict[str, Any]]:
    from amazon.ion import simpleion

    bare = simpleion.IonPyValueModel.MAY_BE_BARE
    for value in simpleion.load(io.BytesIO(data), single_value=False, value_model=bare):
        yield dict(value.items())


def _record(rnd: random.Random, number: int) -> dict[str, Any]:
    return {"id": number, "name": f"item {number}", "price": round(rnd.random() * 100, 2), "note": "lorem ipsum " * 3}


def _xml(rnd: random.Random, count: int) -> bytes:
    items = (_record(rnd, number) for number in range(count))
    texts = (
        f'<item id="{item["id"]}"><name>{item["name"]}</name><price>{item["price"]}</price>'
        f"<note>{item['note']}</note></item>\n"
        for item in items
    )
    return f"<items>\n{''.join(texts)}</items>".encode()


def _log(rnd: random.Random, count: int) -> bytes:
    lines = (
        f"10.0.{n % 256}.{n % 200} - user{n} [10/Oct/2000:13:55:{n % 60:02} -0700] "
        f'"GET /page/{n}.html HTTP/1.1" 200 {rnd.randrange(100000)}\n'
        for n in range(count)
    )
    return "".join(lines).encode()


def _avro(rnd: random.Random, count: int) -> bytes:
    import fastavro

    types = {"id": "long", "name": "string", "price": "double", "note": "string"}
    fields = [{"name": name, "type": ["null", kind]} for name, kind in types.items()]
    out = io.BytesIO()
    fastavro.writer(out, {"type": "record", "name": "item", "fields": fields}, (_record(rnd, n) for n in range(count)))
    return out.getvalue()


def _ion(rnd: random.Random, count: int) -> bytes:
    from amazon.ion import simpleion

    return simpleion.dumps([_record(rnd, n) for n in range(count)], binary=True, sequence_as_stream=True)


if __name__ == "__main__":
    main()
