r"""Records as Python sees them, and as text between Python and the JVM.

The text is JSON. A value that JSON cannot hold is an object with one member whose name begins with `\0`, as
`{"\0date":"2020-01-31"}`; `localglue.Tag` reads and writes the same.
"""

from __future__ import annotations

import base64
import datetime as dt
import decimal
import json
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from etl.frame.dynamic_record import DynamicRecord

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)

_AT_ONCE = 100
"""How many texts are decoded in one go: fewer cost more calls, more cost the processor's cache."""


def decoder(time_zone: str) -> Callable[[Sequence[str]], Iterator[DynamicRecord]]:
    """Return a function from texts of records to the records; their timestamps are local times of `time_zone`."""
    zone = ZoneInfo(time_zone)
    untag: dict[str, Callable[[Any], Any]] = {
        "\0date": dt.date.fromisoformat,
        "\0timestamp": lambda micros: (_EPOCH + micros * _MICROSECOND).astimezone(zone).replace(tzinfo=None),
        "\0decimal": decimal.Decimal,
        "\0binary": base64.b64decode,
        "\0double": float,
    }

    def value(pairs: dict[str, Any]) -> Any:
        if len(pairs) == 1:
            ((name, inner),) = pairs.items()
            if name in untag:
                return untag[name](inner)
        return DynamicRecord(pairs)

    decode = json.JSONDecoder(object_hook=value).decode

    def records(texts: Sequence[str]) -> Iterator[DynamicRecord]:
        for start in range(0, len(texts), _AT_ONCE):
            yield from decode(f"[{','.join(texts[start : start + _AT_ONCE])}]")

    return records


def encoder(time_zone: str) -> Callable[[Any], str]:
    """Return a function from a record to its text; naive timestamps are local times of `time_zone`.

    The function raises TypeError for a value that no type of a record holds.
    """
    zone = ZoneInfo(time_zone)

    def tagged(value: Any) -> Any:
        return _tagged(value, zone)

    encode = _json_encoder(tagged)

    def encode_any(record: Any) -> str:
        try:
            return encode(record)
        except ValueError:  # a NaN or an infinity, which is seldom worth a look at every value
            return encode(_without_nan(record))

    return encode_any


def _json_encoder(default: Callable[[Any], Any]) -> Callable[[Any], str]:
    """Return what `json.JSONEncoder` does without NaN: its encoder in C is made once, and not for each record."""
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return json.JSONEncoder(default=default, allow_nan=False, check_circular=False, separators=(",", ":")).encode
    text = json.encoder.encode_basestring_ascii
    pieces = make(None, default, text, None, ":", ",", False, False, False)
    return lambda record: "".join(pieces(record, 0))


def _tagged(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, dt.datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=zone)
        return {"\0timestamp": (aware - _EPOCH) // _MICROSECOND}
    if isinstance(value, dt.date):
        return {"\0date": value.isoformat()}
    if isinstance(value, decimal.Decimal):
        return {"\0decimal": f"{value:f}"} if value.is_finite() else {"\0double": str(value)}
    if isinstance(value, bytes | bytearray):
        return {"\0binary": base64.b64encode(value).decode()}
    if isinstance(value, set | frozenset):
        return list(value)
    if hasattr(value, "tolist"):  # numpy's arrays and numbers
        return value.tolist()
    raise TypeError(f"a record cannot hold a value of type {type(value).__name__}")


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nan(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {"\0double": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}
    return value
