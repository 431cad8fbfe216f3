"""Brings our own Python packages to executors on other machines."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from pyspark import SparkContext

import etl

_PACKAGES = ("etl", "awsglue", "awsgluedi", "awsgluedq", "awsglueml")

_STUDIO = "gs_derived"
"""One of the modules of Glue Studio's helpers, which stand beside each other."""


def ship(sc: SparkContext) -> None:
    """Let the Python workers of `sc` import our packages as they are here, whatever is installed there."""
    sc.addPyFile(str(_archive()))


@functools.cache
def _archive() -> Path:
    folder = tempfile.mkdtemp(prefix="local-glue-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder, f"local_glue-{etl.__version__}.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for package in _PACKAGES:
            for root in _roots(package):
                _add(archive, root)
        for module in _studio_modules():
            archive.write(module, module.name)
    return path


def _roots(package: str) -> Iterator[Path]:
    spec = find_spec(package)
    return (Path(root) for root in (spec.submodule_search_locations or [] if spec else []))


def _studio_modules() -> Iterator[Path]:
    spec = find_spec(_STUDIO)
    return Path(spec.origin).parent.glob("gs_*.py") if spec and spec.origin else iter(())


def _add(archive: zipfile.ZipFile, root: Path) -> None:
    for file in sorted(root.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            archive.write(file, file.relative_to(root.parent).as_posix())
