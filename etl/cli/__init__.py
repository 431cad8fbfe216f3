"""The command `etl`."""
