"""What a Data Catalog answers where it cannot do what it is asked for, named as botocore names Glue's errors.

EtlError
└─ CatalogError
   ├─ EntityNotFoundException (LookupError)       no such database, table, partition, connection, function
   ├─ AlreadyExistsException                      there is one of that name
   ├─ InvalidInputException (ValueError)          a name, an expression or a field that cannot be used
   ├─ CrawlerNotRunningException                  a crawler is to stop that does not run
   ├─ ConcurrentModificationException             somebody else changed it meanwhile
   ├─ PartitionsError                             some partitions of a batch could not be made, changed or deleted
   ├─ UnreachableError (ConnectionError)          a server that cannot be asked, or not by these credentials
   └─ CatalogDataError (DocumentError)            a file of the catalog that cannot be read
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from etl.catalog.contract import Failure
from etl.errors import DocumentError, EtlError


class CatalogError(EtlError):
    """Root of the errors of a catalog."""

    glue_error = "InternalServiceException"


class EntityNotFoundException(CatalogError, LookupError):  # noqa: N818 - Glue's name
    """There is no such thing: `args` are its kind, its name and the names of those that there are."""

    def __init__(self, kind: str, name: str, known: Iterable[str] = ()) -> None:
        super().__init__(kind, name, tuple(known))

    def __str__(self) -> str:
        kind, name, known = self.args
        near = difflib.get_close_matches(name.lower(), known, n=3)
        hint = f" Did you mean {' or '.join(repr(other) for other in near)}?" if near else ""
        return f"{kind} {name} not found.{hint}"


class AlreadyExistsException(CatalogError):  # noqa: N818 - Glue's name
    """There is one of that name already: `args` are its kind and its name."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(kind, name)

    def __str__(self) -> str:
        kind, name = self.args
        return f"{kind} {name} already exists."


class InvalidInputException(CatalogError, ValueError):  # noqa: N818 - Glue's name
    """Something given cannot be used: `args` are the message."""


class CrawlerNotRunningException(CatalogError, RuntimeError):  # noqa: N818 - Glue's name
    """A crawler is to stop that does not run: `args` are its name."""

    def __str__(self) -> str:
        return f"Crawler with name {self.args[0]} isn't running."


class ConcurrentModificationException(CatalogError, RuntimeError):  # noqa: N818 - Glue's name
    """Somebody else changed the thing since it was read: `args` are the message."""


class UnreachableError(CatalogError, ConnectionError):
    """AWS Glue cannot be asked: `args` are why."""

    def __str__(self) -> str:
        return f"AWS Glue cannot be reached: {self.args[0]}"


class PartitionsError(CatalogError):
    """Partitions that were refused: `args` are the table, how many, and the values and the message of the first."""

    def __init__(self, table: str, number: int, values: tuple[str, ...], message: str) -> None:
        super().__init__(table, number, values, message)

    def __str__(self) -> str:
        table, number, values, message = self.args
        return f"{number} partitions of {table} were refused; {list(values)}, for one: {message}"


class CatalogDataError(CatalogError, DocumentError):
    """A file of the catalog that cannot be read."""


def raise_failures(table: str, failures: Sequence[Failure]) -> None:
    """Do nothing if there are no failures.

    Raises:
        PartitionsError: There are some.
    """
    if failures:
        raise PartitionsError(table, len(failures), failures[0].values, failures[0].message or failures[0].code)
