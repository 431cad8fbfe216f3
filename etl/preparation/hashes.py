"""CryptographicHash: values as hashes, with a key or without one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pyspark.sql import DataFrame

from etl.errors import UnknownNameError
from etl.frame.physical import Sql
from etl.options import names
from etl.studio.derived import with_columns
from etl.studio.names import column, unquoted

_FUNCTIONS: dict[str, Sql] = {
    "MD5": "unhex(md5({}))",
    "SHA1": "unhex(sha1({}))",
    "SHA256": "unhex(sha2({}, 256))",
    "SHA512": "unhex(sha2({}, 512))",
}
_KEYED = "HMAC_"
ALGORITHMS = (*_FUNCTIONS, *(_KEYED + name for name in _FUNCTIONS))

_FORMATS: dict[str, Sql] = {"BASE64": "translate(base64({}), char(13) || char(10), '')", "HEX": "lower(hex({}))"}
"""Spark's Base64 has lines of 76 characters."""

_OPTION = "CryptographicHash source_columns"


def needs_key(algorithm: str) -> bool:
    """Return whether the hashes of an algorithm depend on a key."""
    return algorithm.startswith(_KEYED)


def with_hashes(df: DataFrame, given: Sequence[str] | str, algorithm: str, output: str, key: bytes = b"") -> DataFrame:
    """Return the rows with a column `<name>_hashed` for each of some columns; null for null.

    Raises:
        UnknownNameError: An algorithm, an output format or a column that does not exist.
        OptionError: The columns are no list of texts, or two of them are one.
    """
    if algorithm not in ALGORITHMS:
        raise UnknownNameError("algorithm of CryptographicHash", algorithm, ALGORITHMS)
    if output not in _FORMATS:
        raise UnknownNameError("output_format of CryptographicHash", output, _FORMATS)
    hashes = {name: _hashed(column(df, name), algorithm, key) for name in names(_OPTION, given)}
    made = [(f"{unquoted(name)}_hashed", _FORMATS[output].format(value)) for name, value in hashes.items()]
    return with_columns(df, _OPTION, made)


def _hashed(value: Sql, algorithm: str, key: bytes) -> Sql:
    message = f"CAST(CAST({value} AS string) AS binary)"
    name = algorithm.removeprefix(_KEYED)
    return _keyed(message, name, key) if needs_key(algorithm) else _FUNCTIONS[name].format(message)


def _keyed(message: Sql, name: str, key: bytes) -> Sql:
    """Return the HMAC of RFC 2104: the hash of the outer key and of the hash of the inner key and the message."""
    blank = hashlib.new(name.lower(), usedforsecurity=False)
    short = hashlib.new(name.lower(), key, usedforsecurity=False).digest() if len(key) > blank.block_size else key
    padded = short.ljust(blank.block_size, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in padded).hex() for pad in (0x36, 0x5C))
    hashed = _FUNCTIONS[name].format(f"concat(X'{inner}', {message})")
    return _FUNCTIONS[name].format(f"concat(X'{outer}', {hashed})")
