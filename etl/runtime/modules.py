"""The Python modules that a job asks for by `--additional-python-modules`: are they here, and how they get here."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import InvalidWheelFilename, parse_wheel_filename

from etl.errors import EnvironmentMismatchError


def missing(modules: Sequence[str]) -> list[str]:
    """Return those of `modules` (as pip would take them, or paths of wheels) that are not installed as asked for."""
    return [module for module in modules if not _is_installed(module)]


def install_command(modules: Sequence[str], installer_option: str = "") -> list[str]:
    """Return the command that installs `modules` for this interpreter.

    Args:
        modules: Requirements as pip takes them, or paths of wheels.
        installer_option: Options for pip, as `--python-modules-installer-option` gives them.
    """
    return [sys.executable, "-m", "pip", "install", *shlex.split(installer_option), *modules]


def install(modules: Sequence[str], installer_option: str = "") -> None:
    """Install `modules` for this interpreter.

    Raises:
        EnvironmentMismatchError: pip could not.
    """
    command = install_command(modules, installer_option)
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - what the user asked for
    if done.returncode != 0:
        reason = next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "pip gave no reason")
        raise EnvironmentMismatchError(
            f"{shlex.join(command)} failed: {reason}", "Mend that, or run without --install."
        )


def _is_installed(module: str) -> bool:
    try:
        requirement = _requirement(module)
        return requirement.specifier.contains(version(requirement.name), prereleases=True)
    except (InvalidRequirement, InvalidWheelFilename, PackageNotFoundError):
        return False


def _requirement(module: str) -> Requirement:
    if module.endswith(".whl"):
        name, number, *_ = parse_wheel_filename(Path(module).name)
        return Requirement(f"{name}=={number}")
    return Requirement(module)
