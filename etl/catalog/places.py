"""Where a catalog can be copied to and from on this machine: a folder like that of the catalog, or one JSON file."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from etl.catalog import one_file
from etl.catalog.contract import Catalog
from etl.catalog.errors import InvalidInputException
from etl.catalog.files import FileCatalog
from etl.errors import PathError

_ENDING = ".json"
"""What the name of a file ends with that is not there yet."""


def source_at(path: Path, like: Catalog) -> AbstractContextManager[Catalog]:
    """Return what gives the catalog at a path.

    Args:
        path: A folder, or a file of answers of Glue.
        like: Says what the databases and tables are of which a file has only parts.

    Raises:
        PathError: There is nothing there.
        InvalidInputException: It is some other folder.
    """
    if not path.exists():
        raise PathError(str(path), "there is no such file or folder")
    if path.is_file():
        return one_file.opened(path, like)
    if not (path / "databases").is_dir() and not (path / "connections").is_dir():
        raise InvalidInputException(
            f"{path} is no folder of a catalog: it has neither databases nor connections in it."
        )
    return nullcontext(FileCatalog(path))


def target_at(path: Path, like: Catalog, *, writes: bool) -> AbstractContextManager[Catalog]:
    """Return what gives a catalog that is kept at a path, where nothing need be yet.

    Args:
        path: A folder, or a file, whose name ends in `.json`.
        like: As for `source_at`.
        writes: Whether the catalog may be changed.
    """
    if path.is_file() or (path.suffix == _ENDING and not path.exists()):
        return one_file.opened(path, like, writes=writes)
    return nullcontext(FileCatalog(path))
