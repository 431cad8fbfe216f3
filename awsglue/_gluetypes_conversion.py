"""Between the types that scripts see (`awsglue.gluetypes`) and those of the engine (`etl.frame.types`)."""

from __future__ import annotations

from pyspark.sql import types as spark_types

from awsglue import gluetypes
from etl.errors import OptionError
from etl.frame import types
from etl.frame.fold import choice_of, with_columns

_ATOMIC: dict[types.Type, type[gluetypes.DataType]] = {
    types.BINARY: gluetypes.BinaryType,
    types.BOOLEAN: gluetypes.BooleanType,
    types.BYTE: gluetypes.ByteType,
    types.DATE: gluetypes.DateType,
    types.DOUBLE: gluetypes.DoubleType,
    types.FLOAT: gluetypes.FloatType,
    types.INT: gluetypes.IntegerType,
    types.LONG: gluetypes.LongType,
    types.NULL: gluetypes.NullType,
    types.SHORT: gluetypes.ShortType,
    types.STRING: gluetypes.StringType,
    types.TIMESTAMP: gluetypes.TimestampType,
}
_ENGINE: dict[type[gluetypes.DataType], types.Type] = {glue: engine for engine, glue in _ATOMIC.items()} | {
    gluetypes.EnumType: types.STRING,
    gluetypes.TimestampNTZType: types.TIMESTAMP,
    gluetypes.UnknownType: types.NULL,
}


def to_glue(type_: types.Type) -> gluetypes.DataType:
    """Return the type that a script sees for a type of the engine."""
    match type_:
        case types.Struct():
            return to_glue_struct(type_)
        case types.Choice(options):
            return gluetypes.ChoiceType([to_glue(option) for option in options])
        case types.Array(element):
            return gluetypes.ArrayType(to_glue(element))
        case types.Map(value):
            return gluetypes.MapType(to_glue(value))
        case types.Decimal(precision, scale):
            return gluetypes.DecimalType(precision, scale)
    return _ATOMIC[type_]()


def to_glue_struct(struct: types.Struct) -> gluetypes.StructType:
    """Return the schema that a script sees for a schema of the engine."""
    return gluetypes.StructType([gluetypes.Field(field.name, to_glue(field.type)) for field in struct])


def from_glue(data_type: gluetypes.DataType) -> types.Type:
    """Return the engine's type for one that a script made.

    Raises:
        OptionError: It is no type of `awsglue.gluetypes`.
    """
    match data_type:
        case gluetypes.StructType():
            return from_glue_struct(data_type)
        case gluetypes.ChoiceType():
            return choice_of(from_glue(option) for option in data_type.choices.values())
        case gluetypes.ArrayType() | gluetypes.SetType():
            return types.Array(from_glue(data_type.elementType))
        case gluetypes.MapType():
            return types.Map(from_glue(data_type.valueType))
        case gluetypes.DecimalType():
            return types.Decimal(data_type.precision, data_type.scale)
    if type(data_type) not in _ENGINE:
        raise OptionError("type", data_type, "expected a type of awsglue.gluetypes")
    return _ENGINE[type(data_type)]


def from_glue_struct(schema: gluetypes.StructType) -> types.Struct:
    """Return the engine's schema for one that a script made.

    Raises:
        OptionError: It is no struct of `awsglue.gluetypes`.
    """
    if not isinstance(schema, gluetypes.StructType):
        raise OptionError("schema", schema, "expected a StructType of awsglue.gluetypes")
    return types.Struct(with_columns(types.Field(field.name, from_glue(field.dataType)) for field in schema))


def type_text(target: gluetypes.DataType | spark_types.DataType | str) -> str:
    """Return the name of a type that a script gives as a type of Glue, a type of Spark or a name."""
    if isinstance(target, spark_types.DataType):
        return target.simpleString()
    return from_glue(target).label if isinstance(target, gluetypes.DataType) else target
