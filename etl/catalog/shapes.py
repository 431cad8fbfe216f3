"""What the things of a catalog look like in JSON, as far as anything here relies on it.

Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog.html
"""

from __future__ import annotations

from etl.catalog.times import is_time
from etl.storage.shapes import FLAG, NUMBER, TEXT, TEXTS, ListOf, Object, Plain

TIME = Plain("a time such as 2024-01-31T12:00:00+00:00", is_time)
VERSION = Plain("the text of a number", lambda value: isinstance(value, str) and value.isdecimal())
ANY_OBJECT = Object({})

_COLUMNS = ListOf(Object({"Name": TEXT, "Type": TEXT, "Comment": TEXT, "Parameters": TEXTS}, ("Name",)))

STORAGE = Object(
    {
        "Columns": _COLUMNS,
        "Location": TEXT,
        "AdditionalLocations": ListOf(TEXT),
        "InputFormat": TEXT,
        "OutputFormat": TEXT,
        "Compressed": FLAG,
        "NumberOfBuckets": NUMBER,
        "SerdeInfo": Object({"Name": TEXT, "SerializationLibrary": TEXT, "Parameters": TEXTS}),
        "BucketColumns": ListOf(TEXT),
        "SortColumns": ListOf(Object({"Column": TEXT, "SortOrder": NUMBER}, ("Column", "SortOrder"))),
        "Parameters": TEXTS,
        "SkewedInfo": ANY_OBJECT,
        "SchemaReference": ANY_OBJECT,
        "StoredAsSubDirectories": FLAG,
    }
)

DATABASE = Object(
    {"Name": TEXT, "Description": TEXT, "LocationUri": TEXT, "Parameters": TEXTS, "CreateTime": TIME}, ("Name",)
)

TABLE = Object(
    {
        "Name": TEXT,
        "DatabaseName": TEXT,
        "Description": TEXT,
        "Owner": TEXT,
        "CreateTime": TIME,
        "UpdateTime": TIME,
        "LastAccessTime": TIME,
        "LastAnalyzedTime": TIME,
        "Retention": NUMBER,
        "StorageDescriptor": STORAGE,
        "PartitionKeys": _COLUMNS,
        "ViewOriginalText": TEXT,
        "ViewExpandedText": TEXT,
        "ViewDefinition": ANY_OBJECT,
        "TableType": TEXT,
        "Parameters": TEXTS,
        "TargetTable": ANY_OBJECT,
        "VersionId": TEXT,
    },
    ("Name", "DatabaseName"),
)

PARTITION = Object(
    {
        "Values": ListOf(TEXT),
        "DatabaseName": TEXT,
        "TableName": TEXT,
        "CreationTime": TIME,
        "LastAccessTime": TIME,
        "LastAnalyzedTime": TIME,
        "StorageDescriptor": STORAGE,
        "Parameters": TEXTS,
    },
    ("Values", "DatabaseName", "TableName"),
)

FUNCTION = Object(
    {
        "FunctionName": TEXT,
        "DatabaseName": TEXT,
        "ClassName": TEXT,
        "OwnerName": TEXT,
        "OwnerType": TEXT,
        "CreateTime": TIME,
        "ResourceUris": ListOf(Object({"ResourceType": TEXT, "Uri": TEXT})),
    },
    ("FunctionName", "DatabaseName"),
)

CONNECTION = Object(
    {
        "Name": TEXT,
        "Description": TEXT,
        "ConnectionType": TEXT,
        "MatchCriteria": ListOf(TEXT),
        "ConnectionProperties": TEXTS,
        "SparkProperties": TEXTS,
        "AthenaProperties": TEXTS,
        "PythonProperties": TEXTS,
        "PhysicalConnectionRequirements": ANY_OBJECT,
        "AuthenticationConfiguration": Object({"OAuth2Properties": Object({"TokenUrlParametersMap": TEXTS})}),
        "CreationTime": TIME,
        "LastUpdatedTime": TIME,
    },
    ("Name",),
)
