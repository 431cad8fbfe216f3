"""Registries: names first, objects when they are asked for."""

from __future__ import annotations

import pytest

from etl.errors import OptionError, UnknownNameError, UnsupportedFeatureError
from etl.registry import Registry


@pytest.fixture
def registry() -> Registry[object]:
    built_in = {"round": "math:pi", "square": "no.such.module:x"}
    return Registry("shape", built_in, {"Oval": "Use round."}, group="local_glue.shapes", contract=object)


def test_imports_when_asked_for(registry: Registry[object]) -> None:
    assert registry.get("Round") == pytest.approx(3.14159, abs=1e-4)


def test_unknown_name_lists_the_known_ones(registry: Registry[object]) -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown shape 'rund'. Did you mean 'round'.*round, square"):
        registry.get("rund")


def test_unsupported_name_says_what_to_do(registry: Registry[object]) -> None:
    with pytest.raises(UnsupportedFeatureError, match=r"The shape 'oval' is not supported.* Use round."):
        registry.get("oval")


def test_an_added_object_is_found_and_listed(registry: Registry[object]) -> None:
    registry.register("Star", "*")
    assert registry.get("star") == "*"
    assert registry.names() == ["round", "square", "star"]


def test_a_taken_name_is_refused_unless_replaced(registry: Registry[object]) -> None:
    with pytest.raises(OptionError, match="the name is taken"):
        registry.register("round", "o")
    registry.register("round", "o", replace=True)
    assert registry.get("round") == "o"


def test_an_added_object_may_take_the_place_of_an_unsupported_one(registry: Registry[object]) -> None:
    registry.register("oval", "0")
    assert registry.get("OVAL") == "0"
