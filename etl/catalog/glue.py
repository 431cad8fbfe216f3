"""The store of the catalog that is AWS Glue itself, or a server that speaks its API."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from etl.catalog.contract import Catalog, Entity, Failure, Input, Segment, Values
from etl.catalog.errors import (
    AlreadyExistsException,
    CatalogError,
    ConcurrentModificationException,
    EntityNotFoundException,
    InvalidInputException,
    UnreachableError,
)
from etl.catalog.expressions import keys_of, pushed_expression
from etl.catalog.glue_names import with_folded_names
from etl.catalog.names import checked_name

_CREATED_AT_ONCE, _CHANGED_AT_ONCE, _DELETED_AT_ONCE = 100, 100, 25
"""How many partitions a request of Glue's may name."""

_MISSING = re.compile(r"(Database|Table|Connection|Function) (\S+) not found\.?")
"""How Glue says what is missing, which may be another thing than the one that was asked for."""

_ERRORS: Mapping[str, Callable[[str], CatalogError]] = {
    "ConcurrentModificationException": ConcurrentModificationException,
    "InvalidInputException": InvalidInputException,
    "ValidationException": InvalidInputException,
}


def catalog_of_account(profile: str | None = None, region: str | None = None, address: str | None = None) -> Catalog:
    """Return the catalog of an account of AWS.

    Args:
        profile: The profile of AWS's configuration; None for the one in effect.
        region: The region; None for the one in effect.
        address: A server of Glue's API in the place of AWS.

    Raises:
        UnreachableError: There is no such profile, or no region.
    """
    import boto3  # type: ignore[import-untyped]
    from botocore.exceptions import BotoCoreError  # type: ignore[import-untyped]

    try:
        session = boto3.Session(profile_name=profile, region_name=region)
        return GlueCatalog(session.client("glue", endpoint_url=address))
    except (BotoCoreError, ValueError) as error:
        raise UnreachableError(str(error)) from error


class GlueCatalog(Catalog):
    """A catalog behind a client of boto3.

    Args:
        client: `boto3.client("glue")`.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    # Databases

    def databases(self) -> list[Entity]:
        return sorted(self._pages("get_databases", "DatabaseList"), key=_name)

    def database(self, name: str) -> Entity:
        return self._one("get_database", "Database", f"Database {name}", Name=checked_name("database", name))

    def create_database(self, given: Input) -> None:
        self._do("create_database", f"Database {given.get('Name')}", DatabaseInput=given)

    def update_database(self, name: str, given: Input) -> None:
        self._do("update_database", f"Database {name}", Name=checked_name("database", name), DatabaseInput=given)

    def delete_database(self, name: str) -> None:
        self._do("delete_database", f"Database {name}", Name=checked_name("database", name))

    # Tables

    def table_names(self, database: str) -> list[str]:
        return [table["Name"] for table in self.tables(database)]

    def tables(self, database: str) -> Iterator[Entity]:
        found = self._pages("get_tables", "TableList", f"Database {database}", DatabaseName=database)
        yield from sorted(found, key=_name)

    def table(self, database: str, name: str) -> Entity:
        named = {"DatabaseName": database, "Name": checked_name("table", name)}
        return self._one("get_table", "Table", f"Table {database}.{name}", **named)

    def create_table(self, database: str, given: Input) -> None:
        place = f"Table {database}.{given.get('Name')}"
        self._do("create_table", place, DatabaseName=database, TableInput=given)

    def update_table(self, database: str, given: Input, *, archive: bool = True, version: str = "") -> None:
        place = f"Table {database}.{given.get('Name')}"
        more = {"VersionId": version} if version else {}
        self._do("update_table", place, DatabaseName=database, TableInput=given, SkipArchive=not archive, **more)

    def delete_table(self, database: str, name: str) -> None:
        named = {"DatabaseName": database, "Name": checked_name("table", name)}
        self._do("delete_table", f"Table {database}.{name}", **named)

    def table_versions(self, database: str, name: str) -> list[Entity]:
        place = f"Table {database}.{name}"
        found = self._pages("get_table_versions", "TableVersions", place, DatabaseName=database, TableName=name)
        return sorted(found, key=lambda version: int(version["VersionId"]), reverse=True)

    def delete_table_version(self, database: str, name: str, version: str) -> None:
        place = f"Version {version} of {database}.{name}"
        self._do("delete_table_version", place, DatabaseName=database, TableName=name, VersionId=version)

    # Partitions

    def partitions(
        self, database: str, table: str, expression: str = "", *, segment: Segment | None = None
    ) -> Iterator[Entity]:
        more: dict[str, Any] = {"Expression": expression} if expression else {}
        if segment is not None:
            more["Segment"] = {"SegmentNumber": segment.number, "TotalSegments": segment.total}
        place = f"Table {database}.{table}"
        yield from self._pages("get_partitions", "Partitions", place, DatabaseName=database, TableName=table, **more)

    def narrowed(self, database: str, table: str, predicates: Sequence[str]) -> Iterator[Entity]:
        keys = keys_of(self.table(database, table).get("PartitionKeys") or ())
        found = self.partitions(database, table, pushed_expression(predicates, keys))
        try:
            first = list(itertools.islice(found, 1))
        except InvalidInputException:  # Glue has words of its own that a key may be called by
            first, found = [], self.partitions(database, table)
        yield from itertools.chain(first, found)

    def partition(self, database: str, table: str, values: Values) -> Entity:
        place = f"Partition {list(values)} of {database}.{table}"
        given = {"DatabaseName": database, "TableName": table, "PartitionValues": list(values)}
        return self._one("get_partition", "Partition", place, **given)

    def create_partitions(self, database: str, table: str, given: Iterable[Input]) -> list[Failure]:
        return self._batches(
            "batch_create_partition",
            _CREATED_AT_ONCE,
            "PartitionInputList",
            given,
            DatabaseName=database,
            TableName=table,
        )

    def update_partitions(self, database: str, table: str, given: Iterable[tuple[Values, Input]]) -> list[Failure]:
        entries = ({"PartitionValueList": list(values), "PartitionInput": one} for values, one in given)
        return self._batches(
            "batch_update_partition", _CHANGED_AT_ONCE, "Entries", entries, DatabaseName=database, TableName=table
        )

    def delete_partitions(self, database: str, table: str, given: Iterable[Values]) -> list[Failure]:
        names = ({"Values": list(values)} for values in given)
        return self._batches(
            "batch_delete_partition",
            _DELETED_AT_ONCE,
            "PartitionsToDelete",
            names,
            DatabaseName=database,
            TableName=table,
        )

    # Connections

    def connections(self) -> list[Entity]:
        return sorted(self._pages("get_connections", "ConnectionList"), key=_name)

    def connection(self, name: str) -> Entity:
        return self._one("get_connection", "Connection", f"Connection {name}", Name=name)

    def create_connection(self, given: Input) -> None:
        self._do("create_connection", f"Connection {given.get('Name')}", ConnectionInput=given)

    def update_connection(self, name: str, given: Input) -> None:
        self._do("update_connection", f"Connection {name}", Name=name, ConnectionInput=given)

    def delete_connection(self, name: str) -> None:
        self.connection(name)
        self._do("delete_connection", f"Connection {name}", ConnectionName=name)

    # User-defined functions

    def functions(self, database: str) -> list[Entity]:
        place = f"Database {database}"
        given = {"DatabaseName": database, "Pattern": "*"}
        found = self._pages("get_user_defined_functions", "UserDefinedFunctions", place, **given)
        return sorted(found, key=lambda function: str(function["FunctionName"]))

    def function(self, database: str, name: str) -> Entity:
        place = f"Function {database}.{name}"
        given = {"DatabaseName": database, "FunctionName": name}
        return self._one("get_user_defined_function", "UserDefinedFunction", place, **given)

    def create_function(self, database: str, given: Input) -> None:
        place = f"Function {database}.{given.get('FunctionName')}"
        self._do("create_user_defined_function", place, DatabaseName=database, FunctionInput=given)

    def update_function(self, database: str, name: str, given: Input) -> None:
        names = {"DatabaseName": database, "FunctionName": name}
        self._do("update_user_defined_function", f"Function {database}.{name}", **names, FunctionInput=given)

    def delete_function(self, database: str, name: str) -> None:
        place = f"Function {database}.{name}"
        self._do("delete_user_defined_function", place, DatabaseName=database, FunctionName=name)

    # Requests

    def _do(self, operation: str, place: str, **given: Any) -> Any:
        from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

        try:
            return getattr(self._client, operation)(**with_folded_names(given))
        except ClientError as error:
            raise _translated(error.response["Error"], place) from error
        except ParamValidationError as error:
            raise InvalidInputException(f"AWS Glue does not take {place}: {error}") from error
        except BotoCoreError as error:
            raise UnreachableError(str(error)) from error

    def _one(self, operation: str, member: str, place: str, **given: Any) -> Entity:
        return dict(self._do(operation, place, **given)[member])

    def _pages(self, operation: str, member: str, place: str = "", **given: Any) -> Iterator[Entity]:
        token: dict[str, str] = {}
        while True:
            page = self._do(operation, place, **given, **token)
            yield from page.get(member, ())
            if not page.get("NextToken"):
                return
            token = {"NextToken": page["NextToken"]}

    def _batches(self, operation: str, size: int, name: str, given: Iterable[Any], **place: str) -> list[Failure]:
        items = iter(given)
        failures: list[Failure] = []
        while batch := list(itertools.islice(items, size)):
            title = f"Table {place['DatabaseName']}.{place['TableName']}"
            answer = self._do(operation, title, **place, **{name: batch})
            failures += [_failure(error) for error in answer.get("Errors", ())]
        return failures


def _name(entity: Entity) -> str:
    return str(entity["Name"])


def _translated(error: Mapping[str, str], place: str) -> CatalogError:
    """Return our error for one of Glue's."""
    code, message = error["Code"], error.get("Message", "")
    kind, _, name = place.partition(" ")
    if code == "EntityNotFoundException":
        missing = _MISSING.fullmatch(message)
        kind, name = missing.groups() if missing else (kind, name)
        return EntityNotFoundException(kind, name)
    if code == "AlreadyExistsException":
        return AlreadyExistsException(kind, name)
    if code in _ERRORS:
        return _ERRORS[code](message)
    return CatalogError(f"AWS Glue answers {code} to a request for {place or 'the catalog'}: {message}")


def _failure(error: Mapping[str, Any]) -> Failure:
    values = error.get("PartitionValues") or error.get("PartitionValueList") or ()
    told = error["ErrorDetail"]
    return Failure(tuple(values), told["ErrorCode"], told.get("ErrorMessage", ""))
