"""S3 itself, or a server that speaks its API, behind `s3://`, `s3a://` and `s3n://`: by Hadoop's own client, S3A.

The client comes with Spark's `spark.jars.packages`. Of Amazon's SDK it needs a few modules, 15 MB; the bundle of the
whole SDK, which hadoop-aws names, is left out (600 MB).
"""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

from etl.errors import OptionError
from etl.storage.hadoop import SCHEMES

AWS, LOCAL = "aws", "local"
"""The endpoint that is S3 itself, and the one that is none: buckets are folders."""

_SDK_2 = ("s3", "s3-transfer-manager", "sts", "sso", "ssooidc", "apache-client")
_SDK_1 = ("aws-java-sdk-s3", "aws-java-sdk-sts", "aws-java-sdk-dynamodb")
_PACKAGES = {
    "3.5": ("org.apache.hadoop:hadoop-aws:3.3.4", *(f"com.amazonaws:{module}:1.12.262" for module in _SDK_1)),
    "4.1": ("org.apache.hadoop:hadoop-aws:3.4.2", *(f"software.amazon.awssdk:{module}:2.29.52" for module in _SDK_2)),
}
"""By Spark line: Spark 3.5 brings Hadoop 3.3.4, and Spark 4.1 brings Hadoop 3.4.2."""

_BUNDLES = "software.amazon.awssdk:bundle,com.amazonaws:aws-java-sdk-bundle"
_CREDENTIALS = {
    "3.5": "com.amazonaws.auth.DefaultAWSCredentialsProviderChain",
    "4.1": "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider",
}
_CLIENT = "org.apache.hadoop.fs.s3a.S3AFileSystem"
_PATIENCE = {
    "fs.s3a.attempts.maximum": "3",
    "fs.s3a.retry.limit": "1",
    "fs.s3a.retry.throttle.limit": "3",
    "fs.s3a.connection.establish.timeout": "5000",
    "fs.s3a.connection.timeout": "60000",
}
"""As patient as AWS's other clients: three attempts, a minute for each answer. By itself S3A tries for much longer."""


def checked(endpoint: str, setting: str = "s3-endpoint") -> str:
    """Return the endpoint that a setting gives, as it is.

    Raises:
        OptionError: It is neither `aws`, `local` nor an address.
    """
    parts = urlsplit(endpoint)
    if endpoint not in (AWS, LOCAL) and not (parts.scheme in ("http", "https") and parts.hostname):
        raise OptionError(setting, endpoint, "expected an address such as http://127.0.0.1:9000, aws, or local")
    return endpoint


def packages(spark_line: str) -> dict[str, str]:
    """Return the settings by which Spark fetches the client."""
    return {"spark.jars.packages": ",".join(_PACKAGES[spark_line]), "spark.jars.excludes": _BUNDLES}


def keys(endpoint: str, spark_line: str) -> dict[str, str]:
    """Return the Hadoop settings by which buckets are those of an endpoint.

    Credentials come from where AWS's clients look for them: variables, `~/.aws`, the machine.
    """
    settings = {f"fs.{scheme}.impl": _CLIENT for scheme in SCHEMES}
    settings |= {"fs.s3a.aws.credentials.provider": _CREDENTIALS[spark_line], **_PATIENCE}
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    if endpoint != AWS:
        settings |= {
            "fs.s3a.endpoint": endpoint,
            "fs.s3a.path.style.access": "true",
            "fs.s3a.connection.ssl.enabled": str(endpoint.startswith("https")).lower(),
        }
        region = region or "us-east-1"
    return settings | ({"fs.s3a.endpoint.region": region} if region else {})


_UNREACHED = re.compile(r"Connect to (\S+) .*?failed: ([^:\n]+)|UnknownHostException: (\S+)")
_STATUS = re.compile(r"Status Code: (\d+)")


def reason(message: str) -> str:
    """Return what a message of the client's says, in short."""
    unreached, status = _UNREACHED.search(message), _STATUS.search(message)
    if "NoAuthWithAWSException" in message:
        return "there are no credentials of AWS: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
    if "Read timed out" in message or "ApiCallTimeout" in message or "did not complete before" in message:
        return "the server of the buckets does not answer in time; look at it, or at the setting s3-endpoint"
    if unreached:
        address, why = unreached[1] or unreached[3], unreached[2] or "unknown host"
        return f"nobody answers at {address} ({why}); start the server, or mend the setting s3-endpoint"
    if "bucket is null/empty" in message:
        return "the name of the bucket is none that S3 allows"
    if status and "NoSuchBucket" in message:
        return "there is no such bucket on the server"
    if status and status[1] == "403":
        return "the server refuses access (status 403): look at the credentials, and whose bucket it is"
    return f"the server of the buckets answers with status {status[1]}" if status else message
