"""What is installed beside us: one Python environment can hold one package named `awsglue`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator

from etl.errors import EnvironmentMismatchError

_RIVALS = {
    re.sub(r"[-_.]+", "-", name).lower(): name
    for name in (
        "AWSGlueDataplanePython",
        "aws-glue-libs",
        "awsglue-dev",
        "awsglue-devel",
        "awsglue-local",
        "awsglue-local-dev",
        "awsglue3-local",
        "fake-awsglue",
    )
}
"""Distributions that bring a package named `awsglue`, by their normalized names."""

_METADATA = re.compile(r"(?P<name>.+?)(-(?P<version>[^-]+))?(-py[\d.]+)?\.(dist|egg)-info$")


class RivalLibraryError(EnvironmentMismatchError, ImportError):
    """Another distribution's package is named `awsglue`, too: `args` are what is wrong and how to mend it."""


def refuse_rivals(path: Iterable[str] | None = None) -> None:
    """Raise if another distribution that owns the name `awsglue` is installed.

    Both write into one folder: the files of the one installed last remain, and removing either one leaves gaps.

    Args:
        path: The folders to look into; `sys.path` if None.

    Raises:
        RivalLibraryError: There is one; the message says which, and how to mend it.
    """
    for folder in sys.path if path is None else path:
        for name, version in _distributions(folder):
            rival = _RIVALS.get(re.sub(r"[-_.]+", "-", name).lower())
            if rival:
                raise _refusal(f"{rival} {version or ''}".strip(), rival, folder)


def _distributions(folder: str) -> Iterator[tuple[str, str | None]]:
    """Return names and versions as the names of the metadata folders tell them: nothing is opened."""
    try:
        entries = os.listdir(folder or ".")  # noqa: PTH208 - ten times as fast as making paths
    except OSError:  # a zip, or a folder that is not there
        return
    for entry in entries:
        if entry.endswith("-info"):
            match = _METADATA.match(entry)
            if match:
                yield match["name"], match["version"]


def _refusal(found: str, rival: str, folder: str) -> RivalLibraryError:
    return RivalLibraryError(
        f"{found} is installed in {folder}: its package `awsglue` and the one of local-glue have one name, "
        "and the files of the one installed last are used.",
        f"Keep one of them in an environment. To keep local-glue: `pip uninstall {rival}`, "
        "then `pip install --force-reinstall --no-deps local-glue`, which restores files that both have.",
    )
