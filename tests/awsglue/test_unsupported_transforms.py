from __future__ import annotations

import pytest

import awsgluedq.transforms
import awsglueml.transforms
from etl.errors import UnsupportedFeatureError

TRANSFORMS = {
    name: getattr(module, name) for module in (awsgluedq.transforms, awsglueml.transforms) for name in module.__all__
}


@pytest.mark.parametrize("name", TRANSFORMS)
def test_a_transform_that_is_not_built_can_be_imported_and_says_so_at_the_call(name: str) -> None:
    names: dict[str, type] = {}
    exec(f"from awsglue.transforms import {name}", names)
    assert names[name] is TRANSFORMS[name]
    for call in (TRANSFORMS[name].apply, TRANSFORMS[name]()):
        with pytest.raises(
            UnsupportedFeatureError,
            match=rf"^The transform {name} of awsglue(dq|ml) is not supported by local-glue yet. \w+",
        ):
            call(frame=None)


def test_methods_say_so_too() -> None:
    detector = awsglueml.transforms.EntityDetector()
    for method in (awsgluedq.transforms.EvaluateDataQuality().process_rows, detector.detect, detector.classify_columns):
        with pytest.raises(UnsupportedFeatureError, match="is not supported"):
            method(frame=None)


def test_other_names_are_unknown_as_ever() -> None:
    with pytest.raises(ImportError, match="cannot import name 'FindMatch'"):
        exec("from awsglue.transforms import FindMatch")
