"""Every public name and signature of Amazon's library is here, or the reason why not is written down."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from awsglue._unsupported import LEFT_OUT

VERSIONS = {"6.0.0": "3.13", "5.1.0": "3.11"}
"""Versions of Amazon's library, each with a Python that it accepts."""

DIFFERENCES: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("surface_differences.toml").read_text(encoding="utf-8")
)
KINDS = {
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "positional",
    inspect.Parameter.POSITIONAL_ONLY: "positional",
    inspect.Parameter.VAR_POSITIONAL: "variable positional",
    inspect.Parameter.KEYWORD_ONLY: "keyword",
    inspect.Parameter.VAR_KEYWORD: "variable keyword",
}


@dataclass(frozen=True)
class Callable:
    """A function or method: how it is called.

    Attributes:
        parameters: For each, its name, its kind and the source of its default (None where there is none).
        wrapper: `classmethod`, `staticmethod`, `property` or nothing.
    """

    parameters: tuple[tuple[str, str, str | None], ...]
    wrapper: str = ""


@dataclass(frozen=True)
class Class:
    """A class: the names of its bases."""

    bases: tuple[str, ...]


@dataclass(frozen=True)
class Value:
    """A module's or class's constant: its source."""

    source: str


@dataclass(frozen=True)
class Import:
    """A class that a module has from another module of the library, or a module."""


Thing = Callable | Class | Value | Import


def public_names(package: Path) -> dict[str, Thing]:
    """Return everything public by its dotted name without `awsglue.`: `context.GlueContext.getSink`, say."""
    found: dict[str, Thing] = {}
    for file in sorted(package.rglob("*.py")):
        module = ".".join([*file.relative_to(package).parent.parts, file.stem]).removesuffix("__init__").rstrip(".")
        if not f"awsglue.{module}".startswith(tuple(LEFT_OUT)):
            found |= {module: Import()} if module else {}
            found |= dict(_members(ast.parse(file.read_text()), module))
    return found


def _members(node: ast.Module | ast.ClassDef, prefix: str) -> Iterator[tuple[str, Thing]]:
    for name, thing, child in _statements(node):
        if name.startswith("_") and name not in ("__init__", "__call__", "__iter__", "__getitem__", "__len__"):
            continue
        dotted = f"{prefix}.{name}" if prefix else name
        yield dotted, thing
        if isinstance(child, ast.ClassDef):
            yield from _members(child, dotted)


def _statements(node: ast.Module | ast.ClassDef) -> Iterator[tuple[str, Thing, ast.stmt]]:
    for statement in node.body:
        if isinstance(statement, ast.ClassDef):
            yield (
                statement.name,
                Class(tuple(ast.unparse(base).rpartition(".")[2] for base in statement.bases)),
                statement,
            )
        elif isinstance(statement, ast.FunctionDef):
            yield statement.name, _callable(statement), statement
        elif isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    yield target.id, Value(ast.unparse(statement.value)), statement
        elif isinstance(statement, ast.ImportFrom) and (statement.level or (statement.module or "")[:7] == "awsglue"):
            for name in (alias.asname or alias.name for alias in statement.names):
                if not name[0].islower():  # a function that a module needs itself is no offer to scripts
                    yield name, Import(), statement
        elif isinstance(statement, ast.If):  # a branch for Python 3, or one for Python 2
            yield from _statements(ast.Module(statement.body, []))


def _callable(function: ast.FunctionDef) -> Callable:
    given = function.args
    positional = [*given.posonlyargs, *given.args]
    defaults = [None] * (len(positional) - len(given.defaults)) + [ast.unparse(d) for d in given.defaults]
    parameters = [(a.arg, "positional", default) for a, default in zip(positional, defaults, strict=True)]
    parameters += [(a.arg, "variable positional", None) for a in [given.vararg] if a]
    parameters += [
        (a.arg, "keyword", ast.unparse(d) if d else None)
        for a, d in zip(given.kwonlyargs, given.kw_defaults, strict=True)
    ]
    parameters += [(a.arg, "variable keyword", None) for a in [given.kwarg] if a]
    wrapper = next((ast.unparse(d) for d in function.decorator_list), "")
    return Callable(tuple(parameters), wrapper)


@pytest.fixture(scope="module", params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def upstream(version: str, request: pytest.FixtureRequest) -> dict[str, Thing]:
    folder = request.config.cache.mkdir(f"awsglue-{version}")
    if not (folder / "awsglue").is_dir():
        unpack(download(version, folder), folder)
    return public_names(folder / "awsglue")


def download(version: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--python-version", VERSIONS[version], "--dest", str(folder), f"AWSGlueDataplanePython=={version}"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"{' '.join(command)}\n{run.stderr}"
    return next(folder.glob("*.whl"))


def unpack(wheel: Path, folder: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder, [name for name in archive.namelist() if name.startswith("awsglue/")])


def listed_differences(version: str) -> dict[str, str]:
    return DIFFERENCES["all"] | DIFFERENCES.get(version, {})


def test_every_public_name_is_there_with_its_signature(version: str, upstream: dict[str, Thing]) -> None:
    listed = listed_differences(version)
    found = {name: difference(name, thing) for name, thing in upstream.items() if name not in listed}
    assert {name: what for name, what in found.items() if what} == {}


def test_every_listed_difference_is_one(version: str, upstream: dict[str, Thing]) -> None:
    listed = listed_differences(version)
    assert [name for name in listed if difference(name, upstream[name]) is None] == []


def test_a_difference_is_found(upstream: dict[str, Thing]) -> None:
    name = "context.GlueContext.getSink"
    sink = upstream[name]
    assert isinstance(sink, Callable)
    assert difference(name, sink) is None
    assert difference(name, Callable((*sink.parameters, ("other", "positional", "1"))))
    assert difference(name, Callable(sink.parameters, "staticmethod"))
    assert difference("context.GlueContext.getOther", sink) == "is missing"


def difference(name: str, thing: Thing) -> str | None:
    """Return how ours differs from a name of Amazon's library; None if it does not."""
    try:
        owner, ours = resolve(name)
    except AttributeError:
        return "is missing"
    if isinstance(thing, Import):
        return None
    if isinstance(thing, Class):
        return class_difference(thing, ours)
    if isinstance(thing, Value):
        return value_difference(thing, ours)
    return callable_difference(thing, owner, name.rpartition(".")[2])


def resolve(name: str) -> tuple[Any, Any]:
    """Return the object of a dotted name, and the one that it is an attribute of."""
    owner: Any = None
    found: Any = importlib.import_module("awsglue")
    for part in name.split("."):
        owner = found
        if isinstance(found, ModuleType) and not hasattr(found, part):
            try:
                importlib.import_module(f"{found.__name__}.{part}")
            except ModuleNotFoundError:
                raise AttributeError(name) from None
        found = getattr(found, part)
    return owner, found


def class_difference(theirs: Class, ours: Any) -> str | None:
    if not inspect.isclass(ours):
        return "is no class"
    ancestors = {ancestor.__name__ for ancestor in ours.__mro__}
    missing = set(theirs.bases) - ancestors
    return f"is no {', '.join(sorted(missing))}" if missing else None


def value_difference(theirs: Value, ours: Any) -> str | None:
    try:
        wanted = ast.literal_eval(theirs.source)
    except ValueError:
        return None  # computed: that it exists is enough
    return None if ours == wanted else f"is {ours!r}, not {wanted!r}"


def callable_difference(theirs: Callable, owner: Any, name: str) -> str | None:
    raw = inspect.getattr_static(owner, name)
    wrapper = type(raw).__name__ if isinstance(raw, classmethod | staticmethod | property) else ""
    if wrapper != theirs.wrapper:
        return f"is a {wrapper or 'function'}, not a {theirs.wrapper or 'function'}"
    function = raw.fget if isinstance(raw, property) else getattr(raw, "__func__", raw)
    ours = [(p.name, KINDS[p.kind], p.default) for p in inspect.signature(function).parameters.values()]
    same = len(ours) == len(theirs.parameters) and all(map(is_same_parameter, theirs.parameters, ours))
    return None if same else f"takes {ours}, not {list(theirs.parameters)}"


def is_same_parameter(theirs: tuple[str, str, str | None], ours: tuple[str, str, Any]) -> bool:
    (name, kind, default), (our_name, our_kind, our_default) = theirs, ours
    if (name, kind) != (our_name, our_kind):
        return False
    if default is None or our_default is inspect.Parameter.empty:
        return default is None and our_default is inspect.Parameter.empty
    try:
        return bool(ast.literal_eval(default) == our_default)
    except ValueError:  # an object: UnknownType()
        return default == f"{type(our_default).__name__}()"
