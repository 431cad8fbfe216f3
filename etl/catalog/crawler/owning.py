"""The tables that a crawler made before: each keeps the files of its folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from etl.catalog.contract import Catalog, Entity
from etl.catalog.crawler.classifiers.classification import UNKNOWN, Kind
from etl.catalog.crawler.groups import Classified, Grouping, Skipped, is_within
from etl.catalog.crawler.settling import Form, settled
from etl.catalog.crawler.tables import DEPRECATED, NUMBERED_KEY, UPDATED_BY
from etl.catalog.errors import EntityNotFoundException


@dataclass(frozen=True)
class Owned:
    """A table that the crawler made.

    Attributes:
        name: Its name.
        location: Its folder or file, without a slash at its end.
        form: What its files had in common.
        is_deprecated: Whether it was given up.
    """

    name: str
    location: str
    form: Form
    is_deprecated: bool

    def is_below(self, address: str) -> bool:
        return is_within(self.location, address)

    def folder(self, address: str) -> str:
        """Return its folder below a target; "" is the target."""
        return self.location.removeprefix(address).lstrip("/")


def owned_tables(catalog: Catalog, database: str, crawler: str) -> list[Owned]:
    """Return the tables of a database that a crawler made."""
    try:
        tables = list(catalog.tables(database))
    except EntityNotFoundException:
        return []
    return [_owned(table) for table in tables if (table.get("Parameters") or {}).get(UPDATED_BY) == crawler]


def holders(own: Sequence[Owned]) -> list[Owned]:
    """Return the tables that keep their folders; one that was given up does not where another's folder overlaps."""
    live = [table.location for table in own if not table.is_deprecated]
    return [table for table in own if not table.is_deprecated or not any(_overlap(table.location, at) for at in live)]


def kept(files: Sequence[Classified], forms: dict[str, Form]) -> tuple[Grouping, list[Classified]]:
    """Return the tables of folders that have one already, and the files of other folders.

    Args:
        files: The files of a target.
        forms: What the files of tables were before, by folder; the deepest folder keeps a file.
    """
    found = Grouping()
    others: list[Classified] = []
    inside: dict[str, list[Classified]] = defaultdict(list)
    for file in files:
        folder = next((above for above in _above(file.name) if above in forms), None)
        (others if folder is None else inside[folder]).append(file)
    for folder in sorted(inside):
        _keep(found, folder, inside[folder], forms[folder])
    return found, others


def _keep(found: Grouping, folder: str, files: list[Classified], form: Form) -> None:
    group, skipped = settled(folder, files, "a table that is there", form)
    if group.files[0].found.format == UNKNOWN.format and form.kind.name != UNKNOWN.name:
        found.skipped += [Skipped(file.name, "nobody knows its format any more") for file in files]
        return
    found.groups.append(group)
    found.skipped += skipped


def _above(name: str) -> Iterator[str]:
    """Yield a file's name and the folders that it is in, up to the target."""
    while name:
        yield name
        name = name.rpartition("/")[0]
    yield ""


def _overlap(one: str, other: str) -> bool:
    return is_within(one, other) or is_within(other, one)


def _owned(table: Entity) -> Owned:
    storage, parameters = table.get("StorageDescriptor") or {}, table.get("Parameters") or {}
    location = str(storage.get("Location") or "").rstrip("/")
    return Owned(table["Name"], location, Form(_kind(parameters), _keys(table)), DEPRECATED in parameters)


def _kind(parameters: dict[str, Any]) -> Kind:
    name, compression = parameters.get("classification", ""), parameters.get("compressionType", "none")
    return Kind(name, compression, parameters.get("delimiter"))


def _keys(table: Entity) -> tuple[str, ...]:
    names = (key["Name"] for key in table.get("PartitionKeys") or ())
    return tuple("" if NUMBERED_KEY.fullmatch(name) else name for name in names)
