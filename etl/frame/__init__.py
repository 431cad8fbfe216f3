"""What a DynamicFrame is: a logical schema with choices, physical Spark columns, error records, transforms."""

from etl.frame.collected_errors import errors
from etl.frame.dataframes import empty_frame, from_dataframe, to_dataframe
from etl.frame.frame import Frame
from etl.frame.stage import Stage
from etl.frame.transforms.dynamodb import simplify_ddb_json, unnest_ddb_json
from etl.frame.transforms.fields import (
    drop_fields,
    drop_null_fields,
    null_fields,
    rename_field,
    select_fields,
    split_fields,
)
from etl.frame.transforms.functions import filter_records, map_partitions, map_records
from etl.frame.transforms.join import join
from etl.frame.transforms.mapping import apply_mapping
from etl.frame.transforms.merge import merge
from etl.frame.transforms.partitions import coalesce, repartition
from etl.frame.transforms.relationalize import relationalize
from etl.frame.transforms.resolve import resolve_choice
from etl.frame.transforms.rows import split_rows
from etl.frame.transforms.sample import limit
from etl.frame.transforms.schema import with_frame_schema
from etl.frame.transforms.unbox import unbox
from etl.frame.transforms.union import union
from etl.frame.transforms.unnest import unnest

__all__ = [
    "Frame",
    "Stage",
    "apply_mapping",
    "coalesce",
    "drop_fields",
    "drop_null_fields",
    "empty_frame",
    "errors",
    "filter_records",
    "from_dataframe",
    "join",
    "limit",
    "map_partitions",
    "map_records",
    "merge",
    "null_fields",
    "relationalize",
    "rename_field",
    "repartition",
    "resolve_choice",
    "select_fields",
    "simplify_ddb_json",
    "split_fields",
    "split_rows",
    "to_dataframe",
    "unbox",
    "union",
    "unnest",
    "unnest_ddb_json",
    "with_frame_schema",
]
