"""The public face of AWS Glue's Python library, over the engine in `etl`.

Modules, classes and signatures are those of Amazon's library; `docs/compatibility.md` lists what is not there yet.
"""

from etl.installation import refuse_rivals

refuse_rivals()

from etl.runtime.bootstrap import prepare  # noqa: E402 - only when it is certain that this is the only awsglue

prepare()

from awsglue.dynamicframe import DynamicFrame  # noqa: E402 - after the JVM is prepared

__all__ = ["DynamicFrame"]
