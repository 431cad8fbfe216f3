"""A Data Catalog in a folder: files that a person can read, compare and keep in git.

databases/<database>/database.json
databases/<database>/tables/<table>.json          a table as it is
databases/<database>/versions/<table>/<n>.json    as it was
databases/<database>/partitions/<table>.sqlite    its partitions, which may be millions
databases/<database>/functions/<function>.json
connections/<connection>.json
"""

from __future__ import annotations

from etl.catalog.files.catalog import FileCatalog

__all__ = ["FileCatalog"]
