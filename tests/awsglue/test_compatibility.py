from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest

import awsglue.context
import awsglue.data_sink
import awsglue.devutils
import awsglue.dynamicframe
import awsglue.gluetypes
from awsglue import _compatibility
from awsglue._unsupported import GAPS, unsupported
from etl.errors import UnsupportedFeatureError

CLASSES: dict[str, Any] = {
    "DataSink": awsglue.data_sink.DataSink,
    "DynamicFrame": awsglue.dynamicframe.DynamicFrame,
    "GlueContext": awsglue.context.GlueContext,
    "devutils": awsglue.devutils,
    "gluetypes": awsglue.gluetypes,
}


def test_the_page_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "compatibility.md"
    assert page.read_text(encoding="utf-8") == _compatibility.page(), (
        "run: python -m awsglue._compatibility > docs/compatibility.md"
    )


@pytest.mark.parametrize("gap", GAPS)
def test_what_is_listed_as_missing_raises_and_says_what_to_do(gap: str) -> None:
    owner, _, call = gap.partition(".")
    name, _, argument = call.partition("(")
    function = getattr(CLASSES[owner], name)
    receiver = [object.__new__(CLASSES[owner])] if inspect.isclass(CLASSES[owner]) else []
    with pytest.raises(UnsupportedFeatureError) as raised:
        function(*receiver, **(needed(function) | given(argument)))
    assert raised.value.args == (gap, GAPS[gap])


def needed(function: Any) -> dict[str, Any]:
    """Values for the arguments that have no default, and for database and table."""
    parameters = [p for p in inspect.signature(function).parameters.values() if p.kind is p.POSITIONAL_OR_KEYWORD]
    wanted = [p.name for p in parameters if p.name in ("database", "table_name") or p.default is p.empty]
    return {name: "x" for name in wanted if name != "self"}


def given(argument: str) -> dict[str, Any]:
    name, _, value = argument.removesuffix(")").partition("=")
    return {name: value.strip("'")} if name else {}


def test_the_error_names_the_feature_and_the_way_out() -> None:
    told = str(unsupported("GlueContext.forEachBatch"))
    assert told.startswith("GlueContext.forEachBatch is not supported")
    assert "frame.writeStream.foreachBatch" in told


def test_a_difference_that_a_docstring_tells_is_on_the_page() -> None:
    assert "Differs: Amazon's function returns the values." in _compatibility.page()
