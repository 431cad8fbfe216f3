"""Avro: the schema stands at the head of a file.

Source: https://avro.apache.org/docs/1.11.1/specification/#object-container-files
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from etl.catalog.crawler.classifiers.classification import Classification
from etl.catalog.crawler.sampling import Sample
from etl.catalog.crawler.types import common_type_of
from etl.catalog.crawler.unfit import UnfitError
from etl.formats.avro_schema import AvroSchema, AvroSchemaError
from etl.frame.types import TIMESTAMP, Struct, Type

_MAGIC = b"Obj\x01"


class _TableSchema(AvroSchema):
    """The columns of a table: one type each, and moments by the microsecond are timestamps."""

    logical_types: Mapping[tuple[str, str], Type] = {
        **AvroSchema.logical_types,
        ("long", "timestamp-micros"): TIMESTAMP,
    }

    def union(self, options: Iterable[Type]) -> Type:
        return common_type_of(options)


def classify_avro(taken: Sample, _: BinaryIO) -> Classification | None:
    """Return what a file of Avro holds; None for another one."""
    if not taken.data.startswith(_MAGIC):
        return None
    try:
        found = _TableSchema(_metadata(taken.data)["avro.schema"], logical=True).type()
    except AvroSchemaError as error:
        raise UnfitError(f"its type {error} contains itself, which no column can") from error
    except (IndexError, KeyError, ValueError):
        return None
    return Classification("avro", found) if isinstance(found, Struct) else None


def _metadata(data: bytes) -> dict[str, bytes]:
    found, at = {}, len(_MAGIC)
    count, at = _number(data, at)
    while count:
        if count < 0:
            count, at = -count, _number(data, at)[1]
        for _ in range(count):
            key, at = _bytes(data, at)
            found[key.decode()], at = _bytes(data, at)
        count, at = _number(data, at)
    return found


def _bytes(data: bytes, at: int) -> tuple[bytes, int]:
    length, at = _number(data, at)
    return data[at : at + length], at + length


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return a number in Avro's variable form, and the place behind it."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return (value >> 1) ^ -(value & 1), at
