"""100,000 small files in nested folders: the first records of a frame, against Spark's own reader of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from awsglue.context import GlueContext
from benchmarks.side_by_side import compare, session

FOLDERS, FILES = 1000, 100


def main() -> None:
    context = GlueContext(session().sparkContext)
    with tempfile.TemporaryDirectory() as folder:
        json, csv = Path(folder, "json"), Path(folder, "csv")
        _fill(json, '{{"id": {0}, "name": "name{0}"}}\n{{"id": {0}, "name": null}}\n')
        _fill(csv, "id,name\n{0},name{0}\n{0},\n")
        _compare("JSON", context, json, {})
        _compare("CSV", context, csv, {"withHeader": True})


def _fill(folder: Path, text: str) -> None:
    for number in range(FOLDERS):
        inner = folder / f"{number // 50:02}" / f"{number % 50:02}"
        inner.mkdir(parents=True)
        for file in range(FILES):
            (inner / f"{file:03}.{folder.name}").write_text(text.format(number * FILES + file))


def _compare(name: str, context: GlueContext, folder: Path, options: dict[str, bool]) -> None:
    place = {"paths": [str(folder)], "recurse": True}
    reader = context.spark_session.read.option("recursiveFileLookup", True)

    def ours() -> None:
        frame = context.create_dynamic_frame.from_options("s3", place, folder.name, options)
        frame.toDF().take(10)

    def theirs() -> None:
        df = reader.json(str(folder)) if folder.name == "json" else reader.csv(str(folder), header=True)
        df.take(10)

    compare(f"{FOLDERS * FILES:,} {name} files / spark.read", ours, theirs, goal="<= 0.05", rounds=3)


if __name__ == "__main__":
    main()
