"""Glue's API on a Data Catalog, for boto3 and what stands on it, in the place of AWS.

A module for each kind of thing has the operations; `service` lets botocore's clients call them.
"""

from __future__ import annotations

from etl.catalog.api.service import serve_local_catalog

__all__ = ["serve_local_catalog"]
