"""Spigot: a sample aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from etl.connections.spigot import spigot
from etl.errors import EtlWarning, OptionError
from etl.frame.dataframes import from_dataframe
from etl.frame.frame import Frame
from tests.formats.reading import lines


@pytest.fixture
def frame(spark: SparkSession) -> Frame:
    return from_dataframe(spark.range(250).selectExpr("CAST(id AS int) AS id"))


def test_the_first_hundred_records_and_the_frame_as_it_was(frame: Frame, tmp_path: Path) -> None:
    passed = spigot(frame, str(tmp_path))
    assert passed.count() == 250
    assert len(lines(tmp_path)) == 100
    assert lines(tmp_path)[0] == '{"id":0}'


def test_topk_may_be_a_text(frame: Frame, tmp_path: Path) -> None:
    spigot(frame, str(tmp_path), {"topk": "3"})
    assert lines(tmp_path) == ['{"id":0}', '{"id":1}', '{"id":2}']


def test_prob_is_the_chance_of_a_record(frame: Frame, tmp_path: Path) -> None:
    spigot(frame, str(tmp_path / "some"), {"topk": 1000, "prob": 0.4})
    assert 40 < len(lines(tmp_path / "some")) < 160
    spigot(frame, str(tmp_path / "none"), {"prob": 0})
    assert lines(tmp_path / "none") == []


def test_options_that_cannot_be(frame: Frame, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="topk: cannot use 'many'"):
        spigot(frame, str(tmp_path), {"topk": "many"})
    with pytest.warns(EtlWarning, match=r"'topK' is ignored.*Did you mean 'topk'"):
        spigot(frame, str(tmp_path), {"topK": 1})
