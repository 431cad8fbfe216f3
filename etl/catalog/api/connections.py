"""Operations on connections."""

from __future__ import annotations

from typing import Any

from etl.catalog.api.databases import DatabaseOperations
from etl.catalog.contract import Entity
from etl.catalog.secrets import without_credentials, without_secrets
from etl.storage.pages import page

Json = dict[str, Any]

_SECRETS = ("PASSWORD", "ENCRYPTED_PASSWORD")


class ConnectionOperations(DatabaseOperations):
    """A part of the operations of Glue."""

    def get_connection(self, given: Json) -> Json:
        """Return a connection, without its passwords if `HidePassword` says so."""
        return {"Connection": _shown(self.catalog.connection(given["Name"]), given)}

    def get_connections(self, given: Json) -> Json:
        """Return a page of connections, of the type that `Filter` names."""
        wanted = (given.get("Filter") or {}).get("ConnectionType")
        kept = (one for one in self.catalog.connections() if wanted in (None, one.get("ConnectionType")))
        return page(given, "ConnectionList", lambda: (_shown(one, given) for one in kept))

    def create_connection(self, given: Json) -> None:
        """Make a connection."""
        self.catalog.create_connection(given["ConnectionInput"])

    def update_connection(self, given: Json) -> None:
        """Describe a connection anew."""
        self.catalog.update_connection(given["Name"], given["ConnectionInput"])

    def delete_connection(self, given: Json) -> None:
        """Delete a connection."""
        self.catalog.delete_connection(given["ConnectionName"])


def _shown(connection: Entity, given: Json) -> Entity:
    if not given.get("HidePassword"):
        return without_credentials(connection)
    told = without_secrets(connection)
    properties = told.get("ConnectionProperties") or {}
    return {**told, "ConnectionProperties": {k: v for k, v in properties.items() if k not in _SECRETS}}
