"""What a classifier says of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from etl.frame.types import Struct


@dataclass(frozen=True)
class Classification:
    """A format and its columns.

    Attributes:
        format: Glue's name of the format; `UNKNOWN`.
        columns: The columns that were found.
        parameters: What else a table says of the format: its delimiter, its line of names.
        records: How many records the sample has; 0 where nobody counted.
        compression: How the file is compressed, around its format.
    """

    format: str
    columns: Struct = Struct()
    parameters: Mapping[str, str] = field(default_factory=dict)
    records: int = 0
    compression: str = "none"

    def compressed(self, compression: str) -> Classification:
        return replace(self, compression=compression)

    @property
    def kind(self) -> tuple[object, ...]:
        """What files of one table have in common, their columns apart."""
        return self.format, self.compression, self.parameters.get("delimiter")


UNKNOWN = Classification("UNKNOWN")
