"""Tables that a crawler finds in files of Avro, Ion and XML and in logs, read as scripts read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from awsglue.dynamicframe import DynamicFrame
from etl.catalog.crawler import CrawlerDefinition, crawl
from tests.formats.samples import SAMPLES

APACHE = '127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" {} 2326\n'


@pytest.fixture
def crawled(glue_context: Any, catalog: Any, database: str, tmp_path: Path) -> Any:
    def make(name: str, *files: bytes) -> DynamicFrame:
        for number, data in enumerate(files):
            (tmp_path / name / f"day={number}").mkdir(parents=True)
            (tmp_path / name / f"day={number}" / "a").write_bytes(data)
        target = {"S3Targets": [{"Path": str(tmp_path / name)}]}
        crawl(catalog, CrawlerDefinition.from_glue({"Name": "c", "DatabaseName": database, "Targets": target}))
        return glue_context.create_dynamic_frame.from_catalog(database, name)

    return make


@pytest.mark.parametrize("form", ["avro", "ion", "xml"])
def test_files_that_tell_their_columns(crawled: Any, rows: Any, form: str) -> None:
    frame = crawled("items", SAMPLES[form].write([1]), SAMPLES[form].write([2]))
    assert rows(frame) == [(1, "item 1", "0"), (2, "item 2", "1")]


def test_logs(crawled: Any, rows: Any) -> None:
    frame = crawled("logs", APACHE.format(200).encode() * 3, APACHE.format(404).encode() * 3 + b"noise\n")
    df = frame.toDF()
    assert df.columns[:3] == ["clientip", "ident", "auth"]
    assert df.columns[-1] == "day"
    assert rows(df.select("clientip", "response", "day").distinct()) == [
        ("127.0.0.1", "200", "0"), ("127.0.0.1", "404", "1"),
    ]  # fmt: skip
    assert frame.errorsCount() == 1


def test_a_table_of_avro_is_written(glue_context: Any, add_table: Any, database: str, rows: Any) -> None:
    add_table("t", "avro", "id:bigint,name:string", "day:int")
    df = glue_context.spark_session.createDataFrame([(1, "a", 7)], "id long, name string, day int")
    frame = DynamicFrame.fromDF(df, glue_context, "f")
    glue_context.write_dynamic_frame.from_catalog(
        frame, database, "t", additional_options={"partitionKeys": ["day"], "enableUpdateCatalog": True}
    )
    assert rows(glue_context.create_dynamic_frame.from_catalog(database, "t")) == [(1, "a", 7)]


def test_a_sink_makes_a_table_of_avro(glue_context: Any, database: str, tmp_path: Path, rows: Any) -> None:
    sink = glue_context.getSink("s3", path=str(tmp_path / "out"), enableUpdateCatalog=True)
    sink.setFormat("avro")
    sink.setCatalogInfo(catalogDatabase=database, catalogTableName="made")
    sink.writeFrame(DynamicFrame.fromDF(glue_context.spark_session.range(2), glue_context, "f"))
    assert rows(glue_context.create_dynamic_frame.from_catalog(database, "made")) == [(0,), (1,)]
