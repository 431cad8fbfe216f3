"""What the catalog learns of files that were written: tables, columns and partitions that are new.

Source: https://docs.aws.amazon.com/glue/latest/dg/update-from-job.html
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from etl.catalog.changing import until_nobody_interferes
from etl.catalog.contract import Catalog, Entity
from etl.catalog.errors import EntityNotFoundException
from etl.catalog.inputs import table_input
from etl.catalog.table_formats import TableFormat, table_format
from etl.connections.contract import Request
from etl.connections.tables.table import require_files
from etl.connections.tables.written import Column, Written, keys_of
from etl.errors import OptionError, UnsupportedFeatureError
from etl.frame.casting import widens
from etl.frame.type_names import parse_type
from etl.frame.types import Struct
from etl.notice import warn

UPDATE, LOG = "update_in_database", "log"
"""Values of updateBehavior: new columns and partitions, or partitions alone."""

_TEXTS = ("csv", "json")
"""Formats whose values can all be read as texts."""

_FORMATS = ("csv", "json", "avro", "parquet", "glueparquet")


def require_update(catalog: Catalog, database: str, table: str, request: Request, schema: Struct) -> Entity | None:
    """Refuse what the catalog could not tell of, before anything is written; return the table, if there is one.

    Raises:
        EntityNotFoundException: There is no such database.
        OptionError: The partition keys are not those of the table, in its order, the format is not the table's, or
            names of fields differ by case alone.
        UnsupportedFeatureError: A format for which Glue does not update the catalog, or no table of files.
    """
    if str(request.format).lower() not in _FORMATS:
        raise UnsupportedFeatureError(
            f"enableUpdateCatalog with the format {request.format!r}", f"AWS Glue has it for {', '.join(_FORMATS)}."
        )
    _require_names(schema)
    catalog.database(database)
    known = _found(catalog, database, table)
    if known is not None:
        _require_keys(require_files(known), keys_of(request))
        _require_format(known, request)
    return known


def update_catalog(catalog: Catalog, database: str, table: str, written: Written, *, behavior: str) -> None:
    """Make the table of what was written, or give it what is new: columns unless `behavior` is LOG, and partitions.

    A column keeps its type, unless all its values are values of the new one. If neither holds the other's values, the
    column of texts (csv, json) becomes string, and other files are read as the table said. What others change in the
    table meanwhile stays.
    """
    is_told = until_nobody_interferes(lambda: _tell(catalog, database, table, written, behavior))
    if is_told and written.folders and written.keys:
        _add_partitions(catalog, database, table, written)


def _tell(catalog: Catalog, database: str, table: str, written: Written, behavior: str) -> bool:
    """Bring the table up to date with what was written; return whether it may have the partitions."""
    known = _found(catalog, database, table)
    if known is None:
        catalog.create_table(database, written.table_input(table))
        return True
    _require_keys(known, [key["Name"] for key in written.keys])
    if behavior == UPDATE:
        _add_columns(catalog, database, known, written)
    elif not _is_covered(known, written.columns):
        warn(f"updateBehavior LOG: {database}.{table} lacks columns that were written; it gets no new partitions.")
        return False
    return True


def _require_names(schema: Struct) -> None:
    seen: dict[str, str] = {}
    for name in schema.names:
        other = seen.setdefault(name.lower(), name)
        if other != name:
            raise OptionError("fields", [other, name], "columns of a table count without case: rename one of them")


def _require_format(known: Entity, request: Request) -> None:
    """Refuse files that a reader of the table would take for something else."""
    told, written = table_format(known), Written.of(request, Struct(()), []).format
    if _reading(told) != _reading(written):
        place = f"{known['DatabaseName']}.{known['Name']}"
        raise OptionError("format", str(request.format), f"{place} is read as {_reading(told)}: write it so")


def _reading(form: TableFormat) -> str:
    """Return by what files are read, in words."""
    if form.name != "csv":
        return form.name
    header = "a header" if form.options["skipFirst"] else "no header"
    quote = str(form.options.get("quoteChar", '"'))
    return f"csv with the separator {form.options['separator']!r}, the quoteChar {quote!r} and {header}"


def _require_keys(known: Entity, given: Sequence[str]) -> None:
    keys = [key["Name"] for key in known.get("PartitionKeys") or ()]
    if keys != list(given):
        place = f"{known['DatabaseName']}.{known['Name']}"
        raise OptionError("partitionKeys", list(given), f"the partition keys of {place} are {keys}, in this order")


def _found(catalog: Catalog, database: str, table: str) -> Entity | None:
    try:
        return catalog.table(database, table)
    except EntityNotFoundException:
        return None


def _add_columns(catalog: Catalog, database: str, known: Entity, written: Written) -> None:
    columns = known["StorageDescriptor"].get("Columns") or []
    merged = _merged(columns, written, f"{database}.{known['Name']}")
    if merged != columns:
        given = {**table_input(known), "StorageDescriptor": {**known["StorageDescriptor"], "Columns": merged}}
        catalog.update_table(database, given, version=str(known.get("VersionId") or ""))


def _merged(known: Sequence[Column], written: Written, place: str) -> list[Column]:
    types = {column["Name"]: column["Type"] for column in written.columns}
    is_text = written.format_name in _TEXTS
    merged = [{**column, "Type": _type(column, types.get(column["Name"]), place, is_text)} for column in known]
    names = {column["Name"] for column in known}
    return merged + [column for column in written.columns if column["Name"] not in names]


def _type(column: Column, written: str | None, place: str, is_text: bool) -> str:
    """Return the type that reads what the column had and what was written; the old one where there is none."""
    old = column["Type"]
    if written is None or written == old or widens(parse_type(written), parse_type(old)):
        return old
    if widens(parse_type(old), parse_type(written)):
        return written
    new = "string" if is_text else old
    if new != old or not is_text:
        kept = "becomes string" if is_text else f"stays {old}"
        warn(f"{place}: the column {column['Name']!r} {kept}; it was {old}, what was written is {written}.")
    return new


def _is_covered(known: Entity, columns: Sequence[Column]) -> bool:
    names = {column["Name"] for column in known["StorageDescriptor"].get("Columns") or ()}
    return all(column["Name"] in names for column in columns)


def _add_partitions(catalog: Catalog, database: str, table: str, written: Written) -> None:
    """Add the partitions that were written to; those that the table has are left as they are."""
    storage = catalog.table(database, table)["StorageDescriptor"]
    given = [
        {"Values": _values(folder), "StorageDescriptor": {**storage, "Location": f"{written.location}{folder}/"}}
        for folder in written.folders
    ]
    catalog.create_partitions(database, table, given)


def _values(folder: str) -> list[str]:
    return [unquote(part.partition("=")[2]) for part in folder.split("/")]
