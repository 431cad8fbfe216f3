"""Penguins that are measured each day: only the files that came since the last run are read, and a table grows."""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

args = getResolvedOptions(sys.argv, ["JOB_NAME", "input", "output", "database"])

glueContext = GlueContext(SparkContext())
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

measures = glueContext.create_dynamic_frame.from_options(
    "s3", {"paths": [args["input"]], "recurse": True}, "json", transformation_ctx="measures")
typed = measures.apply_mapping([
    ("Species", "string", "species", "string"),
    ("Body Mass (g)", "int", "mass", "int"),
    ("Island", "string", "island", "string"),
], transformation_ctx="typed")
print(f"{typed.count()} penguins are new")

spark.sql(f"create database if not exists {args['database']}")
sink = glueContext.getSink(
    connection_type="s3", path=f"{args['output']}/penguins/", enableUpdateCatalog=True,
    updateBehavior="UPDATE_IN_DATABASE", partitionKeys=["island"], transformation_ctx="sink")
sink.setFormat("glueparquet")
sink.setCatalogInfo(catalogDatabase=args["database"], catalogTableName="penguins")
sink.writeFrame(typed)

spark.sql(f"select island, count(*) as penguins from {args['database']}.penguins group by island order by island").show()
job.commit()
