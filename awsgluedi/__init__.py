"""AWS Glue's data preparation transforms, those that need no service of AWS."""
