"""What a classifier says of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO, NamedTuple

from etl.catalog.crawler.sampling import Sample
from etl.frame.types import Struct


class Kind(NamedTuple):
    """What the files of one table have in common, their columns apart."""

    name: str
    compression: str
    delimiter: str | None


@dataclass(frozen=True)
class Classification:
    """A format and its columns.

    Attributes:
        format: Glue's name of the format; `UNKNOWN`.
        columns: The columns that were found.
        parameters: What else a table says of the format: its delimiter, its line of names.
        records: How many records the sample has; 0 where nobody counted.
        compression: How the file is compressed, around its format.
        label: The `classification` of the table, where it is not the format's name.
        certainty: From above 0 to 1, which is certain.
        serde: What the table tells its SerDe beyond what the format always does.
        line: The only line of a text that nobody knows.
        hint: What may make a file known that nobody knows.
        is_empty: Whether there is nothing in the file.
    """

    format: str
    columns: Struct = field(default_factory=Struct)
    parameters: Mapping[str, str] = field(default_factory=dict)
    records: int = 0
    compression: str = "none"
    label: str = ""
    certainty: float = 1.0
    serde: Mapping[str, str] = field(default_factory=dict)
    line: str = ""
    hint: str = ""
    is_empty: bool = False

    @property
    def name(self) -> str:
        """The `classification` of the table."""
        return self.label or self.format.lower()

    def compressed(self, compression: str) -> Classification:
        return replace(self, compression=compression)

    @property
    def kind(self) -> Kind:
        return Kind(self.name, self.compression, self.parameters.get("delimiter"))


Classifier = Callable[[Sample, BinaryIO], Classification | None]
"""Says what a file is, by its sample or by the file itself; None for what it does not know.

Raises UnfitError for what it knows and no table can have.
"""

UNKNOWN = Classification("UNKNOWN", certainty=0.0)
EMPTY = replace(UNKNOWN, is_empty=True)
