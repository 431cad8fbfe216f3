"""What a DynamicFrame is: a logical schema with choices, physical Spark columns, error records, transforms."""
