"""What a script may want to know of the file that a record is read from: further fields of the record.

Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from etl.errors import OptionError
from etl.formats.partitioning import Partitioning
from etl.frame.physical import Sql
from etl.frame.types import STRING, TIMESTAMP, Field, Struct, Type
from etl.options import Option, Options
from etl.storage.listing import FileInfo

ATTACH_OPTIONS = (
    Option("attachFilename", "The name of a field for the path of the file that a record is from.", default=""),
    Option("attachTimestamp", "The name of a field for the time when that file was last changed.", default=""),
)
"""Options of every format's reader."""


@dataclass(frozen=True)
class _Fact:
    """Something that is known of a file.

    Attributes:
        type: Its type in records.
        text: Tells it as a text.
        spark: Tells it in a query of Spark's own readers.
    """

    type: Type
    text: Callable[[FileInfo], str]
    spark: Sql


def _changed(file: FileInfo) -> str:
    return datetime.fromtimestamp(file.modified / 1000, UTC).isoformat()


_FACTS = {
    "attachFilename": _Fact(STRING, lambda file: file.path, "url_decode(replace(_metadata.file_path, '+', '%2B'))"),
    "attachTimestamp": _Fact(TIMESTAMP, _changed, "_metadata.file_modification_time"),
}


def attachments(options: Options) -> list[str]:
    """Return the options of `ATTACH_OPTIONS` that a script gives."""
    return [name for name in _FACTS if options.get(name)]


def attached(partitioning: Partitioning | None, files: Iterable[FileInfo], options: Options) -> Partitioning | None:
    """Return `partitioning` with what `options` want to know of each file, as if it were a partition of its own.

    Raises:
        OptionError: A partition key has the name already.
    """
    given = attachments(options)
    if not given:
        return partitioning
    usual, facts = partitioning or Partitioning(Struct(), {}), [_FACTS[name] for name in given]
    fields = [Field(options[name], _FACTS[name].type) for name in given]
    _check_names([*usual.keys, *fields], given, options)
    values = {file.path: (*usual.values.get(file.path, ()), *(fact.text(file) for fact in facts)) for file in files}
    return Partitioning(Struct((*usual.keys, *fields)), values, [fact.spark for fact in facts])


def _check_names(fields: Sequence[Field], given: Sequence[str], options: Options) -> None:
    names = [field.name.lower() for field in fields]
    for option in given:
        if names.count(options[option].lower()) > 1:
            raise OptionError(option, options[option], "a partition key, or the other of these options, has the name")
