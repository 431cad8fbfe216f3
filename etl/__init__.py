"""A local engine for AWS Glue jobs: frames, connections, formats and a runtime over plain Apache Spark."""

__version__ = "0.1.0"
