"""What a connection of the catalog says of its database, with its secrets fetched from where they are kept.

A password is no part of the catalog: the connection names a secret of Secrets Manager (`SECRET_ID`, as on AWS) or a
variable of the environment (`env:NAME` in the place of the value). A literal one works, and is never shown.
Source: https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from etl.catalog.contract import Entity, Input
from etl.catalog.errors import InvalidInputException
from etl.secret_addresses import masked_address
from etl.secret_texts import HIDDEN, names_secret

_VARIABLE = "env:"
_HOLDERS = ("ConnectionProperties", "SparkProperties", "AthenaProperties", "PythonProperties")


def shown(connection: Entity) -> Entity:
    """Return a connection as it may be printed: with `***` in the place of secrets; references to them stay."""
    return _changed(connection, lambda key, value: HIDDEN if _is_secret(key, value) else masked_address(value))


def without_secrets(connection: Entity) -> Entity:
    """Return a connection without its secrets, of which references stay; those in addresses give way to `***`."""
    return _changed(connection, lambda key, value: None if _is_secret(key, value) else masked_address(value))


def secret_names(connection: Entity) -> list[str]:
    """Return the names of the properties that `without_secrets` leaves out or changes."""
    return [
        key for _, key, value in _properties(connection) if _is_secret(key, value) or masked_address(value) != value
    ]


def restored(given: Input, old: Entity) -> Entity:
    """Return a connection that is without secrets with those that it has had so far."""
    whole: Entity = dict(given)
    for holder, key, value in _properties(old):
        hidden = masked_address(value)
        if _is_secret(key, value) or (hidden != value and (given.get(holder) or {}).get(key) == hidden):
            whole[holder] = {**(whole.get(holder) or {}), key: value}
    return whole


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


def _is_secret(key: str, value: str) -> bool:
    return names_secret(key) and not value.startswith(_VARIABLE)


def _properties(connection: Entity) -> Iterator[tuple[str, str, str]]:
    return ((holder, key, value) for holder in _HOLDERS for key, value in (connection.get(holder) or {}).items())


def _changed(connection: Entity, change: Callable[[str, str], str | None]) -> Entity:
    """Return a connection whose properties are what `change` makes of them; None is left out."""
    changed: Entity = dict(connection)
    for holder in connection.keys() & _HOLDERS:
        pairs = ((key, change(key, value)) for key, value in (connection[holder] or {}).items())
        changed[holder] = {key: value for key, value in pairs if value is not None}
    return changed
