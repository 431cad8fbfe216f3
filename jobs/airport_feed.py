"""A feed of high airports, a folder a country, with an index: frames write it, boto3 looks at it, Spark reads it back."""

import json
import sys
from collections import Counter

import boto3
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

args = getResolvedOptions(sys.argv, ["JOB_NAME", "input", "bucket"])
bucket = args["bucket"]

glueContext = GlueContext(SparkContext())
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

airports = glueContext.create_dynamic_frame.from_options("s3", {"paths": [args["input"]]}, "csv", {"withHeader": True})
high = airports.filter(lambda airport: float(airport["elevation"]) > 8000)
high = high.select_fields(["iata", "name", "elevation", "country"])
glueContext.write_dynamic_frame.from_options(
    high.coalesce(1), "s3", {"path": f"s3://{bucket}/feed/", "partitionKeys": ["country"]}, "json")

s3 = boto3.client("s3")
sizes = Counter()
for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="feed/"):
    for item in page["Contents"]:
        folder = item["Key"].split("/")[1]
        sizes[folder.replace("country=", "")] += item["Size"]
index = "".join(json.dumps({"country": country, "bytes": size}) + "\n" for country, size in sorted(sizes.items()))
s3.put_object(Bucket=bucket, Key="index/new.json", Body=index.encode(), ContentType="application/json")
boto3.resource("s3").Object(bucket, "index/latest.json").copy_from(CopySource=f"{bucket}/index/new.json")
s3.delete_object(Bucket=bucket, Key="index/new.json")

feed = spark.read.json(f"s3a://{bucket}/feed/")
listed = spark.read.json(f"s3://{bucket}/index/")
print(f"{feed.count()} airports in {listed.count()} countries")
feed.groupBy("country").count().join(listed, "country").orderBy("country").show(100)
job.commit()
