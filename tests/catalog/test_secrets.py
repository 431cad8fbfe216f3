from __future__ import annotations

import pytest

from etl.catalog.errors import InvalidInputException
from etl.catalog.secrets import jdbc_conf, restored, secret_names, shown, without_secrets


def connection(**properties: str) -> dict[str, object]:
    given = {"JDBC_CONNECTION_URL": "jdbc:postgresql://host:5432/shop", "USERNAME": "u", **properties}
    return {"Name": "shop", "ConnectionType": "JDBC", "ConnectionProperties": given}


def test_a_password_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_PASSWORD", "p")
    conf = jdbc_conf(connection(PASSWORD="env:SHOP_PASSWORD"))
    assert (conf["user"], conf["password"], conf["vendor"]) == ("u", "p", "postgresql")
    assert (conf["url"], conf["fullUrl"]) == ("jdbc:postgresql://host:5432", "jdbc:postgresql://host:5432/shop")


def test_a_variable_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHOP_PASSWORD", raising=False)
    with pytest.raises(InvalidInputException, match="from the variable SHOP_PASSWORD: set it"):
        jdbc_conf(connection(PASSWORD="env:SHOP_PASSWORD"))


def test_what_is_no_jdbc_connection_is_refused() -> None:
    with pytest.raises(InvalidInputException, match="has no JDBC_CONNECTION_URL"):
        jdbc_conf({"Name": "net", "ConnectionType": "NETWORK"})


def test_a_secret_is_never_shown_and_a_reference_is() -> None:
    told = shown(connection(PASSWORD="p", SECRET_ID="prod/shop", ENCRYPTED_PASSWORD="q"))["ConnectionProperties"]
    assert told["PASSWORD"] == told["ENCRYPTED_PASSWORD"] == "***"
    assert told["SECRET_ID"] == "prod/shop"
    assert shown(connection(PASSWORD="env:P"))["ConnectionProperties"]["PASSWORD"] == "env:P"


@pytest.mark.parametrize(
    ("address", "as_shown"),
    [
        ("jdbc:mysql://h/d?user=u&password=p&x=1", "jdbc:mysql://h/d?user=u&password=***&x=1"),
        ("jdbc:sqlserver://h:1433;databaseName=d;password=p", "jdbc:sqlserver://h:1433;databaseName=d;password=***"),
        ("mongodb://u:p@h:27017/d", "mongodb://u:***@h:27017/d"),
        ("jdbc:oracle:thin:u/p@h:1521/d", "jdbc:oracle:thin:u/***@h:1521/d"),
        ("jdbc:postgresql://h:5432/d?user=a@b.c", "jdbc:postgresql://h:5432/d?user=a@b.c"),
    ],
)
def test_a_secret_in_an_address_is_never_shown(address: str, as_shown: str) -> None:
    assert shown({"Name": "x", "ConnectionProperties": {"CONNECTION_URL": address}})["ConnectionProperties"] == {
        "CONNECTION_URL": as_shown
    }


def test_what_is_without_secrets_gets_its_old_ones_back() -> None:
    url = "jdbc:mysql://h/d?password=p"
    old = {"Name": "x", "ConnectionProperties": {"URL": url, "PASSWORD": "p", "HOST": "a"}, "SparkProperties": {}}
    assert secret_names(old) == ["URL", "PASSWORD"]
    given = without_secrets(old)
    assert given["ConnectionProperties"] == {"URL": "jdbc:mysql://h/d?password=***", "HOST": "a"}
    assert restored(given, old) == old
    moved = {"Name": "x", "ConnectionProperties": {"URL": "jdbc:mysql://other/d", "HOST": "b"}}
    assert restored(moved, old)["ConnectionProperties"] == {**moved["ConnectionProperties"], "PASSWORD": "p"}
