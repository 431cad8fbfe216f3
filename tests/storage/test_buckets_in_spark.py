"""What Spark makes of buckets: its readers, writers, committers, streams and SQL."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession


@pytest.fixture
def rows(spark: SparkSession) -> DataFrame:
    return spark.range(6).selectExpr("id", "cast(id % 3 as string) as p")


def ids(df: DataFrame) -> list[int]:
    return sorted(row["id"] for row in df.select("id").collect())


@pytest.mark.parametrize(
    ("scheme", "format_"), [("s3", "json"), ("s3a", "csv"), ("s3n", "json"), ("s3a", "parquet"), ("s3", "orc")]
)
def test_every_format_through_every_scheme(
    spark: SparkSession, rows: DataFrame, bucket: str, scheme: str, format_: str
) -> None:
    path = f"{scheme}://{bucket}/out"
    rows.write.format(format_).save(path, header=True)
    assert ids(spark.read.format(format_).load(path, header=True, inferSchema=True)) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_root_of_a_bucket_can_be_written_and_read(
    spark: SparkSession, rows: DataFrame, bucket: str, slash: str
) -> None:
    rows.write.mode("append").partitionBy("p").json(f"s3://{bucket}{slash}")
    rows.write.mode("append").partitionBy("p").json(f"s3://{bucket}{slash}")
    assert spark.read.json(f"s3://{bucket}{slash}").count() == 12
    assert ids(spark.read.json(f"s3://{bucket}/p=1")) == [1, 1, 4, 4]


@pytest.mark.parametrize("algorithm", ["1", "2"])
def test_both_algorithms_of_the_committer(
    spark: SparkSession, rows: DataFrame, buckets: Path, bucket: str, algorithm: str
) -> None:
    key = "mapreduce.fileoutputcommitter.algorithm.version"
    writer = rows.write.option(key, algorithm).partitionBy("p")
    writer.mode("overwrite").parquet(f"s3://{bucket}/out")
    writer.mode("overwrite").parquet(f"s3://{bucket}/out")
    assert ids(spark.read.parquet(f"s3://{bucket}/out")) == [0, 1, 2, 3, 4, 5]
    assert sorted(path.name for path in (buckets / bucket / "out").iterdir()) == ["_SUCCESS", "p=0", "p=1", "p=2"]


def test_append_keeps_what_is_there(spark: SparkSession, rows: DataFrame, bucket: str) -> None:
    for _ in range(2):
        rows.write.mode("append").parquet(f"s3://{bucket}/out")
    assert ids(spark.read.parquet(f"s3://{bucket}/out")) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_dynamic_overwrite_leaves_other_partitions(spark: SparkSession, rows: DataFrame, bucket: str) -> None:
    rows.write.partitionBy("p").parquet(f"s3://{bucket}/out")
    new = spark.range(100, 101).selectExpr("id", "'1' as p")
    new.write.option("partitionOverwriteMode", "dynamic").mode("overwrite").partitionBy("p").parquet(
        f"s3://{bucket}/out"
    )
    assert ids(spark.read.parquet(f"s3://{bucket}/out")) == [0, 2, 3, 5, 100]


def test_a_failed_job_leaves_nothing(spark: SparkSession, buckets: Path, bucket: str) -> None:
    bad = spark.range(4).selectExpr("id", "if(id = 3, raise_error('bad row'), 1) as x")
    with pytest.raises(Exception, match="bad row"):
        bad.write.json(f"s3://{bucket}/out")
    assert [path for path in (buckets / bucket).rglob("*") if path.is_file()] == []


def test_a_table_at_a_path_finds_its_partitions(spark: SparkSession, rows: DataFrame, bucket: str) -> None:
    rows.write.partitionBy("p").parquet(f"s3://{bucket}/t")
    table = f"t_{bucket.replace('-', '_')}"[:40]
    try:
        spark.sql(
            f"CREATE TABLE {table} (id bigint, p string) USING parquet PARTITIONED BY (p) LOCATION 's3://{bucket}/t'"
        )
        spark.sql(f"MSCK REPAIR TABLE {table}")
        assert ids(spark.sql(f"SELECT id FROM {table} WHERE p = '1'")) == [1, 4]
        spark.sql(f"INSERT INTO {table} PARTITION (p = '7') VALUES (70)")
        assert ids(spark.read.parquet(f"s3://{bucket}/t/p=7")) == [70]
    finally:
        spark.sql(f"DROP TABLE IF EXISTS {table}")


def test_sql_reads_a_path(spark: SparkSession, rows: DataFrame, bucket: str) -> None:
    rows.write.parquet(f"s3://{bucket}/out")
    assert ids(spark.sql(f"SELECT id FROM parquet.`s3://{bucket}/out`")) == [0, 1, 2, 3, 4, 5]


def test_rdds_read_and_write(spark: SparkSession, bucket: str) -> None:
    sc = spark.sparkContext
    sc.parallelize(["a", "b"], 2).saveAsTextFile(f"s3a://{bucket}/text")
    assert sorted(sc.textFile(f"s3://{bucket}/text/part-*").collect()) == ["a", "b"]
    assert len(sc.wholeTextFiles(f"s3n://{bucket}/text").collect()) == 2


def test_a_large_file_is_read_in_parts(spark: SparkSession, buckets: Path, bucket: str) -> None:
    (buckets / bucket).mkdir(parents=True)
    (buckets / bucket / "x.json").write_text("".join(f'{{"id": {i}}}\n' for i in range(1000)))
    spark.conf.set("spark.sql.files.maxPartitionBytes", "2000")
    df = spark.read.schema("id long").json(f"s3://{bucket}/x.json")
    assert df.rdd.getNumPartitions() > 3
    assert ids(df) == list(range(1000))


def test_a_stream_reads_writes_and_keeps_its_checkpoint(
    spark: SparkSession, rows: DataFrame, buckets: Path, bucket: str
) -> None:
    def run() -> None:
        source = spark.readStream.schema(rows.schema).parquet(f"s3://{bucket}/in")
        sink = source.writeStream.format("parquet").option("checkpointLocation", f"s3://{bucket}/checkpoint")
        sink.trigger(availableNow=True).start(f"s3://{bucket}/out").awaitTermination()

    rows.write.parquet(f"s3://{bucket}/in")
    run()
    run()
    rows.write.mode("append").parquet(f"s3://{bucket}/in")
    run()
    assert spark.read.parquet(f"s3://{bucket}/out").count() == 12
    assert not list((buckets / bucket / "checkpoint").rglob("*.tmp"))


def test_a_missing_bucket_is_a_missing_path(spark: SparkSession) -> None:
    with pytest.raises(AnalysisException, match=r"PATH_NOT_FOUND.*s3://no-such-bucket/x"):
        spark.read.parquet("s3://no-such-bucket/x")
