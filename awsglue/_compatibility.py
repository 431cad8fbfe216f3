"""Makes `docs/compatibility.md` of the code: `python -m awsglue._compatibility > docs/compatibility.md`."""

from __future__ import annotations

import importlib
import inspect
import json
import re
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType

from awsglue._unsupported import GAPS, LEFT_OUT
from awsglue.transforms.unsupported import UnsupportedTransform
from etl import connections, formats
from etl.connections.databases.from_catalog import CONNECTION_TYPES
from etl.connections.databases.options import READ_OPTIONS as DATABASE_READ_OPTIONS
from etl.connections.databases.options import WRITE_OPTIONS as DATABASE_WRITE_OPTIONS
from etl.connections.file_options import READ_OPTIONS, WRITE_OPTIONS
from etl.options import Option

MODULES = (
    "awsglue.context",
    "awsglue.dynamicframe",
    "awsglue.transforms",
    "awsglue.job",
    "awsglue.utils",
    "awsglue.gluetypes",
    "awsglue.data_source",
    "awsglue.data_sink",
    "awsglue.streaming_data_source",
    "awsglue.dataframereader",
    "awsglue.dataframewriter",
    "awsglue.dataframe_transforms",
    "awsglue.functions",
    "awsglue.devutils",
    "awsgluedq.transforms",
    "awsglueml.transforms",
)

_INTRODUCTION = """\
# Compatibility with AWS Glue

Made from the code by `python -m awsglue._compatibility`; a test keeps it up to date. What is marked ✗ raises an
`UnsupportedFeatureError` with the hint given here. Every public name and signature of Amazon's library for Glue 5.1 and
6.0 (`AWSGlueDataplanePython` on PyPI) is there unless a table says otherwise.
"""

_HOMES = {
    "awsglue._accessors": "awsglue.dynamicframe",
    "awsglue._atomic_types": "awsglue.gluetypes",
    "etl.errors": "awsglue.utils",
    "etl.frame.dynamic_record": "awsglue.gluetypes",
}
"""Where scripts find what is defined in private modules."""

_PARTS = ("awsglue._streaming", "awsglue._upkeep")
"""Private modules that hold parts of public classes."""

Row = tuple[str, str, str]


def page() -> str:
    """Return the whole page."""
    return "\n".join(
        [_INTRODUCTION, *map(_module_part, MODULES), *_names_parts(), *filter(None, _options_parts()), _left_out_part()]
    )


def _module_part(module_name: str) -> str:
    module = importlib.import_module(module_name)
    rows = [row for name, thing in _public(module) for row in _rows(name, thing)]
    return _table(f"`{module_name}`", "Name", rows)


def _public(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Return the public classes and functions that scripts find in a module."""
    for name, thing in sorted(vars(module).items(), key=lambda item: item[0].lower()):
        home = getattr(thing, "__module__", "")
        moved = _HOMES.get(home) == module.__name__ and name in getattr(module, "__all__", ())
        at_home = moved or home == module.__name__ or home.startswith(f"{module.__name__}.")
        if not name.startswith("_") and at_home and (inspect.isclass(thing) or inspect.isfunction(thing)):
            yield name, thing


def _rows(name: str, thing: object) -> Iterator[Row]:
    """Return a row for a class or function, then one for all methods of which there is the same to tell."""
    if inspect.isclass(thing) and issubclass(thing, UnsupportedTransform):
        yield f"`{name}`", "✗", thing.way_out
        return
    methods = [(method, *_state(f"{name}.{method}", function)) for method, function in _methods(thing)]
    plain = [f"`{method}`" for method, state, note in methods if (state, note) == ("✓", "")]
    state, note = _state(name, thing, str(getattr(thing, "__module__", "")).rpartition(".")[2])
    yield (
        f"`{name}`",
        state,
        " ".join([*([note] if note else []), *([f"Methods: {', '.join(plain)}."] if plain else [])]),
    )
    yield from _grouped((row for row in methods if row[1:] != ("✓", "")), f"`{name}`: ")


def _grouped(rows: Iterable[Row], prefix: str = "") -> list[Row]:
    """Return one row for all that have state and note in common."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name, state, note in rows:
        groups.setdefault((state, note), []).append(f"`{name}`")
    return [(prefix + ", ".join(names), state, note) for (state, note), names in groups.items()]


def _methods(thing: object) -> Iterator[tuple[str, object]]:
    """Return the public methods that a class defines, or has from a private part of it, without Studio's `gs_*`."""
    if not inspect.isclass(thing):
        return
    parts = [c for c in thing.__mro__ if c is thing or c.__module__ in _PARTS]
    found = {name: getattr(thing, name) for part in parts for name in vars(part) if not name.startswith(("_", "gs_"))}
    yield from ((name, found[name]) for name in sorted(found, key=str.lower) if inspect.isroutine(found[name]))


def _state(name: str, thing: object, module: str = "") -> tuple[str, str]:
    key = next((key for key in (name, f"{module}.{name}") if key in GAPS), "")
    if key:
        return "✗", GAPS[key]
    gaps = [f"Not `{_argument(gap)}`: {text}" for gap, text in GAPS.items() if gap.startswith(f"{name}(")]
    return "partly" if gaps else "✓", " ".join([*_differences(thing), *gaps])


def _argument(gap: str) -> str:
    return gap.partition("(")[2].removesuffix(")")


def _differences(thing: object) -> list[str]:
    """Return what a docstring says after `Differs from AWS Glue:`."""
    found = re.findall(r"Differs from AWS Glue: (.+?)(?=\n\n|\Z)", inspect.getdoc(thing) or "", re.DOTALL)
    return [f"Differs: {' '.join(text.split())}" for text in found]


def _names_parts() -> Iterator[str]:
    for title, supported, unsupported in (
        ("Connection types", connections.connection_names(), connections.UNSUPPORTED),
        ("Formats", formats.format_names(), formats.UNSUPPORTED),
    ):
        rows = [
            *((name, "✓", "") for name in supported),
            *((name, "✗", unsupported[name]) for name in sorted(unsupported)),
        ]
        yield _table(title, "Name", _grouped(rows))


def _options_parts() -> Iterator[str]:
    yield _options_part("connection types `s3` and `file`, reading", READ_OPTIONS)
    yield _options_part("connection types `s3` and `file`, writing", WRITE_OPTIONS)
    databases = ", ".join(f"`{name}`" for name in CONNECTION_TYPES)
    yield _options_part(f"databases ({databases}), reading", DATABASE_READ_OPTIONS)
    yield _options_part("databases, writing", DATABASE_WRITE_OPTIONS)
    yield "## Options of formats\n\n[The page of formats](formats.md#options) has them all.\n"


def _options_part(place: str, options: Iterable[Option]) -> str:
    rows = [_option_row(option) for option in options]
    return _table(f"Options of {place}", "Option", rows) if rows else ""


def _option_row(option: Option) -> Row:
    names = ", ".join(f"`{name}`" for name in (option.name, *option.aliases))
    default = "" if option.default in (None, "", ()) else f"Default: `{json.dumps(option.default)}`."
    note = " ".join(part for part in (option.meaning, default, option.unsupported) if part)
    return names, "✗" if option.unsupported else "✓", note


def _left_out_part() -> str:
    return _table("Modules left out", "Module", [(f"`{name}`", "✗", why) for name, why in LEFT_OUT.items()])


def _table(title: str, first: str, rows: Iterable[Row]) -> str:
    lines = [f"| {name} | {state} | {_escaped(note)} |".replace("  ", " ") for name, state, note in rows]
    return "\n".join([f"## {title}", "", f"| {first} | | |", "|---|---|---|", *lines, ""])


def _escaped(note: str) -> str:
    return note.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
