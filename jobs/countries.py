"""Countries and their airports: mixed types are resolved, records reshaped, joined, relationalized and written.

Run it with sample data: `make demo`. On AWS Glue it is this same file.
"""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.transforms import ApplyMapping, Filter, Join, Map, Relationalize, ResolveChoice
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

## @params: [JOB_NAME, TempDir, input, output]
args = getResolvedOptions(sys.argv, ["JOB_NAME", "TempDir", "input", "output"])

sc = SparkContext()
glueContext = GlueContext(sc)
job = Job(glueContext)
job.init(args["JOB_NAME"], args)


def read(table, format, **format_options):
    return glueContext.create_dynamic_frame.from_options(
        connection_type="s3",
        connection_options={"paths": [args["input"] + table + "/"], "recurse": True},
        format=format,
        format_options=format_options,
        transformation_ctx=table,
    )


def write(frame, table, partition_keys=()):
    glueContext.write_dynamic_frame.from_options(
        frame=frame,
        connection_type="s3",
        connection_options={"path": args["output"] + table + "/", "partitionKeys": list(partition_keys)},
        format="parquet",
        transformation_ctx="write_" + table,
    )


def with_one_capital(record):
    """One country has a list of capitals, the others a text."""
    if isinstance(record["capital"], list):
        record["capital"] = record["capital"][0]
    return record


def with_density(record):
    record["density"] = round(record["population"] / record["area"], 1)
    return record


# What went in
countries = read("countries", "json")
airports = read("airports", "csv", withHeader=True)
print(f"{countries.count()} countries, {countries.errorsCount()} records that are no JSON; {airports.count()} airports")
countries.select_fields(["name", "capital", "area", "ISO", "borders"]).printSchema()

# One type per field, the names and the nesting that we want
countries = Map.apply(frame=countries, f=with_one_capital)
countries = ResolveChoice.apply(frame=countries, specs=[("area", "cast:double")])
countries = ApplyMapping.apply(
    frame=countries,
    mappings=[
        ("ISO.alpha2", "string", "code", "string"),
        ("name", "string", "name", "string"),
        ("region", "string", "region", "string"),
        ("capital", "string", "capital.name", "string"),
        ("capital_latlng", "array", "capital.position", "array"),
        ("area", "double", "area", "double"),
        ("population", "int", "population", "long"),
        ("languages", "array", "languages", "array"),
        ("borders", "array", "borders", "array"),
    ],
)
airports = ApplyMapping.apply(
    frame=airports,
    mappings=[
        ("iata", "string", "iata", "string"),
        ("name", "string", "airport", "string"),
        ("country", "string", "country", "string"),
        ("elevation", "string", "elevation", "double"),
    ],
)

# A country without an area or a population has no density: the test fails, and Filter leaves the record out
measured = Filter.apply(frame=countries, f=lambda record: record["population"] > 0 and record["area"] > 0)
measured = Map.apply(frame=measured, f=with_density)
high = Filter.apply(frame=airports, f=lambda record: record["elevation"] > 8000)
high = Join.apply(high, measured.select_fields(["code", "name", "region", "density"]), "country", "code")
high = high.drop_fields(["code"])

# What comes out: airports by region, and a table for each list that the countries hold
write(high, "high_airports", ["region"])
tables = Relationalize.apply(frame=countries, staging_path=args["TempDir"], name="countries")
for table in tables.keys():
    write(tables.select(table), table)

print(f"{high.count()} airports above 8,000 feet, for example:")
high.select_fields(["iata", "airport", "elevation", "name", "density"]).show(3)
print(f"Tables of countries: {', '.join(sorted(tables.keys()))}. Languages, for example:")
tables.select("countries_languages").show(3)

job.commit()
