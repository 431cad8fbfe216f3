"""Partitions that are written otherwise than their table says."""

from __future__ import annotations

import pytest
from pyspark.errors import IllegalArgumentException

from etl.catalog.csv_tables import LAZY
from etl.catalog.table_formats import storage_of


@pytest.fixture
def changed(add_table, add_partition, catalog, database):
    """A table of CSV; since its second partition with another delimiter, and since its third JSON."""
    add_table("t", "csv", "a:int,b:string", "y:int")
    serdes = [
        None,
        {"SerializationLibrary": LAZY, "Parameters": {"field.delim": "|"}},
        storage_of("json", {})["SerdeInfo"],
    ]
    for y, line in enumerate(["1,p", "2|q", '{"a": 3, "b": "r"}']):
        add_partition("t", [str(y)], line)
        if serdes[y]:
            partition = catalog.partition(database, "t", [str(y)])
            storage = {**partition["StorageDescriptor"], "SerdeInfo": serdes[y]}
            catalog.update_partitions(database, "t", [([str(y)], {"Values": [str(y)], "StorageDescriptor": storage})])


def test_frames_read_each_partition_as_it_is_written(changed, glue_context, database, rows):
    read = glue_context.create_dynamic_frame.from_catalog
    assert rows(read(database, "t")) == [(1, "p", 0), (2, "q", 1), (3, "r", 2)]
    assert rows(read(database, "t", push_down_predicate="y = 1")) == [(2, "q", 1)]


def test_sql_refuses_what_it_would_misread_and_reads_the_rest(changed, spark, database, rows):
    assert rows(spark.table(f"`{database}`.t").where("y < 1")) == [(1, "p", 0)]
    with pytest.raises(IllegalArgumentException, match=r"the partition \['1'\] has a SerDe of its own \(csv\)"):
        spark.table(f"`{database}`.t").where("y < 2").collect()
