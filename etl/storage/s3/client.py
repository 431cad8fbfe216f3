"""The client of S3 that this package itself uses: boto3's, on the buckets that the settings name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from etl.errors import PathError


def client() -> Any:
    """Return a new client; boto3 is imported only here, as it takes half a second."""
    import boto3  # type: ignore[import-untyped]

    return boto3.session.Session().client("s3")


@contextmanager
def refusals(place: str) -> Iterator[None]:
    """Raise what S3 refuses as a `PathError` of `place`."""
    from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]

    try:
        yield
    except ClientError as error:
        message = error.response["Error"]["Message"]
        raise PathError(place, "there is no such object" if message == "Not Found" else message) from error
    except BotoCoreError as error:
        raise PathError(place, str(error)) from error
