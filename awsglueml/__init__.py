"""AWS Glue's transforms by machine learning: the names that scripts import, without what they do."""
