"""A record as a Python function of a script gets it."""

from __future__ import annotations

from typing import Any


class DynamicRecord(dict[str, Any]):
    """A dict whose items are attributes, too: `rec["name"]` and `rec.name` are one.

    A field that the record lacks raises KeyError in both forms, which makes a Filter drop the record.
    """

    def __getattr__(self, attr: str) -> Any:
        if attr.startswith("__"):  # what `copy` and `pickle` ask every object for
            raise AttributeError(attr)
        return self[attr]

    def __setattr__(self, attr: str, value: Any) -> None:
        self[attr] = value
