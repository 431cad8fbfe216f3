"""Lines for people whose parts stand below each other."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

_AT_ONCE = 1000
"""How many lines are held, to have their parts below each other."""

Row = Sequence[object]


def columns(rows: Iterable[Row]) -> Iterator[str]:
    """Yield rows, some of which there must be, with their parts below each other."""
    remaining = iter(rows)
    while some := [[str(part) for part in row] for row in itertools.islice(remaining, _AT_ONCE)]:
        widths = [max(map(len, column)) for column in zip(*some, strict=True)]
        for row in some:
            yield "  ".join(part.ljust(width) for part, width in zip(row, widths, strict=True)).rstrip()


def facts(pairs: Iterable[tuple[str, object]]) -> Iterator[str]:
    """Yield a line for each thing that there is to say, after the word for it."""
    return columns([(word, value) for word, value in pairs if value])


def section(title: str, rows: Sequence[Row]) -> Iterator[str]:
    """Yield rows below a title, nothing if there are none."""
    if rows:
        yield from ("", title)
        yield from (f"  {line}" for line in columns(rows))
