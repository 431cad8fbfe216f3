"""Values of Amazon Ion as values of records; it runs in Spark's Python workers."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from amazon.ion import simpleion
from amazon.ion.exceptions import IonException
from amazon.ion.simple_types import IonPyBool, IonPyNull

from etl.formats.ion_problems import ion_problem
from etl.formats.python_worker import Unreadable

_KINDS = simpleion.IonPyValueModel
_MODEL = _KINDS.MAY_BE_BARE | _KINDS.SYMBOL_AS_TEXT | _KINDS.STRUCT_AS_STD_DICT
_LONGEST_TEXT = 64 << 20
_DEEPEST = 100
_MOST_DIGITS = 38
_BARE = frozenset({str, int, float, bool, bytes})
"""The types of most values, which are as they are."""


def ion_records(file: BinaryIO) -> Iterator[Mapping[str, Any] | Unreadable]:
    """Yield the structs of a stream of Ion, text or binary, and what else is in it as unreadable.

    Where some of it cannot be read, what came before it was yielded.
    """
    for value in _understood(_values(file)):
        record = _plain(value)
        if isinstance(record, dict):
            yield record
        else:
            yield Unreadable(f"a record must be a struct, not {type(record).__name__}", str(record))


def _understood(values: Iterator[Any]) -> Iterator[Any]:
    try:
        yield from values
    except IonException as error:
        raise ValueError(ion_problem(str(error))) from error


def _values(file: BinaryIO) -> Iterator[Any]:
    """Yield the values of a stream as the library's extension in C gives them: `load` takes twice as long a value."""
    if simpleion.c_ext:
        yield from simpleion.ionc.ionc_read(file, value_model=_MODEL.value, text_buffer_size_limit=_LONGEST_TEXT)
    else:
        yield from simpleion.load(
            file, single_value=False, parse_eagerly=False, text_buffer_size_limit=_LONGEST_TEXT, value_model=_MODEL
        )


def _plain(value: Any, depth: int = 0) -> Any:
    """Return a value of Python's own; annotations do not count."""
    if type(value) in _BARE:
        return value
    if depth > _DEEPEST:
        raise ValueError(f"values are nested deeper than {_DEEPEST}")
    match value:
        case None | IonPyNull():
            return None
        case IonPyBool():
            return bool(value)
        case dict() if _BARE.issuperset(map(type, value.values())):
            return value
        case dict():
            return {str(name): _plain(inner, depth + 1) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner, depth + 1) for inner in value]
        case dt.datetime():
            return value if value.tzinfo else value.replace(tzinfo=dt.UTC)
        case decimal.Decimal():
            return _number(value)
    return value


def _number(value: decimal.Decimal) -> Any:
    """Return a decimal of as many digits as a column can have, or else its text."""
    _, digits, exponent = value.as_tuple()
    whole = isinstance(exponent, int) and max(len(digits), len(digits) + exponent, -exponent) <= _MOST_DIGITS
    return value if whole else str(value)
