"""Names in requests to AWS Glue, as it stores them: a server that stands for it may not fold them itself."""

from __future__ import annotations

from typing import Any

from etl.catalog.names import checked_name

_NAMES = {"DatabaseName": "database", "TableName": "table", "FunctionName": "function"}
_INPUTS = {"DatabaseInput": "database", "TableInput": "table", "FunctionInput": "function"}


def with_folded_names(request: dict[str, Any]) -> dict[str, Any]:
    """Return a request whose names of databases, tables and functions are in lower case.

    Raises:
        InvalidInputException: One cannot be a name.
    """
    names = {member: checked_name(kind, request[member]) for member, kind in _NAMES.items() if member in request}
    inputs = {member: _named(kind, request[member]) for member, kind in _INPUTS.items() if member in request}
    return {**request, **names, **inputs}


def _named(kind: str, given: Any) -> Any:
    member = "FunctionName" if kind == "function" else "Name"
    return {**given, member: checked_name(kind, given.get(member))}
