"""What is in a catalog, as lines for people."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from etl.amounts import counted
from etl.catalog.contract import Catalog, Entity
from etl.catalog.table_formats import format_name, is_view
from etl.columns import Row, columns, facts, section
from etl.errors import UnsupportedFeatureError

_COUNTED = 10_000
"""Up to how many partitions are counted: a server gives them by pages."""


def databases(catalog: Catalog, found: Iterable[Entity]) -> Iterator[str]:
    """Yield a line for each database."""
    rows = [
        (one["Name"], counted(len(catalog.table_names(one["Name"])), "table"), one.get("Description") or "")
        for one in found
    ]
    yield from columns(rows) if rows else ["There are no databases yet."]


def tables(database: str, found: Iterable[Entity]) -> Iterator[str]:
    """Yield a line for each table of a database."""
    rows = [_row(table) for table in found]
    yield from columns(rows) if rows else [f"The database {database} has no tables."]


def partitions(table: Entity, found: Iterable[Entity]) -> Iterator[str]:
    """Yield a line for each partition of a table."""
    keys = [key["Name"] for key in table.get("PartitionKeys") or ()]
    rows = ((_values(keys, partition["Values"]), _location(partition)) for partition in found)
    first = next(rows, None)
    if first is None:
        yield f"The table {table['DatabaseName']}.{table['Name']} has no partitions."
    else:
        yield from columns(itertools.chain([first], rows))


def connections(found: Iterable[Entity]) -> Iterator[str]:
    """Yield a line for each connection, which must be without secrets."""
    rows = [(one["Name"], one.get("ConnectionType") or "", _address(one)) for one in found]
    yield from columns(rows) if rows else ["There are no connections yet."]


def database(entity: Entity, catalog: Catalog) -> Iterator[str]:
    """Yield what a database is, its tables and its functions."""
    known = [(word, entity.get(name)) for word, name in (("Description", "Description"), ("Location", "LocationUri"))]
    yield from facts([("Database", entity["Name"]), *known])
    yield from section("Parameters", _sorted(entity.get("Parameters")))
    yield from section("Tables", [_row(one) for one in catalog.tables(entity["Name"])])
    functions = catalog.functions(entity["Name"])
    yield from section("Functions", [(one["FunctionName"], one.get("ClassName") or "") for one in functions])


def table(entity: Entity, catalog: Catalog) -> Iterator[str]:
    """Yield what a table is."""
    place = entity["DatabaseName"], entity["Name"]
    older = len(catalog.table_versions(*place)) - 1
    version = f"{entity.get('VersionId', '')}{', and ' + counted(older, 'older one') if older > 0 else ''}"
    keys = entity.get("PartitionKeys") or ()
    known = [("Table", ".".join(place)), ("Description", entity.get("Description")), ("Format", format_of(entity))]
    count = _counted_partitions(catalog, *place) if keys else ""
    yield from facts([*known, ("Location", _location(entity)), ("Version", version), ("Partitions", count)])
    yield from section("Columns", _typed((entity.get("StorageDescriptor") or {}).get("Columns") or ()))
    yield from section("Partition keys", _typed(keys))
    yield from section("Parameters", _sorted(entity.get("Parameters")))
    if is_view(entity):
        yield from section("Query", [(entity.get("ViewExpandedText") or entity.get("ViewOriginalText") or "",)])


def connection(entity: Entity) -> Iterator[str]:
    """Yield what a connection is, which must be without secrets."""
    known = [("Description", entity.get("Description")), ("Type", entity.get("ConnectionType"))]
    yield from facts([("Connection", entity["Name"]), *known])
    yield from section("Properties", _sorted(entity.get("ConnectionProperties")))


def format_of(table: Entity) -> str:
    """Return Glue's name of the format of a table's files, or what else the table says of itself."""
    if is_view(table):
        return "view"
    try:
        return format_name(table)
    except UnsupportedFeatureError:
        parameters = table.get("Parameters") or {}
        return str(parameters.get("table_type") or parameters.get("classification") or table.get("TableType") or "")


def _typed(found: Iterable[Entity]) -> list[Row]:
    return [(column["Name"], column.get("Type") or "", column.get("Comment") or "") for column in found]


def _sorted(properties: Entity | None) -> Sequence[Row]:
    return sorted((properties or {}).items())


def _row(table: Entity) -> Row:
    return table["Name"], format_of(table), _keys(table), _location(table)


def _keys(table: Entity) -> str:
    keys = ", ".join(key["Name"] for key in table.get("PartitionKeys") or ())
    return f"by {keys}" if keys else ""


def _values(keys: Sequence[str], values: Sequence[str]) -> str:
    return "/".join(f"{key}={value}" for key, value in zip(keys, values, strict=False))


def _location(entity: Entity) -> str:
    return str((entity.get("StorageDescriptor") or {}).get("Location") or "")


def _address(connection: Entity) -> str:
    """Return the first of a connection's properties that says where it leads."""
    properties = connection.get("ConnectionProperties") or {}
    return next((value for key, value in sorted(properties.items()) if key.endswith(("URL", "SERVERS", "HOST"))), "")


def _counted_partitions(catalog: Catalog, database: str, name: str) -> str:
    number = sum(1 for _ in itertools.islice(catalog.partitions(database, name), _COUNTED + 1))
    return f"more than {_COUNTED:,}" if number > _COUNTED else f"{number:,}"
