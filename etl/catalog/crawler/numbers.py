"""The one type of a column that has numbers of several types."""

from __future__ import annotations

from etl.frame.types import BYTE, DOUBLE, FLOAT, INT, LONG, SHORT, Decimal, Type

_DIGITS = {BYTE: 3, SHORT: 5, INT: 10, LONG: 19}
"""Whole numbers, from the narrowest to the widest, and how many digits they have."""

_FLOATS = (FLOAT, DOUBLE)
_MOST_DIGITS = 38


def common_number(one: Type, other: Type) -> Type | None:
    """Return the narrowest type that holds numbers of two types, or double; None where one is no number.

    Example:
        >>> common_number(SHORT, INT).name, common_number(INT, FLOAT).name
        ('int', 'double')
        >>> common_number(Decimal(10, 2), Decimal(12, 4)).label
        'decimal(12,4)'
    """
    if one in _DIGITS and other in _DIGITS:
        return max(one, other, key=list(_DIGITS).index)
    first, second = _decimal(one), _decimal(other)
    if first and second:
        return _common_decimal(first, second)
    are_numbers = all(type_ in _FLOATS or _decimal(type_) for type_ in (one, other))
    return DOUBLE if are_numbers else None


def _decimal(type_: Type) -> Decimal | None:
    if isinstance(type_, Decimal):
        return type_
    return Decimal(_DIGITS[type_], 0) if type_ in _DIGITS else None


def _common_decimal(one: Decimal, other: Decimal) -> Type:
    scale = max(one.scale, other.scale)
    precision = max(one.precision - one.scale, other.precision - other.scale) + scale
    return Decimal(precision, scale) if precision <= _MOST_DIGITS else DOUBLE
