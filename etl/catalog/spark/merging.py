"""What Spark changed in a table, put into the table as others have left it meanwhile."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

_MEMBERS = ("comment", "owner", "view", "type")


def merged(given: Json, read: Json, now: Json) -> Json:
    """Return a table as it is now, with the changes that Spark made.

    Args:
        given: The table as Spark wants it.
        read: The table as Spark was given it.
        now: The table as it is.
    """
    changed = {name: given[name] for name in _MEMBERS if given[name] != read[name]}
    return {
        **given,
        **{name: now[name] for name in _MEMBERS},
        **changed,
        "properties": _merged_texts(given["properties"], read["properties"], now["properties"]),
        "storage": _merged_storage(given["storage"], read["storage"], now["storage"]),
        "schema": given["schema"] if _is_other(given["schema"], read["schema"]) else now["schema"],
    }


def with_changed_fields(schema: str, now: str) -> str:
    """Return a table's schema with the fields of one that Spark made of an older one: Spark drops no columns."""
    fields = {field["name"].lower(): field for field in json.loads(schema)["fields"]}
    kept = [fields.pop(field["name"].lower(), field) for field in json.loads(now)["fields"]]
    return json.dumps({"type": "struct", "fields": [*kept, *fields.values()]})


def _merged_storage(given: Json, read: Json, now: Json) -> Json:
    location = now["location"] if given["location"] == read["location"] else given["location"]
    properties = _merged_texts(given["properties"], read["properties"], now["properties"])
    return {**given, "location": location, "properties": properties}


def _merged_texts(given: Mapping[str, str], read: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    gone = set(read) - set(given)
    changed = {key: value for key, value in given.items() if read.get(key) != value}
    return {**{key: value for key, value in now.items() if key not in gone}, **changed}


def _is_other(schema: str, read: str) -> bool:
    return bool(json.loads(schema) != json.loads(read))
