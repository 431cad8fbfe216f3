"""Tables of the Data Catalog as places that records come from and go to."""

from __future__ import annotations

from etl.connections.tables.reading import read_table, read_table_dataframe
from etl.connections.tables.table import Table, find_table
from etl.connections.tables.upkeep import purge_table, transition_table
from etl.connections.tables.writing import (
    CatalogTarget,
    write_dataframe_and_update,
    write_files_and_update,
    write_table,
    write_table_dataframe,
)

__all__ = [
    "CatalogTarget",
    "Table",
    "find_table",
    "purge_table",
    "read_table",
    "read_table_dataframe",
    "transition_table",
    "write_dataframe_and_update",
    "write_files_and_update",
    "write_table",
    "write_table_dataframe",
]
