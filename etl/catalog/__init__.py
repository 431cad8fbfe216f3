"""The Data Catalog: databases, tables and their partitions, in files or in AWS Glue."""
