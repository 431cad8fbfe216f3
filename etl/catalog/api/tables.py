"""Operations on tables and their versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from etl.catalog.api.databases import DatabaseOperations
from etl.catalog.api.searching import in_order, wanted
from etl.catalog.contract import Entity
from etl.catalog.errors import CatalogError, EntityNotFoundException, InvalidInputException
from etl.storage.pages import page

Json = dict[str, Any]


class TableOperations(DatabaseOperations):
    """A part of the operations of Glue."""

    def get_table(self, given: Json) -> Json:
        """Return a table."""
        return {"Table": self.catalog.table(given["DatabaseName"], given["Name"])}

    def get_tables(self, given: Json) -> Json:
        """Return a page of the tables whose names match `Expression`."""
        return page(given, "TableList", lambda: self._tables(given["DatabaseName"], given.get("Expression")))

    def search_tables(self, given: Json) -> Json:
        """Return a page of the tables of all databases that `SearchText` and `Filters` ask for, by `SortCriteria`."""
        is_wanted = wanted(given)

        def found() -> Iterator[Entity]:
            tables = (table for database in self.catalog.databases() for table in self.catalog.tables(database["Name"]))
            return iter(in_order(given, filter(is_wanted, tables)))

        return page(given, "TableList", found)

    def create_table(self, given: Json) -> None:
        """Make a table, with the partition indexes that are asked for."""
        self.catalog.create_table(given["DatabaseName"], given["TableInput"])

    def update_table(self, given: Json) -> None:
        """Describe a table anew."""
        archive, version = not given.get("SkipArchive", False), given.get("VersionId") or ""
        self.catalog.update_table(given["DatabaseName"], given["TableInput"], archive=archive, version=version)

    def delete_table(self, given: Json) -> None:
        """Delete a table."""
        self.catalog.delete_table(given["DatabaseName"], given["Name"])

    def batch_delete_table(self, given: Json) -> Json:
        """Delete tables."""
        return _each(
            given["TablesToDelete"], "TableName", lambda name: self.catalog.delete_table(given["DatabaseName"], name)
        )

    def get_table_version(self, given: Json) -> Json:
        """Return a version of a table; the table as it is, if none is named."""
        versions = self.catalog.table_versions(given["DatabaseName"], given["TableName"])
        wanted = given.get("VersionId") or versions[0]["VersionId"]
        for version in versions:
            if version["VersionId"] == wanted:
                return {"TableVersion": version}
        known = [version["VersionId"] for version in versions]
        raise EntityNotFoundException("Version", f"{wanted} of {given['TableName']}", known)

    def get_table_versions(self, given: Json) -> Json:
        """Return a page of a table's versions."""
        return page(
            given, "TableVersions", lambda: iter(self.catalog.table_versions(given["DatabaseName"], given["TableName"]))
        )

    def delete_table_version(self, given: Json) -> None:
        """Delete an old version of a table."""
        self.catalog.delete_table_version(given["DatabaseName"], given["TableName"], given["VersionId"])

    def batch_delete_table_version(self, given: Json) -> Json:
        """Delete old versions of a table."""
        database, table = given["DatabaseName"], given["TableName"]
        answer = _each(
            given["VersionIds"], "VersionId", lambda one: self.catalog.delete_table_version(database, table, one)
        )
        return {"Errors": [{"TableName": table, **error} for error in answer["Errors"]]}

    def _tables(self, database: str, expression: str | None) -> Iterator[Entity]:
        tables = self.catalog.tables(database)
        self.catalog.database(database)
        if not expression:
            return tables
        try:
            wanted = re.compile(expression.replace("*", ".*") if re.fullmatch(r"[\w*-]*", expression) else expression)
        except re.error as error:
            raise InvalidInputException(f"Expression {expression!r} is no pattern: {error}") from error
        return (table for table in tables if wanted.fullmatch(table["Name"]))


def _each(names: list[str], member: str, do: Any) -> Json:
    """Do something for each name, and return what failed."""
    errors = []
    for name in names:
        try:
            do(name)
        except CatalogError as error:
            detail = {"ErrorCode": type(error).__name__, "ErrorMessage": str(error)}
            errors.append({member: name, "ErrorDetail": detail})
    return {"Errors": errors}
