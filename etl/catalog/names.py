"""Names of things of a catalog, and the files that they are kept in."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from etl.catalog.errors import InvalidInputException

_LONGEST = 255
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_PLAIN = " !#$&'()+,;=@[]^_`{}~-."
"""What a file may be called with besides letters and digits, wherever it is kept."""


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
    """Return what the file or folder of a name is called: the name, with what no disk takes as `%` and two digits.

    Raises:
        InvalidInputException: Written so, it is longer than a file's name can be.

    Example:
        >>> file_name("sales-2020"), file_name("../x")
        ('sales-2020', '%2E.%2Fx')
    """
    encoded = "".join(c if c.isalnum() or c in _PLAIN else quote(c, safe="") for c in name)
    if encoded.startswith("."):
        encoded = "%2E" + encoded[1:]
    if encoded.endswith((".", " ")):
        encoded = f"{encoded[:-1]}%{ord(encoded[-1]):02X}"
    if len(encoded.encode()) > _LONGEST - len(".sqlite-journal"):
        raise InvalidInputException(f"The name {name[:40]!r}… is too long to be kept in a file of that name.")
    return encoded


def name_of(file: str) -> str:
    """Return the name that `file_name` wrote."""
    return unquote(file)
