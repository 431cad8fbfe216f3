"""Planning a read of 30 partitions of a table that has a million, against one that has a thousand."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from typing import Any

from benchmarks.side_by_side import compare, session
from etl.catalog.contract import Catalog
from etl.catalog.table_formats import storage_of
from etl.connections.tables import find_table
from etl.connections.tables.partitions import partitions_of
from etl.runtime.catalog import current_catalog

COUNTS = {"large": 1_000_000, "small": 1000}
WANTED = 30
GOAL = "<= 2"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ETL_CATALOG_ROOT"] = folder
        spark, catalog = session(), current_catalog()
        catalog.create_database({"Name": "d"})
        for name, count in COUNTS.items():
            _make_table(catalog, name, count)

        def frames(name: str) -> None:
            table = find_table(catalog, "d", name)
            found = partitions_of(spark, table, push_down_predicate=f"day = '7' AND hour < {WANTED}")
            assert len(found) == WANTED

        def sql(name: str) -> None:
            rows = spark.sql(f"SELECT * FROM d.{name} WHERE day = '7' AND hour < {WANTED} AND id > 0")
            assert f"InMemoryFileIndex({WANTED} paths)" in rows._jdf.queryExecution().executedPlan().toString()

        compare("from_catalog, 30 of 1,000,000 / of 1,000", lambda: frames("large"), lambda: frames("small"), goal=GOAL)
        compare("spark.sql, 30 of 1,000,000 / of 1,000", lambda: sql("large"), lambda: sql("small"), goal=GOAL)


def _make_table(catalog: Catalog, name: str, count: int) -> None:
    storage = {"Columns": [{"Name": "id", "Type": "bigint"}], "Location": "/nowhere", **storage_of("parquet", {})}
    keys = [{"Name": "day", "Type": "string"}, {"Name": "hour", "Type": "int"}]
    table = {"Name": name, "StorageDescriptor": storage, "PartitionKeys": keys}
    catalog.create_table("d", {**table, "Parameters": {"classification": "parquet"}})
    catalog.create_partitions("d", name, _partitions(storage, count))


def _partitions(storage: dict[str, Any], count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        day, hour = divmod(number, WANTED)
        yield {"Values": [str(day), str(hour)], "StorageDescriptor": {**storage, "Location": f"/nowhere/{number}"}}


if __name__ == "__main__":
    main()
