import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.gluetypes import *
from pyspark.sql import functions as SqlFuncs
import concurrent.futures
import re
import gs_array_to_cols
import gs_concat
import gs_derived
import gs_explode
import gs_flatten
import gs_format_timestamp
import gs_now
import gs_null_rows
import gs_regex_extract
import gs_split
import gs_uuid

class GroupFilter:
    def __init__(self, name, filters):
        self.name = name
        self.filters = filters

def threadedRoute(glue_ctx, source_DyF, group_filters) -> DynamicFrameCollection:
    with concurrent.futures.ThreadPoolExecutor(max_workers=5) as executor:
        routes = {group.name: executor.submit(Filter.apply, frame=source_DyF, f=group.filters) for group in group_filters}
    return DynamicFrameCollection({name: route.result() for name, route in routes.items()}, glue_ctx)

def sparkUnion(glueContext, unionType, mapping, transformation_ctx) -> DynamicFrame:
    for alias, frame in mapping.items():
        frame.toDF().createOrReplaceTempView(alias)
    result = spark.sql("(select * from source1) UNION " + unionType + " (select * from source2)")
    return DynamicFrame.fromDF(result, glueContext, transformation_ctx)

def sparkAggregate(glueContext, parentFrame, groups, aggs, transformation_ctx) -> DynamicFrame:
    functions = [getattr(SqlFuncs, name)(column) for column, name in aggs]
    result = parentFrame.toDF().groupBy(*groups).agg(*functions)
    return DynamicFrame.fromDF(result, glueContext, transformation_ctx)

def _is_null_field(field, frame, nullStringSet, nullIntegerSet):
    if isinstance(field.dataType, NullType):
        return True
    markers = {StringType: nullStringSet, IntegerType: nullIntegerSet, LongType: nullIntegerSet, DoubleType: nullIntegerSet}
    if type(field.dataType) not in markers:
        return False
    found = {row[0].strip() if isinstance(row[0], str) else row[0] for row in frame.toDF().select(field.name).distinct().collect()}
    return found.issubset(markers[type(field.dataType)])

def drop_nulls(glueContext, frame, nullStringSet, nullIntegerSet, transformation_ctx) -> DynamicFrame:
    nullColumns = [field.name for field in frame.schema() if _is_null_field(field, frame, nullStringSet, nullIntegerSet)]
    return DropFields.apply(frame=frame, paths=nullColumns, transformation_ctx=transformation_ctx)

args = getResolvedOptions(sys.argv, ['JOB_NAME'])
sc = SparkContext()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args['JOB_NAME'], args)

# Script generated for node Amazon S3
AmazonS3_node1720000000001 = glueContext.create_dynamic_frame.from_options(format_options={"multiline": False}, connection_type="s3", format="json", connection_options={"paths": ["s3://sample-data/countries/"], "recurse": True}, transformation_ctx="AmazonS3_node1720000000001")

# Script generated for node Change Schema
ChangeSchema_node1720000000002 = ApplyMapping.apply(frame=AmazonS3_node1720000000001, mappings=[("name", "string", "name", "string"), ("capital", "string", "capital", "string"), ("ISO.alpha2", "string", "ISO.alpha2", "string"), ("region", "string", "region", "string"), ("capital_latlng", "array", "capital_latlng", "array"), ("timezoneNames", "array", "timezoneNames", "array")], transformation_ctx="ChangeSchema_node1720000000002")

# Script generated for node Remove Null Rows
RemoveNullRows_node1720000000003 = ChangeSchema_node1720000000002.gs_null_rows(extended=True)

# Script generated for node Array To Columns
ArrayToColumns_node1720000000004 = RemoveNullRows_node1720000000003.gs_array_to_cols(colName="capital_latlng", colList="latitude,longitude", indexes="1,2")

# Script generated for node Flatten
Flatten_node1720000000005 = ArrayToColumns_node1720000000004.gs_flatten(separator="_")

# Script generated for node Concatenate Columns
ConcatenateColumns_node1720000000006 = Flatten_node1720000000005.gs_concat(colName="label", colList=["capital", "name", "ISO_alpha2"], spacer=", ")

# Script generated for node Derived Column
DerivedColumn_node1720000000007 = ConcatenateColumns_node1720000000006.gs_derived(colName="hemisphere", expr="CASE WHEN latitude_double < 0 THEN 'south' ELSE 'north' END")

# Script generated for node Explode Array Or Map Into Rows
ExplodeArrayOrMapIntoRows_node1720000000008 = DerivedColumn_node1720000000007.gs_explode(colName="timezoneNames", newCol="timezone", outer=True)

# Script generated for node Split String
SplitString_node1720000000009 = ExplodeArrayOrMapIntoRows_node1720000000008.gs_split(colName="timezone", pattern="/", newColName="timezone_parts")

# Script generated for node Regex Extractor
RegexExtractor_node1720000000010 = SplitString_node1720000000009.gs_regex_extract(colName="timezone", regex="([^/]+)/(.+)", newCols="continent,")

# Script generated for node Add Current Timestamp
AddCurrentTimestamp_node1720000000011 = RegexExtractor_node1720000000010.gs_now(colName="loaded")

# Script generated for node Format Timestamp
FormatTimestamp_node1720000000012 = AddCurrentTimestamp_node1720000000011.gs_format_timestamp(colName="loaded", dateFormat="%Y-%m-%d")

# Script generated for node Derived Column
DerivedColumn_node1720000000013 = FormatTimestamp_node1720000000012.gs_derived(colName="note", expr="' '")

# Script generated for node Drop Fields
DropFields_node1720000000023 = DropFields.apply(frame=DerivedColumn_node1720000000013, paths=["capital_latlng", "latitude_array", "longitude_array"], transformation_ctx="DropFields_node1720000000023")

# Script generated for node Drop Null Fields
DropNullFields_node1720000000014 = drop_nulls(glueContext, frame=DropFields_node1720000000023, nullStringSet={"", "null"}, nullIntegerSet={-1}, transformation_ctx="DropNullFields_node1720000000014")

# Script generated for node Conditional Router
ConditionalRouter_node1720000000015 = threadedRoute(glueContext,
  source_DyF = DropNullFields_node1720000000014,
  group_filters = [GroupFilter(name = "islands", filters = lambda row: (bool(re.match("Oceania", row["region"])))), GroupFilter(name = "south", filters = lambda row: (row["hemisphere"] == "south")), GroupFilter(name = "default_group", filters = lambda row: (not(bool(re.match("Oceania", row["region"]))) and not(row["hemisphere"] == "south")))])

# Script generated for node islands
islands_node1720000000016 = SelectFromCollection.apply(dfc=ConditionalRouter_node1720000000015, key="islands", transformation_ctx="islands_node1720000000016")

# Script generated for node south
south_node1720000000017 = SelectFromCollection.apply(dfc=ConditionalRouter_node1720000000015, key="south", transformation_ctx="south_node1720000000017")

# Script generated for node Union
Union_node1720000000018 = sparkUnion(glueContext, unionType = "DISTINCT", mapping = {"source1": islands_node1720000000016, "source2": south_node1720000000017}, transformation_ctx = "Union_node1720000000018")

# Script generated for node Aggregate
Aggregate_node1720000000019 = sparkAggregate(glueContext, parentFrame = Union_node1720000000018, groups = ["region", "hemisphere"], aggs = [["name", "countDistinct"], ["timezone", "count"]], transformation_ctx = "Aggregate_node1720000000019")

# Script generated for node UUID
UUID_node1720000000020 = Union_node1720000000018.gs_uuid(colName="id")

# Script generated for node Amazon S3
AmazonS3_node1720000000021 = glueContext.write_dynamic_frame.from_options(frame=UUID_node1720000000020, connection_type="s3", format="glueparquet", connection_options={"path": "s3://results/timezones/", "partitionKeys": ["region"]}, format_options={"compression": "snappy"}, transformation_ctx="AmazonS3_node1720000000021")

# Script generated for node Amazon S3
AmazonS3_node1720000000022 = glueContext.write_dynamic_frame.from_options(frame=Aggregate_node1720000000019, connection_type="s3", format="json", connection_options={"path": "s3://results/timezone_counts/", "partitionKeys": []}, transformation_ctx="AmazonS3_node1720000000022")
job.commit()
