"""The keys by which the tables of Relationalize are joined: each run goes on where the last one ended.

Source: https://docs.aws.amazon.com/glue/latest/dg/monitor-continuations.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from etl.storage.shapes import NUMBER, MappingOf

KIND = "joinKeys"
"""What the state is called among those of a step."""

SHAPE = MappingOf(NUMBER)

Count = Callable[[], Mapping[str, int]]
"""Returns the last key of each table that a query has given keys to."""


class JoinKeys:
    """The join keys of a step while a run gives them.

    Args:
        before: The last key that earlier runs have given, by table.
    """

    def __init__(self, before: Mapping[str, int]) -> None:
        self._before = before
        self._counts: list[Count] = []

    def last(self, table: str) -> int:
        """Return the last key that the rows of a table have had in earlier runs; 0 if there were none."""
        return self._before.get(table, 0)

    def given_by(self, count: Count) -> None:
        """Have a function asked, when the run has ended well, which keys were given."""
        self._counts.append(count)

    def after(self) -> dict[str, int]:
        """Return the last keys when this run has ended well."""
        after = dict(self._before)
        for count in self._counts:
            given = count()
            after |= {table: max(last, after.get(table, 0)) for table, last in given.items()}
        return after
