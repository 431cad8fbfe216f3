"""What a job asks for besides itself, brought to where it can use it: Python modules, jars and other files."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.runtime import extra_files, modules
from etl.runtime.buckets import local_file
from etl.runtime.parameters import Parameters
from etl.runtime.settings import Settings

_BUCKETS = ("s3://", "s3a://", "s3n://")
_MODULES = "additional-python-modules"


@dataclass(frozen=True)
class Provisions:
    """Files that a job brings.

    Attributes:
        jars: Jars for the JVMs.
        files: Files for the working folders, the driver's and the executors'.
        modules: Python files and archives for the executors; the driver has them on its path.
    """

    jars: list[Path]
    files: list[Path]
    modules: list[Path]


def provide_modules(given: Parameters, settings: Settings, *, installs: bool) -> str:
    """Install the modules of `--additional-python-modules` that are missing, or return how the user can do it.

    Raises:
        EnvironmentMismatchError: They could not be installed.
        PathError: A wheel in a bucket is not there.
    """
    option = given.values.get("python-modules-installer-option", "")
    lacking = modules.missing([_requirement(name, settings) for name in given.listed(_MODULES)])
    if not lacking:
        return ""
    if installs:
        modules.install(lacking, option)
        return f"--{_MODULES}: installed {', '.join(lacking)}"
    command = shlex.join(modules.install_command(lacking, option))
    return (
        f"--{_MODULES}: not installed as asked for: {', '.join(lacking)}. Give `etl run` --install, or run: {command}"
    )


@contextmanager
def provided(given: Parameters, settings: Settings, say: Callable[[str], None]) -> Iterator[Provisions]:
    """Have the files of `--extra-jars`, `--extra-files` and `--extra-py-files` in place until the end.

    The folder of `--spark-event-logs-path` is made, as Spark wants it to be there.

    Raises:
        PathError: A file that is asked for is not there.
        OptionError: A file of `--extra-py-files` is neither a module nor an archive of modules.
    """
    for folder in given.listed("spark-event-logs-path"):
        if settings.is_local or not folder.startswith(_BUCKETS):
            local_file(folder, settings).mkdir(parents=True, exist_ok=True)
    jars, files, sources = (
        extra_files.asked_for(given.listed(parameter), settings, parameter=parameter)
        for parameter in ("extra-jars", "extra-files", "extra-py-files")
    )
    with extra_files.as_modules(sources) as python, extra_files.in_working_folder(files) as remarks:
        for remark in remarks:
            say(remark)
        sys.path[:0] = [extra_files.import_path(module) for module in python]
        yield Provisions(jars, files, python)


def _requirement(name: str, settings: Settings) -> str:
    if not name.startswith(_BUCKETS):
        return name
    return str(extra_files.asked_for([name], settings, parameter=_MODULES)[0])
