"""What there is at a target: its files, and the tables that they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from etl.catalog.crawler.definition import NEW_FOLDERS, CrawlerDefinition, Target
from etl.catalog.crawler.emptiness import with_records
from etl.catalog.crawler.files import FoundFile, NoFilesError, Place, place_of
from etl.catalog.crawler.grouping import groups_at, groups_of
from etl.catalog.crawler.groups import Classified, Grouping, Skipped, is_within
from etl.catalog.crawler.inspection import Say, inspected
from etl.catalog.crawler.owning import Owned, holders, kept
from etl.catalog.crawler.settling import Form
from etl.catalog.crawler.tables import location_of
from etl.storage.globs import excluded, patterns


@dataclass(frozen=True)
class Survey:
    """What there is at a target.

    Attributes:
        place: The target.
        names: The names of its files, whatever they are.
        grouping: The tables that they are.
    """

    place: Place
    names: tuple[str, ...]
    grouping: Grouping

    def has_files(self, location: str) -> bool:
        """Return whether a folder has files, or is one."""
        return location.rstrip("/") in self._places

    def tables_of(self, location: str) -> list[str]:
        """Return the folders of the tables that files of a folder are in."""
        folder = location.rstrip("/").removeprefix(self.place.address).lstrip("/")
        groups = [one for one in self.grouping.groups if any(is_within(file.name, folder) for file in one.files)]
        return [location_of(self.place.address, group) for group in groups]

    @cached_property
    def _places(self) -> set[str]:
        found = {self.place.address} if self.names else set()
        for name in self.names:
            while name:
                found.add(f"{self.place.address}/{name}")
                name = name.rpartition("/")[0]  # noqa: PLW2901 - upwards
        return found


def survey(target: Target, definition: CrawlerDefinition, own: Sequence[Owned], say: Say) -> Survey:
    """Look at a target.

    Args:
        target: The target.
        definition: The crawler.
        own: The tables that the crawler made before.
        say: Is told how far it is.

    Raises:
        NoFilesError: There is nothing, and the crawler has no table there.
        PathError: The target cannot be asked, or a file cannot be read.
    """
    place = place_of(target.path)
    here = [table for table in own if table.is_below(place.address)]
    files = _files(place, target, may_be_gone=bool(here))
    found = list(inspected(place, files, target.sample_size, definition.classifiers, say))
    classified = with_records([one for one in found if isinstance(one, Classified)])
    grouping = _grouping(place, classified, definition, here)
    grouping.skipped[:0] = [one for one in found if isinstance(one, Skipped)]
    return Survey(place, tuple(file.name for file in files), grouping)


def _files(place: Place, target: Target, *, may_be_gone: bool) -> list[FoundFile]:
    left_out = patterns("Exclusions", list(target.exclusions))
    try:
        return [file for file in place.files() if not excluded(file.name, left_out)]
    except NoFilesError:
        if not may_be_gone:
            raise
        return []


def _grouping(
    place: Place, files: Sequence[Classified], definition: CrawlerDefinition, own: Sequence[Owned]
) -> Grouping:
    forms = {table.folder(place.address): table.form for table in holders(own)}
    if own and definition.recrawl == NEW_FOLDERS:
        return _of_known_tables(files, forms)
    if definition.table_level:
        return groups_at(_level(place, definition.table_level), files, forms)
    if definition.combines:
        forms = _not_combined(files, forms)
    grouping, others = kept(files, forms)
    split = {above for group in grouping.groups for above in _folders_above(group.folder)}
    grouping.groups += groups_of(others, combines=definition.combines, split=split)
    return grouping


def _of_known_tables(files: Sequence[Classified], forms: dict[str, Form]) -> Grouping:
    grouping, others = kept(files, forms)
    why = "it would be a new table, and a crawl of new folders only makes none"
    grouping.skipped += [Skipped(file.name, why) for file in others]
    return grouping


def _not_combined(files: Sequence[Classified], forms: dict[str, Form]) -> dict[str, Form]:
    """Return the tables that are not below one that files combine to."""
    combined = [group.folder for group in groups_of(files, combines=True)]
    return {
        folder: form
        for folder, form in forms.items()
        if not any(folder != above and is_within(folder, above) for above in combined)
    }


def _folders_above(folder: str) -> set[str]:
    parts = folder.split("/") if folder else []
    return {"/".join(parts[:depth]) for depth in range(len(parts))}


def _level(place: Place, absolute: int) -> int:
    """Return how many levels below a target a level is that is counted from the bucket, or from a path given."""
    depth = 1 + len([part for part in urlsplit(place.address).path.split("/") if part]) if "://" in place.address else 1
    return max(0, absolute - depth)
