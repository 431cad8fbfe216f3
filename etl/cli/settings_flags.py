"""The flags of commands that are settings."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

_FLAGS = {
    "state": ("FOLDER", "the folder of all local state; by default the nearest .etl"),
    "s3_root": ("FOLDER", "the folder of the buckets; by default s3 in the state folder"),
    "s3_endpoint": ("URL", "where the buckets are instead: a server of S3's API, or aws for S3 itself"),
    "catalog_root": ("FOLDER", "the folder of the Data Catalog; by default catalog in the state folder"),
    "glue_endpoint": ("URL", "where the catalog is instead: a server of Glue's API, or aws for Glue itself"),
}
"""By setting: what its value is called, and what the setting means."""


def add_settings(parser: argparse.ArgumentParser, *, catalog: bool = True) -> None:
    """Add the flags of the settings that say where data is; those of the catalog, too, if a command needs it."""
    for setting, (value, meaning) in _FLAGS.items():
        if catalog or setting not in ("catalog_root", "glue_endpoint"):
            parser.add_argument(f"--{setting.replace('_', '-')}", metavar=value, help=meaning)


def given_settings(options: argparse.Namespace) -> Mapping[str, str | None]:
    """Return what the flags say, by setting."""
    return {setting: getattr(options, setting, None) for setting in _FLAGS}
