"""Long answers in pages, as Glue gives them: the next page goes on where the last one ended."""

from __future__ import annotations

import atexit
import itertools
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from etl.errors import PageTokenError

Item = Mapping[str, Any] | str
"""A thing in the shape of Glue's API, or the name of one."""

_KEPT = 16
"""How many listings that nobody has read to their end are kept."""

_open: OrderedDict[str, Iterator[Item]] = OrderedDict()
atexit.register(_open.clear)  # while all that the listings need is still there


def page(
    given: Mapping[str, Any], member: str, listing: Callable[[], Iterator[Item]], most: int = 100
) -> dict[str, Any]:
    """Return a page of a listing.

    Args:
        given: The parameters of the operation, `MaxResults` and `NextToken` among them.
        member: What the answer calls the listing.
        listing: Begins the listing.
        most: How many items a page has, unless `MaxResults` says less.

    Raises:
        PageTokenError: A token that is none.
    """
    items, place = _resumed(given.get("NextToken"), listing)
    size = min(most, given.get("MaxResults") or most)
    found = list(itertools.islice(items, size + 1))
    if len(found) <= size:
        return {member: found}
    return {member: found[:size], "NextToken": _kept(itertools.chain(found[size:], items), place + size)}


def _resumed(token: str | None, listing: Callable[[], Iterator[Item]]) -> tuple[Iterator[Item], int]:
    """Return the rest of a listing and how many items came before it; one that is not kept any more is begun anew."""
    if not token:
        return iter(listing()), 0
    _, _, place = token.partition(":")
    if not place.isdigit():
        raise PageTokenError(token)
    kept = _open.pop(token, None)
    return (kept or itertools.islice(listing(), int(place), None)), int(place)


def _kept(items: Iterator[Item], place: int) -> str:
    token = f"{uuid.uuid4().hex}:{place}"
    _open[token] = items
    while len(_open) > _KEPT:
        _open.popitem(last=False)
    return token
