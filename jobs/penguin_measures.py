"""Penguins whose measures are numbers or texts: every way to resolve a choice, and rows split by a condition."""

import sys

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import functions as F

## @params: [JOB_NAME, input, output]
args = getResolvedOptions(sys.argv, ["JOB_NAME", "input", "output"])

sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

penguins = glueContext.create_dynamic_frame_from_options(
    connection_type="s3", connection_options={"paths": [args["input"] + "penguins_json/"]}, format="json"
)
penguins.printSchema()

resolved = ResolveChoice.apply(
    frame=penguins,
    specs=[
        ("Body Mass (g)", "project:int"),
        ("Flipper Length (mm)", "cast:double"),
        ("Culmen Length (mm)", "make_struct"),
        ("Culmen Depth (mm)", "make_cols"),
    ],
)
resolved = ResolveChoice.apply(frame=resolved, choice="cast:double")

# A struct of alternatives, as a DataFrame sees it, becomes a number
length = F.coalesce("`Culmen Length (mm)`.double", F.col("`Culmen Length (mm)`.int").cast("double"))
df = resolved.toDF().withColumn("culmen_length_mm", length).drop("Culmen Length (mm)")
measured = DynamicFrame.fromDF(df, glueContext, "measured")
measured = measured.rename_field("Body Mass (g)", "body_mass_g").rename_field("Flipper Length (mm)", "flipper_length_mm")

split = SplitRows.apply(measured, {"body_mass_g": {">": 5000}}, "heavy", "light")
for name in split.keys():
    glueContext.write_dynamic_frame.from_options(
        frame=split.select(name).coalesce(1),
        connection_type="s3",
        connection_options={"path": args["output"] + "penguins_" + name + "/"},
        format="json",
    )

split.select("heavy").toDF().createOrReplaceTempView("heavy")
by_species = spark.sql("select Species as species, count(*) as penguins from heavy group by Species")
by_species.write.mode("overwrite").parquet(args["output"] + "heavy_by_species/")

job.commit()
