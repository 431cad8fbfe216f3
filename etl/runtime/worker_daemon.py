"""Spark's Python daemon, whose workers have boto3 on the same buckets as the driver: `python -m` runs it."""

from __future__ import annotations

from pyspark.daemon import manager

from etl.runtime.buckets import prepare_process

if __name__ == "__main__":
    prepare_process()
    manager()  # type: ignore[no-untyped-call]
