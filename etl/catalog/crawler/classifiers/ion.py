"""Amazon Ion: a stream of structs, binary or text.

Source: https://amazon-ion.github.io/ion-docs/docs/binary.html
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, BinaryIO

from etl.catalog.crawler.classifiers.classification import Classification
from etl.catalog.crawler.sampling import Sample
from etl.catalog.crawler.types import common_type_of, type_of
from etl.formats.ion_library import INSTALL, has_ion_library
from etl.formats.python_worker import Unreadable
from etl.frame.types import Struct

_MARK = b"\xe0\x01\x00\xea"
_TEXT_STARTS = (b"{", b"$ion_1_0")


def classify_ion(taken: Sample, _: BinaryIO) -> Classification | None:
    """Return what a stream of structs of Ion holds; None for another file, and where the library is missing."""
    is_binary = taken.data.startswith(_MARK)
    if not has_ion_library() or (b"\0" in taken.data and not is_binary):
        return None
    records = _records(taken, may_have_others=is_binary)
    columns = common_type_of(map(type_of, records))
    return Classification("ion", columns, records=len(records)) if isinstance(columns, Struct) else None


def ion_hint(taken: Sample) -> str:
    """Return how to find out whether a file that nobody knows is Ion; "" where that is known."""
    may_be = taken.data.startswith(_MARK) or taken.data.lstrip().startswith(_TEXT_STARTS)
    return f"which may be Ion: {INSTALL}" if may_be and not has_ion_library() else ""


def _records(taken: Sample, *, may_have_others: bool) -> list[Mapping[str, Any]]:
    """Return the structs of a stream, of which only the last may be cut off; none if it has other values."""
    from etl.formats.ion_values import ion_records

    file, found = io.BytesIO(taken.data), list[Mapping[str, Any]]()
    try:
        for record in ion_records(file):
            if not isinstance(record, Unreadable):
                found.append(record)
            elif not may_have_others:
                return []
    except ValueError:
        is_cut_off = not taken.is_whole and file.tell() == len(taken.data)
        return found if may_have_others or is_cut_off else []
    return found
