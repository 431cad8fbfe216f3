r"""Records as JSON texts in a column: written from physical rows, folded, and read back.

The styles of `record_text`:

| style     | for                  | looks                                                                         |
|-----------|----------------------|-------------------------------------------------------------------------------|
| `compact` | files                | `{"a":1,"b":[1.5,null]}`                                                      |
| `show`    | people, as Glue does | `{"a": 1, "b": [1.5, null]}`                                                  |
| `tagged`  | Python functions     | as compact, but a date is `{"\0date":"2020-01-31"}`, say; see `localglue.Tag` |

In all of them a field that a record lacks is left out, a null is `null`, and a choice is its value.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import StringType

from etl.jvm.classes import ensure_loaded
from etl.jvm.columns import invoke
from etl.jvm.failures import clear_failures
from etl.jvm.layout import columns_of

if TYPE_CHECKING:
    from etl.frame.types import Struct

Change = Callable[[Column], Column]


def record_text(spark: SparkSession, schema: Struct, style: Literal["compact", "show", "tagged"]) -> Change:
    """Return a function from a struct of the physical columns of `schema` to the record's text."""
    ensure_loaded(spark.sparkContext)
    zone = spark.conf.get("spark.sql.session.timeZone")
    writer = _localglue(spark).RecordWriter(json.dumps(schema.to_json()), style, zone)
    return lambda record: invoke(writer, "write", StringType(), record)


def fold_texts(spark: SparkSession, texts: DataFrame, hint: Struct | None) -> dict[str, Any]:
    """Return the fold of the texts, for `etl.frame.fold.struct_of`; it runs one Spark job.

    Args:
        spark: The session.
        texts: One column of strings. A null, and a text that is no JSON object, is no record.
        hint: What the records were before a function changed them: numbers that JSON has one notation for, and maps,
            keep their types.
    """
    ensure_loaded(spark.sparkContext)
    rows = texts._jdf.queryExecution().toRdd().toJavaRDD()
    with clear_failures():
        folded = _localglue(spark).RecordTexts.fold(rows, None if hint is None else json.dumps(hint.to_json()))
    tree: dict[str, Any] = json.loads(folded)
    return tree


def read_texts(spark: SparkSession, texts: DataFrame, schema: Struct, *, case_sensitive: bool = True) -> DataFrame:
    """Return the texts, null ones apart, as physical rows of `schema`; each text is parsed once.

    A value of a type that its field does not have is null, and a field that `schema` does not have is passed over.
    Without `case_sensitive`, names are compared without case. Columns behind that of the texts stay, behind the others.
    """
    ensure_loaded(spark.sparkContext)
    column, *others = texts.columns
    text = texts[_quoted(column)]
    reader = _localglue(spark).RecordTexts(json.dumps(schema.to_json()), case_sensitive)
    record = invoke(reader, "read", columns_of(schema), text, deterministic=False).alias("record")
    kept = [_quoted(name) for name in others]
    rows = texts.where(text.isNotNull()).select(record, *kept)
    return rows.select(*[F.col(f"record.{_quoted(field.column)}") for field in schema], *kept)


def parse_text(spark: SparkSession, schema: Struct) -> tuple[Change, Change]:
    """Return two functions of a column of texts: the physical row of `schema`, and why there is none."""
    ensure_loaded(spark.sparkContext)
    parser = _localglue(spark).RecordTexts(json.dumps(schema.to_json()), True)
    columns = columns_of(schema)
    return lambda text: invoke(parser, "read", columns, text), lambda text: invoke(parser, "error", StringType(), text)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _localglue(spark: SparkSession) -> Any:
    jvm: Any = spark.sparkContext._jvm
    return jvm.localglue
