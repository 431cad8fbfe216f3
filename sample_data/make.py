"""Make the sample data anew from the public packages it comes from (see README.md here).

In an empty folder, fetch and unpack the packages, then run this script with that folder:

    pip download --no-deps airportsdata==20261103 countryinfo==1.0.1 palmerpenguins==0.1.6
    npm pack @mdn/browser-compat-data@8.1.9
    for wheel in *.whl; do unzip -q "$wheel"; done; tar xzf *.tgz
    python sample_data/make.py .
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def countries(packages: Path) -> Iterator[str]:
    """Yield each country as a line, without its outline; a stray log line; and a last record that is cut off."""
    records = [json.loads(file.read_text("utf-8")) for file in sorted((packages / "countryinfo/data").glob("*.json"))]
    lines = [_json({key: value for key, value in record.items() if key != "geoJSON"}) for record in records]
    yield from lines[:100]
    yield "WARN export: connection reset, retrying"
    yield from lines[100:-1]
    yield lines[-1][: len(lines[-1]) // 2]


def airports(packages: Path) -> Iterator[str]:
    """Yield the header and the lines of the airports that have an IATA code, as they are."""
    lines = (packages / "airportsdata/airports.csv").read_text("utf-8").splitlines()
    return (line for line in lines if next(csv.reader([line]))[1])


def penguins_csv(packages: Path) -> Iterator[str]:
    """Yield the raw file's lines as they are."""
    yield from (packages / "palmerpenguins/data/penguins-raw.csv").read_text("utf-8").splitlines()


def penguins_json(packages: Path) -> Iterator[str]:
    """Yield each penguin as a record: numbers as numbers, so that the text NA stands beside them."""
    return (
        _json({name: _number_or_text(value) for name, value in row.items()})
        for row in csv.DictReader(penguins_csv(packages))
    )


def html_elements(packages: Path) -> Iterator[str]:
    """Yield the compatibility record of each HTML element, under its name."""
    html = json.loads((packages / "package/data.json").read_text("utf-8"))["html"]
    return (_json({"element": name, **element["__compat"]}) for name, element in html["elements"].items())


def _number_or_text(value: str) -> Any:
    for number in (int, float):
        try:
            return number(value)
        except ValueError:
            continue
    return value


def _json(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _write(path: str, lines: Iterable[str]) -> None:
    target = HERE / path
    target.parent.mkdir(exist_ok=True)
    target.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def main(packages: Path) -> None:
    """Write every file of the sample data."""
    _write("countries/countries.json", countries(packages))
    _write("airports/airports.csv", airports(packages))
    _write("penguins_csv/penguins.csv", penguins_csv(packages))
    _write("penguins_json/penguins.json", penguins_json(packages))
    _write("html_elements/html_elements.json", html_elements(packages))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
