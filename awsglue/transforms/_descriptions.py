"""What the describe functions of transforms return, made from signatures, docstrings and one table of arguments."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

_ARGUMENTS: dict[str, tuple[str, str]] = {
    "BaseTransform": ("GlueTransform", "The transform to apply to each frame"),
    "base_kwargs": ("Dictionary", "Further arguments of the transform"),
    "callable": ("Function", "Called with each frame and its context; returns a DynamicFrame"),
    "case_sensitive": ("Boolean", "Whether the case of source names counts"),
    "catalog_id": ("String", "The account of the Data Catalog"),
    "choice": (
        "String",
        "What to do with every choice: cast:type, project:type, make_cols, make_struct, match_catalog",
    ),
    "comparison_dict": ("Dictionary", "For each path a dict from comparison operators to values"),
    "database": ("String", "The database of match_catalog"),
    "dfc": ("DynamicFrameCollection", "The collection to transform"),
    "f": ("Function", "Called with each record"),
    "format": ("String", "The format of the packed values"),
    "frame": ("DynamicFrame", "The frame to transform"),
    "frame1": ("DynamicFrame", "The first frame"),
    "frame2": ("DynamicFrame", "The second frame"),
    "frame_name": ("String", "The argument of the transform that takes the frame"),
    "info": ("String", "Text that is kept with error records"),
    "key": ("String", "The name of the frame"),
    "keys1": ("List[String]", "Paths in the first frame"),
    "keys2": ("List[String]", "Paths in the second frame"),
    "mappings": ("List[Tuple]", "Tuples of source path, source type, target path and target type"),
    "name": ("String", "The name of the table at the root"),
    "name1": ("String", "The name of the first result"),
    "name2": ("String", "The name of the second result"),
    "new_name": ("String", "The path to give the value"),
    "num_partitions": ("Integer", "The number of partitions to make"),
    "old_name": ("String", "The path that the value has"),
    "options": ("Dictionary", "Further options"),
    "path": ("String", "A path: in the frame, or of the folder to write to"),
    "paths": ("List[String]", "Paths in the frame"),
    "preservesPartitioning": ("Boolean", "Whether records stay in their partitions"),
    "shuffle": ("Boolean", "Whether to spread the records evenly"),
    "specs": ("List[Tuple]", "Tuples of a path and what to do with the choice there"),
    "stageThreshold": ("Integer", "How many error records this transform may make; 0 is no limit"),
    "staging_path": ("String", "A folder for intermediate files"),
    "table_name": ("String", "The table of match_catalog"),
    "totalThreshold": ("Integer", "How many error records there may be up to here; 0 is no limit"),
    "transformation_ctx": ("String", "A name for this step of the job"),
}
"""For each argument's name, its type and what it is."""

_RESULTS = {
    "DynamicFrame": "The frame that the transform makes",
    "DynamicFrameCollection": "The frames that the transform makes",
}


def arguments(call: Callable[..., Any]) -> list[dict[str, Any]]:
    """Return the description of each argument of a transform."""
    parameters = inspect.signature(call).parameters.values()
    return [_argument(parameter) for parameter in parameters if parameter.name != "self"]


def result(call: Callable[..., Any]) -> dict[str, str]:
    """Return the description of what a transform's `__call__` returns."""
    returned = str(inspect.signature(call).return_annotation).rpartition(".")[2]
    return {"type": returned, "description": _RESULTS.get(returned, "The result of the transform")}


def summary(cls: type) -> str:
    """Return the first sentence of a class's docstring."""
    return (inspect.getdoc(cls) or cls.__name__).partition("\n\n")[0].replace("\n", " ")


def _argument(parameter: inspect.Parameter) -> dict[str, Any]:
    kind, text = _ARGUMENTS.get(parameter.name, ("Any", ""))
    is_open = parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL)
    optional = is_open or parameter.default is not parameter.empty
    return {
        "name": parameter.name,
        "type": kind,
        "description": text,
        "optional": optional,
        "defaultValue": parameter.default if optional and not is_open else None,
    }
