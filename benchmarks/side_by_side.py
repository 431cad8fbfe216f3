"""Two ways to do the same, timed in turns in one process, so that a slow moment of the machine hits both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping

from pyspark.sql import DataFrame, SparkSession

Work = Callable[[], object]


def compare(name: str, ours: Work, theirs: Work, *, goal: str, rounds: int = 5) -> None:
    """Print the medians of both and the ratio ours / theirs, after one run of each that is not counted."""
    ours()
    theirs()
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(rounds)]
    ratio = statistics.median(a / b for a, b in pairs)
    first, second = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"{name:<44} {first:7.2f} s {second:7.2f} s   ratio {ratio:5.2f}   goal {goal}", flush=True)


def _seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def drain(df: DataFrame) -> None:
    """Compute every row and every column of a DataFrame, and keep nothing."""
    df.write.format("noop").mode("overwrite").save()


def session(settings: Mapping[str, str] = {}) -> SparkSession:
    """Return a session as a job has it, on two cores, with some more `settings` of Spark."""
    from pyspark import SparkConf, SparkContext

    from awsglue.context import GlueContext

    conf = SparkConf().setMaster("local[2]").set("spark.ui.enabled", "false").set("spark.sql.shuffle.partitions", "4")
    conf.set("spark.ui.showConsoleProgress", "false").setAll(list(settings.items()))
    context = SparkContext.getOrCreate(conf)
    context.setLogLevel("ERROR")
    spark: SparkSession = GlueContext(context).spark_session
    return spark
