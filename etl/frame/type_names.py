"""The type names that scripts write in mappings and casts: Glue's, Hive's and Spark's spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.errors import OptionError, UnknownNameError
from etl.frame.fold import with_columns
from etl.frame.types import ATOMIC_NAMES, STRING, Array, Atomic, Decimal, Field, Map, Struct, Type

_ALIASES = {
    "integer": "int", "bigint": "long", "smallint": "short", "tinyint": "byte", "bool": "boolean", "real": "float",
    "varchar": "string", "char": "string", "text": "string", "void": "null", "numeric": "decimal",
}  # fmt: skip
_NESTED = ("array", "map", "struct", "decimal")
_NAMES = (*ATOMIC_NAMES, *_ALIASES, *_NESTED)

_TOKEN = re.compile(r"\s*(?:([^<>,:()`]+?)|`((?:[^`]|``)*)`)\s*(?=[<>,:()]|$)|\s*([<>,:()])\s*")


@dataclass(frozen=True)
class Bare(Type):
    """A bare `array`, `map`, `struct` or `decimal`: any type of that kind."""

    kind: str

    @property
    def name(self) -> str:
        return self.kind

    def filled(self, source: Type) -> Type:
        """Return the type that is meant where values of `source` are cast to this."""
        return Decimal() if self.kind == "decimal" and source.name != "decimal" else source


def parse_type(text: str | Type) -> Type:
    """Return the type that a name stands for; a `Bare` one where the name leaves the parameters open.

    Raises:
        UnknownNameError: Nobody knows the type.

    Example:
        >>> parse_type("BigInt").name
        'long'
        >>> parse_type("array<struct<id:int>>").element.names
        ['id']
    """
    if isinstance(text, Type):
        return text
    if not isinstance(text, str):
        raise OptionError("type", text, "a type is a name such as 'string', 'long' or 'decimal(10,2)'")
    parser = _Parser(text)
    parsed = parser.type()
    parser.end()
    return parsed


class _Parser:
    """Reads one type name from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[str] = [next(filter(None, match)) for match in _TOKEN.findall(text) if any(match)]
        self._at = 0

    def type(self) -> Type:
        name = self._next().lower()
        name = _ALIASES.get(name, name)
        if name not in _NAMES:
            raise UnknownNameError("type", self._text, _NAMES)
        if name == "array":
            return self._array()
        if name == "map":
            return self._map()
        if name == "struct":
            return self._struct()
        sizes = self._sizes()
        if name == "decimal":
            return Decimal(*sizes) if sizes else Bare(name)
        return Atomic(name)

    def end(self) -> None:
        if self._at != len(self._tokens):
            raise UnknownNameError("type", self._text, _NAMES)

    def _array(self) -> Type:
        if not self._accept("<"):
            return Bare("array")
        element = self._full_type()
        self._expect(">")
        return Array(element)

    def _map(self) -> Type:
        if not self._accept("<"):
            return Bare("map")
        key = self._full_type()
        self._expect(",")
        value = self._full_type()
        self._expect(">")
        return Map(value, key)

    def _struct(self) -> Type:
        if not self._accept("<"):
            return Bare("struct")
        fields = [self._field()]
        while self._accept(","):
            fields.append(self._field())
        self._expect(">")
        return Struct(with_columns(fields))

    def _field(self) -> Field:
        name = self._next()
        self._expect(":")
        return Field(name, self._full_type())

    def _full_type(self) -> Type:
        parsed = self.type()
        if isinstance(parsed, Bare) and parsed.kind != "decimal":
            raise OptionError("type", self._text, "inside another type, array, map and struct need their parts")
        return parsed.filled(STRING) if isinstance(parsed, Bare) else parsed

    def _sizes(self) -> list[int]:
        if not self._accept("("):
            return []
        sizes = [int(self._next())]
        while self._accept(","):
            sizes.append(int(self._next()))
        self._expect(")")
        return sizes

    def _next(self) -> str:
        if self._at == len(self._tokens):
            raise UnknownNameError("type", self._text, _NAMES)
        self._at += 1
        return self._tokens[self._at - 1]

    def _accept(self, token: str) -> bool:
        found = self._at < len(self._tokens) and self._tokens[self._at] == token
        self._at += found
        return found

    def _expect(self, token: str) -> None:
        if not self._accept(token):
            raise UnknownNameError("type", self._text, _NAMES)
