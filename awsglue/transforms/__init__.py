"""The transforms as classes: `from awsglue.transforms import *` imports them all."""

from __future__ import annotations

import importlib
import json

from awsglue.transforms.apply_mapping import ApplyMapping
from awsglue.transforms.coalesce import Coalesce
from awsglue.transforms.collection_transforms import FlatMap, MapToCollection, SelectFromCollection
from awsglue.transforms.drop_nulls import DropNullFields
from awsglue.transforms.dynamicframe_filter import Filter
from awsglue.transforms.dynamicframe_map import Map
from awsglue.transforms.errors_as_dynamicframe import ErrorsAsDynamicFrame
from awsglue.transforms.field_transforms import (
    DropFields,
    Join,
    RenameField,
    SelectFields,
    Spigot,
    SplitFields,
    SplitRows,
)  # fmt: skip
from awsglue.transforms.relationalize import Relationalize
from awsglue.transforms.repartition import Repartition
from awsglue.transforms.resolve_choice import ResolveChoice
from awsglue.transforms.transform import GlueTransform as GlueTransform
from awsglue.transforms.unbox import Unbox
from awsglue.transforms.union import Union
from awsglue.transforms.unnest_frame import UnnestFrame

__all__ = [
    "ApplyMapping", "Coalesce", "DropFields", "DropNullFields", "ErrorsAsDynamicFrame", "Filter", "FlatMap", "Join",
    "Map", "MapToCollection", "Relationalize", "RenameField", "Repartition", "ResolveChoice", "SelectFields",
    "SelectFromCollection", "Spigot", "SplitFields", "SplitRows", "Unbox", "Union", "UnnestFrame",
]  # fmt: skip

ALL_TRANSFORMS: set[type[GlueTransform]] = {
    ApplyMapping, Coalesce, DropFields, DropNullFields, ErrorsAsDynamicFrame, Filter, FlatMap, Join, Map,
    MapToCollection, Relationalize, RenameField, Repartition, ResolveChoice, SelectFields, SelectFromCollection, Spigot,
    SplitFields, SplitRows, Unbox, Union, UnnestFrame,
}  # fmt: skip

_ELSEWHERE = {
    "EntityDetector": "awsglueml.transforms",
    "EvaluateDataQuality": "awsgluedq.transforms",
    "FillMissingValues": "awsglueml.transforms",
    "FindIncrementalMatches": "awsglueml.transforms",
    "FindMatches": "awsglueml.transforms",
}
"""Transforms of other packages, which scripts look for here as well."""


def __getattr__(name: str) -> type[GlueTransform]:
    if name not in _ELSEWHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: type[GlueTransform] = getattr(importlib.import_module(_ELSEWHERE[name]), name)
    return found


def get_transforms() -> set[GlueTransform]:
    """Return an object of each transform."""
    return {transform() for transform in ALL_TRANSFORMS}


def get_transform(name: str) -> GlueTransform | None:
    """Return the transform of that name, whatever its case; None if there is none."""
    return next((transform for transform in get_transforms() if transform.name().lower() == name.lower()), None)


def describe_transform(name: str) -> str:
    """Return what `GlueTransform.describe` says of a transform, as JSON; `{}` if there is none of that name."""
    transform = get_transform(name)
    return json.dumps(transform.describe() if transform else {}, sort_keys=True, indent=4, separators=(",", ": "))
