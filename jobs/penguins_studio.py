import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue import DynamicFrame

def sparkSqlQuery(glueContext, query, mapping, transformation_ctx) -> DynamicFrame:
    for alias, frame in mapping.items():
        frame.toDF().createOrReplaceTempView(alias)
    result = spark.sql(query)
    return DynamicFrame.fromDF(result, glueContext, transformation_ctx)
args = getResolvedOptions(sys.argv, ['JOB_NAME'])
sc = SparkContext()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args['JOB_NAME'], args)

# Script generated for node Amazon S3
AmazonS3_node1718000000001 = glueContext.create_dynamic_frame.from_options(format_options={"quoteChar": "\"", "withHeader": True, "separator": ",", "optimizePerformance": False}, connection_type="s3", format="csv", connection_options={"paths": ["s3://sample-data/penguins_csv/"], "recurse": True}, transformation_ctx="AmazonS3_node1718000000001")

# Script generated for node Change Schema
ChangeSchema_node1718000000002 = ApplyMapping.apply(frame=AmazonS3_node1718000000001, mappings=[("Species", "string", "species", "string"), ("Island", "string", "island", "string"), ("Individual ID", "string", "individual", "string"), ("Date Egg", "string", "date_egg", "date"), ("Culmen Length (mm)", "string", "culmen_length_mm", "double"), ("Body Mass (g)", "string", "body_mass_g", "int"), ("Sex", "string", "sex", "string")], transformation_ctx="ChangeSchema_node1718000000002")

# Script generated for node SQL Query
SqlQuery0 = '''
select species, island, nullif(sex, 'NA') as sex, count(*) as penguins,
       round(avg(body_mass_g)) as body_mass_g, min(date_egg) as first_egg, null as note
from penguins
group by species, island, nullif(sex, 'NA')
'''
SQLQuery_node1718000000003 = sparkSqlQuery(glueContext, query = SqlQuery0, mapping = {"penguins":ChangeSchema_node1718000000002}, transformation_ctx = "SQLQuery_node1718000000003")

# Script generated for node Drop Null Fields
DropNullFields_node1718000000004 = DropNullFields.apply(frame=SQLQuery_node1718000000003, transformation_ctx="DropNullFields_node1718000000004")

# Script generated for node Amazon S3
AmazonS3_node1718000000005 = glueContext.getSink(path="s3://results/penguins/", connection_type="s3", updateBehavior="UPDATE_IN_DATABASE", partitionKeys=["island"], enableUpdateCatalog=False, transformation_ctx="AmazonS3_node1718000000005")
AmazonS3_node1718000000005.setFormat("glueparquet", compression="snappy")
AmazonS3_node1718000000005.writeFrame(DropNullFields_node1718000000004)
job.commit()
