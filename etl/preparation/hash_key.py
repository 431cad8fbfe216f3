"""The key of hashes: on AWS a secret of Secrets Manager, here a variable."""

from __future__ import annotations

import os

from etl.errors import EnvironmentMismatchError

VARIABLE = "ETL_HASH_SECRET"
"""Holds the key of `CryptographicHash`, whatever secret the script names."""


def hash_key(secret_id: str) -> bytes:
    """Return the key that stands in for a secret.

    Raises:
        EnvironmentMismatchError: The variable is not set.
    """
    key = os.environ.get(VARIABLE, "")
    if not key:
        raise EnvironmentMismatchError(
            f"CryptographicHash asks for the secret {secret_id!r}, and Secrets Manager is not asked here.",
            f"Set {VARIABLE} to the key to use.",
        )
    return key.encode()
