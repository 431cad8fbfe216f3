"""The forms of files whose records are read as JSON is: the readers in the JVM make tokens of JSON of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from py4j.protocol import Py4JJavaError
from pyspark import SparkContext
from pyspark.errors import IllegalArgumentException

from etl.jvm.sources import Form

if TYPE_CHECKING:
    from etl.frame.types import Struct


@dataclass(frozen=True)
class XmlLayout:
    """How elements of XML become records.

    Attributes:
        row_tag: The name of the elements that are records.
        encoding: The encoding of files that do not begin with a mark of their own.
        attribute_prefix: What names of fields of attributes begin with; None if attributes do not count.
        value_tag: The field of a text beside attributes or elements.
        empty_is_null: Whether blank texts are nulls.
        trims: Whether white space around texts does not count.
        schema: The type of the records; None if values tell their types.
    """

    row_tag: str
    encoding: str = "UTF-8"
    attribute_prefix: str | None = "_"
    value_tag: str = "_VALUE"
    empty_is_null: bool = False
    trims: bool = False
    schema: Struct | None = None


def xml_form(layout: XmlLayout) -> Form:
    """Return the form of texts of XML."""

    def make(localglue: Any) -> Any:
        schema = json.dumps(layout.schema.to_json()) if layout.schema else None
        elements = localglue.XmlLayout(
            layout.attribute_prefix, layout.value_tag, layout.empty_is_null, layout.trims, schema
        )
        return localglue.XmlForm(layout.encoding, layout.row_tag, elements)

    return make


def grok_form(expression: str, schema: Struct, *, dates: Sequence[str], missing: str, strict: bool) -> Form:
    """Return the form of lines that match a pattern.

    Args:
        expression: A regular expression of Java's of a line, whose group `g0` is the first field.
        schema: The type of the records.
        dates: The fields' patterns of dates, in Java's words; "" where the type tells how a value is written.
        missing: The text of a value that is missing.
        strict: Whether a value that is not of its field's type makes the record an error; it is null else.
    """
    return lambda localglue: localglue.GrokForm(
        expression, schema.names, list(dates), json.dumps(schema.to_json()), missing, strict
    )


def ion_check(localglue: Any) -> Any:
    """Return the check that ends files of Ion before a value whose lengths do not fit."""
    return localglue.IonCheck()


def expression_problem(text: str) -> str:
    """Return why Java takes a text for no regular expression; "" if it is one."""
    jvm: Any = SparkContext._jvm
    return _problem(lambda: jvm.java.util.regex.Pattern.compile(text))


def date_problem(text: str) -> str:
    """Return why Java takes a text for no pattern of dates; "" if it is one."""
    jvm: Any = SparkContext._jvm
    return _problem(lambda: jvm.java.time.format.DateTimeFormatter.ofPattern(text))


def _problem(use: Callable[[], object]) -> str:
    try:
        use()
    except (IllegalArgumentException, Py4JJavaError) as error:
        return str(error).partition("\n")[0]
    return ""


def is_charset(name: str) -> bool:
    """Return whether Java knows an encoding of that name."""
    jvm: Any = SparkContext._jvm
    try:
        return bool(jvm.java.nio.charset.Charset.isSupported(name))
    except (IllegalArgumentException, Py4JJavaError):
        return False
