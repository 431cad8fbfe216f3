"""What Spark is told where the catalog cannot answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from etl.catalog.errors import CatalogError


class SparkCatalogError(CatalogError):
    """An error that `localglue.CatalogErrors` raises in Spark: `args` are its kind, names and message."""

    def __init__(
        self, kind: str, names: Sequence[str] = (), message: str = "", spec: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(kind, tuple(names), message, dict(spec or {}))

    @property
    def told(self) -> dict[str, Any]:
        """The error as JSON's values."""
        kind, names, message, spec = self.args
        return {"error": kind, "names": list(names), "message": message, "spec": spec}

    def __str__(self) -> str:
        kind, names, message, _ = self.args
        return message or f"{kind} {'.'.join(names)}"


def no_such_table(database: str, name: str) -> SparkCatalogError:
    """Return the error for a table that is not there."""
    return SparkCatalogError("NoSuchTable", [database, name])


def no_such_partition(database: str, name: str, spec: Mapping[str, str]) -> SparkCatalogError:
    """Return the error for a partition that is not there."""
    return SparkCatalogError("NoSuchPartition", [database, name], spec=spec)
