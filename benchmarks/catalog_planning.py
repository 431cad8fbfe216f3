"""Planning a read of 30 partitions of a table that has a million, against one that has a thousand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from awsglue.context import GlueContext
from benchmarks.side_by_side import compare, session
from etl.catalog.files import FileCatalog
from etl.catalog.spark import serve_catalog
from etl.catalog.table_formats import storage_of
from etl.connections.tables import find_table
from etl.connections.tables.partitions import partitions_of

LARGE, SMALL, WANTED = 1_000_000, 1000, 30


def main() -> None:
    spark = session()
    GlueContext(spark.sparkContext)
    with tempfile.TemporaryDirectory() as folder:
        catalog = FileCatalog(Path(folder))
        serve_catalog(spark, lambda: catalog, Path(folder))
        catalog.create_database({"Name": "d"})
        for name, count in (("large", LARGE), ("small", SMALL)):
            _make_table(catalog, name, count)

        def frames(name: str) -> int:
            table = find_table(catalog, "d", name)
            return len(partitions_of(spark, table, push_down_predicate="day = '7' AND hour < 30"))

        compare(
            "from_catalog, 30 of 1,000,000 / of 1,000", lambda: frames("large"), lambda: frames("small"), goal="<= 2"
        )
        compare("spark.sql, 30 of 1,000,000 / of 1,000", lambda: _plan(spark, "large"), lambda: _plan(spark, "small"),
                goal="<= 2")  # fmt: skip


def _plan(spark: Any, name: str) -> None:
    rows = spark.sql(f"SELECT * FROM d.{name} WHERE day = '7' AND hour < 30 AND id > 0")
    rows._jdf.queryExecution().executedPlan()


def _make_table(catalog: Any, name: str, count: int) -> None:
    storage = {
        "Columns": [{"Name": "id", "Type": "bigint"}],
        "Location": f"/nowhere/{name}",
        **storage_of("parquet", {}),
    }
    keys = [{"Name": "day", "Type": "string"}, {"Name": "hour", "Type": "int"}]
    catalog.create_table("d", {"Name": name, "StorageDescriptor": storage, "PartitionKeys": keys})
    catalog.create_partitions("d", name, _partitions(storage, count))


def _partitions(storage: dict[str, Any], count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        day, hour = divmod(number, WANTED)
        yield {"Values": [str(day), str(hour)], "StorageDescriptor": {**storage, "Location": f"/nowhere/{number}"}}


if __name__ == "__main__":
    main()
