"""Airports by country and height in plain Spark: GlueContext is only the way to the session."""

import sys

from awsglue.context import GlueContext
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import functions as F

args = getResolvedOptions(sys.argv, ["JOB_NAME", "bucket"])

glueContext = GlueContext(SparkContext.getOrCreate())
spark = glueContext.spark_session
spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")

airports = spark.read.option("header", True).option("escape", '"').csv(f"s3a://{args['bucket']}/airports/")
airports = airports.withColumn("level", F.when(F.col("elevation").cast("double") > 5000, "high").otherwise("low"))
airports.createOrReplaceTempView("airports")

counted = spark.sql("select level, country, count(*) as airports, max(cast(elevation as double)) as highest "
                    "from airports group by level, country")
counted.write.mode("overwrite").partitionBy("level").parquet("s3://results/airports_by_country/")
