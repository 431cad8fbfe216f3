"""How the files of a source are opened, whatever records they hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyspark.sql import SparkSession

from etl.jvm.broken import watched
from etl.jvm.classes import ensure_loaded

JSON = 0
"""Where a file may be divided: between objects of JSON."""

LINES = 1
"""Where a file may be divided: between lines."""


Form = Callable[[Any], Any]
"""Makes of the Java package `localglue` its `Form` of files: what the records in them are."""


@dataclass(frozen=True)
class Opening:
    """What a script says of all files of a source.

    Attributes:
        compression: The name of their compression; empty: by each file's extension.
        fail_fast: Whether a record that cannot be read fails the job, in the place of being an error record.
        path: Where in each value of JSON the records are: the steps that lead there, a line each, `.name`, the digits
            of a place, or `*` for all (`localglue.JsonPath`); empty if the values are the records.
    """

    compression: str = ""
    fail_fast: bool = False
    path: str = ""


def java_sources(spark: SparkSession, records: int, opening: Opening, form: Form | None = None) -> Any:
    """Return the `localglue.Sources` that opens files of JSON or LINES, or of JSON in another form."""
    ensure_loaded(spark.sparkContext)
    jvm: Any = spark.sparkContext._jvm
    hadoop = spark._jsparkSession.sessionState().newHadoopConf()
    context = spark.sparkContext._jsc
    sources = jvm.localglue.Sources(context, hadoop, opening.compression, records, opening.fail_fast, opening.path)
    return watched(sources.of(form(jvm.localglue)) if form else sources)
