"""What a connection of the catalog says of its database, with its secrets fetched from where they are kept.

A password is no part of the catalog: the connection names a secret of Secrets Manager (`SECRET_ID`, as on AWS) or a
variable of the environment (`env:NAME` in the place of the value). A literal one works, and is never shown.
Source: https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from etl.catalog.contract import Entity
from etl.catalog.errors import InvalidInputException

HIDDEN = "***"
"""What is shown in the place of a secret."""

_SECRET = ("password", "secret", "token")
_REFERENCES = ("SECRET_ID", "KMS", "ARN")
_VARIABLE = "env:"


def shown(connection: Entity) -> Entity:
    """Return a connection as it may be printed: without secrets; references to them stay."""
    properties = connection.get("ConnectionProperties") or {}
    return {**connection, "ConnectionProperties": {key: _shown(key, value) for key, value in properties.items()}}


def jdbc_conf(connection: Entity) -> dict[str, str]:
    """Return the url, user, password and vendor of a connection, as Glue's extract_jdbc_conf does.

    Raises:
        InvalidInputException: It is no JDBC connection, or a secret that it names is not there.
    """
    name = connection["Name"]
    properties: Mapping[str, str] = connection.get("ConnectionProperties") or {}
    url = properties.get("JDBC_CONNECTION_URL", "")
    if not url.startswith("jdbc:"):
        raise InvalidInputException(f"The connection {name} has no JDBC_CONNECTION_URL such as jdbc:postgresql://…")
    user, password = _credentials(name, properties)
    server, _, database = url.partition("?")[0].rpartition("/")
    return {
        "url": server if database and "//" in server else url,
        "fullUrl": url,
        "user": user,
        "password": password,
        "vendor": url.split(":")[1],
        "enforceSSL": properties.get("JDBC_ENFORCE_SSL", "false"),
        "customJDBCCert": properties.get("CUSTOM_JDBC_CERT", ""),
        "skipCustomJDBCCertValidation": properties.get("SKIP_CUSTOM_JDBC_CERT_VALIDATION", "false"),
        "customJDBCCertString": properties.get("CUSTOM_JDBC_CERT_STRING", ""),
    }


def _credentials(name: str, properties: Mapping[str, str]) -> tuple[str, str]:
    if properties.get("SECRET_ID"):
        secret = _secret(name, properties["SECRET_ID"])
        return str(secret.get("username", "")), str(secret.get("password", ""))
    return tuple(_value(name, properties.get(key, "")) for key in ("USERNAME", "PASSWORD"))  # type: ignore[return-value]


def _value(name: str, value: str) -> str:
    if not value.startswith(_VARIABLE):
        return value
    variable = value.removeprefix(_VARIABLE)
    if variable not in os.environ:
        raise InvalidInputException(f"The connection {name} takes a value from the variable {variable}: set it.")
    return os.environ[variable]


def _secret(name: str, secret_id: str) -> Mapping[str, Any]:
    import boto3  # type: ignore[import-untyped]
    from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]

    try:
        answer = boto3.client("secretsmanager").get_secret_value(SecretId=secret_id)
        found: Mapping[str, Any] = json.loads(answer["SecretString"])
    except (BotoCoreError, ClientError, ValueError, KeyError) as error:
        raise InvalidInputException(
            f"The secret {secret_id} of the connection {name} cannot be had: {error}"
        ) from error
    return found


def _shown(key: str, value: str) -> str:
    is_secret = any(word in key.lower() for word in _SECRET) and not any(word in key for word in _REFERENCES)
    return HIDDEN if is_secret and not value.startswith(_VARIABLE) else value
