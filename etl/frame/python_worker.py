"""What runs in Spark's Python workers: a function of the user's over the texts of records."""

from __future__ import annotations

import itertools
import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from etl.frame.dynamic_record import DynamicRecord
from etl.frame.record_codec import decoder, encoder
from etl.frame.tally import TaskTally

if TYPE_CHECKING:
    import pyarrow as pa

OUTPUT = "record string, message string, trace string, input string"
"""What `map_batches` gives: the text of the new record, or the message, the trace and the record it was given."""

RETURNED_NONE = "User-specified function returned None instead of DynamicRecord"

KEEP = ""
"""The verdict on a record that a filter keeps; one that it drops gets None, a failure its message and trace as JSON."""

Row = tuple[str | None, str | None, str | None, str | None]
Batches = Callable[[Iterable["pa.RecordBatch"]], Iterable["pa.RecordBatch"]]


class Failures:
    """Counts the records of one task that the user's function failed on."""

    def __init__(self, tally: TaskTally) -> None:
        self._tally = tally
        self._partition = -1
        self._count = 0

    def add(self) -> None:
        partition = partition_id()
        self._count = self._count + 1 if partition == self._partition else 1
        self._partition = partition
        self._tally.add(partition, self._count)


def partition_id() -> int:
    """Return the number of the partition that this task works on."""
    from pyspark import TaskContext

    context = TaskContext.get()
    return context.partitionId() if context else 0


def map_batches(f: Callable[[DynamicRecord], Any], time_zone: str, tally: TaskTally) -> Batches:
    """Return the `mapInArrow` function that applies the user's `f` to every record."""

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        decode, encode, failures = decoder(time_zone), encoder(time_zone), Failures(tally)
        for batch in batches:
            texts = batch.column(0).to_pylist()
            records = zip(decode(texts), texts, strict=True)
            yield _batch((_mapped(f, record, text, encode) for record, text in records), failures)

    return run


def map_partitions(
    f: Callable[[int, Iterator[dict[str, Any]]], Iterable[dict[str, Any]]], time_zone: str, tally: TaskTally
) -> Batches:
    """Return the `mapInArrow` function that hands a whole partition to the user's `f`.

    `f` gets the partition's number and an iterator of `{"record": …}`, and gives such dicts; one with `isError` and
    `errorMessage` becomes an error record.
    """

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        decode, encode, failures = decoder(time_zone), encoder(time_zone), Failures(tally)
        items = ({"record": record} for batch in batches for record in decode(batch.column(0).to_pylist()))
        rows = (_item(item, encode) for item in f(partition_id(), items))
        while chunk := list(itertools.islice(rows, 10_000)):
            yield _batch(chunk, failures)

    return run


def _mapped(f: Callable[[DynamicRecord], Any], record: DynamicRecord, text: str, encode: Callable[[Any], str]) -> Row:
    try:
        made = f(record)
        if not made:
            return None, RETURNED_NONE, None, text
        if not isinstance(made, dict):
            return None, f"User-specified function returned {type(made).__name__} instead of DynamicRecord", None, text
        return encode(made), None, None, None
    except Exception as error:  # noqa: BLE001  whatever the user's function raises
        return None, str(error) or type(error).__name__, trace(error), text


def _item(item: dict[str, Any], encode: Callable[[Any], str]) -> Row:
    text = encode(item["record"])
    if item.get("isError"):
        return None, str(item.get("errorMessage", "")), None, text
    return text, None, None, None


def _batch(rows: Iterable[Row], failures: Failures) -> pa.RecordBatch:
    import pyarrow as pa

    columns = list(zip(*rows, strict=True)) or [()] * 4
    for message in columns[1]:
        if message is not None:
            failures.add()
    names = ["record", "message", "trace", "input"]
    return pa.RecordBatch.from_arrays([pa.array(column, pa.string()) for column in columns], names)


def trace(error: Exception) -> str:
    """Return the trace from the user's own line on."""
    own = error.__traceback__.tb_next if error.__traceback__ and error.__traceback__.tb_next else error.__traceback__
    return "".join(traceback.format_exception(type(error), error, own))
