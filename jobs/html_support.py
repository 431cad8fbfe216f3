"""Which browser supports which HTML element since when: nested choices, three levels of lists, relationalized."""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

## @params: [JOB_NAME, TempDir, input, output]
args = getResolvedOptions(sys.argv, ["JOB_NAME", "TempDir", "input", "output"])

glueContext = GlueContext(SparkContext.getOrCreate())
job = Job(glueContext)
job.init(args["JOB_NAME"], args)
logger = glueContext.get_logger()


def statements(browser, support):
    """A browser's support is one statement, or a list of them, newest first."""
    for statement in support if isinstance(support, list) else [support]:
        since = statement["version_added"]
        notes = statement.get("notes") or []
        yield {
            "browser": browser,
            "since": since if isinstance(since, str) else None,
            "notes": notes if isinstance(notes, list) else [notes],
        }


def with_list_of_support(record):
    support = record["support"]
    record["support"] = [each for browser in support for each in statements(browser, support[browser])]
    return record


elements = glueContext.create_dynamic_frame.from_options(
    "s3", {"paths": [args["input"] + "html_elements/"]}, "json", transformation_ctx="elements"
)
elements = elements.map(with_list_of_support, transformation_ctx="listed")
elements = elements.resolveChoice(specs=[("spec_url", "make_cols")])
elements = DropFields.apply(elements, ["tags", "description", "source_file"])

tables = elements.relationalize("elements", args["TempDir"])
logger.info(f"tables: {sorted(tables.keys())}")

root = SelectFromCollection.apply(dfc=tables, key="elements")
root = root.select_fields(["element", "`status.deprecated`", "support"])
root = root.rename_field("`status.deprecated`", "deprecated").rename_field("support", "support_id")
support = tables.select("elements_support")
support = support.rename_field("`support.val.browser`", "browser").rename_field("`support.val.since`", "since")

joined = Join.apply(root, support, "support_id", "id")
known = joined.filter(lambda row: row["since"] is not None)
known = known.select_fields(["element", "deprecated", "browser", "since"])

glueContext.write_dynamic_frame.from_options(
    frame=known,
    connection_type="s3",
    connection_options={"path": args["output"] + "html_support/", "partitionKeys": ["browser"]},
    format="csv",
    transformation_ctx="write",
)
job.commit()
