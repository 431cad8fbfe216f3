"""A table that several tasks read, each the rows whose hash has its number."""

from __future__ import annotations

from etl.connections.databases.vendors import Vendor
from etl.errors import OptionError
from etl.options import Options


def hash_conditions(vendor: Vendor, given: Options, field: str) -> list[str]:
    """Return a condition for each task, so that every row meets one of them; none if one task reads all.

    Args:
        vendor: The kind of database.
        given: The values of Glue's options.
        field: The column of hashfield as SQL names it; "" if none is given.

    Raises:
        OptionError: Both hashfield and hashexpression are given, or the database has no hash of a column.
    """
    expression, count = given["hashexpression"], given["hashpartitions"]
    if not field and not expression:
        return []
    if field and expression:
        raise OptionError("hashexpression", expression, f"hashfield={field!r} is given, too: choose one")
    if field and vendor.hashed is None:
        raise OptionError("hashfield", field, "this database has no hash of a column that is known: use hashexpression")
    number = vendor.hashed(field) if field and vendor.hashed else f"({expression})"
    left_over = f"COALESCE(ABS({vendor.remainder(number, count)}), 0)"
    first = [f"{left_over} = {task}" for task in range(count - 1)]
    others = f"NOT ({' OR '.join(first)})" if first else "1 = 1"
    return [*first, others]
