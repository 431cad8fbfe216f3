"""Formats and connections by name, and ones of your own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

import etl.connections
import etl.formats
from etl.connections import Connection, connection_names, get_connection
from etl.errors import UnsupportedFeatureError
from etl.formats import Format, Input, Output, format_names, get_format, register_format
from etl.formats.registry import _FORMATS
from etl.formats.saving import save
from etl.frame.dataframes import from_dataframe
from etl.frame.frame import Frame
from etl.options import Option, Options, flag
from tests.formats.reading import read, rows, texts, write


class LinesFormat(Format):
    """One field `line`."""

    spark_format = "text"
    codecs = ("none", "gzip")
    read_options = (Option("upper", "In capitals.", default=False, convert=flag),)

    def read(self, source: Input, options: Options) -> Frame:
        df = source.spark.read.text([file.path for file in source.files])
        return from_dataframe(df.selectExpr(f"{'upper(value)' if options['upper'] else 'value'} AS line"))

    def write(self, frame: Frame, target: Output, options: Options) -> None:
        save(frame.to_plain(), "text", target.path, [], self.saving(target, options))


@pytest.fixture
def lines_format() -> Iterator[None]:
    register_format("Lines", LinesFormat())
    yield
    del _FORMATS._added["lines"]


def test_a_format_of_your_own(spark: SparkSession, tmp_path: Path, lines_format: None) -> None:
    assert "lines" in format_names()
    (tmp_path / "in.txt").write_text("a\nb\n")
    frame = read(spark, tmp_path / "in.txt", "LINES", upper="true")
    assert rows(frame) == [{"line": "A"}, {"line": "B"}]
    write(frame, tmp_path / "out", "lines")
    assert "".join(texts(tmp_path / "out")) == "A\nB\n"


@pytest.mark.parametrize("name", format_names())
def test_every_format_is_there_and_names_each_option_once(name: str) -> None:
    form = get_format(name.upper())
    assert isinstance(form, Format)
    for options in ((*form.read_options, *form.connection_options), form.write_options):
        spellings = [spelling for option in options for spelling in (option.name, *option.aliases)]
        assert len(spellings) == len(set(spellings))


@pytest.mark.parametrize("name", connection_names())
def test_every_connection_is_there(name: str) -> None:
    assert isinstance(get_connection(name), Connection)


@pytest.mark.parametrize("name", etl.formats.UNSUPPORTED)
def test_a_format_that_is_not_built_says_what_to_do(name: str) -> None:
    with pytest.raises(UnsupportedFeatureError, match=f"The format '{name}' is not supported by local-glue yet"):
        get_format(name)


@pytest.mark.parametrize("name", etl.connections.UNSUPPORTED)
def test_a_connection_that_is_not_built_says_what_to_do(name: str) -> None:
    with pytest.raises(UnsupportedFeatureError, match=f"The connection type '{name}' is not supported"):
        get_connection(name)
