"""Amazon Ion, text or binary, by Amazon's own library."""

from __future__ import annotations

from etl.errors import EnvironmentMismatchError
from etl.formats.contract import Input
from etl.formats.ion_library import INSTALL, has_ion_library
from etl.formats.partitioning import partitioned
from etl.formats.python_source import PythonSource
from etl.formats.read_only import ReadOnlyFormat
from etl.frame.frame import Frame
from etl.jvm.forms import ion_check
from etl.options import Options


class IonFormat(ReadOnlyFormat):
    """Streams of Ion: each struct is a record."""

    spark_format = "ion"

    def read(self, source: Input, options: Options) -> Frame:  # noqa: ARG002 - Ion has none
        _require_library()
        from etl.formats.ion_values import ion_records

        records = PythonSource(source, ion_records, ion_check)
        return Frame.from_source(partitioned(records, source.partitioning), stage=source.stage)


def _require_library() -> None:
    if not has_ion_library():
        raise EnvironmentMismatchError("The format ion needs the Python library amazon.ion.", f"Install it: {INSTALL}.")


ION = IonFormat()
