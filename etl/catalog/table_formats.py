"""How the files of a table are written: between the Hive words of a table and the formats of Glue.

A table tells its format by `classification`, which Glue's crawlers and writers set, or by its SerDe and input format,
which is all that a table made by Athena has.
Source: https://docs.aws.amazon.com/athena/latest/ug/supported-serdes.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from etl.catalog.contract import Entity
from etl.catalog.csv_tables import LAZY, OPEN_CSV, csv_options, csv_serde_parameters
from etl.catalog.hive_words import parameters_of, serde_of
from etl.errors import UnsupportedFeatureError

_HADOOP_TEXT = "org.apache.hadoop.mapred.TextInputFormat"
_HIVE_TEXT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
_GROK = "com.amazonaws.glue.serde.GrokSerDe"


@dataclass(frozen=True)
class Storage:
    """The Hive words of a format: what reads and writes its files, and its SerDe."""

    serde: str
    input_format: str = _HADOOP_TEXT
    output_format: str = _HIVE_TEXT


_STORAGE = {
    "csv": Storage(LAZY),
    "json": Storage("org.openx.data.jsonserde.JsonSerDe"),
    "parquet": Storage(
        "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    ),
    "orc": Storage(
        "org.apache.hadoop.hive.ql.io.orc.OrcSerde",
        "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
        "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
    ),
    "avro": Storage(
        "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
        "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
        "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
    ),
    "xml": Storage(
        "com.ibm.spss.hive.serde2.xml.XmlSerDe",
        "com.ibm.spss.hive.serde2.xml.XmlInputFormat",
        "org.apache.hadoop.hive.ql.io.IgnoreKeyTextOutputFormat",
    ),
    "grokLog": Storage(_GROK),
    "ion": Storage(
        "com.amazon.ionhiveserde.IonHiveSerDe",
        "com.amazon.ionhiveserde.formats.IonInputFormat",
        "com.amazon.ionhiveserde.formats.IonOutputFormat",
    ),
}
"""By Glue's name of the format."""

_FORMATS_OF_SERDES = {
    **{storage.serde.lower(): name for name, storage in _STORAGE.items()},
    OPEN_CSV.lower(): "csv",
    "org.apache.hive.hcatalog.data.jsonserde": "json",
    "org.apache.hadoop.hive.serde2.jsonserde": "json",
    "org.apache.hadoop.hive.serde2.regexserde": "regex",
}
_CLASSIFICATIONS = {"glueparquet": "parquet", "groklog": "grokLog", **{name.lower(): name for name in _STORAGE}}


FORMAT_WORDS = ("classification", "spark.sql.sources.provider")
"""The parameters of a table that name its format, the first one first."""


@dataclass(frozen=True)
class TableFormat:
    """A format of Glue and its options.

    Attributes:
        name: Glue's name of the format.
        options: Glue's format_options for reading.
    """

    name: str
    options: Mapping[str, Any] = field(default_factory=dict)


def table_format(table: Entity) -> TableFormat:
    """Return the format of a table's files.

    Raises:
        UnsupportedFeatureError: The table tells none that can be read.
    """
    name = format_name(table)
    parameters = parameters_of(table)
    if name == "csv":
        return TableFormat(name, csv_options(table))
    if name == "json" and parameters.get("jsonPath"):
        return TableFormat(name, {"jsonPath": parameters["jsonPath"]})
    if name == "xml":
        return TableFormat(name, {"rowTag": parameters.get("rowTag", "")})
    if name == "grokLog":
        patterns = (
            {"customPatterns": parameters["input.grokCustomPatterns"]}
            if "input.grokCustomPatterns" in parameters
            else {}
        )
        return TableFormat(name, {"logFormat": parameters.get("input.format", ""), **patterns})
    return TableFormat(name)


def format_name(table: Entity) -> str:
    """Return Glue's name of the format of a table's files.

    Raises:
        UnsupportedFeatureError: The table tells none that can be read.
    """
    parameters = table.get("Parameters") or {}
    serde = serde_of(table).lower()
    told = str(next(filter(None, map(parameters.get, FORMAT_WORDS)), "")).lower()
    name = _CLASSIFICATIONS.get(told) or _FORMATS_OF_SERDES.get(serde) or told
    if name in _STORAGE:
        return name
    said = f"classification {told!r}" if told else f"SerDe {serde!r}" if serde else "no classification and no SerDe"
    raise UnsupportedFeatureError(
        f"Reading the table {table.get('DatabaseName', '')}.{table['Name']}, which has {said},",
        f"Give its Parameters a classification: one of {', '.join(sorted(_CLASSIFICATIONS))}.",
    )


def storage_of(format_name: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a `StorageDescriptor` says of a format: `InputFormat`, `OutputFormat` and `SerdeInfo`.

    Args:
        format_name: Glue's name of the format.
        options: Glue's format_options for writing.

    Raises:
        UnsupportedFeatureError: No table can have files of this format.
    """
    storage = _STORAGE.get(_CLASSIFICATIONS.get(format_name.lower(), format_name))
    if storage is None:
        raise UnsupportedFeatureError(f"A table of the format {format_name!r}", f"Use one of {', '.join(_STORAGE)}.")
    parameters = csv_serde_parameters(options) if storage.serde == LAZY else {"serialization.format": "1"}
    return {
        "InputFormat": storage.input_format,
        "OutputFormat": storage.output_format,
        "SerdeInfo": {"SerializationLibrary": storage.serde, "Parameters": parameters},
    }


def classification_of(format_name: str) -> str:
    """Return what Glue's writers set as the `classification` of a table of a format."""
    name = format_name.lower()
    return _CLASSIFICATIONS.get(name, name).lower()


def is_view(table: Entity) -> bool:
    """Return whether a table is a view: a query with no files of its own."""
    return str(table.get("TableType", "")).upper() == "VIRTUAL_VIEW"
