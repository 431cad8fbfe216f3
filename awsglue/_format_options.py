"""Makes the table of options in `docs/formats.md` of the code: `python -m awsglue._format_options` rewrites it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from etl.formats import Format, format_names, get_format
from etl.formats.read_only import ReadOnlyFormat
from etl.options import Option

PAGE = Path(__file__).parents[1] / "docs" / "formats.md"
START, END = "<!-- made by python -m awsglue._format_options -->\n", "<!-- end -->\n"

_NAMES = {"groklog": "grokLog"}
"""Names as the documentation spells them."""

_HEAD = ["| Option | Formats | | What happens |", "|---|---|---|---|"]

Place = tuple[str, str]
"""The name of a format, and whether it is read or written."""


def table() -> str:
    """Return the table: a row for each option that does the same in some formats."""
    found: dict[tuple[str, str], list[Place]] = {}
    for place, option in _options():
        found.setdefault((_names(option), _note(option)), []).append(place)
    rows = [f"| {names} | {_places(places)} | {note} |" for (names, note), places in sorted(found.items())]
    return "\n".join([*_HEAD, *rows, *_codec_rows(), ""])


def page() -> str:
    """Return the page with the table in its place."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    return before + START + "\n" + table() + "\n" + END + rest.partition(END)[2]


def _options() -> Iterator[tuple[Place, Option]]:
    for name in format_names():
        form = get_format(name)
        for way, options in (("read", (*form.read_options, *form.connection_options)), ("written", form.write_options)):
            yield from (((_NAMES.get(name, name), way), option) for option in options)


def _names(option: Option) -> str:
    return ", ".join(f"`{name}`" for name in (option.name, *option.aliases))


def _note(option: Option) -> str:
    default = "" if option.default in (None, "", ()) else f"Default: `{json.dumps(option.default)}`."
    refused = f"**Refused:** {option.unsupported}" if option.unsupported else ""
    return _escaped(" ".join(part for part in (option.meaning, default, refused) if part))


def _places(places: Sequence[Place]) -> str:
    ways: dict[str, list[str]] = {}
    for name, way in places:
        ways.setdefault(name, []).append(way)
    told = {" and ".join(each) for each in ways.values()}
    names = ", ".join(ways) if set(ways) != _all_names() else "all"
    return f"{names} | {told.pop() if len(told) == 1 else 'read or written'}"


def _all_names() -> set[str]:
    return {_NAMES.get(name, name) for name in format_names()}


def _codec_rows() -> Iterator[str]:
    for name in format_names():
        form = get_format(name)
        if not isinstance(form, ReadOnlyFormat):
            yield f"| `compression` | {name} | written | {_codecs(form)} |"


def _codecs(form: Format) -> str:
    refused = f" **Refused:** {', '.join(form.missing_codecs)}." if form.missing_codecs else ""
    return f"One of {', '.join(form.codecs)}.{refused}"


def _escaped(note: str) -> str:
    return note.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
