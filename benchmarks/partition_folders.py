"""Writing 200 partition folders on s3:// and on file://."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path

from benchmarks.side_by_side import compare, session


def main() -> None:
    spark = session()
    folder = Path(tempfile.mkdtemp()).as_uri()
    rows = spark.range(2000).selectExpr("id", "id % 200 AS p").coalesce(1)

    def write(root: str) -> None:
        rows.write.partitionBy("p").json(f"{root}/{uuid.uuid4()}")

    compare(
        "200 partition folders, s3:// / file://",
        lambda: write("s3://local-glue-benchmark"),
        lambda: write(folder),
        goal="<= 0.25",
    )


if __name__ == "__main__":
    main()
