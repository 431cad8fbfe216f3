"""The `Configuration` of a crawler: a text of JSON, several objects deep.

Source: https://docs.aws.amazon.com/glue/latest/dg/crawler-configuration.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.catalog.errors import InvalidInputException


@dataclass(frozen=True)
class Configuration:
    """What a crawler's `Configuration` says.

    Attributes:
        content: Its content.
    """

    content: Mapping[str, Any]

    @classmethod
    def from_json(cls, text: str) -> Configuration:
        """Return what a text says.

        Raises:
            InvalidInputException: It is no JSON, or no object.
        """
        try:
            return cls(_object("Configuration", json.loads(text)))
        except ValueError as error:
            raise InvalidInputException(f"The crawler's Configuration is no JSON: {error}") from error

    def is_set(self, *path: str) -> bool:
        """Return whether what stands at a path is the path's last part.

        Raises:
            InvalidInputException: Something on the way is no object.
        """
        return bool(self._at(path[:-1]) == path[-1])

    def number(self, *path: str) -> int:
        """Return the number that stands at a path; 0 if there is nothing.

        Raises:
            InvalidInputException: It is no number above 0, or something on the way is no object.
        """
        found = self._at(path)
        if found is None:
            return 0
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            raise InvalidInputException(f"{path[-1]} of the crawler's Configuration: {found!r} is no number.")
        return found

    def _at(self, path: tuple[str, ...]) -> Any:
        found: Any = self.content
        for above, name in zip(("Configuration", *path), path, strict=False):
            found = _object(above, found or {}).get(name)
        return found


def _object(name: str, found: Any) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise InvalidInputException(f"{name} of the crawler: expected an object, not {found!r}.")
    return found
