"""Files of every format that can be read, as the programs of others write them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import fastavro
import pyarrow as pa
import pyarrow.parquet as pq
from amazon.ion import simpleion
from pyarrow import orc

Ids = Sequence[int]

AVRO_SCHEMA = {
    "type": "record",
    "name": "item",
    "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": ["null", "string"]}],
}


@dataclass(frozen=True)
class Sample:
    """How a format is written and read.

    Attributes:
        write: Makes the bytes of a file of records `{"id": 1, "name": "item 1"}` of some ids.
        options: The format_options of its reader.
        table: What a table of the catalog says in their place.
    """

    write: Callable[[Ids], bytes]
    options: dict[str, Any] = field(default_factory=dict)
    table: dict[str, str] = field(default_factory=dict)


def items(ids: Ids) -> list[dict[str, Any]]:
    return [{"id": number, "name": f"item {number}"} for number in ids]


def avro(ids: Ids) -> bytes:
    out = io.BytesIO()
    fastavro.writer(out, fastavro.parse_schema(AVRO_SCHEMA), items(ids), codec="deflate", sync_interval=200)
    return out.getvalue()


def xml(ids: Ids) -> bytes:
    records = "".join(f"<item><id>{each['id']}</id><name>{each['name']}</name></item>\n" for each in items(ids))
    return f'<?xml version="1.0"?>\n<items>\n{records}</items>\n'.encode()


def ion(ids: Ids) -> bytes:
    return bytes(simpleion.dumps(items(ids), binary=True, sequence_as_stream=True))


def grok(ids: Ids) -> bytes:
    return "".join(f"{each['id']} {each['name']}\n" for each in items(ids)).encode()


def _lines(ids: Ids) -> bytes:
    return "".join(json.dumps(each) + "\n" for each in items(ids)).encode()


def _csv(ids: Ids) -> bytes:
    return ("id,name\n" + "".join(f"{each['id']},{each['name']}\n" for each in items(ids))).encode()


def _parquet(ids: Ids) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(items(ids)), out)
    return out.getvalue()


def _orc(ids: Ids) -> bytes:
    out = io.BytesIO()
    orc.write_table(pa.Table.from_pylist(items(ids)), out)
    return out.getvalue()


_GROK = "%{INT:id:int} %{GREEDYDATA:name}"

SAMPLES = {
    "avro": Sample(avro),
    "csv": Sample(_csv, {"withHeader": True}, {"skip.header.line.count": "1"}),
    "grokLog": Sample(grok, {"logFormat": _GROK}, {"input.format": _GROK}),
    "ion": Sample(ion),
    "json": Sample(_lines),
    "orc": Sample(_orc),
    "parquet": Sample(_parquet),
    "xml": Sample(xml, {"rowTag": "item"}, {"rowTag": "item"}),
}
