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
_HOLDERS = (
    "ConnectionProperties", "SparkProperties", "AthenaProperties", "PythonProperties", "AuthenticationConfiguration",
)  # fmt: skip
_CREDENTIALS = (
    "BasicAuthenticationCredentials", "CustomAuthenticationCredentials", "OAuth2Credentials",
    "AuthorizationCodeProperties",
)  # fmt: skip
"""What AWS takes in an `AuthenticationConfiguration`, and leaves out of its answers."""


def without_credentials(connection: Entity) -> Entity:
    """Return a connection as AWS answers it: without the credentials of its authentication."""
    return _changed(connection, lambda key, value: None if key in _CREDENTIALS else value)


def shown(connection: Entity) -> Entity:
    """Return a connection as it may be printed: with `***` in the place of secrets; references to them stay."""
    told = without_credentials(connection)
    return _changed(told, lambda key, value: HIDDEN if _is_hidden(key, value) else _open(value))


def without_secrets(connection: Entity) -> Entity:
    """Return a connection without its secrets, of which references stay; those in addresses give way to `***`."""
    return _changed(connection, lambda key, value: None if _is_hidden(key, value) else _open(value))


def secret_names(connection: Entity) -> list[str]:
    """Return the names of the properties that `without_secrets` leaves out or changes."""
    return [key for holder in _held(connection).values() for key in _changed_names(holder)]


def restored(given: Input, old: Entity) -> Entity:
    """Return a connection that is without secrets with those that it has had so far."""
    return _filled(given, _held(old))


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


def _is_hidden(key: str, value: Any) -> bool:
    return key in _CREDENTIALS or (isinstance(value, str) and _is_secret(key, value))


def _open(value: Any) -> Any:
    return masked_address(value) if isinstance(value, str) else value


def _held(connection: Entity) -> dict[str, Mapping[str, Any]]:
    """Return the members of a connection that may have secrets."""
    return {holder: connection[holder] for holder in _HOLDERS if connection.get(holder)}


def _changed(connection: Entity, change: Callable[[str, Any], Any]) -> Entity:
    """Return a connection whose properties are what `change` makes of them; None is left out."""
    return {**connection, **{holder: _changed_part(held, change) for holder, held in _held(connection).items()}}


def _changed_part(part: Mapping[str, Any], change: Callable[[str, Any], Any]) -> dict[str, Any]:
    changed = ((key, change(key, value)) for key, value in part.items())
    kept = ((key, value) for key, value in changed if value is not None)
    return {key: _changed_part(value, change) if isinstance(value, dict) else value for key, value in kept}


def _changed_names(part: Mapping[str, Any]) -> Iterator[str]:
    for key, value in part.items():
        if _is_hidden(key, value) or _open(value) != value:
            yield key
        elif isinstance(value, dict):
            yield from _changed_names(value)


def _filled(given: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is given, with what of the old is hidden and was left out or masked."""
    whole = dict(given)
    for key, value in old.items():
        if _is_hidden(key, value) or given.get(key) == _open(value):
            whole[key] = value
        elif isinstance(value, dict) and (filled := _filled(given.get(key) or {}, value)):
            whole[key] = filled
    return whole
