"""What a Data Catalog is: the one contract of its stores.

Databases, tables, partitions, connections and functions are dicts in the shapes of AWS Glue's API, as boto3 takes them
(`TableInput`) and returns them (`Table`): what one store holds can be given to another. Times are aware `datetime`s.
Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog.html
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Entity = dict[str, Any]
"""A thing of the catalog as Glue's API returns it; the caller may change it without changing the catalog."""

Input = Mapping[str, Any]
"""What describes a thing to be made or changed: `DatabaseInput`, `TableInput`, `PartitionInput` and so on."""

Values = Sequence[str]
"""The values of a partition, one for each partition key of the table, as texts."""


class Failure(NamedTuple):
    """Why one item of a batch was not done: the partition's values, and the error's class and message."""

    values: tuple[str, ...]
    code: str
    message: str


class Segment(NamedTuple):
    """One part of a listing that several readers share: `number` of 0 to `total` - 1."""

    number: int
    total: int


class Catalog(ABC):
    """A Data Catalog.

    Names of databases, tables and functions do not count by case: they are stored in lower case, as Glue stores them.

    Every method raises EntityNotFoundException where a thing that it names does not exist, InvalidInputException for
    what cannot be a name, and CatalogDataError for what is stored and cannot be read.
    """

    # Databases

    @abstractmethod
    def databases(self) -> list[Entity]:
        """Return all databases, by name."""

    @abstractmethod
    def database(self, name: str) -> Entity:
        """Return a `Database`."""

    @abstractmethod
    def create_database(self, given: Input) -> None:
        """Make a database of a `DatabaseInput`.

        Raises:
            AlreadyExistsException: There is one of that name.
        """

    @abstractmethod
    def update_database(self, name: str, given: Input) -> None:
        """Put a `DatabaseInput` in the place of a database's description."""

    @abstractmethod
    def delete_database(self, name: str) -> None:
        """Delete a database and all that it holds; the files of its tables stay."""

    # Tables

    @abstractmethod
    def table_names(self, database: str) -> list[str]:
        """Return the names of a database's tables, sorted, without reading the tables."""

    @abstractmethod
    def tables(self, database: str) -> Iterator[Entity]:
        """Yield the tables of a database, by name."""

    @abstractmethod
    def table(self, database: str, name: str) -> Entity:
        """Return a `Table`, its `VersionId` included."""

    @abstractmethod
    def create_table(self, database: str, given: Input) -> None:
        """Make a table of a `TableInput`.

        Raises:
            AlreadyExistsException: There is one of that name.
        """

    @abstractmethod
    def update_table(self, database: str, given: Input, *, archive: bool = True, version: str = "") -> None:
        """Put a `TableInput` in the place of the description of the table of that name.

        Args:
            database: The database.
            given: The new description.
            archive: Whether the old one is kept as a version.
            version: The `VersionId` that the change was made for; empty: whichever is there.

        Raises:
            ConcurrentModificationException: The table has another version than `version` by now.
        """

    @abstractmethod
    def delete_table(self, database: str, name: str) -> None:
        """Delete a table with its versions and partitions; its files stay."""

    @abstractmethod
    def table_versions(self, database: str, name: str) -> list[Entity]:
        """Return the `TableVersion`s of a table, the newest, which is the table itself, first."""

    @abstractmethod
    def delete_table_version(self, database: str, name: str, version: str) -> None:
        """Delete an old version of a table."""

    # Partitions

    @abstractmethod
    def partitions(
        self, database: str, table: str, expression: str = "", *, segment: Segment | None = None
    ) -> Iterator[Entity]:
        """Yield the partitions of a table that fulfil a condition.

        Args:
            database: The database.
            table: The table.
            expression: A condition on the partition keys, as Glue's GetPartitions takes it.
            segment: The part of the partitions that is wanted; all if None.

        Raises:
            InvalidInputException: An expression that cannot be read, or that names no partition key.
        """

    @abstractmethod
    def narrowed(self, database: str, table: str, predicates: Sequence[str]) -> Iterator[Entity]:
        """Yield all partitions that may fulfil conditions of Spark SQL, and as few others as the store can tell.

        Args:
            database: The database.
            table: The table.
            predicates: Conditions on the partition keys, all of which hold; what the store does not understand of
                them, it passes over.
        """

    @abstractmethod
    def partition(self, database: str, table: str, values: Values) -> Entity:
        """Return a `Partition`."""

    @abstractmethod
    def create_partitions(self, database: str, table: str, given: Iterable[Input]) -> list[Failure]:
        """Add partitions of `PartitionInput`s in one step; return those that were there, which stay as they are."""

    @abstractmethod
    def update_partitions(self, database: str, table: str, given: Iterable[tuple[Values, Input]]) -> list[Failure]:
        """Put `PartitionInput`s in the place of partitions of given values; return those that are not there."""

    @abstractmethod
    def delete_partitions(self, database: str, table: str, given: Iterable[Values]) -> list[Failure]:
        """Delete partitions; their files stay. Return those that are not there."""

    # Connections

    @abstractmethod
    def connections(self) -> list[Entity]:
        """Return all connections, by name; what they hold of secrets is as it was given."""

    @abstractmethod
    def connection(self, name: str) -> Entity:
        """Return a `Connection`."""

    @abstractmethod
    def create_connection(self, given: Input) -> None:
        """Make a connection of a `ConnectionInput`.

        Raises:
            AlreadyExistsException: There is one of that name.
        """

    @abstractmethod
    def update_connection(self, name: str, given: Input) -> None:
        """Put a `ConnectionInput` in the place of a connection's description."""

    @abstractmethod
    def delete_connection(self, name: str) -> None:
        """Delete a connection."""

    # User-defined functions

    @abstractmethod
    def functions(self, database: str) -> list[Entity]:
        """Return the user-defined functions of a database, by name."""

    @abstractmethod
    def function(self, database: str, name: str) -> Entity:
        """Return a `UserDefinedFunction`."""

    @abstractmethod
    def create_function(self, database: str, given: Input) -> None:
        """Make a function of a `UserDefinedFunctionInput`.

        Raises:
            AlreadyExistsException: There is one of that name.
        """

    @abstractmethod
    def update_function(self, database: str, name: str, given: Input) -> None:
        """Put a `UserDefinedFunctionInput` in the place of a function's description."""

    @abstractmethod
    def delete_function(self, database: str, name: str) -> None:
        """Delete a function."""
