"""The folder of compiled jars: sealed by a checksum, shared by processes, replaced when damaged.

A sealed file ends in the SHA-256 (64 hexadecimal digits) of all that stands before them. In a jar the seal is the
archive's comment, so that the sealed file is a plain jar to everybody else.
"""

from __future__ import annotations

import atexit
import hashlib
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

SEAL_LENGTH = 64

_log = logging.getLogger(__name__)


def user_folder() -> Path | None:
    """Return the folder `local-glue` in this user's cache folder, which need not exist; None without a home."""
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    named = Path(os.environ.get(variable, ""))
    try:
        return (named if named.is_absolute() else Path.home() / ".cache") / "local-glue"
    except RuntimeError:
        return None


def stored(name: str, build: Callable[[], bytes]) -> Path:
    """Return the cached file `name`; what is missing or damaged is built first.

    Any number of processes may ask at once: each that finds nothing builds its own copy, and the last one stays.
    Where the cache folder cannot be written, the file lies in a private folder that goes when this process ends.

    Args:
        name: The name of the file, which must tell everything that its content depends on.
        build: Makes the content, sealed by `sealed`.
    """
    folder = user_folder()
    if folder and is_whole(folder / name):
        return folder / name
    content = build()
    return (folder and _store_shared(folder, name, content)) or _store(_private_folder(), name, content)


def sealed(content: bytes) -> bytes:
    """Return `content` with its seal."""
    return content + hashlib.sha256(content).hexdigest().encode()


def is_whole(path: Path) -> bool:
    """Tell whether `path` is a sealed file that nothing has damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return len(data) > SEAL_LENGTH and sealed(data[:-SEAL_LENGTH]) == data


def _store_shared(folder: Path, name: str, content: bytes) -> Path | None:
    try:
        return _store(folder, name, content)
    except OSError as problem:
        _log.info("the cache folder cannot be written (%s): the compiled classes go to a temporary folder", problem)
        return None


def _store(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(folder / name)
    except BaseException:
        Path(beside).unlink()
        raise
    return folder / name


def _private_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="local-glue-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
