"""Operations on user-defined functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from etl.catalog.api.databases import DatabaseOperations
from etl.catalog.contract import Entity
from etl.storage.pages import page

Json = dict[str, Any]


class FunctionOperations(DatabaseOperations):
    """A part of the operations of Glue."""

    def get_user_defined_function(self, given: Json) -> Json:
        """Return a function."""
        return {"UserDefinedFunction": self.catalog.function(given["DatabaseName"], given["FunctionName"])}

    def get_user_defined_functions(self, given: Json) -> Json:
        """Return a page of the functions whose names match `Pattern`."""
        return page(given, "UserDefinedFunctions", lambda: self._functions(given))

    def create_user_defined_function(self, given: Json) -> None:
        """Make a function."""
        self.catalog.create_function(given["DatabaseName"], given["FunctionInput"])

    def update_user_defined_function(self, given: Json) -> None:
        """Describe a function anew."""
        self.catalog.update_function(given["DatabaseName"], given["FunctionName"], given["FunctionInput"])

    def delete_user_defined_function(self, given: Json) -> None:
        """Delete a function."""
        self.catalog.delete_function(given["DatabaseName"], given["FunctionName"])

    def _functions(self, given: Json) -> Iterator[Entity]:
        database = given.get("DatabaseName")
        names = [database] if database else [one["Name"] for one in self.catalog.databases()]
        wanted = re.compile(re.escape(given["Pattern"]).replace(r"\*", ".*"))
        found = (function for name in names for function in self.catalog.functions(name))
        return (function for function in found if wanted.fullmatch(function["FunctionName"]))
