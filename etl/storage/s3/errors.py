"""What S3 answers when it does not do what it is asked."""

from __future__ import annotations

from etl.errors import EtlError


class S3Error(EtlError):
    """An answer of S3's that is an error: `args` are AWS's code, the message and the HTTP status."""

    def __init__(self, code: str, message: str, status: int) -> None:
        super().__init__(code, message, status)
        self.code = code
        self.message = message
        self.status = status

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


def no_such_bucket(bucket: str) -> S3Error:
    """Return the error for a bucket that does not exist."""
    return S3Error("NoSuchBucket", f"The bucket s3://{bucket} does not exist; the first write makes it.", 404)


def no_such_key(bucket: str, key: str) -> S3Error:
    """Return the error for an object that does not exist."""
    return S3Error("NoSuchKey", f"The object s3://{bucket}/{key} does not exist.", 404)


def invalid_argument(message: str) -> S3Error:
    """Return the error for an argument that cannot be used."""
    return S3Error("InvalidArgument", message, 400)
