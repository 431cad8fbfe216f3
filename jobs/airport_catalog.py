"""Airports by country in the Data Catalog: a table made by an updating sink, read with a predicate and by SQL."""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.transforms import ApplyMapping
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

args = getResolvedOptions(sys.argv, ["JOB_NAME", "input", "output", "database"])
database = args["database"]

glueContext = GlueContext(SparkContext())
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

airports = glueContext.create_dynamic_frame.from_options("s3", {"paths": [args["input"]]}, "csv", {"withHeader": True})
typed = ApplyMapping.apply(frame=airports, mappings=[
    ("iata", "string", "iata", "string"),
    ("name", "string", "name", "string"),
    ("elevation", "string", "elevation", "double"),
    ("country", "string", "country", "string"),
])

spark.sql(f"create database if not exists {database}")
sink = glueContext.getSink(
    connection_type="s3", path=f"{args['output']}/airports/", enableUpdateCatalog=True,
    updateBehavior="UPDATE_IN_DATABASE", partitionKeys=["country"])
sink.setFormat("glueparquet")
sink.setCatalogInfo(catalogDatabase=database, catalogTableName="airports")
sink.writeFrame(typed)

alps = glueContext.create_dynamic_frame.from_catalog(
    database=database, table_name="airports", push_down_predicate="country in ('AT', 'CH')")
print(f"{alps.count()} airports in Austria and Switzerland")

spark.sql(f"create table if not exists {database}.heights (country string, highest double) using parquet")
spark.sql(f"insert overwrite {database}.heights "
          f"select country, max(elevation) from {database}.airports group by country")
spark.sql(f"select * from {database}.heights order by highest desc limit 3").show()
job.commit()
