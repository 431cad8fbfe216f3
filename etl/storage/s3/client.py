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
    from boto3.exceptions import Boto3Error  # type: ignore[import-untyped]
    from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]

    try:
        yield
    except ClientError as error:
        raise PathError(place, _told(error.response)) from error
    except Boto3Error as error:
        raise PathError(place, str(error).rpartition(": ")[2] or str(error)) from error
    except PathError:
        raise
    except OSError as error:
        raise PathError(error.filename or place, error.strerror or str(error)) from error
    except BotoCoreError as error:
        raise PathError(place, str(error)) from error


def _told(response: Any) -> str:
    """Return what an answer says, with its code where that tells more."""
    code, message = response["Error"]["Code"], response["Error"].get("Message") or ""
    status = response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    if message == "Not Found":
        return "there is no such object"
    if message and status not in (403, 500, 503):
        return str(message)
    return f"the server answers with status {status} ({code}{f': {message}' if message not in ('', code) else ''})"
