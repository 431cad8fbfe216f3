"""Every format by its name."""

from __future__ import annotations

from etl.formats.contract import Format
from etl.formats.unsupported import UNSUPPORTED
from etl.registry import Registry

_FORMATS = Registry[Format](
    "format",
    built_in={
        "avro": "etl.formats.avro:AVRO",
        "csv": "etl.formats.csv:CSV",
        "glueparquet": "etl.formats.parquet:GLUEPARQUET",
        "groklog": "etl.formats.grok:GROK",
        "ion": "etl.formats.ion:ION",
        "json": "etl.formats.json:JSON",
        "orc": "etl.formats.orc:ORC",
        "parquet": "etl.formats.parquet:PARQUET",
        "xml": "etl.formats.xml:XML",
    },
    unsupported=UNSUPPORTED,
    group="local_glue.formats",
    contract=Format,
)

register_format = _FORMATS.register
get_format = _FORMATS.get
format_names = _FORMATS.names
