"""A catalog of files: one table among ten thousand, and ten thousand partitions in one write."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.side_by_side import compare
from etl.catalog.files import FileCatalog

TABLES, PARTITIONS = 10_000, 10_000
STORAGE = {"Columns": [{"Name": "id", "Type": "bigint"}], "Location": "s3://b/t/"}
KEYS = [{"Name": "n", "Type": "int"}]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        many, few = _catalog(Path(folder, "many"), TABLES), _catalog(Path(folder, "few"), 1)
        compare(
            "opening a catalog of 10,000 tables / of 1",
            lambda: FileCatalog(many).table("d", "t0"),
            lambda: FileCatalog(few).table("d", "t0"),
            goal="<= 2",
        )
        added = iter(range(1_000_000))
        compare(
            "10,000 partitions at once / 1,000 one by one",
            lambda: _add(FileCatalog(many), [next(added) for _ in range(PARTITIONS)], PARTITIONS),
            lambda: _add(FileCatalog(many), [next(added) for _ in range(1000)], 1),
            goal="<= 0.5",
        )


def _catalog(folder: Path, tables: int) -> Path:
    catalog = FileCatalog(folder)
    catalog.create_database({"Name": "d"})
    for number in range(tables):
        catalog.create_table("d", {"Name": f"t{number}", "StorageDescriptor": STORAGE, "PartitionKeys": KEYS})
    return folder


def _add(catalog: FileCatalog, values: list[int], at_once: int) -> None:
    for start in range(0, len(values), at_once):
        given = [{"Values": [str(value)], "StorageDescriptor": STORAGE} for value in values[start : start + at_once]]
        assert catalog.create_partitions("d", "t0", given) == []


if __name__ == "__main__":
    main()
