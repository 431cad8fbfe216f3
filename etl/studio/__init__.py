"""What the transforms of Glue Studio do that generated scripts call as `gs_*` methods, as functions of DataFrames."""
