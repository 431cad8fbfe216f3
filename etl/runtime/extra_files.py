"""Files that a job asks for by name: `--extra-files`, `--extra-py-files`, `--extra-jars`."""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from etl.errors import OptionError, PathError
from etl.runtime.buckets import local_file
from etl.runtime.settings import Settings

_MODULES = (".py", ".zip", ".egg", ".whl")


def asked_for(names: Iterable[str], settings: Settings, *, parameter: str) -> list[Path]:
    """Return the local paths of what a job's parameter lists.

    Raises:
        PathError: One of them is not there.
    """
    paths = {name: local_file(name, settings).absolute() for name in names}
    for name, path in paths.items():
        if not path.exists():
            raise PathError(name, f"--{parameter} names it, and there is no {path}")
    return list(paths.values())


@contextmanager
def as_modules(paths: list[Path]) -> Iterator[list[Path]]:
    """Yield the files to put on Python's path and to send to executors, for modules and packages in `paths`.

    A wheel goes as a zip file, since Spark takes that from no other name.

    Raises:
        OptionError: A file that is neither a module nor an archive of modules.
    """
    with ExitStack() as stack:
        yield [_as_module(path, stack) for path in paths]


def import_path(module: Path) -> str:
    """Return what `sys.path` must hold for `module`, a file of `as_modules`, to be imported."""
    return str(module.parent if module.suffix == ".py" else module)


@contextmanager
def in_working_folder(paths: list[Path]) -> Iterator[list[str]]:
    """Have copies of `paths` in the working folder, as on Glue, until the end; yield remarks on what could not be.

    A file that is there already stays as it is: one of another content is remarked on.
    """
    with ExitStack() as stack:
        yield [remark for path in paths for remark in _bring(path, Path.cwd() / path.name, stack)]


def _as_module(path: Path, stack: ExitStack) -> Path:
    if path.suffix not in _MODULES or not path.is_file():
        raise OptionError("--extra-py-files", str(path), f"expected one of {', '.join(_MODULES)}")
    if path.suffix != ".whl":
        return path
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="local-glue-"))
    return Path(shutil.copy(path, Path(folder, path.stem + ".zip")))


def _bring(path: Path, target: Path, stack: ExitStack) -> list[str]:
    if target.exists():
        return [] if _is_same(path, target) else [f"--extra-files {path}: there is another {target}, which stays"]
    if path.is_dir():
        shutil.copytree(path, target)
        stack.callback(shutil.rmtree, target, ignore_errors=True)
    else:
        shutil.copy(path, target)
        stack.callback(target.unlink, missing_ok=True)
    return []


def _is_same(path: Path, target: Path) -> bool:
    if path.samefile(target) or path.is_dir():
        return target.is_dir() == path.is_dir()
    return target.is_file() and filecmp.cmp(path, target, shallow=False)
