"""Records in the JVM: every function that folds, reads or writes them."""

from __future__ import annotations

from etl.jvm.avro import avro_errors, avro_schemas, read_avro
from etl.jvm.csv import CsvLayout, csv_errors, fold_csv, read_csv
from etl.jvm.json import fold_json, json_errors, read_json
from etl.jvm.texts import fold_texts, parse_text, read_texts, record_text

__all__ = [
    "CsvLayout",
    "avro_errors",
    "avro_schemas",
    "csv_errors",
    "fold_csv",
    "fold_json",
    "fold_texts",
    "json_errors",
    "parse_text",
    "read_avro",
    "read_csv",
    "read_json",
    "read_texts",
    "record_text",
]
