"""What Studio makes of a database as a source: the new orders of a shop, counted by country, and kept beside them.

`directJDBCSource` is what Studio writes into scripts for a connection of the Data Catalog, `from_jdbc_conf` is the way
back. With a job bookmark each run reads the orders that are new, by their key.
"""
import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame
from pyspark.sql import functions as SqlFuncs


def directJDBCSource(
    glueContext,
    connectionName,
    connectionType,
    database,
    table,
    redshiftTmpDir,
    transformation_ctx,
) -> DynamicFrame:

    connection_options = {
        "useConnectionProperties": "true",
        "dbtable": table,
        "connectionName": connectionName,
    }

    if redshiftTmpDir:
        connection_options["redshiftTmpDir"] = redshiftTmpDir

    return glueContext.create_dynamic_frame.from_options(
        connection_type=connectionType,
        connection_options=connection_options,
        transformation_ctx=transformation_ctx,
    )


def sparkAggregate(glueContext, parentFrame, groups, aggs, transformation_ctx) -> DynamicFrame:
    aggsFuncs = []
    for column, func in aggs:
        aggsFuncs.append(getattr(SqlFuncs, func)(column))
    result = parentFrame.toDF().groupBy(*groups).agg(*aggsFuncs) if len(groups) > 0 else parentFrame.toDF().agg(*aggsFuncs)
    return DynamicFrame.fromDF(result, glueContext, transformation_ctx)


args = getResolvedOptions(sys.argv, ["JOB_NAME", "connection"])
sc = SparkContext()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node PostgreSQL
PostgreSQL_node1 = directJDBCSource(
    glueContext,
    connectionName=args["connection"],
    connectionType="postgresql",
    database="postgres",
    table="public.orders",
    redshiftTmpDir="",
    transformation_ctx="PostgreSQL_node1",
)

# Script generated for node Aggregate
Aggregate_node2 = sparkAggregate(
    glueContext,
    parentFrame=PostgreSQL_node1,
    groups=["country"],
    aggs=[["id", "count"], ["price", "sum"]],
    transformation_ctx="Aggregate_node2",
)

# Script generated for node Change Schema
ChangeSchema_node3 = ApplyMapping.apply(
    frame=Aggregate_node2,
    mappings=[
        ("country", "string", "country", "string"),
        ("count(id)", "long", "orders", "long"),
        ("sum(price)", "decimal", "price", "decimal"),
    ],
    transformation_ctx="ChangeSchema_node3",
)
ChangeSchema_node3.toDF().orderBy("country").show()

glueContext.write_dynamic_frame.from_jdbc_conf(
    frame=ChangeSchema_node3,
    catalog_connection=args["connection"],
    connection_options={"dbtable": "public.totals", "database": "postgres"},
    transformation_ctx="totals",
)

job.commit()
