"""Databases in the words of Spark and of Glue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from etl.catalog.contract import Entity

Json = dict[str, Any]

_DEFAULT = "default"


def default_database() -> Entity:
    """Return the database that Spark takes for granted, as a `DatabaseInput`."""
    return {"Name": _DEFAULT, "Description": "Default database"}


def database_of(database: Entity, warehouse: str) -> Json:
    """Return a database as Spark sees it."""
    return {
        "name": database["Name"],
        "description": database.get("Description") or "",
        "location": _place(database, warehouse),
        "properties": database.get("Parameters") or {},
    }


def database_input(database: Json, warehouses: Iterable[str]) -> Entity:
    """Return the `DatabaseInput` of a database of Spark's; a place that is the default one is left out."""
    given = {"Name": database["name"], "Parameters": database["properties"]}
    defaults = {plain_address(_place({"Name": database["name"]}, warehouse)) for warehouse in warehouses}
    if plain_address(database["location"]) not in defaults:
        given["LocationUri"] = database["location"]
    return {**given, **({"Description": database["description"]} if database["description"] else {})}


def place_of_table(database: Entity, table: str, warehouse: str) -> str:
    """Return where a managed table of a database is."""
    return f"{_place(database, warehouse).rstrip('/')}/{table.lower()}"


def plain_address(address: str) -> str:
    """Return an address in one of the forms that a local file's has."""
    return "file:/" + address.removeprefix("file:").strip("/") if address.startswith("file:") else address.rstrip("/")


def _place(database: Entity, warehouse: str) -> str:
    if database.get("LocationUri"):
        return str(database["LocationUri"])
    name = database["Name"]
    return warehouse if name == _DEFAULT else f"{warehouse.rstrip('/')}/{name}.db"
