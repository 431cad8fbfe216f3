"""The names of tables in the catalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from etl.catalog.contract import Catalog, Entity
from etl.catalog.crawler.definition import CrawlerDefinition
from etl.catalog.crawler.files import Place
from etl.catalog.crawler.groups import Group
from etl.catalog.crawler.tables import distinct, location_in, location_of, table_name
from etl.catalog.errors import EntityNotFoundException


def names_of(catalog: Catalog, found: Sequence[tuple[Place, Group]], definition: CrawlerDefinition) -> list[str]:
    """Return the names of tables: one that several would have, or a table of other files has, gets a hash.

    A table that is there keeps its name.
    """
    plain = [table_name(place.address, group, definition.table_prefix) for place, group in found]
    locations = [location_of(place.address, group) for place, group in found]
    counts = Counter(plain)
    return [
        _name(catalog, definition.database, name, location, is_shared=counts[name] > 1)
        for name, location in zip(plain, locations, strict=True)
    ]


def _name(catalog: Catalog, database: str, plain: str, location: str, *, is_shared: bool) -> str:
    known, own = known_table(catalog, database, plain), distinct(plain, location)
    if known is not None:
        return plain if location_in(known).rstrip("/") == location.rstrip("/") else own
    return own if is_shared or known_table(catalog, database, own) is not None else plain


def known_table(catalog: Catalog, database: str, name: str) -> Entity | None:
    """Return a table; None if there is none."""
    try:
        return catalog.table(database, name)
    except EntityNotFoundException:
        return None
