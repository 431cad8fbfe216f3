"""The class archive: Spark's classes as one JVM has loaded and checked them, so that the next start in half the time.

It is Java's own (class data sharing). The first JVM writes it when it ends, in the background, to the user's cache
folder, 140 MB for each pair of Spark and Java; a JVM that finds the archive unfit passes over it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from pathlib import Path

import pyspark

from etl.jvm import cache

_QUIET = ["-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xlog:class+path=off"]
_GIVEN_UP_SECONDS = 600
"""How old a beginning is that nobody works on any more."""


def java_options(*, writes: bool = True) -> list[str]:
    """Return the options, quoted, for a JVM of Spark's: to use the archive, or to write it if nobody else does.

    Args:
        writes: Whether the JVM may write it; others have to wait until it ends.
    """
    folder = cache.user_folder()
    java = _java()
    if folder is None or java is None or _has_its_own():
        return []
    archive = folder / f"spark{pyspark.__version__}-{_fingerprint(java)}.jsa"
    begun = archive.with_suffix(".begun")
    try:
        if _is_finished(begun):
            begun.replace(archive)
        if archive.exists():
            return [f'"-XX:SharedArchiveFile={archive}"', *_QUIET]
        if writes and _claims(begun):
            return [f'"-XX:ArchiveClassesAtExit={begun}"', *_QUIET]
    except OSError:  # a cache folder that cannot be written, or another process was quicker
        pass
    return []


def _java() -> Path | None:
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=str(Path(home) / "bin") if home else None)
    return Path(found).resolve() if found else None


def _has_its_own() -> bool:
    """Tell whether the user's options for every JVM choose an archive: Java refuses to start with two."""
    return any("Archive" in os.environ.get(name, "") for name in ("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"))


def _fingerprint(java: Path) -> str:
    facts = [pyspark.__file__, str(java), java.stat().st_mtime_ns]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def _is_finished(begun: Path) -> bool:
    """Tell whether the archive is whole: the JVM writes the first bytes last."""
    return begun.exists() and any(begun.open("rb").read(4))


def _claims(begun: Path) -> bool:
    begun.parent.mkdir(parents=True, exist_ok=True)
    if begun.exists() and time.time() - begun.stat().st_mtime > _GIVEN_UP_SECONDS:
        begun.unlink()
    try:
        begun.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
