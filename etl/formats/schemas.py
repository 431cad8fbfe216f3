"""What files say of their columns, brought together: files that agree are read as one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyspark.sql.types import ArrayType, DataType, MapType, StructField, StructType

from etl.formats.case_sensitive import are_twins
from etl.storage.listing import FileInfo


@dataclass(frozen=True)
class FileGroup:
    """Files whose columns agree where they have the same names.

    Attributes:
        schema: All columns of the files; a file may lack some.
        files: The files, in order.
    """

    schema: StructType
    files: tuple[FileInfo, ...]

    def joined(self, other: FileGroup) -> FileGroup | None:
        """Return the group of both; None if their types differ."""
        schema = merged(self.schema, other.schema)
        return FileGroup(schema, self.files + other.files) if isinstance(schema, StructType) else None


def groups_of(footers: Sequence[str], files: Sequence[FileInfo]) -> list[FileGroup]:
    """Return as few groups as `files` need.

    Args:
        footers: What `localglue.Footers` read of `files`: a schema, the numbers of its files, the next schema…
    """
    groups: list[FileGroup] = []
    for schema, numbers in zip(footers[::2], footers[1::2], strict=True):
        found = FileGroup(StructType.fromJson(json.loads(schema)), tuple(files[int(n)] for n in numbers.split()))
        _add(groups, found)
    return groups


def _add(groups: list[FileGroup], found: FileGroup) -> None:
    for position, group in enumerate(groups):
        joined = group.joined(found)
        if joined:
            groups[position] = joined
            return
    groups.append(found)


def merged(left: DataType, right: DataType) -> DataType | None:
    """Return the type that holds values of both, with the fields of both; None if there is none.

    The case of a name does not count, as in Spark, unless one struct has names that differ only in case.
    """
    match left, right:
        case StructType(), StructType():
            return _merged_structs(left, right)
        case ArrayType(), ArrayType():
            element = merged(left.elementType, right.elementType)
            return element and ArrayType(element)
        case MapType(), MapType():
            key, value = merged(left.keyType, right.keyType), merged(left.valueType, right.valueType)
            return MapType(key, value) if key and value else None
    return left if left == right else None


def _merged_structs(left: StructType, right: StructType) -> StructType | None:
    exact = are_twins(left) or are_twins(right)
    fields: dict[str, StructField] = {_key(field, exact): field for field in left.fields}
    for field in right.fields:
        key = _key(field, exact)
        known: Any = fields.get(key)
        type_ = merged(known.dataType, field.dataType) if known else field.dataType
        if type_ is None:
            return None
        fields[key] = StructField(known.name if known else field.name, type_)
    return StructType(list(fields.values()))


def _key(field: StructField, exact: bool) -> str:
    return field.name if exact else field.name.lower()
