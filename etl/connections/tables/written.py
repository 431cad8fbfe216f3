"""What a write wrote, in the words of a catalog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.catalog.hive_types import hive_type
from etl.catalog.table_formats import TableFormat, classification_of, storage_of, table_format
from etl.connections.contract import Request
from etl.frame.types import Struct

_COLUMNAR = ("parquet", "avro")

Column = dict[str, str]


@dataclass(frozen=True)
class Written:
    """What a write wrote.

    Attributes:
        location: The folder.
        format_name: The format as a table's `classification`.
        storage: What a `StorageDescriptor` says of it.
        parameters: What a table says of it.
        columns: The columns of the files.
        keys: The columns that name folders.
        folders: The partitions that were written to, as `key=value/key=value`.
    """

    location: str
    format_name: str
    storage: Mapping[str, Any]
    parameters: Mapping[str, str]
    columns: Sequence[Column]
    keys: Sequence[Column]
    folders: Sequence[str]

    @classmethod
    def of(cls, request: Request, schema: Struct, folders: Sequence[str]) -> Written:
        """Return what is known of a write of records of `schema`."""
        name = classification_of(str(request.format))
        columns = [
            {"Name": field.name.lower(), "Type": hive_type(field.type, choice_as_struct=name in _COLUMNAR)}
            for field in schema
        ]
        keys = keys_of(request)
        has_header = name == "csv" and request.format_options.get("writeHeader", True) not in (False, "false", "False")
        return cls(
            location=str(request.options["path"]).rstrip("/") + "/",
            format_name=name,
            storage=storage_of(name, request.format_options),
            parameters={"classification": name, **({"skip.header.line.count": "1"} if has_header else {})},
            columns=[column for column in columns if column["Name"] not in keys],
            keys=[column for key in keys for column in columns if column["Name"] == key],
            folders=folders,
        )

    @property
    def format(self) -> TableFormat:
        """How a table of what was written is read."""
        return table_format(self.table_input(""))

    def table_input(self, name: str) -> dict[str, Any]:
        """Return the `TableInput` of a table of what was written."""
        return {
            "Name": name,
            "TableType": "EXTERNAL_TABLE",
            "Parameters": dict(self.parameters),
            "PartitionKeys": list(self.keys),
            "StorageDescriptor": {
                "Columns": list(self.columns),
                "Location": self.location,
                "Parameters": dict(self.parameters),
                **self.storage,
            },
        }


def keys_of(request: Request) -> list[str]:
    """Return the names of the columns that name folders, as a catalog writes them."""
    return [str(key).lower() for key in request.options.get("partitionKeys") or ()]
