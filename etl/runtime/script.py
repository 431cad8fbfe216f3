"""A job's script: found, compiled and run as Python's main module."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType

from etl.errors import PathError, ReadError


@dataclass(frozen=True)
class Script:
    """A script that parses.

    Attributes:
        path: Its file, named as the user named it.
        code: What Python made of it.
    """

    path: Path
    code: CodeType

    @property
    def name(self) -> str:
        """Return the script's name without its ending: the default of a job's name."""
        return self.path.stem

    def run(self, arguments: Sequence[str]) -> None:
        """Run the script as `python SCRIPT ARGUMENTS` would, in this process; what it raises passes through."""
        module = ModuleType("__main__")
        module.__file__ = str(self.path)
        with _as_main(module, [str(self.path), *arguments]):
            exec(self.code, vars(module))  # noqa: S102 - running the user's script is what this is for


def load(path: Path) -> Script:
    """Return the script at `path`.

    Raises:
        PathError: There is no such file.
        ReadError: It is no Python that this version understands.
    """
    try:
        return Script(path, compile(path.read_bytes(), str(path), "exec", dont_inherit=True))
    except FileNotFoundError as error:
        raise PathError(str(path), "there is no such script") from error
    except IsADirectoryError as error:
        raise PathError(str(path), "it is a folder, not a script") from error
    except SyntaxError as error:
        raise ReadError(f"{path}, line {error.lineno}", _syntax_message(error)) from error
    except ValueError as error:
        raise ReadError(str(path), f"it is no Python script: {error}") from error


def exit_code(ending: SystemExit) -> int:
    """Return the exit code that Python gives for `sys.exit(…)`, whose text, if it is one, goes to standard error."""
    if ending.code is None or isinstance(ending.code, int):
        return ending.code or 0
    print(ending.code, file=sys.stderr)  # noqa: T201 - as Python does
    return 1


def _syntax_message(error: SyntaxError) -> str:
    if not error.text:
        return error.msg
    line = error.text.rstrip()
    shift = len(line) - len(line.lstrip())
    return f"{error.msg}\n    {line.lstrip()}\n    {' ' * max((error.offset or 1) - 1 - shift, 0)}^"


@contextmanager
def _as_main(module: ModuleType, argv: list[str]) -> Iterator[None]:
    before = sys.modules["__main__"], sys.argv, sys.path[:]
    sys.modules["__main__"], sys.argv = module, argv
    sys.path.insert(0, str(Path(argv[0]).resolve().parent))
    try:
        yield
    finally:
        sys.modules["__main__"], sys.argv, sys.path[:] = before
