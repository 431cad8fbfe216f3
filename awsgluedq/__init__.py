"""AWS Glue Data Quality: the names that scripts import, without what they do."""
