"""Names of things of a catalog, and the files that they are kept in."""

from __future__ import annotations

import re

from etl.catalog.errors import InvalidInputException
from etl.errors import OptionError
from etl.storage import named_files

_LONGEST = 255
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def checked_name(kind: str, name: object) -> str:
    """Return a name, in lower case, as Glue stores it.

    Raises:
        InvalidInputException: It cannot be the name of anything: it is empty, too long or a path, say.
    """
    return cased_name(kind, name).lower()


def cased_name(kind: str, name: object) -> str:
    """Return a name as it is, where case counts; the rest is as with `checked_name`."""
    if not isinstance(name, str) or not name.strip():
        raise InvalidInputException(f"{name!r} cannot be the name of a {kind}: it must be a text that is not empty.")
    if len(name) > _LONGEST:
        raise InvalidInputException(f"The name of a {kind} has {len(name)} characters; {_LONGEST} are the most.")
    if _CONTROL.search(name):
        raise InvalidInputException(f"{name!r} cannot be the name of a {kind}: it has control characters.")
    if name in (".", "..") or "/" in name or "\\" in name:
        raise InvalidInputException(f"{name!r} cannot be the name of a {kind}: it is a path.")
    return name


def file_name(name: str) -> str:
    """Return what the file or folder of a name is called, as `etl.storage.named_files` writes names.

    Raises:
        InvalidInputException: It is too long for that.
    """
    try:
        return named_files.file_name(name)
    except OptionError as error:
        raise InvalidInputException(str(error)) from error
