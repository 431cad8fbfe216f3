"""Operations on partitions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from etl.catalog.api.databases import DatabaseOperations
from etl.catalog.contract import Entity, Failure, Segment
from etl.catalog.errors import AlreadyExistsException, EntityNotFoundException, InvalidInputException
from etl.storage.pages import page

Json = dict[str, Any]

_MOST = 1000
_MOST_SEGMENTS = 10


class PartitionOperations(DatabaseOperations):
    """A part of the operations of Glue."""

    def get_partition(self, given: Json) -> Json:
        """Return a partition."""
        return {"Partition": self.catalog.partition(*_place(given), given["PartitionValues"])}

    def get_partitions(self, given: Json) -> Json:
        """Return a page of the partitions that fulfil `Expression`, or of a segment of them."""
        return page(given, "Partitions", lambda: self._partitions(given), _MOST)

    def batch_get_partition(self, given: Json) -> Json:
        """Return partitions of given values, and those values that have none."""
        found, missing = [], []
        for key in given["PartitionsToGet"]:
            try:
                found.append(self.catalog.partition(*_place(given), key["Values"]))
            except EntityNotFoundException:
                missing.append(key)
        return {"Partitions": found, "UnprocessedKeys": missing}

    def create_partition(self, given: Json) -> None:
        """Add a partition."""
        failures = self.catalog.create_partitions(*_place(given), [given["PartitionInput"]])
        if failures:
            raise AlreadyExistsException("Partition", str(given["PartitionInput"]["Values"]))

    def batch_create_partition(self, given: Json) -> Json:
        """Add partitions; those that were there are told."""
        return _told(self.catalog.create_partitions(*_place(given), given["PartitionInputList"]), "PartitionValues")

    def update_partition(self, given: Json) -> None:
        """Describe a partition anew."""
        pair = (given["PartitionValueList"], given["PartitionInput"])
        if self.catalog.update_partitions(*_place(given), [pair]):
            raise EntityNotFoundException("Partition", str(given["PartitionValueList"]))

    def batch_update_partition(self, given: Json) -> Json:
        """Describe partitions anew; those that are not there are told."""
        pairs = [(entry["PartitionValueList"], entry["PartitionInput"]) for entry in given["Entries"]]
        return _told(self.catalog.update_partitions(*_place(given), pairs), "PartitionValueList")

    def delete_partition(self, given: Json) -> None:
        """Delete a partition."""
        if self.catalog.delete_partitions(*_place(given), [given["PartitionValues"]]):
            raise EntityNotFoundException("Partition", str(given["PartitionValues"]))

    def batch_delete_partition(self, given: Json) -> Json:
        """Delete partitions; those that are not there are told."""
        values = [key["Values"] for key in given["PartitionsToDelete"]]
        return _told(self.catalog.delete_partitions(*_place(given), values), "PartitionValues")

    def get_partition_indexes(self, given: Json) -> Json:
        """Return no indexes: every condition is decided by the catalog's own."""
        self.catalog.table(*_place(given))
        return {"PartitionIndexDescriptorList": []}

    def _partitions(self, given: Json) -> Iterator[Entity]:
        found = self.catalog.partitions(*_place(given), given.get("Expression") or "", segment=_segment(given))
        return map(_without_columns, found) if given.get("ExcludeColumnSchema") else found


def _place(given: Json) -> tuple[str, str]:
    return given["DatabaseName"], given["TableName"]


def _segment(given: Json) -> Segment | None:
    if not given.get("Segment"):
        return None
    segment = Segment(given["Segment"]["SegmentNumber"], given["Segment"]["TotalSegments"])
    if not 0 <= segment.number < segment.total <= _MOST_SEGMENTS:
        raise InvalidInputException(
            f"Segment {segment.number} of {segment.total}: there may be {_MOST_SEGMENTS}, counted from 0."
        )
    return segment


def _without_columns(partition: Entity) -> Entity:
    storage = {name: value for name, value in partition["StorageDescriptor"].items() if name != "Columns"}
    return {**partition, "StorageDescriptor": storage}


def _told(failures: list[Failure], member: str) -> Json:
    return {
        "Errors": [
            {member: list(one.values), "ErrorDetail": {"ErrorCode": one.code, "ErrorMessage": one.message}}
            for one in failures
        ]
    }
