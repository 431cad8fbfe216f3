"""Where files are: `s3://` on a local folder, listing, and the division of files among tasks."""
