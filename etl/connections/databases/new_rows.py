"""The rows of a table that a job bookmark has not seen.

Source: https://docs.aws.amazon.com/glue/latest/dg/programming-etl-connect-bookmarks.html
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from etl.bookmarks.job_bookmark import JobBookmark
from etl.connections.databases.columns import sql_names
from etl.connections.databases.database import Database
from etl.notice import warn
from etl.options import Options

_NUMBERS = "COUNT(*) AS row_count, MIN({key}) AS lowest, MAX({key}) AS highest"


def new_rows(database: Database, relation: str, given: Options, bookmark: JobBookmark, ctx: str) -> str:
    """Return the condition of the rows that this run reads; "" for all, where there is no key to know new ones by.

    Args:
        database: Where the table is.
        relation: The table, or a query in parentheses.
        given: The values of Glue's options.
        bookmark: What the job has read.
        ctx: The name of the step.

    Raises:
        OptionError: Earlier runs had another key, or its values have no order.
    """
    named = sql_names(database, relation, "jobBookmarkKeys", given["jobBookmarkKeys"])
    keys = named or list(bookmark.keys_so_far(ctx)) or _own_key(database, relation, given)
    if not keys:
        warn(
            f"transformation_ctx={ctx!r}: {relation} has no primary key of whole numbers without gaps, so that each "
            "run reads all rows: name columns that only grow with jobBookmarkKeys."
        )
        return ""
    reading = bookmark.keys(ctx, keys, descending=given["jobBookmarkKeysSortOrder"] == "desc")
    _tell_nulls(database, relation, keys)
    last = database.first_row(f"SELECT {', '.join(keys)} FROM {relation} ORDER BY {reading.order()}")
    return reading.condition(tuple(last) if last else (), database.vendor.literal)


def _tell_nulls(database: Database, relation: str, keys: Sequence[str]) -> None:
    without = " OR ".join(f"{key} IS NULL" for key in keys)
    [count] = database.read(f"(SELECT COUNT(*) AS row_count FROM {relation} WHERE {without}) nulls", {}, []).collect()
    if count[0]:
        warn(
            f"{relation}: {count[0]} rows have no {' or '.join(keys)}, and are not read: no run could tell whether it "
            "has read them. Name columns without nulls with jobBookmarkKeys."
        )


def _own_key(database: Database, relation: str, given: Options) -> list[str]:
    """Return the primary key, where its values are whole numbers without gaps, as AWS Glue wants it."""
    keys = database.primary_key(relation) if relation == given["dbtable"] and not relation.startswith("(") else []
    if len(keys) != 1:
        return []
    numbers = f"(SELECT {_NUMBERS.format(key=keys[0])} FROM {relation}) numbers"
    count, lowest, highest = tuple(database.read(numbers, {}, []).collect()[0])
    is_whole = isinstance(lowest, int | Decimal) and lowest == int(lowest)
    return keys if is_whole and int(highest) - int(lowest) + 1 == count else []
