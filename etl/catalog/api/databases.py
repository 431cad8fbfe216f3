"""Operations on databases."""

from __future__ import annotations

from typing import Any

from etl.catalog.contract import Catalog
from etl.storage.pages import page

Json = dict[str, Any]


class DatabaseOperations:
    """A part of the operations of Glue.

    Args:
        catalog: The catalog.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def get_database(self, given: Json) -> Json:
        """Return a database."""
        return {"Database": self.catalog.database(given["Name"])}

    def get_databases(self, given: Json) -> Json:
        """Return a page of databases."""
        return page(given, "DatabaseList", lambda: iter(self.catalog.databases()))

    def create_database(self, given: Json) -> None:
        """Make a database."""
        self.catalog.create_database(given["DatabaseInput"])

    def update_database(self, given: Json) -> None:
        """Describe a database anew."""
        self.catalog.update_database(given["Name"], given["DatabaseInput"])

    def delete_database(self, given: Json) -> None:
        """Delete a database with its tables."""
        self.catalog.delete_database(given["Name"])
