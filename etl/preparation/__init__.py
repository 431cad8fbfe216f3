"""What the data preparation transforms of `awsgluedi` do, as functions of DataFrames."""
