"""One table from names to objects, which are imported when they are first asked for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Generic, TypeVar

from etl.entry_points import Brought, brought_by_packages, check_one, load
from etl.errors import OptionError, UnknownNameError, UnsupportedFeatureError
from etl.frame.once import Once

T = TypeVar("T")

_OURS = "local-glue"


class Registry(Generic[T]):
    """The objects of one kind by name; the case of a name does not count.

    Args:
        kind: What the names name, for messages: "format", say.
        built_in: For each name, where its object is: "module:attribute".
        unsupported: Names that Glue knows and local-glue does not, with what to do instead.
        group: The group of entry points by which other packages bring objects.
        contract: The class that such objects must be of.
    """

    def __init__(
        self, kind: str, built_in: Mapping[str, str], unsupported: Mapping[str, str], *, group: str, contract: type
    ) -> None:
        self._kind = kind
        self._built_in = dict(built_in)
        self._unsupported = {name.lower(): way_out for name, way_out in unsupported.items()}
        self._added: dict[str, T] = {}
        self._contract = contract
        self._brought: Once[Brought] = Once(lambda: brought_by_packages(group))

    def names(self) -> list[str]:
        """Return the names that `get` knows, sorted."""
        return sorted({*self._built_in, *self._added, *self._brought()})

    def register(self, name: str, thing: T, *, replace: bool = False) -> None:
        """Add an object of your own.

        Raises:
            OptionError: The name is taken, and `replace` is not given.
        """
        key = name.lower()
        if not replace and key in self.names():
            raise OptionError(self._kind, name, "the name is taken; replace=True puts another in its place")
        self._added[key] = thing

    def get(self, name: str) -> T:
        """Return the object of that name: one that was registered, one of ours, or one that a package brings.

        Raises:
            EnvironmentMismatchError: Several packages bring the name, or one brings what cannot be used.
            UnsupportedFeatureError: Glue knows the name, and local-glue does not yet.
            UnknownNameError: Nobody knows the name.
        """
        key = name.lower() if isinstance(name, str) else name
        if key in self._added:
            return self._added[key]
        if key in self._built_in:
            check_one(self._kind, key, self._brought().get(key, ()), [_OURS])
            return self._load(key)
        if key in self._brought():
            return self._of_package(key)
        if key in self._unsupported:
            raise UnsupportedFeatureError(f"The {self._kind} {name!r}", self._unsupported[key])
        raise UnknownNameError(self._kind, name, self.names())

    def _load(self, key: str) -> T:
        module, _, attribute = self._built_in[key].partition(":")
        thing: T = getattr(importlib.import_module(module), attribute)
        return thing

    def _of_package(self, key: str) -> T:
        points = self._brought()[key]
        check_one(self._kind, key, points)
        thing: T = load(self._kind, points[0], self._contract)
        self._added[key] = thing
        return thing
